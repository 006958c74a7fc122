"""`/mijngegevens`: everything kept about whoever asks, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio

from bot.cases.signals import SignalKind
from bot.conversations import running
from bot.conversations.enclosing import OWN_DATA, Enclosing
from bot.conversations.every_flow import FLOWS
from bot.conversations.running import Open
from bot.flows.calling import CALL_ME
from bot.flows.session import Session
from bot.reports.owndata import OwnData
from bot.reports.personal import SOME
from bot.store import cases, contacts, entries, signals
from bot.store.outbox import Op, OutboxRow
from bot.store.signals import Written
from bot.store.writer import Tx, Writer
from tests.cases.a_school import a_case
from tests.conversations.chats import Chat
from tests.conversations.inside import MONDAY, House, a_house

pytestmark = pytest.mark.asyncio

T = TypeVar("T")

STORY = "woerdgekwaak & <b>gepest</b>"
OTHER = "grutto hoort hier niet"


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path) as opened:
        yield opened


async def page_of(house: House, chat: Chat) -> str:
    own = OwnData(house.writer, house.world.school, house.world.i18n, FLOWS)
    page = await own.page(chat.ref)
    assert page is not None
    return page.decode()


async def written(house: House, kind: str, words: str) -> None:
    """The mentor writes something in the one case there is."""
    case = await house.case()
    await house.run(lambda tx: entries.add(tx, case.case_id, kind, words, "e-yilmaz"))


async def test_a_reporter_reads_all_of_their_own_and_nothing_of_others(house: House) -> None:
    await house.mentor()
    sanne = await house.reported(story=STORY)
    name = (await house.case()).name
    await written(house, "note", "kwartelkoning in de notitie")
    await written(house, "talk_out", "we komen morgen praten")
    await house.reported(story=OTHER)
    await sanne.command("mag", "mag ik een foto van mijn vriendin op insta zetten")
    await sanne.tap("Not asked yet", "Ask management", "Yes")
    await sanne.command("melden")
    await sanne.tap("Student: about me")
    await sanne.send()
    page = await page_of(house, sanne)
    for words in (
        name,
        "woerdgekwaak &amp; &lt;b&gt;gepest&lt;/b&gt;",
        "we komen morgen praten",
        "mag ik een foto van mijn vriendin op insta zetten",
        "You are",
        "Student: about me",
        "Known since",
    ):
        assert words in page
    for words in ("kwartelkoning", "grutto", "address of", sanne.ref, "Yılmaz"):  # noqa: RUF001
        assert words not in page
    assert 'lang="en" dir="ltr"' in page


async def test_what_is_not_sent_yet_is_said_in_words_and_names_nobody_who_may_not_read(
    house: House,
) -> None:
    await house.mentor()
    sanne = await house.reported(story=STORY)
    session = Session(
        CALL_ME.name,
        "abcdef",
        answers={"callwanted": "yes", "callnot": "h-van-den-berg,c-okoye", "caller": "+mentor"},
        drafts={"callnumber": '[["t", "06 12345678"]]'},
    )
    open_now = Open(session, replace(session, flow="of an older release"))
    await house.run(lambda tx: running.keep(tx, sanne.ref, open_now))
    page = await page_of(house, sanne)
    for words in ("Call back", "My mentor", "Name and number", "06 12345678"):
        assert words in page
    for words in ("okoye", "callnot", "callwanted", "[[", "+mentor"):
        assert words not in page


async def test_a_colleague_reads_what_they_did_and_are(house: House) -> None:
    mentor = await house.mentor()
    await house.reported(story=OTHER)
    await written(house, "note", "mijn eigen notitie")
    seen = Written(SignalKind.SEEN, "mijn eigen signaal")
    await house.run(lambda tx: signals.add(tx, "e-yilmaz", tx.now.date(), seen))
    page = await page_of(house, mentor)
    assert "mijn eigen notitie" in page
    assert page.count("mijn eigen signaal") == 1
    assert "grutto" not in page
    assert "mevrouw Yılmaz" in page  # noqa: RUF001


async def test_a_colleagues_own_words_are_found_in_however_many_cases(house: House) -> None:
    mentor = await house.mentor()

    def fill(tx: Tx) -> None:
        for number in range(SOME + 1):
            case = a_case(case_id=f"{number:016x}", name=f"Otter {number}", created=MONDAY)
            cases.create(tx, case, reporter=None, reporter_name=None)
            entries.add(tx, case.case_id, "note", f"notitie nummer {number}.", "e-yilmaz")

    await house.run(fill)
    page = await page_of(house, mentor)
    for number in (0, SOME - 1, SOME):
        assert page.count(f"notitie nummer {number}.") == 1


async def test_who_leaves_school_while_it_is_gathered_gets_nothing_of_cases(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await written(house, "note", "mijn eigen notitie")
    leaving = Leaving(house.writer, lambda tx: contacts.bind(tx, mentor.ref, None))
    own = OwnData(leaving, house.world.school, house.world.i18n, FLOWS)  # type: ignore[arg-type]
    page = await own.page(mentor.ref)
    assert page is not None
    assert "mijn eigen notitie" not in page.decode()


@dataclass
class Leaving:
    """A writer beside which something happens after the second unit of work."""

    writer: Writer
    happens: Callable[[Tx], None]
    units: int = 0

    async def run(self, work: Callable[[Tx], T]) -> T:
        done = await self.writer.run(work)
        self.units += 1
        if self.units == 2:
            await self.writer.run(self.happens)
        return done


async def test_nobody_known_has_no_data(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("mijngegevens")
    assert sanne.urls == ["mydata"]
    await house.run(lambda tx: contacts.forget(tx, sanne.ref))
    own = OwnData(house.writer, house.world.school, house.world.i18n, FLOWS)
    assert await own.page(sanne.ref) is None


async def test_a_door_that_cannot_bring_the_file_says_whom_to_ask(
    house: House, tmp_path: Path
) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await sanne.command("mijngegevens")
    await sanne.tap("Get the file")
    ref = sanne.ref
    row = OutboxRow(
        1, "telegram", ref, Op.NOTE, None, "", 0, None, None, "", 0, MONDAY, item_id=OWN_DATA
    )
    nothing = Enclosing(house.writer, house.world, tmp_path, lambda _tx, _row: True)
    assert await nothing.prepare(row) is None
    await nothing.make_up(row)
    await house.deliver()
    assert sanne.notes[-1] == "I cannot show you this file. Ask school for it here."
    own = OwnData(house.writer, house.world.school, house.world.i18n, FLOWS)
    there = Enclosing(house.writer, house.world, tmp_path, lambda _tx, _row: True, own.page)
    enclosed = await there.prepare(row)
    assert enclosed is not None
    page = b"".join([piece async for piece in enclosed.stream()])
    assert page.startswith(b"<!doctype html>")


async def test_where_no_content_may_come_a_colleague_is_sent_to_the_page(tmp_path: Path) -> None:
    async with a_house(tmp_path, on_page=True) as house:
        mentor = await house.mentor(door="telegram")
        for way in ("a:mydata", "a:getdata"):
            await mentor.press(way)
            assert mentor.screen == "Sign in on the page and type /mijngegevens there."
        sanne = house.chat("Sanne", door="telegram")
        await sanne.command("mijngegevens")
        await sanne.tap("Get the file")
        assert sanne.items == ["own-data"]
