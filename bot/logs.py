"""Writes the log: ids and places, never a token, an address or somebody's words; knows no room.

What a library says below WARNING is left out whatever the level: libraries write whole requests.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from typing import Final, TextIO
from urllib.parse import unquote, urlsplit

from bot.settings import Settings

OWN: Final = "bot"
HIDDEN: Final = "***"
_TOKEN_LIKE: Final = re.compile(r"(?<![0-9])[0-9]{5,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}")
_SHORTEST_SECRET: Final = 6
_MOST_PLACES: Final = 20


def setup_logging(settings: Settings, *, stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error) from now on; a second call replaces the first."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, _Log):
            root.removeHandler(handler)
    handler = _Log(stream or sys.stderr)
    handler.addFilter(SecretsHidden(settings))
    handler.setFormatter(_Json() if settings.log_format == "json" else _Lines())
    root.addHandler(handler)
    level = logging.getLevelNamesMapping()[settings.log_level]
    root.setLevel(max(level, logging.WARNING))
    logging.getLogger(OWN).setLevel(level)


class SecretsHidden(logging.Filter):
    """Takes the secrets out of every record that passes, wherever in it they stand."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        longest_first = sorted(set(_secrets(settings)), key=len, reverse=True)
        self._secrets = tuple(longest_first)

    def filter(self, record: logging.LogRecord) -> bool:
        """Flatten the record: what was an argument may hold a secret in its repr."""
        words = _words(record)
        if record.name == "asyncio":  # the lines below its first are reprs of what failed
            words = words.partition("\n")[0]
        record.msg, record.args = self.hide(words), None
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = self.hide(traced(record.exc_info[1]))
        record.exc_info = record.stack_info = None
        return True

    def hide(self, words: str) -> str:
        """The same words without a secret, and without what has the shape of a token."""
        for secret in self._secrets:
            words = words.replace(secret, HIDDEN)
        return _TOKEN_LIKE.sub(HIDDEN, words)


def _words(record: logging.LogRecord) -> str:
    """A filter may not raise: the caller of the log would get it."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return "A line whose words and values do not fit each other."


def traced(error: BaseException) -> str:
    """What failed and where, the cause last; never a message that may hold somebody's words."""
    return "; because of ".join(_one(link) for link in _chain(error))


def _one(error: BaseException) -> str:
    frames = [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]
    places = [f"{Path(code.co_filename).name}:{line} {code.co_name}" for code, line in frames]
    way = " > ".join(places[-_MOST_PLACES:])
    parts = (type(error).__name__, _safe_words(error), f"at {way}" if way else "", _inside(error))
    return " ".join(part for part in parts if part)


def _safe_words(error: BaseException) -> str:
    """Our own exceptions hold no content; of the machine's only its own sentence is taken."""
    if isinstance(error, OSError):
        return f"({error.strerror})" if error.strerror else ""
    ours = type(error).__module__.partition(".")[0] == OWN
    return f"({error})" if ours and str(error) else ""


def _inside(error: BaseException) -> str:
    if not isinstance(error, BaseExceptionGroup):
        return ""
    return f"[{', '.join(traced(one) for one in error.exceptions)}]"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _secrets(settings: Settings) -> Iterator[str]:
    """The token goes whatever its length, and its second half alone too."""
    if settings.bot_token:
        yield settings.bot_token
        yield settings.bot_token.partition(":")[2]
    password = urlsplit(settings.smtp_url).password or ""
    for secret in (settings.webhook_secret, password, unquote(password)):
        if len(secret) >= _SHORTEST_SECRET:
            yield secret


class _Log(logging.StreamHandler[TextIO]):
    """One place where all records leave."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say that a line was lost; logging's own way would print it with its arguments."""
        sys.stderr.write(f"A line of the log of {record.name} could not be written.\n")


class _Lines(logging.Formatter):
    """For people."""

    def format(self, record: logging.LogRecord) -> str:
        """`moment LEVEL logger: message`, always one line."""
        fields = _fields(record)
        words = " ".join(f"{fields['message']} {fields.get('error', '')}".split())
        return f"{fields['at']} {fields['level']} {fields['logger']}: {words}"


class _Json(logging.Formatter):
    """For a machine that gathers logs."""

    def format(self, record: logging.LogRecord) -> str:
        """One object a line."""
        return json.dumps(_fields(record), ensure_ascii=False)


def _fields(record: logging.LogRecord) -> dict[str, str]:
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    fields = {
        "at": at.replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": record.getMessage(),
    }
    return fields | ({"error": record.exc_text} if record.exc_text else {})
