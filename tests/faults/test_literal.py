"""T45: what looks like a path, a query or a number of somebody is kept as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import cases, entries, involved, signals
from bot.store.tx import Tx
from tests.conversations.chats import Chat, opened
from tests.conversations.inside import MONDAY, a_house

pytestmark = pytest.mark.asyncio

ODD = (
    "'; DROP TABLE cases; --",
    '" OR "1"="1',
    "../../../etc/passwd",
    "..\\..\\windows\\system32",
    "%00%2e%2e%2f {name} {0} $(id) `id`",
    "123456789",
    "<script>alert(1)</script>",
)


def names_below(folder: Path) -> set[str]:
    """Every file and folder there is."""
    return {path.name for path in folder.rglob("*")}


async def test_t45_odd_words_in_every_field_are_stored_literally_and_open_nothing(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    async with a_house(folder) as house:
        mentor = await house.mentor()
        files = names_below(tmp_path)
        story = " ".join(ODD)
        sanne = await house.reported(story=story)
        case = await house.case()
        await opened(house, mentor)
        for odd in ODD:
            await write_everywhere(mentor, odd)
            await signal(mentor, odd)
            await tell_everywhere(sanne, odd)
            given = await house.run(lambda tx: cases.reporter_name(tx, case.case_id))
            assert given == odd
            await mentor.command("zaak", odd)
            assert mentor.screen == "I do not know a case with that name."
            await opened(house, mentor)
        kept = await house.run(lambda tx: entries.of_case(tx, case.case_id))
        people = await house.run(lambda tx: involved.of_case(tx, case.case_id))
        for kind in ("note", "talk_out", "talk_in"):
            assert [one.body for one in kept if one.kind == kind] == [*ODD]
        assert [one.body for one in kept if one.kind == "story"] == [story]
        assert [one.name for one in people] == [*ODD]
        assert await house.run(signalled) == {*ODD}
        assert (await house.case()).case_id == case.case_id
    assert names_below(tmp_path) <= files


def signalled(tx: Tx) -> set[str]:
    """The words of every signal."""
    return {signals.words(tx, one.signal_id) for one in signals.since(tx, MONDAY.date())}


async def signal(chat: Chat, odd: str) -> None:
    await chat.command("signaal")
    await chat.tap("New signal", "A development")
    await chat.type(odd)


async def tell_everywhere(chat: Chat, odd: str) -> None:
    """What a reporter may type: more of it, and a name."""
    case_id = (await chat.house.case()).case_id
    await chat.press(f"a:talk:{case_id}")
    await chat.type(odd)
    await chat.press(f"a:name:{case_id}")
    await chat.type(odd)


async def write_everywhere(chat: Chat, odd: str) -> None:
    await chat.tap("Write a note")
    await chat.type(odd)
    await chat.tap("Everyone who works this case", "Write to the reporter")
    await chat.type(odd)
    if "Send it like this" in chat.labels[0]:
        await chat.tap("Send it like this")
    await chat.tap("People and SOM", "Enter somebody")
    await chat.type(odd)
    await chat.tap("1a", "This person saw it")
    await chat.tap("Back")
