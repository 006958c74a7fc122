"""A colleague named as the doer learns nothing, also one who manages the school."""

import asyncio
from functools import partial

import pytest

from bot.cases.people import Role
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.conversing import (
    asked,
    case_of,
    choose,
    datas,
    enrol,
    press,
    until_screen,
    until_settled,
)
from tests.phone import Phone

NAMED = "j-de-wit"
TAPS = (("who", "self"), ("danger", "no"), ("kind", "insult"), ("doer", "staff"))


@pytest.mark.no_cover  # the story of a report is measured already
@pytest.mark.asyncio
async def test_a_named_colleague_of_management_gets_no_ping_no_row_and_no_number(
    api: BotApi, bot: BotProcess
) -> None:
    named, colleague, sanne = (Phone(api, user_id=number) for number in (31, 32, 11))
    await asyncio.gather(
        enrol(bot, named, Role.MANAGEMENT, "meneer De Wit"),
        enrol(bot, colleague, Role.MANAGEMENT, "mevrouw El Amrani"),
    )
    await _name_the_doer(sanne)
    case_id = await _colleague_hears(colleague)
    name = next(text for text in colleague.messages if ": " in text).partition(": ")[0]
    assert any(name in text for text in sanne.messages)

    empty = await _list(named)
    assert "0" in empty
    assert "1" in await _list(colleague)
    for door in (f"/zaak {name}", f"/zaken {name}"):
        await named.say(door)
    for action in ("case", "steps", "take", "reply", "note", "close", "reopen", "urgent", "light"):
        await _forge(named, f"a:{action}:{case_id}")
    await _forge(named, f"a:done:{case_id}:C.csv")
    await press(colleague, f"a:case:{case_id}")
    await until_screen(colleague, f"a:done:{case_id}:C.csv")  # nothing has changed
    told = [call for call in api.calls if call.chat_id == "31"]
    assert [call.method for call in told if call.holds(name)] == []
    assert [call.method for call in told if call.holds(case_id)] == []
    assert not any("nieuw" in text or "wacht" in text for text in named.messages)


async def _name_the_doer(sanne: Phone) -> None:
    await sanne.type("/melden")
    for step, value in TAPS:
        await choose(sanne, step, value)
    await asked(sanne, "doerwho")
    while not any(data.endswith(f":doerwho:{NAMED}") for data in datas(sanne)):
        await until_settled(sanne, partial(choose, sanne, "doerwho", "+page"))
    await choose(sanne, "doerwho", NAMED)
    await asked(sanne, "story")
    await sanne.type("hij scheldt in de klassenapp")
    await choose(sanne, "send", "send")
    await until_screen(sanne, "a:codeonly:*")


async def _colleague_hears(colleague: Phone) -> str:
    await until_screen(colleague, "a:case:*")
    return case_of(colleague)


async def _list(phone: Phone) -> str:
    return (await phone.say("/zaken")).text


async def _forge(phone: Phone, data: str) -> None:
    """A button this person never got."""
    ended = len(phone.api.calls_of("answerCallbackQuery"))
    await phone.press_data(data, phone.shown[-1].message_id)
    await phone.api.until(lambda: len(phone.api.calls_of("answerCallbackQuery")) > ended)
