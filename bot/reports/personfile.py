"""What one person gets who asks what is kept about them: a document and its data, in a ZIP."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.cases.school import School
from bot.cases.schooltime import local
from bot.flows.logwords import sentence
from bot.flows.wording import ROLE_WORDS
from bot.i18n import I18n, plain
from bot.reports.bundle import Made
from bot.reports.casefile import PAGES, UNSHOWN
from bot.reports.document import Document, Fact, Heading, Line, Part, Quote
from bot.reports.packing import Packed, Write, pack
from bot.reports.personal import Part as CasePart
from bot.reports.personal import Personal, Said, What
from bot.store.entries import Entry
from bot.text import N_, Text

DOCUMENT, MACHINE = "gegevens.pdf", "gegevens.json"
PART_WORDS: Final = {
    "owner": N_("owner"),
    "asked": N_("asked for advice"),
    "victim": N_("it was done to you"),
    "steps": N_("did a step"),
    "witness": N_("you saw it"),
}
SAID_WORDS: Final = {
    What.SIGNAL: N_("Your signal of {day} {year}"),
    What.QUESTION: N_("Your question about posting of {day} {year}"),
    What.ANSWER: N_("Your answer to a question about posting of {day} {year}"),
}
LEFT_OUT: Final = N_(
    "Names of others were replaced. What somebody reported, private notes of others, and what "
    "would harm somebody else are not in it (AVG art. 15, UAVG art. 41). Questions? Ask management."
)


def make_person(personal: Personal, school: School, i18n: I18n, by: str, write: Write) -> Made:
    """Hand the ZIP to `write`; the document that is in it too, and the hash of its list."""
    from bot.reports.paper import draw  # noqa: PLC0415 - half a second, and only for an export

    telling = _Telling(personal, school, i18n, by)
    document = draw(telling.document())
    data = json.dumps(telling.data(), ensure_ascii=False, indent=1).encode()
    files = (Packed(DOCUMENT, (document,)), Packed(MACHINE, (data,)))
    return Made(document, pack(files, write, local(school, personal.made)))


def parts_of(personal: Personal, school: School, i18n: I18n) -> tuple[Part, ...]:
    """The same for a document of another shape."""
    return _Telling(personal, school, i18n, by="").document().parts


@dataclass(frozen=True)
class _Telling:
    """One person's data, said in the school's own language."""

    personal: Personal
    school: School
    i18n: I18n
    by: str

    def document(self) -> Document:
        """To be read."""
        made = N_("made on {moment} by {who}").of(
            moment=self._when(self.personal.made), who=self.by
        )
        title = self._say(N_("What Maatje keeps about you"))
        return Document(
            title=title,
            under=f"{self.personal.name} – {self.school.name} – {self._say(made)}",
            foot=f"{self.school.name} – {title} – {self._say(made)}",
            pages=self._say(PAGES),
            unshown=self._say(UNSHOWN),
            language=self.i18n.default,
            made=self.personal.made,
            parts=tuple(self._parts()),
        )

    def data(self) -> Mapping[str, Any]:
        """The same, for a program."""
        return {
            "format": 1,
            "name": self.personal.name,
            "made": self.personal.made.isoformat(),
            "person": dict(self._facts()),
            "cases": [self._case(part) for part in self.personal.parts],
            "said": [
                {"what": one.what.value, "day": one.day.isoformat(), "words": self._masked(one)}
                for one in self.personal.said
            ],
            "log": [
                {"number": row.number, "at": row.at.isoformat(), "what": row.what}
                for row in self.personal.log
            ],
        }

    def _parts(self) -> Iterator[Part]:
        yield Line(self._say(LEFT_OUT))
        yield Heading(self._say(N_("Who you are")))
        for label, value in self._facts():
            yield Fact(label, value)
        for part in self.personal.parts:
            yield from self._of_case(part)
        yield from self._outside_cases()
        yield Heading(self._say(N_("What you did")))
        for row in self.personal.log:
            moment = local(self.school, row.at).strftime("%Y-%m-%d %H:%M")
            told = self._say(sentence(row.what, self.personal.name, self.school))
            yield Line(f"{row.number}.  {moment}  {told}", small=True)
        if not self.personal.log:
            yield Line(self._say(N_("Nothing.")))

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Only what is kept; of who does not work here that is a name in somebody's words."""
        person = self.personal.person
        yield self._say(N_("Name")), self.personal.name
        if person is None:
            return
        yield self._say(N_("Roles")), self._list(ROLE_WORDS[one] for one in sorted(person.roles))
        yield self._say(N_("Classes")), ", ".join(sorted(person.classes)) or "–"
        yield self._say(N_("Phone")), person.phone or "–"
        days = " ".join(str(day) for day in sorted(person.days))
        yield self._say(N_("Days at school (1 is Monday)")), days
        chats = ", ".join(f"{door} ({plain(language)})" for door, language in self.personal.chats)
        yield self._say(N_("Chats")), chats or "–"

    def _outside_cases(self) -> Iterator[Part]:
        if self.personal.said:
            yield Heading(self._say(N_("What you wrote outside a case")))
        for one in self.personal.said:
            about = SAID_WORDS[one.what].of(day=one.day, year=one.day.year)
            yield Quote(self._say(about), self._masked(one))

    def _masked(self, one: Said) -> str:
        return self.personal.masks.masked(one.words)

    def _of_case(self, part: CasePart) -> Iterator[Part]:
        yield Heading(self._say(N_("Case {name}").of(name=part.case.name)))
        roles = self._list(PART_WORDS[role] for role in part.roles)
        yield Fact(self._say(N_("Your part in it")), roles or self._say(N_("named")))
        for entry in part.written:
            yield self._quote(N_("Written by you"), entry)
        for entry in part.naming:
            yield self._quote(N_("Written by others, with your name in it"), entry)

    def _quote(self, about: Text, entry: Entry) -> Quote:
        words = self.personal.masks.masked(entry.body)
        return Quote(f"{self._say(about)} – {self._when(entry.at)}", words)

    def _case(self, part: CasePart) -> Mapping[str, Any]:
        def listed(found: tuple[Entry, ...]) -> list[dict[str, str]]:
            masked = self.personal.masks.masked
            return [{"at": one.at.isoformat(), "words": masked(one.body)} for one in found]

        return {
            "name": part.case.name,
            "part": list(part.roles),
            "written": listed(part.written),
            "naming": listed(part.naming),
        }

    def _list(self, words: Iterable[Text]) -> str:
        return ", ".join(self._say(one) for one in words)

    def _when(self, at: datetime) -> str:
        return self.i18n.moment(at, self.i18n.default)

    def _say(self, text: Text) -> str:
        return self.i18n.render(text, self.i18n.default)
