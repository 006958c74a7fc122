"""The way out by e-mail: one line and the way to the page, in plain text; knows no case.

Nothing in it is read anywhere, no picture is fetched, and no address is ever in a log.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Final

import aiosmtplib
from aiosmtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from bot.clock import Clock
from bot.conversations.delivery import Delivered, Delivery, Gone, Later
from bot.mail.server import MailServer

log = logging.getLogger(__name__)

SUBJECT: Final = "Maatje"
AT_ONCE: Final = 2
"""Each may hold one of a handful of threads for as long as its server's address is looked up."""
_SECONDS: Final = 30.0
_FOR_GOOD: Final = 500


@dataclass(frozen=True)
class MailDoor:
    """Delivers notes. What a chat edits or removes cannot be changed in somebody's post."""

    server: MailServer
    clock: Clock
    public_url: str
    name: str = "mail"
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def deliver(self, delivery: Delivery) -> Delivered | Gone | Later:
        """`Gone` with the chat when the address does not exist; the rest may work later."""
        if delivery.op != "note" or delivery.rendered is None:
            return Delivered()
        try:
            async with self._turns:
                await self._send(self._letter(delivery))
        except SMTPRecipientsRefused as refused:
            return _meaning(refused.recipients[0].code, chat=True)
        except SMTPDataError as refused:
            return _meaning(refused.code, chat=False)
        except (SMTPException, OSError) as problem:
            log.warning("The mail server did not take a mail: %s.", type(problem).__name__)
            return Later()
        return Delivered()

    async def _send(self, letter: EmailMessage) -> None:
        server = self.server
        await aiosmtplib.send(
            letter,
            hostname=server.host,
            port=server.port,
            username=server.name or None,
            password=server.password or None,
            use_tls=server.tls,
            start_tls=server.upgrade,
            timeout=_SECONDS,
        )

    def _letter(self, delivery: Delivery) -> EmailMessage:
        lines = delivery.rendered.lines if delivery.rendered else ()
        letter = EmailMessage()
        letter["Subject"] = SUBJECT
        letter["From"] = self.server.sender
        letter["To"] = delivery.address
        letter["Date"] = format_datetime(self.clock.now())
        letter["Message-ID"] = make_msgid(domain=self.server.sender.rpartition("@")[2])
        letter["Auto-Submitted"] = "auto-generated"
        way = [f"{self.public_url.rstrip('/')}/"] if self.public_url else []
        letter.set_content("\n\n".join([*lines, *way]) + "\n")
        return letter


def _meaning(code: int, *, chat: bool) -> Gone | Later:
    return Gone(chat=chat) if code >= _FOR_GOOD else Later()
