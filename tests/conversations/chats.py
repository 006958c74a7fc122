"""One chat of one person, so that a test reads as a story; knows no door's format."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.cases.people import Role
from bot.conversations.event import Acted, Changed, Command, Event, What
from bot.conversations.rendering import render
from bot.flows.kit import Sent, Typed, read_button
from bot.store import contacts, evidence, people
from bot.store.keyring import item_key_id
from bot.store.outbox import Op, OutboxRow
from bot.store.writer import Tx
from bot.text import message_to_data
from bot.vault import Sealed
from tests.conversations import one_row

if TYPE_CHECKING:
    from tests.conversations.inside import House

ABOUT_ME = ("Student: about me", "No", "Threats", "One or more students")
"""The taps of a student's report up to the story."""

TOLD_FIRST = ("Student: about me", "No", "Yes", "One or more students")
"""The same after words that tell of threats: the kind is a guess to be confirmed."""

STORY = "hij zegt steeds nare dingen bij de fietsen"

MENTOR = "mevrouw Yılmaz"  # noqa: RUF001 - her name
"""Of class 1a."""

SURELY = (":yes", ":outside")
"""How the buttons end that say that a step was done which is asked about first."""

MENTORS_STEPS = ("A.som", "A.zorgteam", "A.csv", "A.3")
"""What the mentor does first."""


@dataclass
class Chat:
    """One chat of one person; `notes` are those since their own last act."""

    house: House = field(repr=False)
    name: str
    door: str = "web"
    language: str = "en"
    address: str = ""
    ref: str = ""
    screen: str = ""
    notes: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list, repr=False)
    urls: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    _on_screen: list[tuple[str, str]] = field(default_factory=list, repr=False)
    _on_notes: list[tuple[str, str]] = field(default_factory=list, repr=False)

    @property
    def labels(self) -> list[str]:
        """What can be tapped now."""
        return [label for label, _data in self._buttons]

    @property
    def offers(self) -> list[str]:
        """What the buttons carry that can be tapped now; one that opens a page carries nothing."""
        return [data for _label, data in self._buttons if data]

    @property
    def _buttons(self) -> list[tuple[str, str]]:
        return [*self._on_notes, *self._on_screen]

    @property
    def everything(self) -> str:
        """All that was ever sent here, as it lay in the outbox."""
        return "\n".join(self.heard)

    @property
    def said(self) -> str:
        """What came since the last act: the notes and the screen."""
        return "\n".join([*self.notes, self.screen])

    def data(self, label: str) -> str:
        """What the button with this label carries; its pictogram may be left out."""
        for shown, data in self._buttons:
            if shown == label or shown.split(" ", 1)[-1] == label:
                return data
        raise AssertionError(f"{self.name} sees no {label!r} among {self.labels}")

    async def type(self, *messages: str) -> None:
        for words in messages:
            await self.act(Typed(words))

    async def tap(self, *labels: str) -> None:
        """Tap each; what stands behind "More" on a card is looked for there."""
        for label in labels:
            if not self._has(label):
                await self.turn("casemore")
            await self.press(self.data(label))

    async def tick(self, *steps: str) -> None:
        """Tap the button that ticks a step of the shown case off, and say that it was done."""
        for step_id in steps:
            await self.press_step("done", step_id)
            for data in [one for one in self.offers if one.endswith(SURELY)][:1]:
                await self.press(data)

    async def drop(self, step_id: str) -> None:
        """Tap "Not needed" beside a step."""
        await self.press_step("drop", step_id)

    async def press_step(self, action: str, step_id: str) -> None:
        """On the card stands the first step only, the others on the list of all."""
        if not any(
            one.startswith(f"a:{action}:") and one.endswith(f":{step_id}") for one in self.offers
        ):
            await self.turn("steps")
        await self.press(self.of_step(action, step_id))

    async def turn(self, action: str) -> None:
        """Look at another screen of the shown case, if there is one."""
        for data in [one for one in self.offers if one.startswith(f"a:{action}:")][-1:]:
            await self.press(data)

    def _has(self, label: str) -> bool:
        return any(label in {shown, shown.split(" ", 1)[-1]} for shown in self.labels)

    def of_step(self, action: str, step_id: str) -> str:
        """What the button of a step carries."""
        ends = (f"a:{action}:", f":{step_id}")
        for data in self.offers:
            if data.startswith(ends[0]) and data.endswith(ends[1]):
                return data
        raise AssertionError(f"{self.name} cannot {action} {step_id}: {self.offers}")

    async def command(self, name: str, argument: str = "") -> None:
        await self.act(Command(name, argument))

    async def press(self, data: str) -> None:
        """Press a button by what it carries, shown or not."""
        pressed = read_button(data)
        if pressed is not None:
            await self.act(pressed)
            return
        _, action, *args = data.split(":")
        await self.act(Acted(action, tuple(args)))

    async def join(self, person_id: str, role: Role) -> None:
        """Become a colleague by a real invitation."""
        code = await self.house.run(lambda tx: people.invite(tx, person_id, role))
        await self.command("start", code)

    async def change(self, words: str) -> None:
        """Change something said earlier."""
        await self.act(Changed(words))

    async def send(self, kind: str = "photo", *, album: str = "", same_as: str = "") -> str:
        """Send a file: as a door does, its item is kept before anyone hears of it."""
        item_id = secrets.token_hex(8)
        await self.meet()
        await self.house.run(lambda tx: keep_item(tx, item_id, self.ref, kind, same_as or item_id))
        await self.says(Sent(item_id, kind), album=album)
        await self.house.deliver()
        return item_id

    async def report(self, *taps: str, school_class: str = "", story: str = STORY) -> None:
        """Tell it and send it."""
        await self.command("melden")
        await self.tap(*taps)
        await self.type(story)
        send = (school_class, "Send") if school_class else (self._way_to_send(),)
        await self.tap(*send)

    def _way_to_send(self) -> str:
        without = "Send"
        return without if any(without in label for label in self.labels) else "Send"

    async def act(self, what: What) -> None:
        """One event, and everything that is sent because of it, to whomever."""
        await self.meet()
        # In one commit, which costs less.
        await asyncio.gather(self.says(what), self.house.deliver())

    async def says(self, what: What, *, album: str = "") -> None:
        """One event in an outage: what is answered waits."""
        await self.meet()
        self.notes, self._on_notes = [], []
        await self.house.run(lambda tx: self._take(tx, what, album))

    async def meet(self) -> None:
        """Be known, with a contact of one's own."""
        if not self.ref:
            found = await self.house.run(
                lambda tx: contacts.meet(
                    tx, self.door, self.address or f"address of {self.name}", self.language
                )
            )
            self.ref = found.contact_ref
            self.house.chats[self.ref] = self

    def _take(self, tx: Tx, what: What, album: str = "") -> None:
        contact = contacts.find(tx, self.ref)
        assert contact is not None
        message_id = "" if isinstance(what, Typed | Sent | Command) else "7"
        event = Event(contact, what, tx.now, 0, message_id, album)
        before = one_row.newest(tx)
        self.house.conversations.take(tx, event)
        assert not one_row.more_than_one(tx, before), f"{type(what).__name__} of {self.name}"

    def receive(self, row: OutboxRow, language: str) -> None:
        """See what one row of the outbox says."""
        if row.message is None:
            self.deleted.append(row.target)
            return
        self.heard.append(json.dumps(message_to_data(row.message), ensure_ascii=False))
        shown = render(row.message, self.house.world.i18n, language)
        text = "\n".join(shown.lines)
        buttons = [(label, data) for line in shown.buttons for label, data, _url in line]
        self.urls += [url for line in shown.buttons for _label, _data, url in line if url]
        if row.item_id:
            self.items.append(row.item_id)
        if row.op is Op.SHOW:
            self.screen, self._on_screen = text, buttons
        else:
            self.notes.append(text)
            self._on_notes += buttons


def keep_item(tx: Tx, item_id: str, ref: str, kind: str, content: str) -> None:
    tx.keys.fresh(item_key_id(item_id))
    evidence.add(tx, item_id, ref, kind, Sealed(content.ljust(64, "0"), 3))


async def opened(house: House, chat: Chat) -> None:
    """Show the card of the one case there is."""
    await chat.command("zaak", (await house.case()).name)


async def heard(mt: Chat) -> None:
    """Management finds out who is in it, and hears both sides."""
    await mt.tick("A.4")
    for side in ("A.5", "A.5b"):
        await mt.tick(side)
        assert "Who heard whom" in mt.screen
        await mt.type("El Amrani sprak de leerling, maandag 10 uur, mentor erbij")
