"""The phone types, taps and waits as a person does, also with a process that is killed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.phone import Phone

YES_NO = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Jaar 1", callback_data="1")],
        [InlineKeyboardButton("✅ Ja", callback_data="sure")],
        [InlineKeyboardButton("Ja", callback_data="yes")],
        [InlineKeyboardButton("Nee", callback_data="no")],
    ]
)

# Echoes every text with a button, edits on a tap: as small as a bot can be.
SMALL_BOT = """
import json, os, socket, sys, urllib.request
if sys.argv[1:] != ["run"]:
    print(json.dumps(sys.argv[1:])); print(sys.stdin.read(), file=sys.stderr); sys.exit(3)
root = f"{os.environ['TELEGRAM_API_URL']}/bot{os.environ['BOT_TOKEN']}/"
def ask(method, **params):
    body = json.dumps(params).encode()
    head = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(root + method, body, head)) as answer:
        return json.load(answer)["result"]
host, _, port = os.environ["WEB_LISTEN"].partition(":")
page = socket.create_server((host, int(port)))
keys = {"inline_keyboard": [[{"text": "Verder", "callback_data": "on"}]]}
offset = 0
print("started", flush=True)
while True:
    for update in ask("getUpdates", offset=offset, timeout=20):
        if "message" in update:
            chat, text = update["message"]["chat"]["id"], update["message"]["text"]
            ask("sendMessage", chat_id=chat, text="Je zei: " + text, reply_markup=keys)
        if "callback_query" in update:
            old = update["callback_query"]["message"]
            ask("editMessageText", chat_id=old["chat"]["id"], message_id=old["message_id"],
                text="Verder dan")
        offset = update["update_id"] + 1
"""


@pytest.fixture
def small_bot(tmp_path: Path) -> dict[str, str]:
    package = tmp_path / "small" / "bot"
    package.mkdir(parents=True)
    # Without this the installed bot would be found first.
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(SMALL_BOT, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path / "small")}


@pytest_asyncio.fixture
async def library(api: BotApi) -> AsyncIterator[Bot]:
    root = api.url
    async with Bot(api.token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot") as bot:
        yield bot


@pytest.mark.asyncio
async def test_a_press_takes_the_button_that_says_exactly_this(
    api: BotApi, sanne: Phone, library: Bot
) -> None:
    await library.send_message(11, "Gaat het?", reply_markup=YES_NO)
    await library.send_message(11, "Nog iets.")
    query_id = await sanne.press("ja")
    query = api.updates.pending[0]["callback_query"]
    assert await library.answer_callback_query(query_id, "Goed")
    assert (query["id"], query["data"]) == (query_id, "yes")
    assert query["message"]["text"] == "Gaat het?"
    assert (sanne.screen, sanne.notices) == ("Nog iets.", ["Goed"])
    with pytest.raises(AssertionError, match="Misschien"):
        await sanne.press("Misschien")


@pytest.mark.asyncio
async def test_a_tap_is_answered_within_150_seconds_or_not_at_all(
    api: BotApi, sanne: Phone, library: Bot
) -> None:
    sent = await library.send_message(11, "Gaat het?", reply_markup=YES_NO)
    query_id = await sanne.press("nee")
    api.chats.now = lambda: sent.date.timestamp() + 200
    with pytest.raises(BadRequest, match="Query is too old"):
        await library.answer_callback_query(query_id)


@pytest.mark.asyncio
async def test_photos_voices_and_commands_arrive_as_from_a_real_phone(
    sanne: Phone, library: Bot
) -> None:
    content = bytes(range(256)) * 300
    await sanne.send_photo(content, caption="kijk", album="a1")
    await sanne.send_voice(b"OggS")
    await sanne.send_document(b"%PDF", "brief.pdf")
    await sanne.type("/start abc")
    photo, voice, letter, start = [u.to_dict()["message"] for u in await library.get_updates()]
    stored = await library.get_file(photo["photo"][-1]["file_id"])
    assert bytes(await stored.download_as_bytearray()) == content
    assert (photo["caption"], photo["media_group_id"]) == ("kijk", "a1")
    assert (voice["voice"]["file_size"], letter["document"]["file_name"]) == (4, "brief.pdf")
    assert start["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.asyncio
async def test_edits_blocks_and_forged_buttons_arrive_too(sanne: Phone, library: Bot) -> None:
    own = await sanne.type("eerst")
    await sanne.edit(own.message_id, "later")
    await sanne.block()
    await sanne.press_data("forged", 77)
    _, edited, left, tap = await library.get_updates()
    assert edited.to_dict()["edited_message"]["text"] == "later"
    assert left.to_dict()["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    # Message 77 was never sent: Telegram then tells its number and date 0, nothing more.
    assert tap.callback_query
    assert tap.callback_query.message
    assert not tap.callback_query.message.is_accessible
    with pytest.raises(Forbidden):
        await library.send_message(11, "hoi")
    await sanne.unblock()
    await library.send_message(11, "hoi")
    assert sanne.screen == "hoi"


@pytest.mark.asyncio
async def test_a_phone_talks_to_a_real_process_that_is_killed_in_the_middle(
    tmp_path: Path, api: BotApi, sanne: Phone, small_bot: dict[str, str]
) -> None:
    async with BotProcess(tmp_path, api, **small_bot) as bot:
        assert (await sanne.say("hoi")).text == "Je zei: hoi"
        assert (await sanne.tap("verder")).text == "Verder dan"
        async with api.hold("sendMessage"):
            await sanne.type("midden")
            await sanne.wait_for("midden")
            await bot.kill()
        assert bot.pid is None
        await bot.start()
        await api.until(lambda: not api.updates.pending)
        # Not confirmed when the power went, so handed out again: Telegram's side of the bargain.
        assert sanne.messages == ["Verder dan", "Je zei: midden", "Je zei: midden"]
        assert await bot.terminate() == -15
    assert bot.log.count("started") == 2


@pytest.mark.asyncio
async def test_a_process_that_ends_at_once_shows_its_log(
    tmp_path: Path, api: BotApi, small_bot: dict[str, str]
) -> None:
    bot = BotProcess(tmp_path, api, **small_bot)
    told = await bot.run_cli("invite", "mentor", "--name", "Els", stdin="y")
    assert told == (3, '["invite", "mentor", "--name", "Els"]\n', "y\n")
    broken = BotProcess(tmp_path, api, **{**small_bot, "TELEGRAM_API_URL": "http://127.0.0.1:9"})
    with pytest.raises(AssertionError, match="Connection refused"):
        await broken.start()


@pytest.mark.asyncio
async def test_waiting_in_vain_says_what_was_on_the_screen(sanne: Phone, library: Bot) -> None:
    await library.send_message(11, "Gaat het?")
    with pytest.raises(AssertionError, match=r"Gaat het\?"):
        await sanne.wait_for("Nooit", timeout=0.05)
