"""The menu of commands is set per language and role, and only when it changed."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app.announcing import Announcing
from bot.cases.people import Person
from bot.clock import Clock
from bot.handlers.api import Api
from bot.handlers.commands import MenuCommand, Menus
from bot.handlers.connections import Connections
from bot.handlers.updates import DOOR
from bot.store import contacts, people
from bot.store.tx import Tx
from bot.text import N_
from tests.botapi import BotApi
from tests.handlers.door import I18N
from tests.opened import a_writer

pytestmark = pytest.mark.asyncio
COMMANDS = (MenuCommand("start", N_("Menu")), MenuCommand("zaken", N_("Cases"), for_staff=True))


@dataclass(eq=False)
class Ends(logging.Handler):
    """Lets the menus go after their first line in the log."""

    announcing: Announcing

    def __post_init__(self) -> None:
        super().__init__()

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self.announcing.stop()


def names(params: dict[str, list[dict[str, str]]]) -> list[str]:
    return [line["command"] for line in params["commands"]]


async def test_everybody_gets_the_menu_in_each_language_without_what_is_for_staff(
    api: BotApi,
) -> None:
    bot = Api(Connections(api.url), api.token)
    menus = Menus(bot, I18N, COMMANDS)
    assert await menus.publish()
    assert await menus.publish()
    calls = [call.params for call in api.calls_of("setMyCommands")]
    assert [call.get("language_code", "") for call in calls] == ["", *I18N.languages]
    assert all(names(call) == ["start"] for call in calls)
    await bot.connections.shutdown()


async def test_a_colleague_gets_more_until_he_is_no_colleague_any_more(api: BotApi) -> None:
    bot = Api(Connections(api.url), api.token)
    menus = Menus(bot, I18N, COMMANDS)
    assert await menus.for_chat("11", "nl", staff=True)
    assert await menus.for_chat("11", "nl", staff=False)
    assert await menus.for_chat("11", "nl", staff=True)
    assert names(api.calls_of("setMyCommands")[-1].params) == ["start", "zaken"]
    assert [call.method for call in api.calls] == [
        "setMyCommands",
        "deleteMyCommands",
        "setMyCommands",
    ]
    await bot.connections.shutdown()


async def test_a_colleague_whose_chat_cannot_be_opened_ends_nothing(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    writer = await a_writer(tmp_path, Clock())

    def spoil(tx: Tx) -> None:
        ref = contacts.meet(tx, DOOR, "11", "nl").contact_ref
        people.put(tx, Person("e-yilmaz", "E. Yilmaz"))
        contacts.bind(tx, ref, "e-yilmaz")
        tx.db.execute("UPDATE contacts SET address = x'00'")

    await writer.run(spoil)
    bot = Api(Connections(api.url), api.token)
    announcing = Announcing(bot, writer, Menus(bot, I18N, COMMANDS), back_off=(0.01,))
    said = Ends(announcing)
    logging.getLogger(Announcing.__module__).addHandler(said)
    try:
        async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
            tasks.create_task(announcing.keep_menus())
    finally:
        logging.getLogger(Announcing.__module__).removeHandler(said)
        await bot.connections.shutdown()
        await writer.close()
    assert "The menus stay as they are: Unreadable" in caplog.text


async def test_a_menu_that_telegram_refuses_is_set_the_next_time(api: BotApi) -> None:
    bot = Api(Connections(api.url), api.token)
    menus = Menus(bot, I18N, COMMANDS)
    api.fail("setMyCommands", status=502)
    assert not await menus.for_chat("11", "nl", staff=True)
    assert await menus.for_chat("11", "nl", staff=True)
    await bot.connections.shutdown()
