"""Everything kept about whoever asks from their own chat, as parts of a document; writes nothing.

Without the address itself, without what others wrote for each other, and of a colleague with what
`personal` gives anybody who asks by name: no case they have no right to.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.cases.case import Case
from bot.cases.school import School
from bot.cases.schooltime import local_day
from bot.cases.status import STATUS_WORDS, status_of
from bot.flows.kit import Facts, Flow
from bot.flows.lookback import told_so_far
from bot.flows.session import Session
from bot.i18n import I18n
from bot.reports.document import Document, Fact, Heading, Line, Part, Quote
from bot.reports.personal import Personal, read_personal
from bot.reports.personfile import parts_of
from bot.reports.webpage import write
from bot.store import (
    campaigns,
    cases,
    contacts,
    devices,
    entries,
    evidence,
    mailbox,
    people,
    post_questions,
    recovery,
    screens,
    sessions,
)
from bot.store.contacts import Contact
from bot.store.entries import Entry, EntryKind
from bot.store.writer import Tx, Writer
from bot.text import N_, Text, from_data

TITLE: Final = N_("All I keep about you")
MINE: Final = (EntryKind.STORY, EntryKind.DETAIL, EntryKind.TALK_IN)
TO_ME: Final = (EntryKind.TALK_OUT, EntryKind.OUTCOME)
LEFT_OUT: Final = (
    N_("This is all that leads to you from this chat."),
    N_("What people of school write for each other is not in it."),
    N_("Do you want to know more? Ask school: {phone}."),
)
DOORS: Final = {"telegram": N_("Telegram"), "web": N_("Page")}
YES, NO = N_("Yes"), N_("No")


@dataclass(frozen=True)
class OwnData:
    """Reads for one school; the reader's language is that of their chat. `flows` by their names."""

    writer: Writer = field(repr=False)
    school: School = field(repr=False)
    i18n: I18n = field(repr=False)
    flows: Mapping[str, Flow] = field(repr=False)

    async def page(self, contact_ref: str) -> bytes | None:
        """One file that any browser opens; None when nobody with this reference is known."""
        personal = await self._personal(contact_ref)
        document = await self.writer.run(lambda tx: self._read(tx, contact_ref, personal))
        if document is None:
            return None
        return await asyncio.to_thread(write, document, self.i18n.direction(document.language))

    async def _personal(self, contact_ref: str) -> Personal | None:
        """What they have as somebody who works here."""
        contact = await self.writer.run(lambda tx: contacts.find(tx, contact_ref))
        if contact is None or contact.person_id is None:
            return None
        return await read_personal(self.writer, contact.person_id, self._by_default)

    def _by_default(self, text: Text) -> str:
        return self.i18n.render(text, self.i18n.default)

    def _read(self, tx: Tx, contact_ref: str, personal: Personal | None) -> Document | None:
        contact = contacts.find(tx, contact_ref)
        if contact is None:
            return None
        reading = _Reading(tx, self.school, self.i18n, self.flows, contact, personal)
        made = self.i18n.moment(tx.now, contact.language)
        return Document(
            title=reading.say(TITLE),
            under=f"{self.school.name} – {made}",
            foot="",
            pages="",
            unshown="",
            language=contact.language,
            made=tx.now,
            parts=tuple(reading.parts()),
        )


@dataclass(frozen=True)
class _Reading:
    """One contact's rows, said in its language."""

    tx: Tx
    school: School
    i18n: I18n
    flows: Mapping[str, Flow]
    contact: Contact
    personal: Personal | None = field(repr=False)

    @property
    def ref(self) -> str:
        """Whose rows."""
        return self.contact.contact_ref

    def say(self, text: Text) -> str:
        """In the language of the chat."""
        return self.i18n.render(text, self.contact.language)

    def parts(self) -> Iterator[Part]:
        """From what the chat itself is to what was told in it."""
        for line in LEFT_OUT:
            yield Line(self.say(line.of(phone=self.school.phone)))
        yield from self._chat()
        yield from self._unsent()
        for case in cases.of_ids(self.tx, contacts.my_cases(self.tx, self.contact.contact_ref)):
            yield from self._report(case)
        yield from self._questions()
        yield from self._messages()
        yield from self._colleague()

    def _chat(self) -> Iterator[Part]:
        since, seen = contacts.days(self.tx, self.ref)
        yield Heading(self.say(N_("This chat")))
        yield self._fact(N_("Where we talk"), DOORS.get(self.contact.door, self.contact.door))
        yield self._fact(N_("Language"), self.i18n.name(self.contact.language))
        yield self._fact(N_("Known since"), local_day(self.school, since))
        yield self._fact(N_("Last used"), local_day(self.school, seen))
        yield self._fact(N_("Without sound"), YES if self.contact.quiet else NO)
        news = campaigns.wants_news(self.tx, self.ref)
        yield self._fact(N_("Messages of school"), YES if news else NO)
        yield self._fact(N_("Messages about surveys"), campaigns.rounds_sent(self.tx, self.ref))
        yield self._fact(N_("Your address"), N_("kept locked, to send you answers"))

    def _unsent(self) -> Iterator[Part]:
        """What was answered in the open conversation and one parked under it, in words."""
        stored = json.loads(sessions.load(self.tx, self.ref) or "{}")
        for data in filter(None, (stored.get("session"), stored.get("parked"))):
            told = self._told(Session.from_data(data))
            if told:
                yield Heading(self.say(N_("Not sent yet")))
                yield from told
        loose = evidence.loose_of(self.tx, self.ref)
        if loose:
            yield self._fact(N_("Files not sent yet"), str(len(loose)))

    def _told(self, session: Session) -> list[Part]:
        """Of a flow that no release knows any more nothing can be said, and it is forgotten."""
        flow = self.flows.get(session.flow)
        if flow is None:
            return []
        found = told_so_far(flow, session, self._facts())
        return [Quote(self.say(question), self.say(answer)) for question, answer in found]

    def _facts(self) -> Facts:
        everyone = people.all_people(self.tx)
        found = (one for one in everyone if one.person_id == self.contact.person_id)
        person = next(found, None)
        door = self.contact.door
        return Facts(self.tx.now, self.school, door, self.say, people=everyone, person=person)

    def _report(self, case: Case) -> Iterator[Part]:
        yield Heading(self.say(N_("Your report {name}").of(name=case.name)))
        yield self._fact(N_("Sent"), self.i18n.moment(case.created, self.contact.language))
        yield self._fact(N_("How far it is"), STATUS_WORDS[status_of(case)])
        yield self._fact(N_("Class"), case.school_class or "–")
        yield self._fact(N_("Your name"), cases.reporter_name(self.tx, case.case_id) or "–")
        words = recovery.has_words(self.tx, case.case_id)
        yield self._fact(N_("Five words to come back"), YES if words else NO)
        for entry in entries.of_case(self.tx, case.case_id, (*MINE, *TO_ME)):
            yield from self._entry(entry)
        items = evidence.all_of_case(self.tx, case.case_id)
        if items:
            yield self._fact(N_("Files in this report"), str(len(items)))

    def _entry(self, entry: Entry) -> Iterator[Part]:
        if entry.kind is EntryKind.DETAIL:
            for label, answer in json.loads(entry.body):
                yield self._fact(from_data(label), from_data(answer))
            return
        who = N_("School") if entry.kind in TO_ME else N_("You")
        words = entry.body
        if entry.told:
            words = self.say(from_data(json.loads(entry.told)["words"]))
        if words:
            yield Quote(self.say(who), words)

    def _questions(self) -> Iterator[Part]:
        if self.contact.person_id:  # a colleague's stand with the rest of what they did
            return
        asked = post_questions.of_contact(self.tx, self.ref)
        if asked:
            yield Heading(self.say(N_("What you asked about posting")))
        for one in asked:
            yield Quote(self.say(N_("You")), one.words)
            if one.answer:
                yield Quote(self.say(N_("School")), one.answer)

    def _messages(self) -> Iterator[Part]:
        """What they said on the page in two days; at Telegram only the numbers are known."""
        yield Heading(self.say(N_("Messages of the last two days")))
        lying = screens.recent(self.tx, self.ref, self.tx.now - screens.REMOVABLE)
        yield self._fact(N_("How many"), str(len(lying)))
        for row in mailbox.since(self.tx, self.ref, 0):
            if row.mine and row.body:
                yield Quote(self.say(N_("You")), "\n".join(row.body.get("lines", ())))

    def _colleague(self) -> Iterator[Part]:
        """Nothing any more for whoever left school since they asked."""
        person_id, found = self.contact.person_id, self.personal
        if found is None or person_id is None:
            return
        yield from parts_of(found, self.school, self.i18n)
        yield Heading(self.say(N_("My devices")))
        for way in devices.ways_in(self.tx, person_id):
            since = local_day(self.school, way.since)
            yield self._fact(N_("Known since"), N_("{day}: {door}").of(day=since, door=way.door))

    def _fact(self, label: Text, value: object) -> Fact:
        told = value if isinstance(value, Text) else Text("{value}", values={"value": value})
        return Fact(self.say(label), self.say(told))
