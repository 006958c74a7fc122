"""What nobody means to send, or what somebody forges: a friendly sentence and the open question."""

from collections.abc import AsyncIterator, Awaitable
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cases.people import Role
from bot.handlers.texts import LONGEST, units
from tests.botapi import BotApi
from tests.botapi_calls import Call
from tests.conversing import asked, choose, datas, press, report
from tests.faults.killing import stories_in
from tests.phone import Phone
from tests.stories.a_running_school import RunningSchool, running_school
from tests.working import open_case

LONG = "ä🙈 lang verhaal " * 1250
FORGED = (
    "",
    "f:",
    "f:abc:who:self",
    "f:" + "z" * 62,
    "a:case",
    "a:case:0000000000000000",
    "a:done:x:y:z:w",
    "a:codeyes:0000000000000000",
    "a:__init__",
    "a:cases:-1",
    "\u202eknop",
    "🙈" * 16,
    "'; DROP TABLE cases; --",
)


def sticker(phone: Phone) -> Awaitable[object]:
    kept = phone.api.chats.keep_file(b"RIFF sticker", "stickers/file_{n}.webp")
    about = {"file_id": kept.file_id, "file_unique_id": kept.file_unique_id}
    kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}
    return phone.send(sticker={**about, **kind, "width": 512, "height": 512})


def location(phone: Phone) -> Awaitable[object]:
    return phone.send(location={"latitude": 51.8, "longitude": 4.97})


def empty_photo(phone: Phone) -> Awaitable[object]:
    return phone.send_photo(b"", caption="")


def contact(phone: Phone) -> Awaitable[object]:
    return phone.send(contact={"phone_number": "+31600000000", "first_name": "Iemand"})


def unknown_command(phone: Phone) -> Awaitable[object]:
    return phone.type("/doehetniet")


def only_space(phone: Phone) -> Awaitable[object]:
    return phone.type(" \n ")


ODD = (sticker, location, empty_photo, contact, unknown_command, only_space)
"""Met with any words; afterwards the open question is there, or one tap away."""


@pytest_asyncio.fixture
async def school(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[RunningSchool]:
    async with running_school(tmp_path) as school:
        yield school
    assert not [line for line in caplog.records if line.exc_info]
    assert "ALARM" not in caplog.text


@pytest.fixture
def api(school: RunningSchool) -> BotApi:
    return school.api


@pytest.mark.asyncio
async def test_t52_odd_things_get_a_sentence_and_the_question_stays(api: BotApi) -> None:
    sanne = await _somebody_halfway(api)
    for odd in ODD:
        before = sanne.chat.changes
        await odd(sanne)
        await _answered(sanne, before)
    await _goes_on(sanne)


@pytest.mark.asyncio
async def test_t39_forged_and_old_buttons_get_a_sentence_and_change_nothing(api: BotApi) -> None:
    sanne = await _somebody_halfway(api)
    for data in FORGED:
        before = sanne.chat.changes
        query = await sanne.press_data(data, sanne.shown[-1].message_id)
        await api.until(partial(_ended, api, query))
        await _answered(sanne, before)
    await sanne.press_data("f:abcdef:who:self", 1)
    await _goes_on(sanne)


async def _somebody_halfway(api: BotApi) -> Phone:
    sanne = Phone(api, user_id=11)
    await sanne.type("/melden")
    await choose(sanne, "who", "self")
    await asked(sanne, "danger")
    return sanne


async def _answered(phone: Phone, before: int) -> None:
    """A screen came of it, and it is not the one from before that still has the question."""
    shown = await phone.wait_for(lambda message: message.buttons, after=before)
    assert shown.text.strip()
    assert _question_near(phone), shown.text


def _question_near(phone: Phone) -> bool:
    return any(":danger:no" in data or data == "a:resume" for data in datas(phone))


def _ended(api: BotApi, query: str) -> bool:
    return bool(api.chats.taps[query].answers)


async def _goes_on(phone: Phone) -> None:
    """The answer given before is still there: the next question is the next one."""
    await phone.type("/melden")
    await phone.api.until(partial(_question_near, phone))
    if "a:resume" in datas(phone):
        await press(phone, "a:resume")
    await choose(phone, "danger", "no")
    await asked(phone, "kind")


@pytest.mark.asyncio
async def test_t26_a_story_of_twenty_thousand_characters_is_kept_and_read_whole(
    api: BotApi, school: RunningSchool
) -> None:
    mentor = await school.colleague("t-bakker", Role.MENTOR)
    await report(Phone(api, user_id=11), LONG, school_class="1b")
    await open_case(mentor)
    assert _solid(LONG) in _solid("".join(mentor.messages))
    assert max(units(call.params["text"]) for call in _texts(api)) <= LONGEST
    stories = await school.house.writer.run(stories_in)
    assert [_solid(story) for story in stories] == [_solid(LONG)]


def _solid(text: str) -> str:
    """Without the spaces, which Telegram takes off at the ends of every message."""
    return "".join(text.split())


def _texts(api: BotApi) -> list[Call]:
    return [*api.calls_of("sendMessage"), *api.calls_of("editMessageText")]
