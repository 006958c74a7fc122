"""What is more than a tap or a line of words: PTB parses and routes, this says what it means.

Decides nothing about what is answered, only about what never reaches a conversation at all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import (
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.conversations.event import Changed, What
from bot.conversations.lanes import Hopeless
from bot.flows.kit import Typed
from bot.handlers.application import AnyApplication
from bot.handlers.downloads import Wanted, ask, keeping_out, wanted
from bot.handlers.groups import Groups
from bot.handlers.messages import Thing, album_of, thing
from bot.handlers.replies import say
from bot.handlers.texts import whole
from bot.handlers.turns import Tail, Turns
from bot.store import contacts
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow
from bot.store.writer import Tx
from bot.text import Text


@dataclass
class _Work:
    """One row on its way through PTB, which keeps exceptions to itself."""

    row: InboxRow
    ended: bool = False
    problem: Exception | None = field(default=None, repr=False)


_work: ContextVar[_Work] = ContextVar("_work")


class Parsing:
    """Registers itself with the application; `work` is what is called with each."""

    def __init__(
        self,
        application: AnyApplication,
        turns: Turns,
        *,
        groups: Groups,
        fetch: Callable[[str, list[InboxRow]], Awaitable[None]],
    ) -> None:
        """`fetch` hears of what a contact sent once that is noted: the downloads."""
        self._application = application
        self._turns = turns
        self._groups = groups
        self._fetch = fetch
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

    async def work(self, row: InboxRow, told: object) -> None:
        """Deal with one row and end it; raises Hopeless for what nobody can parse."""
        update = self._parsed(told)
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

    def _parsed(self, told: Any) -> Update:
        try:
            update = Update.de_json(told, self._application.bot)
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
        work = _work.get()
        await self._turns.tap(work.row, query.id, query.data or "", shown)
        work.ended = True

    async def _words(self, update: Update, _context: object) -> None:
        message = update.message
        if message is None:
            return
        work = _work.get()
        await self._turns.words(work.row, message.text or "", str(message.message_id))
        work.ended = True

    async def _edited(self, update: Update, _context: object) -> None:
        """New words for old ones, or another picture; what there was before stays."""
        message = update.edited_message
        if message is None:
            return
        found = thing(message)
        words = whole(message.text or message.caption or "")
        if isinstance(found, Thing):
            await self._end(self._taking(Changed(words), message))
        else:
            told = self._taking(Changed(words), message) if words else _ignore
            await self._bring(message, told, wanted(found, message, changed=True))

    async def _thing(self, update: Update, _context: object) -> None:
        message = update.message
        if message is None:
            return
        caption = whole(message.caption or "")
        told = self._taking(Typed(caption), message) if caption else _ignore
        await self._bring(message, told, wanted(thing(message), message))

    async def _bring(self, message: Message, words: Tail, what: Wanted | Text) -> None:
        """Words with a thing are said before it; where none may come it is not even fetched."""
        row, album = _work.get().row, album_of(message)
        rows: list[InboxRow] = []

        def note(tx: Tx, contact: Contact) -> None:
            rows.clear()
            if isinstance(what, Text):
                words(tx, contact)
                say(tx, contact, what, album=album)
                return
            caption = whole(message.caption or "")
            refused = self._turns.conversations.refusal(tx, contact, what.kind, caption)
            words(tx, contact)
            if refused is None:
                rows.extend(ask(tx, row, what))
            else:
                now = contacts.find(tx, contact.contact_ref) or contact
                self._turns.conversations.take(tx, keeping_out(refused, now, row, what))

        await self._end_message(message, note)
        await self._fetch(row.contact_ref, rows)

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
        work = _work.get()
        await self._turns.end_message(work.row, str(message.message_id), tail)
        work.ended = True

    def _taking(self, what: What, message: Message) -> Tail:
        return self._turns.taking(_work.get().row, what, album=album_of(message))

    async def _end(self, tail: Tail) -> None:
        work = _work.get()
        await self._turns.end(work.row, tail)
        work.ended = True


async def _keep_problem(_update: object, context: Any) -> None:
    """PTB would log it with the whole update and go on."""
    _work.get().problem = context.error


def _ignore(_tx: Tx, _contact: Contact) -> None:
    """Nothing to say to this."""


def _note_blocked(tx: Tx, contact: Contact) -> None:
    contacts.blocked(tx, contact.contact_ref)


def _note_unblocked(tx: Tx, contact: Contact) -> None:
    contacts.unblocked(tx, contact.contact_ref)
