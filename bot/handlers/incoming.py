"""From a row of the inbox to a conversation: PTB parses and routes, this says what it means.

Decides nothing about what is answered, only about what never reaches a conversation at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import text
from bot.conversations.event import Changed, Event, KeptOut, What, said
from bot.conversations.lanes import Hopeless, end
from bot.flows.kit import Sent, Typed
from bot.flows.uploads import Refusal
from bot.handlers.files import Files, Item, Lost, Missed, NoRoom, TooBig
from bot.handlers.groups import Groups
from bot.handlers.messages import pressed, thing
from bot.handlers.texts import whole
from bot.store import contacts, evidence, outbox, screens
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow
from bot.store.outbox import Op, Outgoing
from bot.store.writer import Tx, Writer
from bot.text import N_, Text

SEND_AGAIN: Final = N_("I could not get this file. Please send it again.")
CANNOT_KEEP: Final = N_("I cannot keep this. Please send a photo of it.")

FETCHES: Final = 3
"""How often a file is asked for before the person is asked to send it again."""

Tail = Callable[[Tx, Contact], None]
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Takes(Protocol):
    """The conversation side."""

    def take(self, tx: Tx, event: Event) -> None:
        """Answer one event within the unit of work."""

    def refusal(self, tx: Tx, contact: Contact, kind: str, words: str = "") -> Refusal | None:
        """Why this contact may send no such file now, None when it may."""


@dataclass
class _Work:
    """One row on its way through PTB, which keeps exceptions to itself."""

    row: InboxRow
    ended: bool = False
    problem: Exception | None = field(default=None, repr=False)


_work: ContextVar[_Work] = ContextVar("_work")


class Incoming:
    """Registers itself with the application; `work` is what the lanes call."""

    def __init__(
        self,
        application: AnyApplication,
        *,
        conversations: Takes,
        writer: Writer,
        files: Files,
        groups: Groups,
    ) -> None:
        self._application = application
        self._conversations = conversations
        self._writer = writer
        self._files = files
        self._groups = groups
        application.add_handler(TypeHandler(Update, self._outside), group=-1)
        message, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        own_words = filters.TEXT & ~filters.FORWARDED
        application.add_handlers(
            [
                CallbackQueryHandler(self._tap),
                MessageHandler(message & own_words, self._words),
                MessageHandler(message & ~filters.StatusUpdate.ALL, self._thing),
                MessageHandler(edited & ~filters.LOCATION, self._edited),
                ChatMemberHandler(self._member, ChatMemberHandler.MY_CHAT_MEMBER),
                TypeHandler(Update, self._other),
            ]
        )
        application.add_error_handler(_keep_problem)

    async def work(self, row: InboxRow) -> None:
        """Deal with one row and end it; raises Hopeless for what nobody can parse."""
        update = self._parsed(row)
        work = _Work(row)
        token = _work.set(work)
        try:
            await self._application.process_update(update)
        finally:
            _work.reset(token)
        if work.problem is not None:
            raise work.problem
        if not work.ended:
            raise RuntimeError("The application passed an update over.")

    def _parsed(self, row: InboxRow) -> Update:
        try:
            update = Update.de_json(json.loads(row.payload), self._application.bot)
        except Exception as problem:
            raise Hopeless from problem
        if not isinstance(update, Update):
            raise Hopeless
        return update

    async def _outside(self, update: Update, _context: object) -> None:
        """The one place where groups and channels end, before anything else sees them."""
        chat = update.effective_chat
        if chat is None or chat.type == ChatType.PRIVATE:
            return
        change = update.my_chat_member
        gone = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
        if change is None or change.new_chat_member.status not in gone:
            await self._groups.leave(chat.id)
        await self._end(_ignore)
        raise ApplicationHandlerStop

    async def _tap(self, update: Update, _context: object) -> None:
        query = update.callback_query
        if query is None:
            return
        message = query.message
        reachable = message is not None and message.is_accessible
        shown = str(message.message_id) if message is not None and reachable else ""
        await self._end(self._taking(pressed(query.data), message_id=shown, tap=query.id))

    async def _words(self, update: Update, _context: object) -> None:
        message = update.message
        if message is None:
            return
        await self._end_message(message, self._taking(said(whole(message.text or ""))))

    async def _edited(self, update: Update, _context: object) -> None:
        """New words for old ones; "" when only the picture was changed."""
        message = update.edited_message
        if message is None:
            return
        words = whole(message.text or message.caption or "")
        await self._end(self._taking(Changed(words)))

    async def _thing(self, update: Update, _context: object) -> None:
        message = update.message
        if message is None:
            return
        what = thing(message)
        if not what.kind:
            await self._say_instead(message, CANNOT_KEEP)
            return
        refused = await self._refusal(message, what.kind)
        if refused is not None:
            await self._end_message(message, self._keeping_out(message, refused))
            return
        try:
            item = await self._files.keep(what, _work.get().row.contact_ref)
        except (TooBig, NoRoom) as problem:
            await self._say_instead(message, problem.why)
        except (Lost, Missed) as problem:
            if isinstance(problem, Missed) and _work.get().row.tries + 1 < FETCHES:
                raise
            await self._say_instead(message, SEND_AGAIN)
        else:
            await self._hand_over(message, item)

    async def _refusal(self, message: Message, kind: str) -> Refusal | None:
        """Asked before anything is fetched."""
        ref, words = _work.get().row.contact_ref, whole(message.caption or "")

        def ask(tx: Tx) -> Refusal | None:
            contact = contacts.find(tx, ref)
            return self._conversations.refusal(tx, contact, kind, words) if contact else None

        return await self._writer.run(ask)

    def _keeping_out(self, message: Message, refused: Refusal) -> Tail:
        return self._taking(KeptOut(refused), message_id=str(message.message_id))

    async def _say_instead(self, message: Message, why: Text) -> None:
        await self._end_message(message, lambda tx, contact: _say(tx, contact, why))

    async def _hand_over(self, message: Message, item: Item) -> None:
        """Asked again: the answer that forbids it may have come while it was fetched."""
        take = self._taking(Sent(item.item_id, item.kind, whole(message.text or "")))
        kept = False

        def hand_over(tx: Tx, contact: Contact) -> None:
            nonlocal kept
            why = self._conversations.refusal(tx, contact, item.kind)
            if why is not None:
                self._keeping_out(message, why)(tx, contact)
                return
            kept = True
            evidence.add(tx, item.item_id, contact.contact_ref, item.kind, item.sealed)
            take(tx, contact)

        try:
            await self._end_message(message, hand_over)
        except Exception:  # nothing was committed; a cancelled unit may have been: that is swept
            await self._files.throw_away(item)
            raise
        if not kept:
            await self._files.throw_away(item)

    async def _member(self, update: Update, _context: object) -> None:
        """The person blocked or unblocked the bot: told before anything fails."""
        change = update.my_chat_member
        if change is None:
            return
        blocked = change.new_chat_member.status == ChatMemberStatus.BANNED
        await self._end(_note_blocked if blocked else _note_unblocked)

    async def _other(self, _update: Update, _context: object) -> None:
        """What we did not ask for, or learned of only later: done, without an answer."""
        await self._end(_ignore)

    async def _end_message(self, message: Message, tail: Tail) -> None:
        """Words with a thing are said before it; every message is remembered for wiping."""
        caption = self._taking(Typed(whole(message.caption))) if message.caption else _ignore

        def whole_message(tx: Tx, contact: Contact) -> None:
            ref = contact.contact_ref
            screens.remember(tx, ref, str(message.message_id), mine=True)
            caption(tx, contact)
            tail(tx, contacts.find(tx, ref) or contact)

        await self._end(whole_message)

    def _taking(self, what: What, *, message_id: str = "", tap: str = "") -> Tail:
        row = _work.get().row

        def take(tx: Tx, contact: Contact) -> None:
            event = Event(contact, what, row.received_at, row.row_id, message_id, tap)
            self._conversations.take(tx, event)

        return take

    async def _end(self, tail: Tail) -> None:
        """The last unit; nothing happens for somebody who is not known (any more)."""
        work = _work.get()

        def last(tx: Tx) -> None:
            contact = contacts.find(tx, work.row.contact_ref)
            if contact is not None:
                tail(tx, contact)

        await end(self._writer, work.row, last)
        work.ended = True


async def _keep_problem(_update: object, context: Any) -> None:
    """PTB would log it with the whole update and go on."""
    _work.get().problem = context.error


def _ignore(_tx: Tx, _contact: Contact) -> None:
    """Nothing to say to this."""


def _say(tx: Tx, contact: Contact, words: Text) -> None:
    outbox.enqueue(tx, Outgoing(contact.contact_ref, Op.NOTE, text.Message((words,))))


def _note_blocked(tx: Tx, contact: Contact) -> None:
    contacts.blocked(tx, contact.contact_ref)


def _note_unblocked(tx: Tx, contact: Contact) -> None:
    contacts.unblocked(tx, contact.contact_ref)
