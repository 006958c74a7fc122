"""Who reports stays unknown: byte searches over every request, every file and the log."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app.opening import open_house
from bot.cases.people import Role
from bot.settings import read_settings
from bot.store import cases, contacts
from bot.store.tx import Tx
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.botapi_chats import Fields
from tests.conversing import (
    QUICK_REPORT,
    asked,
    choose,
    datas,
    enrol,
    press,
    until_screen,
)
from tests.phone import Phone
from tests.stories import canaries
from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.working import on_card, open_case, tick


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(canaries.TOKEN) as server:
        yield server


@pytest_asyncio.fixture
async def bot(tmp_path: Path, api: BotApi, cast: Cast) -> AsyncIterator[BotProcess]:
    school = str(cast.folder)
    loud = BotProcess(tmp_path, api, CASE_CONTENT="chat", LOG_LEVEL="DEBUG", SCHOOL_DIR=school)
    loud.env["TMPDIR"] = str(tmp_path)
    async with loud as running:
        yield running


@pytest.fixture
def reporter(api: BotApi) -> Phone:
    return somebody(api)


def somebody(api: BotApi) -> Phone:
    return Phone(
        api,
        user_id=canaries.USER_ID,
        first_name=canaries.FIRST,
        last_name=canaries.LAST,
        username=canaries.USERNAME,
        language_code=canaries.LANGUAGE,
    )


@pytest.mark.asyncio
async def test_t29_t30_no_request_to_staff_holds_anything_of_the_reporter(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        mentor = await school.colleague(cast.other_mentor, Role.MENTOR)
        csv = await school.colleague(cast.csv, Role.SAFETY_COORDINATOR)
        photo = await _told_and_worked_on(somebody(school.api), mentor, csv, cast)
    told = [call for phone in (mentor, csv) for call in school.sent_to(phone)]
    assert len(told) > 10
    for canary in canaries.WHO:
        assert canaries.requests_to_others(school.api, canary) == []
    for canary in _file_ids(photo):
        fetched = {call.method for call in canaries.requests_to_others(school.api, canary)}
        assert fetched <= {"getFile"}
    called = {call.method for call in school.api.calls}
    assert not {"forwardMessage", "copyMessage", "sendPhoto"} & called


async def _told_and_worked_on(reporter: Phone, mentor: Phone, csv: Phone, cast: Cast) -> Fields:
    photo = await _report_with_a_photo(reporter, cast.other_class)
    case_id = await open_case(mentor)
    assert await open_case(csv) == case_id
    assert canaries.STORY in mentor.screen
    await tick(mentor, case_id, "A.som")
    await press(mentor, f"a:reply:{case_id}")
    await asked(mentor, "reply")
    await mentor.type("hoe gaat het nu?")
    await on_card(mentor, case_id)
    await _talk_back(reporter, case_id)
    await mentor.wait_for(lambda m: m.text.endswith(": antwoord"))
    await open_case(mentor)
    assert canaries.TALK in mentor.screen
    await mentor.say("/zaken")
    await csv.say("/zaken")
    await csv.say("/logboek")
    return photo


@pytest.mark.asyncio
async def test_t36_t50_t56_nothing_of_a_report_lies_readable_on_the_disk(
    tmp_path: Path, api: BotApi, bot: BotProcess, reporter: Phone, cast: Cast
) -> None:
    mentor = Phone(api, user_id=21)
    await enrol(bot, mentor, Role.MENTOR, cast.name(cast.other_mentor), cast.other_class)
    photo = await _report_with_a_photo(reporter, cast.other_class)
    case_id = _own_case(reporter)
    await _talk_back(reporter, case_id)
    await _worked_on(mentor, cast.other_class)
    # A second report stays half-way: sessions, inbox and outbox hold something too.
    await press(reporter, "a:menu")
    await press(reporter, "a:report")
    for step, value in QUICK_REPORT:
        await choose(reporter, step, value)
    await asked(reporter, "story")
    await reporter.type(canaries.STORY)
    async with api.hold("sendMessage"):
        await reporter.type(canaries.OTHERS)
        await api.until(lambda: not api.updates.pending)
        shutil.copytree(bot.data_dir, tmp_path / "copied while it ran")
        await bot.kill()

    typed = (*canaries.WHO, *canaries.TYPED, *canaries.WORKED, *_file_ids(photo), canaries.TOKEN)
    secret: tuple[str | bytes, ...] = (*typed, canaries.PHOTO[4:60])
    assert len(list((bot.data_dir / "evidence").iterdir())) == 1
    assert canaries.files_with(tmp_path, *secret) == []
    await bot.start()
    assert canaries.files_with(tmp_path, *secret) == []
    await _only_words(reporter, case_id)
    await bot.terminate()
    assert canaries.files_with(tmp_path, *secret) == []
    async with open_house(read_settings(bot.env, env_file=None)) as house:
        known = await house.writer.run(lambda tx: _known_of(tx, case_id))
    assert known == (None, ())


@pytest.mark.asyncio
async def test_t67_the_loudest_log_holds_neither_token_nor_key_nor_words(
    api: BotApi, bot: BotProcess, reporter: Phone, cast: Cast
) -> None:
    photo = await _report_with_a_photo(reporter, cast.other_class)
    api.fail("sendMessage", status=400, description=f"Bad Request: {canaries.STORY}")
    api.cut("getUpdates")
    await reporter.say("/contact")
    await reporter.press_data(canaries.OTHERS, 1)
    await reporter.send(text={"odd": canaries.TALK})
    await reporter.say(f"/{canaries.TALK}")
    await bot.terminate()
    assert bot.log
    root_key = bot.key_file.read_text("ascii").split()
    secret = (canaries.TOKEN, *root_key, *canaries.WHO, *canaries.TYPED, *_file_ids(photo))
    assert [canary for canary in secret if canary in bot.log] == []


def test_the_search_finds_a_canary_however_it_is_written(tmp_path: Path) -> None:
    number = str(canaries.USER_ID)
    tmp_path.joinpath("json").write_bytes(rb"\u00ebxtra")
    tmp_path.joinpath("number").write_bytes(canaries.USER_ID.to_bytes(8, "big"))
    tmp_path.joinpath("wide").write_text("grutto", "utf-16-le")
    assert len(canaries.files_with(tmp_path, "ëxtra", number, "grutto")) == 3


async def _report_with_a_photo(reporter: Phone, school_class: str) -> Fields:
    """A report with somebody's name and a photo in it, sent without a name; the photo's fields."""
    await reporter.type("/melden")
    for step, value in QUICK_REPORT:
        await choose(reporter, step, value)
    await asked(reporter, "story")
    await reporter.send_photo(canaries.PHOTO, caption=canaries.OTHERS)
    await _not_naked(reporter, school_class)
    sent = await reporter.send_photo(canaries.PHOTO, caption=canaries.OTHERS)
    await reporter.wait_for("1 bestand")
    await reporter.type(canaries.STORY)
    await choose(reporter, "send", f"put.{school_class}")
    await choose(reporter, "send", "send")
    await until_screen(reporter, "a:codeonly:*")
    return sent.fields


async def _not_naked(reporter: Phone, school_class: str) -> None:
    """Whoever sends a picture is asked whether it shows somebody naked, before it is fetched."""
    await reporter.api.until(lambda: any(":nude" in data for data in datas(reporter)))
    await press(reporter, next(data for data in datas(reporter) if data.endswith(":no")))
    await until_screen(reporter, f":send:put.{school_class}")


def _own_case(reporter: Phone) -> str:
    return next(data for data in datas(reporter) if data.startswith("a:mine:")).split(":")[2]


async def _talk_back(reporter: Phone, case_id: str) -> None:
    await press(reporter, f"a:mine:{case_id}")
    await press(reporter, f"a:talk:{case_id}")
    await asked(reporter, "message")
    await reporter.type(canaries.TALK)
    await reporter.wait_for(canaries.TALK)


async def _worked_on(mentor: Phone, school_class: str) -> None:
    """Every kind of thing that a handler can write down."""
    case_id = await open_case(mentor)
    note, reply, student, facts = canaries.WORKED
    await press(mentor, f"a:note:{case_id}")
    await asked(mentor, "note")
    await mentor.type(note)
    await choose(mentor, "private", "all")
    await on_card(mentor, case_id)
    await press(mentor, f"a:reply:{case_id}")
    await asked(mentor, "reply")
    await mentor.type(reply)
    await on_card(mentor, case_id)
    await press(mentor, f"a:people:{case_id}")
    await press(mentor, f"a:enter:{case_id}")
    await asked(mentor, "whoisit")
    await mentor.type(student)
    await choose(mentor, "whichclass", school_class)
    await choose(mentor, "part", "victim")
    await until_screen(mentor, "a:som:*")
    await press(mentor, next(data for data in datas(mentor) if data.startswith("a:som:")))
    await asked(mentor, "facts")
    await mentor.type(facts)
    await mentor.wait_for(facts)


async def _only_words(reporter: Phone, case_id: str) -> None:
    """From here on no address of the reporter is kept with the case, also for who has the key."""
    await reporter.press_data(f"a:codeyes:{case_id}", reporter.shown[-1].message_id)
    await reporter.wait_for("Ik weet niet meer welke chat van jou is")


def _known_of(tx: Tx, case_id: str) -> tuple[str | None, tuple[str, ...]]:
    """The reporter of a case, and the cases that any chat leads to."""
    refs = [row["contact_ref"] for row in tx.db.execute("SELECT contact_ref FROM contacts")]
    led = (one for ref in refs for one in contacts.my_cases(tx, ref))
    return cases.reporter(tx, case_id), tuple(led)


def _file_ids(photo: Fields) -> list[str]:
    return [size[name] for size in photo["photo"] for name in ("file_id", "file_unique_id")]
