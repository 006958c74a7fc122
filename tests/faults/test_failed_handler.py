"""T37 of the test plan: a handler that fails tells the log where, the person to be calm, no more.

The door, the lanes, the conversations and the log are the real ones; only the effect is faulty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.conversations.exchange import Exchange
from bot.conversations.lanes import BACK_OFF, CALM_SORRY
from bot.conversations.tables import EFFECTS
from bot.conversations.take import Conversations
from bot.flows.loose import Loose
from bot.flows.session import Session
from bot.logs import setup_logging
from bot.settings import read_settings
from tests.botapi import BotApi
from tests.conversations.inside import a_world
from tests.conversing import asked, choose
from tests.handlers.door import telegram_door
from tests.logged import logging_as_it_was
from tests.phone import Phone

CANARY = "Kanarie"
WORDS = f"{CANARY} van der Test schold mij uit"
PLACE = rf"ValueError at {Path(__file__).name}:\d+"
TRIED = re.compile(rf"\S+Z WARNING bot\.conversations\.lanes: Inbox row \d+, try \d: {PLACE}\.")
BURIED = re.compile(r"\S+Z ERROR bot\.conversations\.lanes: ALARM: inbox row \d+ never worked .+")


@pytest.fixture
def log(api: BotApi) -> Iterator[StringIO]:
    """All that the house logs, set up as at its start and at its most talkative."""
    settings = read_settings({"BOT_TOKEN": api.token, "LOG_LEVEL": "DEBUG"}, env_file=None)
    stream = StringIO()
    with logging_as_it_was():
        setup_logging(settings, stream=stream)
        yield stream


def fail(_x: Exchange, _session: Session, effect: Loose) -> None:
    """Fail as a bug does: with somebody's words in the locals, the message and the cause."""
    words, file_name = effect.told.text, f"{CANARY}.pdf"
    assert words == WORDS
    try:
        dict[str, str]().pop(words)
    except KeyError as lost:
        raise ValueError(f"{words} {file_name}") from lost


@pytest.mark.asyncio
async def test_t37_a_failed_handler_logs_its_place_and_the_person_reads_a_calm_sentence(
    tmp_path: Path, api: BotApi, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, sanne = a_world(), Phone(api, user_id=11)
    monkeypatch.setitem(EFFECTS, Loose, fail)
    async with telegram_door(api, tmp_path, Conversations(world)) as door:
        await sanne.type(WORDS)
        await choose(sanne, "where", "report")
        await sanne.wait_for(world.i18n.render(CALM_SORRY, "nl"))
        assert await door.count("dead") == 1
        monkeypatch.undo()
        await choose(sanne, "where", "report")
        await asked(sanne, "who")
        assert await door.count("dead") == 1
    *tries, alarm = log.getvalue().splitlines()
    assert CANARY not in log.getvalue()
    assert [bool(TRIED.fullmatch(line)) for line in tries] == [True] * (len(BACK_OFF) + 1)
    assert BURIED.fullmatch(alarm)
