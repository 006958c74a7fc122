"""The year calendar as a file for any calendar program (RFC 5545); knows no reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from bot.cases.agenda import DutyRow, duty_of
from bot.cases.school import School
from bot.text import N_, Text

MEDIA_TYPE: Final = "text/calendar"
FOLD: Final = 75
"""Octets a line may have; the next one begins with a space."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
NAME: Final = N_("Year calendar of the protocol")
DONE: Final = N_("Done: {what}")


def calendar(
    rows: Iterable[DutyRow], school: School, say: Callable[[Text], str], now: datetime
) -> bytes:
    """One all-day event for each line, on the day it is due."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maatje//Agenda//NL", "CALSCALE:GREGORIAN"),
        *("METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(say(NAME))}"),
        *(line for row in rows for line in _event(row, school, say, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(
    row: DutyRow, school: School, say: Callable[[Text], str], now: datetime
) -> Iterator[str]:
    duty = duty_of(row, school)
    if duty is None:
        return
    what = f"{say(duty.text)} ({row.part})" if row.part else say(duty.text)
    summary = what if row.done_on is None else say(DONE.of(what=what))
    yield "BEGIN:VEVENT"
    yield f"UID:{row.row_id}@maatje"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{row.due:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{row.due + date.resolution:%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(duty.source)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(words: str) -> str:
    return words.replace("\r", "").translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Cut between letters, never inside one."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
