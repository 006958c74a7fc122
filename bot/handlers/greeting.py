"""Asks Telegram once whether it knows the token, and what time it is; sends nobody anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from bot.clock import Clock
from bot.handlers.connections import Connections

_PATIENCE: Final = 10.0
_UNKNOWN_TOKEN: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}


@dataclass(frozen=True)
class Greeting:
    """`known`: whether the token is good; `ahead`: our clock minus theirs. None: no answer."""

    known: bool | None = None
    ahead: timedelta | None = None


async def greet(root: str, token: str, clock: Clock) -> Greeting:
    """One getMe; never raises for what the network does."""
    dates: list[str | None] = []
    connections = Connections(root, dates.append)
    try:
        status, _ = await connections.ask(f"/bot{token}/getMe", {}, seconds=_PATIENCE)
        return Greeting(_known(status), _ahead(dates[-1] or "", clock))
    except OSError:  # a timeout is one
        return Greeting()
    finally:
        await connections.shutdown()


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
