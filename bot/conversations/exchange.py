"""One event and what is answered to it, inside one transaction; knows no flow and no case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.cases.coach import Picture
from bot.cases.people import Person
from bot.cases.rights import Action
from bot.conversations.albums import enqueue_for_album
from bot.conversations.event import Acted, Event
from bot.conversations.world import Around, World, facts_for, look_around
from bot.flows.coach import ALT
from bot.flows.kit import Facts, Pressed
from bot.flows.session import Session
from bot.store import audit, cases, contacts, outbox
from bot.store.outbox import Op, Outgoing
from bot.store.people_rows import last_change
from bot.store.tx import Tx
from bot.text import Button, Message, Text, signed

Rows = tuple[tuple[Button, ...], ...]
LISTED = "listed:"
"""How the guard of a screen begins that names several cases: their ids follow."""
SIGNALS = "signals:"
"""The same of what shows signals, or says that one came."""
NUMBERS = "numbers:"
"""The guard of what counts cases for whoever may see numbers; the ids of those it names follow."""
WANTED = "wanted"
"""The guard of what goes only to who said yes to messages of school, and did not take it back."""
GOODBYE = "goodbye"
"""The guard of what removes the last words to somebody, and the contact with them."""
MANAGEMENT = "management"
"""The guard of what is for management, whatever it is about."""

Apply = Callable[["Exchange", Session, object], None]
"""What a flow's effect does; `take` hands it in."""


class Exchange:
    """What one contact did, and the messages that go back to that contact only.

    Notes are messages of their own; `show` replaces the one live screen. A tap edits the message
    it came from, unless notes came in between: then the question stands below them.
    """

    def __init__(self, tx: Tx, world: World, event: Event, apply: Apply) -> None:
        self.tx = tx
        self.apply = apply
        self.world = world
        self.event = event
        self.contact = event.contact
        self._noted = False
        self._around: tuple[object, Around] | None = None

    @property
    def around(self) -> Around:
        """The people of this moment: read once, and again when one of them was changed."""
        last = last_change(self.tx)
        if self._around is None or self._around[0] is not last:
            self._around = last, look_around(self.tx)
        return self._around[1]

    @property
    def person(self) -> Person | None:
        """Who of the school this is; None for a reporter."""
        return self.around.colleague(self.contact)

    @property
    def facts(self) -> Facts:
        """What a flow is handed."""
        return facts_for(self.world, self.around, self.contact, self.tx.now)

    def note(
        self,
        *lines: Text,
        buttons: Rows = (),
        case_id: str | None = None,
        right: Action = Action.READ,
        item_id: str = "",
    ) -> None:
        """A message that stays; `right` is asked again when it is sent, and a file may go along."""
        self._noted = True
        self._send(Op.NOTE, Message(lines, buttons), case_id, right, item_id)

    def block(self, words: Text, *, case_id: str | None = None) -> None:
        """Words to be copied whole into another program; they stay."""
        self._noted = True
        self._send(Op.NOTE, Message((words,), block=True), case_id, Action.READ)

    def draw(self, picture: Picture) -> None:
        """A drawing as a message of its own: no text can be changed into one at Telegram."""
        self._noted = True
        self._send(Op.NOTE, Message((ALT[picture],), picture=picture.value), None, Action.READ)

    def show(
        self,
        *lines: Text,
        buttons: Rows = (),
        case_id: str | None = None,
        right: Action = Action.READ,
        others: Sequence[str] = (),
    ) -> None:
        """The screen with the buttons that count from now on; `others` are cases it names too."""
        if others and case_id:
            self.show_list(*lines, buttons=buttons, case_ids=[case_id, *others])
        else:
            self._send(Op.SHOW, Message(lines, buttons), case_id, right)

    def show_list(self, *lines: Text, buttons: Rows, case_ids: Sequence[str]) -> None:
        """The same, for a list that names these cases to a colleague."""
        self._show_guarded(LISTED, case_ids, Message(lines, buttons))

    def show_signals(self, *lines: Text, buttons: Rows, signal_ids: Sequence[str]) -> None:
        """The same, for a screen on which these signals stand."""
        self._show_guarded(SIGNALS, signal_ids, Message(lines, buttons))

    def _show_guarded(self, kind: str, ids: Sequence[str], message: Message) -> None:
        guard = kind + ",".join(ids) if ids else ""
        outgoing = Outgoing(
            self.contact.contact_ref,
            Op.SHOW,
            message,
            target=self._target(),
            person_id=self.contact.person_id,
            guard=guard,
        )
        self._enqueue(outgoing)

    def _target(self) -> str:
        pressed = isinstance(self.event.what, Pressed | Acted)
        return self.event.message_id if pressed and not self._noted else ""

    def log(self, what: str, object_id: str = "") -> None:
        """A line in the log about whoever this is; of a reporter it says no more than that."""
        person = None if self._is_own(object_id) else self.person
        who = person.person_id if person else audit.REPORTER
        audit.write(self.tx, who, what, object_id)

    def _is_own(self, object_id: str) -> bool:
        """A case that this colleague reported; not what they typed in for a student."""
        if object_id not in contacts.my_cases(self.tx, self.contact.contact_ref):
            return False
        case = cases.get(self.tx, object_id)
        return case is not None and not case.on_behalf

    def _send(
        self, op: Op, message: Message, case_id: str | None, right: Action, item_id: str = ""
    ) -> None:
        """What shows a case to staff is checked once more when it is sent."""
        person_id = self.contact.person_id if case_id else None
        self._enqueue(
            Outgoing(
                self.contact.contact_ref,
                op,
                message,
                target=self._target() if op is Op.SHOW else "",
                case_id=case_id,
                person_id=person_id,
                guard=right.value if person_id else "",
                item_id=item_id,
            )
        )

    def _enqueue(self, outgoing: Outgoing) -> None:
        """A new screen takes the place of those that wait: in an outage they do not queue up."""
        if self.event.album:
            enqueue_for_album(self.tx, self.event.album, outgoing)
            return
        row_id = outbox.enqueue(self.tx, outgoing)
        if row_id is not None and outgoing.op is Op.SHOW:
            outbox.supersede(self.tx, outgoing.contact_ref, row_id)


def act(label: Text, *parts: str) -> Button:
    """A button outside a flow: `a:<action>[:<arg>[:<arg>]]`."""
    return Button(label, ":".join(("a", *parts)))


def labelled(icon: str, label: Text) -> Text:
    """A button's label with its pictogram."""
    return signed(icon, label)
