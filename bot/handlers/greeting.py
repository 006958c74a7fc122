"""Asks Telegram once whether it knows the token, and what time it is; sends nobody anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import aiohttp

from bot.clock import Clock
from bot.handlers.request import SessionRequest

_PATIENCE: Final = aiohttp.ClientTimeout(total=10)
_UNKNOWN_TOKEN: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}


@dataclass(frozen=True)
class Greeting:
    """`known`: whether the token is good; `ahead`: our clock minus theirs. None: no answer."""

    known: bool | None = None
    ahead: timedelta | None = None


async def greet(root: str, token: str, clock: Clock) -> Greeting:
    """One getMe; never raises for what the network does."""
    request = SessionRequest()
    try:
        async with request.session.get(f"{root}/bot{token}/getMe", timeout=_PATIENCE) as answer:
            return Greeting(_known(answer.status), _ahead(answer.headers.get("Date", ""), clock))
    except (aiohttp.ClientError, OSError):  # a timeout is an OSError
        return Greeting()
    finally:
        await request.shutdown()


def _known(status: int) -> bool | None:
    if status == HTTPStatus.OK:
        return True
    return False if status in _UNKNOWN_TOKEN else None


def _ahead(date: str, clock: Clock) -> timedelta | None:
    """The header counts whole seconds, which is near enough."""
    try:
        theirs = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    return clock.now() - (theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC))
