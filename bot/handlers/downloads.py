"""Fetches files from Telegram, durably and beside the chat's own lane; decides nothing about them.

A file to be fetched is something that came in like any other: a row of the inbox, of a door of
its own, with lanes of its own. So it survives a restart, and nobody's words wait for it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from bot.conversations.event import Event, KeptOut
from bot.conversations.lanes import Hopeless, NotYet, end
from bot.conversations.timelimit import more_time, no_hurry
from bot.evidence.intake import Intake, Kept, Refused, TooBig
from bot.flows.kit import Sent
from bot.flows.uploads import Refusal
from bot.handlers import api
from bot.handlers.api import Api, Unreached
from bot.handlers.messages import File, Thing, album_of
from bot.handlers.replies import say
from bot.store import contacts, evidence, inbox
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow, Incoming
from bot.store.writer import Tx
from bot.text import N_, Text

if TYPE_CHECKING:  # PTB is read only when something comes that needs it
    from telegram import Message

FILES: Final = "telegram-files"
"""The door of the inbox rows that ask for a file."""

AT_ONCE: Final = 8
"""Downloads side by side; they are streams, so memory does not grow with their size."""

PATIENCE_SECONDS: Final = 2.0
"""How long a chat waits for a file before it goes on with what was typed next."""

WRITTEN: Final = frozenset({"poll", "checklist"})
"""Kinds that hold lines of somebody's own."""

NOT_YET: Final = N_("I do not have your file yet. I keep trying. You can go on.")
AGAIN: Final = {
    "photo": N_("I could not get your photo. Please send it again."),
    "video": N_("I could not get your film. Please send it again."),
    "voice": N_("I could not get your voice message. Please send it again."),
    "audio": N_("I could not get your sound. Please send it again."),
    "sticker": N_("I could not get your sticker. Please send it again."),
    "file": N_("I could not get your file. Please send it again."),
}


class Takes(Protocol):
    """The conversation side."""

    def take(self, tx: Tx, event: Event) -> None:
        """Answer one event within the unit of work."""

    def refusal(
        self,
        tx: Tx,
        contact: Contact,
        kind: str,
        words: str = "",
        *,
        since: datetime | None = None,
    ) -> Refusal | None:
        """Why this contact may send no such file now, None when it may; let in `since` then."""


@dataclass(frozen=True)
class Wanted:
    """A file to fetch, or what came without one, and the message it came in.

    `album`: the id of what was sent as one. `forwarded`: not from whom. `changed`: it took the
    place of what that message held before.
    """

    kind: str
    message_id: str
    file_id: str = field(default="", repr=False)
    content: str = field(default="", repr=False)
    album: str = ""
    forwarded: bool = False
    changed: bool = False


class _Over(Exception):
    """There is nothing left to do for this row."""


class _KeptOut(Exception):
    """The conversation does not want it (any more)."""

    def __init__(self, why: Refusal) -> None:
        super().__init__()
        self.why = why


def wanted(found: File | Thing | Text, message: Message, *, changed: bool = False) -> Wanted | Text:
    """What a message asks us to keep; a reason why not stays one."""
    if isinstance(found, Text):
        return found
    return Wanted(
        found.kind,
        str(message.message_id),
        file_id=found.file_id if isinstance(found, File) else "",
        content=found.content if isinstance(found, Thing) else "",
        album=album_of(message),
        forwarded=message.forward_origin is not None,
        changed=changed,
    )


def ask(tx: Tx, row: InboxRow, what: Wanted) -> list[InboxRow]:
    """Note it in the unit that ends the message's own row; the new rows are for the lanes."""
    packed = json.dumps(asdict(what)).encode("ascii")
    return inbox.add(tx, FILES, [Incoming(row.external_id, row.contact_ref, packed)])


def keeping_out(why: Refusal, contact: Contact, row: InboxRow, what: Wanted) -> Event:
    """What the conversation is told of a file that may not come."""
    out = KeptOut(why)
    return Event(contact, out, row.received_at, row.row_id, what.message_id, album=what.album)


def lane_of(row: InboxRow) -> str:
    """An album keeps its order; the other files of a person come as they can."""
    try:
        album = _read(row).album
    except Hopeless:  # told when it is worked off
        album = ""
    return f"{row.contact_ref} {album or row.external_id}"


def give_up(tx: Tx, row: InboxRow) -> None:
    """Ask for it again: what kind of thing it was is named, which one is seen in the chat."""
    what = _read(row)
    _told(tx, row, partial(say, words=AGAIN.get(what.kind, AGAIN["file"]), album=what.album))


class Downloads:
    """`work` is what the lanes call."""

    def __init__(self, api: Api, intake: Intake, conversations: Takes) -> None:
        self._api = api
        self._intake = intake
        self._conversations = conversations
        self._places = asyncio.Semaphore(AT_ONCE)
        self._expected: dict[int, asyncio.Event] = {}
        self._slow: set[str] = set()

    async def tried_once(
        self, contact_ref: str, rows: list[InboxRow], *, put: Callable[[list[InboxRow]], None]
    ) -> None:
        """Hand rows to the lanes, and let the chat wait a moment for what is quick.

        So that most things are taken in the order they were sent. Once one is slow, nothing of
        this contact waits for the next.
        """
        first = {row.row_id: asyncio.Event() for row in rows}
        self._expected |= first
        put(rows)
        try:
            if contact_ref not in self._slow:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await asyncio.gather(*(tried.wait() for tried in first.values()))
        except TimeoutError:
            self._slow.add(contact_ref)
        finally:
            for row_id in first:
                self._expected.pop(row_id, None)

    async def work(self, row: InboxRow) -> None:
        """Fetch, seal and hand over, or say why not; raises NotYet when it may work later."""
        what = _read(row)
        with no_hurry():  # a class with a photo each must not run out of time in the queue
            await self._places.acquire()
        try:
            await self._bring(row, what)
        except NotYet:
            if row.tries == 1:  # the first one is over before anybody wonders
                words = partial(say, words=NOT_YET, album=what.album)
                await self._intake.writer.run(lambda tx: _told(tx, row, words))
            raise
        except _Over:
            await self._end(row, _nothing)
        except _KeptOut as no:
            out = partial(keeping_out, no.why, row=row, what=what)
            await self._end(row, lambda tx, one: self._conversations.take(tx, out(contact=one)))
        except Refused as no:
            await self._end(row, partial(say, words=no.why, album=what.album))
        finally:
            self._places.release()
            self._slow.discard(row.contact_ref)
            if row.row_id in self._expected:
                self._expected[row.row_id].set()

    async def _bring(self, row: InboxRow, what: Wanted) -> None:
        await self._intake.take(
            self._fetched(what.file_id, what.kind) if what.file_id else _whole(what),
            row.contact_ref,
            what.kind,
            may=lambda tx: self._ask(tx, row, what),
            then=lambda tx, kept: self._hand_over(tx, row, what, kept),
            forwarded=what.forwarded,
        )

    def _ask(self, tx: Tx, row: InboxRow, what: Wanted) -> None:
        """A try that ran out of time may have been committed after all: then it is over."""
        contact = contacts.find(tx, row.contact_ref)
        if contact is None or not inbox.waits(tx, row.row_id):
            raise _Over
        # What was let in comes in, also when its conversation is over by then, unless naked.
        since = row.received_at
        refused = self._conversations.refusal(tx, contact, what.kind, since=since)
        if refused is not None and refused.naked:
            raise _KeptOut(refused)

    def _hand_over(self, tx: Tx, row: InboxRow, what: Wanted, kept: Kept) -> None:
        contact = contacts.find(tx, row.contact_ref)
        if contact is None or not inbox.done(tx, row.row_id):
            raise _Over
        own = contacts.my_cases(tx, contact.contact_ref)
        if what.changed and evidence.is_known(tx, kept.item_id, contact.contact_ref, own):
            raise _Over  # only the words below it were changed
        sent = Sent(kept.item_id, kept.kind, _words_in(what))
        event = Event(contact, sent, row.received_at, row.row_id, album=what.album)
        self._conversations.take(tx, event)

    async def _fetched(self, file_id: str, kind: str) -> AsyncIterator[bytes]:
        """A path is asked anew each time: it works for an hour only, and is never stored."""
        try:
            about = await self._api.call("getFile", {"file_id": file_id})
            async for chunk in self._api.download(str(about["file_path"])):
                more_time()
                yield chunk
        except api.Refused as refused:
            if refused.says("file is too big"):
                raise TooBig(kind) from None
            raise NotYet(refused.wait) from None
        except (Unreached, KeyError, TypeError):
            raise NotYet from None

    async def _end(self, row: InboxRow, words: Callable[[Tx, Contact], None]) -> None:
        await end(self._intake.writer, row, lambda tx: _told(tx, row, words))


def _told(tx: Tx, row: InboxRow, words: Callable[[Tx, Contact], None]) -> None:
    contact = contacts.find(tx, row.contact_ref)
    if contact is not None:
        words(tx, contact)


async def _whole(what: Wanted) -> AsyncIterator[bytes]:
    yield what.content.encode()


def _words_in(what: Wanted) -> str:
    """What somebody wrote in it: words passed on, or a poll and a list with all their lines."""
    if what.kind not in WRITTEN:
        return what.content if what.kind == "text" else ""
    told = (one if isinstance(one, list) else [one] for one in json.loads(what.content).values())
    return "\n".join(str(line) for lines in told for line in lines)


def _nothing(_tx: Tx, _contact: Contact) -> None:
    """Nothing to say to this."""


def _read(row: InboxRow) -> Wanted:
    try:
        return Wanted(**json.loads(row.payload))
    except (ValueError, TypeError):
        raise Hopeless from None
