"""The loopback Telegram keeps Telegram's rules, for a plain HTTP client and for the library."""

import asyncio
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import Forbidden, NetworkError

from tests.botapi import BotApi
from tests.phone import Phone

YES_NO = {
    "inline_keyboard": [
        [{"text": "Ja", "callback_data": "yes"}, {"text": "Nee", "callback_data": "no"}],
    ]
}


async def ask(api: BotApi, method: str, **params: Any) -> Any:
    """The whole JSON answer to one JSON request."""
    url = f"{api.url}/bot{api.token}/{method}"
    async with aiohttp.ClientSession() as http, http.post(url, json=params) as answer:
        return await answer.json()


async def say(api: BotApi, text: str, **params: Any) -> Any:
    return await ask(api, "sendMessage", chat_id=11, text=text, **params)


def library(api: BotApi) -> Bot:
    """The same Telegram library the bot runs on, at this server."""
    return Bot(api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot")


@pytest.mark.asyncio
async def test_an_offset_confirms_what_came_before_and_nothing_else(
    api: BotApi, sanne: Phone
) -> None:
    for text in ("een", "twee", "drie"):
        await sanne.type(text)
    first = (await ask(api, "getUpdates", limit=2))["result"]
    again = (await ask(api, "getUpdates"))["result"]
    rest = (await ask(api, "getUpdates", offset=first[1]["update_id"] + 1))["result"]
    assert [u["message"]["text"] for u in first] == ["een", "twee"]
    assert len(again) == 3
    assert [u["message"]["text"] for u in rest] == ["drie"]
    assert api.updates.confirmed == [700_000_001, 700_000_002]


@pytest.mark.asyncio
async def test_a_negative_offset_forgets_all_but_the_last(api: BotApi, sanne: Phone) -> None:
    for text in ("een", "twee", "drie"):
        await sanne.type(text)
    last = (await ask(api, "getUpdates", offset=-1))["result"]
    assert [u["message"]["text"] for u in last] == ["drie"]
    assert api.calls_of("getUpdates")[0].params == {"offset": -1}


@pytest.mark.asyncio
async def test_a_long_poll_ends_when_something_comes(api: BotApi, sanne: Phone) -> None:
    async with asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(ask(api, "getUpdates", timeout=30))
        await api.until(lambda: api.calls_of("getUpdates"))
        await sanne.type("hoi")
    assert polling.result()["result"][0]["message"]["from"]["language_code"] == "nl"


@pytest.mark.asyncio
async def test_a_second_poller_ends_the_first_with_a_conflict(api: BotApi) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(ask(api, "getUpdates", timeout=30))
        await api.until(lambda: api.calls_of("getUpdates"))
        second = tasks.create_task(ask(api, "getUpdates", timeout=0))
    assert first.result()["error_code"] == 409
    assert second.result()["result"] == []


@pytest.mark.asyncio
async def test_updates_that_were_not_asked_for_stay_away(api: BotApi, sanne: Phone) -> None:
    await ask(api, "getUpdates", allowed_updates=["message"])
    await sanne.block()
    await sanne.unblock()
    await sanne.type("hoi")
    came = (await ask(api, "getUpdates"))["result"]
    assert [set(update) - {"update_id"} for update in came] == [{"message"}]
    assert len(api.updates.unwanted) == 2


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"text": " "}, "message text is empty"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>hoi", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "hoi", "chat_id": 99}, "chat not found"),
        ({"text": "hoi", "reply_markup": {"inline_keyboard": [[{"text": "?"}]]}}, "unallowed"),
        (
            {
                "text": "hoi",
                "reply_markup": {"inline_keyboard": [[{"text": "?", "callback_data": "é" * 33}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
        (
            {
                "text": "hoi",
                "reply_markup": {"inline_keyboard": [[{"text": "?", "url": "tel:112"}]]},
            },
            "Unsupported URL protocol",
        ),
    ],
)
async def test_a_message_telegram_would_refuse_is_refused(
    api: BotApi, sanne: Phone, params: dict[str, Any], said: str
) -> None:
    answer = await ask(api, "sendMessage", **{"chat_id": 11, **params})
    assert answer["error_code"] == 400
    assert said in answer["description"]
    assert sanne.messages == []


@pytest.mark.asyncio
async def test_an_edit_changes_the_screen_and_the_same_edit_is_refused(
    api: BotApi, sanne: Phone
) -> None:
    sent = (await say(api, "Gaat het?", reply_markup=YES_NO))["result"]
    edit = {"chat_id": 11, "message_id": sent["message_id"], "text": "Dank je."}
    changed = await ask(api, "editMessageText", **edit)
    again = await ask(api, "editMessageText", **edit)
    assert changed["result"]["edit_date"] >= sent["date"]
    assert "message is not modified" in again["description"]
    assert (sanne.screen, sanne.buttons) == ("Dank je.", [])
    assert sanne.shown[0].edits == ["Gaat het?"]


@pytest.mark.asyncio
async def test_the_bot_wipes_both_sides_but_not_after_two_days(sanne: Phone, api: BotApi) -> None:
    own = await sanne.type("geheim")
    sent = (await say(api, "Ik heb het."))["result"]
    both = [own.message_id, sent["message_id"]]
    await ask(api, "deleteMessages", chat_id=11, message_ids=both)
    gone = await ask(api, "deleteMessage", chat_id=11, message_id=sent["message_id"])
    assert (sanne.messages, sanne.own_messages) == ([], [])
    assert gone["description"] == "Bad Request: message to delete not found"
    late = (await say(api, "Nog een."))["result"]
    api.chats.now = lambda: float(late["date"] + 49 * 3600)
    refused = await ask(api, "deleteMessage", chat_id=11, message_id=late["message_id"])
    assert "can't be deleted" in refused["description"]


@pytest.mark.asyncio
async def test_faults_come_as_often_as_asked_and_for_whom(api: BotApi, sanne: Phone) -> None:
    kees = Phone(api, user_id=12, first_name="Kees")
    api.fail("sendMessage", retry_after=7, chat_id=11)
    api.blocked(12)
    slow = await say(api, "hoi")
    async with library(api) as bot:
        with pytest.raises(Forbidden):
            await bot.send_message(12, "hoi")
        await bot.send_message(11, "hoi")
    assert (slow["error_code"], slow["parameters"]) == (429, {"retry_after": 7})
    assert (sanne.messages, kees.messages) == (["hoi"], [])
    assert len(api.calls_of("sendMessage", chat_id=11)) == 2


@pytest.mark.asyncio
async def test_one_message_too_many_in_a_second_is_refused(api: BotApi, sanne: Phone) -> None:
    api.flood.most = 2
    answers = [await say(api, f"nummer {number}") for number in range(3)]
    assert [answer["ok"] for answer in answers] == [True, True, False]
    assert answers[-1]["parameters"] == {"retry_after": 1}
    assert sanne.messages == ["nummer 0", "nummer 1"]


@pytest.mark.asyncio
async def test_a_line_is_cut_before_or_after_the_effect(api: BotApi, sanne: Phone) -> None:
    api.cut("sendMessage")
    api.cut("sendMessage", after_accept=True)
    async with library(api) as bot:
        for text in ("verloren", "aangekomen"):
            with pytest.raises(NetworkError):
                await bot.send_message(11, text)
        await bot.send_message(11, "goed")
    assert sanne.messages == ["aangekomen", "goed"]


@pytest.mark.asyncio
async def test_what_the_bot_uploads_arrives_and_canaries_are_found_in_raw_bytes(
    api: BotApi, sanne: Phone
) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Zie", callback_data="see")]])
    content = b"\r\n--\x00\xff" * 99
    async with library(api) as bot:
        sent = await bot.send_document(
            11, content, filename="week.pdf", caption="Weekbeeld", reply_markup=keys
        )
        assert isinstance(sent, Message)
        assert sent.document is not None
        assert (await bot.get_me()).username == "maatje_test_bot"
    assert api.chats.files[sent.document.file_id].content == content
    assert (sanne.screen, sanne.buttons) == ("Weekbeeld", ["Zie"])
    await say(api, "Zoë & Bram")
    assert [call.method for call in api.leaks("Zoë & Bram")] == ["sendMessage"]
    assert [call.method for call in api.leaks("week.pdf")] == ["sendDocument"]


@pytest.mark.asyncio
async def test_files_too_big_gone_or_cut_half_way_are_told(api: BotApi) -> None:
    big = await ask(api, "getFile", file_id=api.keep_file(bytes((20 << 20) + 1)))
    fits = await ask(api, "getFile", file_id=api.keep_file(bytes(20 << 20)))
    url = f"{api.url}/file/bot{api.token}/{fits['result']['file_path']}"
    api.fail("file", status=404)
    api.cut("file", after_accept=True)
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as answer:
            assert answer.status == 404
        with pytest.raises(aiohttp.ClientPayloadError):
            async with http.get(url) as answer:
                await answer.read()
        async with http.get(url) as answer:
            assert len(await answer.read()) == 20 << 20
    assert big["description"] == "Bad Request: file is too big"


@pytest.mark.asyncio
async def test_a_wrong_token_is_unauthorized_and_any_other_method_is_fine(api: BotApi) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{api.url}/bot123456:WRONG/getMe") as answer,
    ):
        told = await answer.json()
    assert (answer.status, told["description"]) == (401, "Unauthorized")
    assert (await ask(api, "leaveChat", chat_id=-5))["result"] is True
    assert [call.method for call in api.calls] == ["leaveChat"]
    assert (await ask(api, "getWebhookInfo"))["result"]["pending_update_count"] == 0


@pytest.mark.asyncio
async def test_a_request_that_breaks_off_half_way_does_no_harm(api: BotApi, sanne: Phone) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", int(api.url.rsplit(":", 1)[1]))
    head = f"POST /bot{api.token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n"
    writer.write(head.encode() + b"chat_id=11&te")
    await writer.drain()
    writer.transport.abort()
    assert (await say(api, "goed"))["ok"] is True
    assert sanne.messages == ["goed"]
