"""What keeps the bot from starting is said in a sentence; what does not, does not."""

import shutil
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.settings import packaged_school
from bot.vault import RootKey
from tests.bot_process import BotProcess, Finished, UnmeasuredBot
from tests.botapi import BotApi
from tests.conversing import until_screen
from tests.phone import Phone

WRONG_TOKEN = "999999:" + "w" * 35
WEBHOOK = {"PUBLIC_URL": "https://maatje.example", "WEBHOOK_SECRET": "geheim-" * 6}


@pytest.mark.asyncio
async def test_a_token_that_telegram_refuses_is_one_sentence(tmp_path: Path, api: BotApi) -> None:
    told = await BotProcess(tmp_path, api, BOT_TOKEN=WRONG_TOKEN).run_cli("run")
    assert _sentences(told) == [
        "Telegram refuses the bot token. Put the one from @BotFather in BOT_TOKEN."
    ]


@pytest.mark.asyncio
async def test_t9_without_network_the_page_works_and_telegram_is_tried_until_it_answers(
    tmp_path: Path, api: BotApi
) -> None:
    api.cut("*", times=1000)
    bot = BotProcess(tmp_path, api)
    await bot.start(ready=lambda: len(api.calls) > 2)
    async with ClientSession() as visitor, visitor.get(f"{bot.web_url}/") as page:
        assert page.status == 200
    sanne = Phone(api, user_id=11)
    await sanne.type("/start")
    api.heal()
    await until_screen(sanne, "a:report")
    assert await bot.terminate() == 0
    assert "Traceback" not in bot.log


@pytest.mark.asyncio
async def test_t9_a_webhook_is_asked_for_until_telegram_takes_it(
    tmp_path: Path, api: BotApi
) -> None:
    api.cut("setWebhook", times=2)
    bot = BotProcess(tmp_path, api, **WEBHOOK)
    await bot.start(ready=lambda: api.updates.webhook)
    assert api.updates.webhook["url"] == f"{WEBHOOK['PUBLIC_URL']}/telegram"
    assert len(api.calls_of("setWebhook")) == 3
    await api.until(lambda: api.calls_of("setMyCommands"))
    assert await bot.terminate() == 0
    assert "Unclosed" not in bot.log


@pytest.mark.asyncio
async def test_a_refused_token_is_one_sentence_with_a_webhook_too(
    tmp_path: Path, api: BotApi
) -> None:
    told = await BotProcess(tmp_path, api, BOT_TOKEN=WRONG_TOKEN, **WEBHOOK).run_cli("run")
    assert len(_sentences(told)) == 1


@pytest.mark.asyncio
async def test_without_network_it_still_leaves_at_once_when_asked(
    tmp_path: Path, api: BotApi
) -> None:
    api.cut("*", times=1000)
    bot = BotProcess(tmp_path, api)
    await bot.start(ready=lambda: len(api.calls) > 2)
    assert await bot.terminate(timeout=5) == 0


@pytest.mark.asyncio
async def test_t15_a_second_instance_on_the_same_data_is_one_sentence(
    tmp_path: Path, api: BotApi
) -> None:
    async with BotProcess(tmp_path, api) as bot:
        told = await bot.run_cli("run")
        assert len(_sentences(told)) == 1
        assert "data folder" in told.stderr
        await Phone(api, user_id=11).say("/start")


@pytest.mark.asyncio
async def test_t15_the_place_of_a_dead_one_is_free(tmp_path: Path, api: BotApi) -> None:
    bot = UnmeasuredBot(tmp_path, api)
    await bot.start()
    await bot.kill()
    await bot.start()
    assert await bot.terminate() == 0


@pytest.mark.asyncio
async def test_t61_a_key_that_does_not_fit_is_one_sentence_and_nothing_is_changed(
    tmp_path: Path, api: BotApi
) -> None:
    bot = UnmeasuredBot(tmp_path, api)
    await bot.start()
    assert await bot.terminate() == 0
    right = bot.key_file.read_bytes()
    bot.key_file.unlink()
    missing = await bot.run_cli("run")
    assert len(_sentences(missing)) == 1
    assert not bot.key_file.exists()
    RootKey.create(bot.key_file)
    other = await bot.run_cli("run")
    assert len(_sentences(other)) == 1
    bot.key_file.unlink()
    bot.key_file.write_bytes(right)
    bot.key_file.chmod(0o400)
    await bot.start()
    assert await bot.terminate() == 0


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
    told = await BotProcess(tmp_path, api, SCHOOL_DIR=str(school)).run_cli("run")
    sentences = _sentences(told)
    assert len(sentences) == 2
    lines = file.read_text("utf-8").splitlines()
    for sentence, wrong in zip(sentences, ("16:30-08:00", "niemand"), strict=True):
        place, number = sentence.split(" ")[0].rstrip(":").split(":")
        assert place == "school.toml"
        assert wrong in lines[int(number) - 1]


@pytest.mark.asyncio
async def test_an_address_that_is_taken_is_one_sentence(tmp_path: Path, api: BotApi) -> None:
    async with BotProcess(tmp_path / "one", api) as one:
        other = BotProcess(tmp_path / "two", api, WEB_LISTEN=one.web_url.removeprefix("http://"))
        assert len(_sentences(await other.run_cli("run"))) == 1


def _sentences(told: Finished) -> list[str]:
    """What was said; a refusal prints nothing else and ends with 2."""
    assert (told.code, told.stdout) == (2, ""), told
    assert "Traceback" not in told.stderr
    return told.stderr.splitlines()
