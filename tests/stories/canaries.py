"""Strings unlike any other, and the search for them in requests and files; knows no bot."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.botapi import BotApi
from tests.botapi_calls import Call

TOKEN = "918273645:AAkanarieTokenVanNiemand0123456789xyz"  # noqa: S105 - opens only the test's server
USER_ID = 7_931_468_205_113
FIRST, LAST, USERNAME, LANGUAGE = "Zwaluwtje", "Koekkoek-Vinkenoog", "grutto_9x7q", "nl-qx9"
STORY = "woerdgekwaak op de groepsapp"
OTHERS = "Roodborst Tapuitstra"
TALK = "lepelaarspraat van gisteren"
PHOTO = b"\xff\xd8\xff\xe0" + b"snippefoto-GPS-51.83N-4.97E " * 400
WHO = (str(USER_ID), FIRST, LAST, USERNAME, LANGUAGE)
TYPED = (STORY, OTHERS, TALK)
WORKED = (
    "kwartelkoning in de notitie",
    "boomklever zegt dank je wel",
    "Wielewaal Putterstra",
    "fitis zag het zelf",
)
"""What a handler wrote: a note, a reply, a student's name, facts for SOM."""


def requests_to_others(api: BotApi, canary: str) -> list[Call]:
    """The requests with the canary in them that do not go to the reporter's own chat."""
    return [call for call in api.leaks(canary) if call.chat_id != str(USER_ID)]


def files_with(folder: Path, *canaries: str | bytes) -> list[str]:
    """Every file that holds one, also as JSON, as UTF-16 or as a number, named with the canary."""
    return [
        f"{path.relative_to(folder)}: {canary!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for canary in canaries
        if any(form in path.read_bytes() for form in _forms(canary))
    ]


def _forms(canary: str | bytes) -> Iterator[bytes]:
    if isinstance(canary, bytes):
        yield canary
        return
    yield canary.encode()
    yield json.dumps(canary)[1:-1].encode()
    yield canary.encode("utf-16-le")
    if canary.isdecimal():  # as SQLite stores a whole number
        yield int(canary).to_bytes(6, "big")
