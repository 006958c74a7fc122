"""One report from the first tap to the reminder after it was opened again, over Telegram."""

import json
from datetime import time, timedelta
from functools import partial

import pytest

from bot.cases.people import Role
from bot.cases.schooltime import add_school_days, local_day, moment
from bot.clock import Clock
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.botapi_chats import Button, Shown
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
from tests.stories.cast import Cast
from tests.working import close, on_card, open_case, tick, tick_all

STORY = "ze zetten zwerfkatten op mijn foto"
QUESTION = "mag de mentor je ouders bellen?"
ANSWER = "ja maar alleen mijn vader"
ENDING = "De foto is weg. Er zijn afspraken gemaakt."
STAFF_STEPS = ["A.som", "A.zorgteam", "A.csv", "A.3", "A.vraag"]


@pytest.mark.asyncio
async def test_a_report_goes_from_six_taps_to_its_end_and_is_opened_again(
    api: BotApi, bot: BotProcess, cast: Cast
) -> None:
    sanne = Phone(api, user_id=7_118_551_234, first_name="Sanne", username="sanne_2c")
    mentor, csv, management = (Phone(api, user_id=number) for number in (21, 22, 23))
    await _invited_by_another_process(bot, mentor, cast.name(cast.other_mentor), cast.other_class)
    await enrol(bot, csv, Role.SAFETY_COORDINATOR, cast.name(cast.csv))
    await enrol(bot, management, Role.MANAGEMENT, cast.name(cast.mt))

    await _six_taps_and_one_sentence(api, sanne, cast.other_class)
    name = await _both_are_pinged_in_one_word(sanne, mentor, csv)
    assert not any(name in text for text in management.messages)

    case_id = await open_case(mentor)
    assert STORY in mentor.screen
    for step_id in STAFF_STEPS[:3]:
        await tick(mentor, case_id, step_id)
    await _mentor_and_reporter_talk(mentor, sanne, case_id)
    for step_id in STAFF_STEPS[3:]:
        await tick(mentor, case_id, step_id)

    await management.wait_for(name)
    assert await open_case(management) == case_id
    done = await tick_all(management, case_id)
    assert {"A.4", "A.5", "A.5b", "A.8", "A.9", "A.zorgverslag"} <= set(done)
    await close(management, case_id, outcome="agreements", words=ENDING)

    await _reporter_reads(sanne, case_id, ENDING)
    # The school speaks, no colleague.
    assert cast.surname(cast.other_mentor) not in "".join(sanne.messages[-3:])
    await press(management, f"a:reopen:{case_id}")
    await api.until(lambda: f"a:close:{case_id}" in datas(management))
    assert cast.other_mentor in await _told_on_the_next_school_morning(bot, cast)
    assert "Traceback" not in bot.log


async def _invited_by_another_process(
    bot: BotProcess, phone: Phone, name: str, school_class: str
) -> None:
    """As a host does it: the command line writes beside the bot that runs."""
    words = ("invite", "mentor", "--name", name, "--class", school_class, "--json")
    told = await bot.run_cli(*words)
    assert told.code == 0, told.stderr
    await phone.type(f"/start {json.loads(told.stdout)['code']}")
    await until_screen(phone, "a:cases")
    assert name in "".join(phone.messages)


async def _six_taps_and_one_sentence(api: BotApi, sanne: Phone, school_class: str) -> None:
    await sanne.type("/melden")
    await asked(sanne, "who")
    taps, typed = len(api.chats.taps), len(sanne.own_messages)
    for step, value in QUICK_REPORT:
        await choose(sanne, step, value)
    await asked(sanne, "story")
    await sanne.type(STORY)
    await choose(sanne, "send", f"put.{school_class}")
    await choose(sanne, "send", "send")
    await until_screen(sanne, "a:codeonly:*")
    assert len(api.chats.taps) - taps == 6
    assert len(sanne.own_messages) - typed == 1
    # Old screens lose their buttons: there is one place to tap.
    await api.until(lambda: len([m for m in sanne.shown if m.buttons]) == 1)


async def _both_are_pinged_in_one_word(sanne: Phone, mentor: Phone, csv: Phone) -> str:
    """The case's name: all that a lock screen shows, beside one word."""
    pings = [await one.wait_for(lambda m: _opens_a_case(m.buttons)) for one in (mentor, csv)]
    assert len({ping.text for ping in pings}) == 1
    name, _, word = pings[0].text.partition(": ")
    assert word == "nieuw"
    assert any(name in text for text in sanne.messages)
    assert STORY not in "".join((*mentor.messages, *csv.messages))
    return name


def _opens_a_case(buttons: list[Button]) -> bool:
    return any((button.data or "").startswith("a:case:") for button in buttons)


async def _mentor_and_reporter_talk(mentor: Phone, sanne: Phone, case_id: str) -> None:
    await press(mentor, f"a:reply:{case_id}")
    await asked(mentor, "reply")
    await mentor.type(QUESTION)
    await on_card(mentor, case_id)
    await _reporter_reads(sanne, case_id, QUESTION)
    await press(sanne, f"a:talk:{case_id}")
    await sanne.api.until(lambda: any(data.startswith("f:") for data in datas(sanne)))
    await sanne.type(ANSWER)
    ping = await mentor.wait_for(lambda m: m.text.endswith(": antwoord"))
    assert ANSWER not in ping.text
    assert await open_case(mentor) == case_id
    assert ANSWER in mentor.screen


async def _reporter_reads(sanne: Phone, case_id: str, words: str) -> None:
    """Tap the newest piece of news, which itself says nothing, until the words are there."""

    look = [f"a:mine:{case_id}"]

    def news() -> list[Shown]:
        return [m for m in sanne.shown if [b.data for b in m.buttons] == look]

    def read() -> bool:
        return any(words in text for text in sanne.messages)

    while not read():
        await sanne.api.until(lambda: news() or read())
        unread = news()[-1:]
        for one in unread:
            assert words not in one.text
            await sanne.press_data(look[0], one.message_id)
        await sanne.api.until(partial(_all_looked_at, unread))


def _all_looked_at(news: list[Shown]) -> bool:
    return not any(one.buttons for one in news)


async def _told_on_the_next_school_morning(bot: BotProcess, cast: Cast) -> set[str]:
    """Who would be told at 08:15 on the day by which it is to be read; while the bot runs."""
    school = cast.school
    day = local_day(school, add_school_days(school, Clock().now(), school.terms.first_read))
    at = moment(school, day, time(8, 15)) + timedelta(seconds=1)
    told = await bot.run_cli("jobs", "run", "--at", at.isoformat(), "--dry-run", "--json")
    assert told.code == 0, told.stderr
    return {one["who"] for row in json.loads(told.stdout) for one in row["told"]}
