"""What keeps the bot from starting is said in a sentence; what does not, does not."""

import asyncio
import os
import re
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import refusals
from bot.app import offers as app
from bot.app.demo import demo, demo_settings, on_free_port
from bot.settings import packaged_school, read_settings
from bot.vault import RootKey
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.conversing import until_screen
from tests.phone import Phone

WRONG_TOKEN = "999999:" + "w" * 35
WEBHOOK = {"PUBLIC_URL": "https://maatje.example", "WEBHOOK_SECRET": "geheim-" * 6}


@pytest.mark.asyncio
async def test_a_token_that_telegram_refuses_is_one_sentence(tmp_path: Path, api: BotApi) -> None:
    bot = BotProcess(tmp_path, api, BOT_TOKEN=WRONG_TOKEN)
    sentence = "Telegram refuses the bot token. Put the one from @BotFather in BOT_TOKEN."
    assert await _refused(bot) == (sentence,)
    told = await bot.run_cli("run")
    assert (told.code, told.stdout, told.stderr) == (2, "", f"{sentence}\n")


@pytest.mark.asyncio
async def test_t9_without_network_the_page_works_and_telegram_is_tried_until_it_answers(
    tmp_path: Path, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.cut("*", times=1000)
    bot = BotProcess(tmp_path, api)
    async with _running(bot, api):
        pass
    async with _running(bot, api):
        async with ClientSession() as visitor, visitor.get(f"{bot.web_url}/") as page:
            assert page.status == 200
        sanne = Phone(api, user_id=11)
        await sanne.type("/start")
        api.heal()
        await until_screen(sanne, "a:report")
    assert not [line for line in caplog.records if line.exc_info]


@pytest.mark.asyncio
async def test_t9_a_webhook_is_asked_for_until_telegram_takes_it(
    tmp_path: Path, api: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    api.cut("setWebhook", times=2)
    async with _running(BotProcess(tmp_path, api, **WEBHOOK), api):
        await api.until(lambda: api.updates.webhook)
        assert api.updates.webhook["url"] == f"{WEBHOOK['PUBLIC_URL']}/telegram"
        assert len(api.calls_of("setWebhook")) == 3
        await api.until(lambda: api.calls_of("setMyCommands"))
    assert "Maatje is open at https://maatje.example/ and on Telegram." in capsys.readouterr().out


@pytest.mark.asyncio
async def test_the_demo_opens_and_is_gone_when_it_ends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with asyncio.TaskGroup() as tasks:
        shown = tasks.create_task(demo("127.0.0.1:0", open_browser=False))
        while not (found := re.search(r"http://\S+/", capsys.readouterr().out)):  # noqa: ASYNC110  it prints, no more
            await asyncio.sleep(0)
        async with ClientSession() as visitor, visitor.get(found[0]) as page:
            assert page.status == 200
        shown.cancel()


def test_a_second_demo_finds_itself_another_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = demo_settings(tmp_path, f"127.0.0.1:{taken.getsockname()[1]}")
        assert on_free_port(wanted).web_port == 0
    assert on_free_port(wanted) == wanted


@pytest.mark.asyncio
async def test_a_refused_token_is_one_sentence_with_a_webhook_too(
    tmp_path: Path, api: BotApi
) -> None:
    assert len(await _refused(BotProcess(tmp_path, api, BOT_TOKEN=WRONG_TOKEN, **WEBHOOK))) == 1


@pytest.mark.asyncio
async def test_t15_an_address_that_is_taken_is_one_sentence(tmp_path: Path, api: BotApi) -> None:
    with socket.create_server(("127.0.0.1", 0)) as owner:
        taken = f"127.0.0.1:{owner.getsockname()[1]}"
        [sentence] = await _refused(BotProcess(tmp_path, api, WEB_LISTEN=taken))
    assert taken in sentence


@pytest.mark.slow  # three starts of a real process
@pytest.mark.asyncio
async def test_t15_a_place_or_an_address_that_is_taken_is_one_sentence_until_its_owner_is_gone(
    tmp_path: Path, api: BotApi
) -> None:
    bot = BotProcess(tmp_path / "one", api)
    await bot.start()
    [sentence] = await _refused(bot)
    assert "data folder" in sentence
    taken = bot.web_url.removeprefix("http://")
    assert len(await _refused(BotProcess(tmp_path / "two", api, WEB_LISTEN=taken))) == 1
    await Phone(api, user_id=11).say("/start")
    await bot.kill()
    await bot.start()
    assert await bot.terminate() == 0


@pytest.mark.asyncio
async def test_t61_a_key_that_does_not_fit_is_one_sentence_and_nothing_is_changed(
    tmp_path: Path, api: BotApi
) -> None:
    bot = BotProcess(tmp_path, api)
    async with _running(bot, api):
        pass
    right = bot.key_file.read_bytes()
    bot.key_file.unlink()
    assert len(await _refused(bot)) == 1
    assert not bot.key_file.exists()
    RootKey.create(bot.key_file)
    assert len(await _refused(bot)) == 1
    bot.key_file.unlink()
    bot.key_file.write_bytes(right)
    bot.key_file.chmod(0o400)
    async with _running(bot, api):
        await Phone(api, user_id=11).say("/start")


@pytest.mark.asyncio
async def test_every_mistake_in_the_school_folder_is_told_with_file_and_line(
    tmp_path: Path, api: BotApi
) -> None:
    school = tmp_path / "school"
    shutil.copytree(packaged_school(), school)
    file = school / "school.toml"
    file.write_text(
        file.read_text("utf-8")
        .replace('workdays = "08:00-16:30"', 'workdays = "16:30-08:00"')
        .replace('mentor = "e-yilmaz"', 'mentor = "niemand"'),
        "utf-8",
    )
    sentences = await _refused(BotProcess(tmp_path, api, SCHOOL_DIR=str(school)))
    assert len(sentences) == 2
    lines = file.read_text("utf-8").splitlines()
    for sentence, wrong in zip(sentences, ("16:30-08:00", "niemand"), strict=True):
        place, number = sentence.split(" ")[0].rstrip(":").split(":")
        assert place == "school.toml"
        assert wrong in lines[int(number) - 1]


@asynccontextmanager
async def _running(bot: BotProcess, api: BotApi) -> AsyncIterator[None]:
    """What `run` does with these settings, in this process: a second Python is dear."""
    before = len(api.calls)
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        tasks.create_task(app.run(read_settings(bot.env, env_file=None)))
        await api.until(lambda: len(api.calls) > before + 2)
        yield
        os.kill(os.getpid(), signal.SIGTERM)


async def _refused(bot: BotProcess) -> Sequence[str]:
    """What `run` would say with these settings, heard in this process: a second Python is dear.

    That the command line prints just that and ends with 2 is tested once, with the token.
    """
    with pytest.raises(refusals.KNOWN) as caught:
        await app.run(read_settings(bot.env, env_file=None))
    return refusals.sentences(caught.value)
