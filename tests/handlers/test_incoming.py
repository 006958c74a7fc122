"""What people send arrives once, in order and as what it is; the door itself decides nothing."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.conversations.event import Event
from bot.flows.kit import Typed
from bot.store import contacts
from tests.botapi import BotApi
from tests.handlers.door import Echo, telegram_door
from tests.phone import Phone

pytestmark = pytest.mark.asyncio

ANONYMOUS_ADMIN = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def refuse(times: int) -> Any:
    left = [RuntimeError("no words in the log")] * times

    def before(_event: Event) -> None:
        if left:
            raise left.pop()

    return before


async def test_words_are_answered_and_a_tap_edits_the_screen(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.say("hallo")
        await sanne.tap("Verder")
    assert sanne.messages == ["pressed kind on"]
    assert len(next(iter(api.chats.taps.values())).answers) == 1


async def test_typing_takes_the_keyboard_off_the_old_screen(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.say("een")
        await sanne.say("twee")
        await api.until(lambda: not sanne.shown[0].buttons)
    assert sanne.messages == ["een", "twee"]


async def test_an_old_button_gives_a_new_screen_below(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        old = await sanne.say("een")
        await sanne.say("twee")
        await sanne.press_data("f:abcdef:kind:late", old.message_id)
        shown = await sanne.wait_for("pressed kind late")
    assert shown.message_id > old.message_id


@pytest.mark.parametrize(
    ("typed", "echoed"),
    [
        ("/start", "command start ()"),
        ("/zaak Blauwe Otter", "command zaak (Blauwe Otter)"),
        ("/zaak@maatje_test_bot Blauwe Otter", "command zaak (Blauwe Otter)"),
        ("/start ../../x' OR 1=1", "command start (../../x' OR 1=1)"),
        ("/etc/passwd", "/etc/passwd"),
        ("<b>tg://user?id=1</b> {words}", "<b>tg://user?id=1</b> {words}"),
        ("a\x00b\u202ec", "abc"),
    ],
)
async def test_t27_and_t43_words_and_commands_are_taken_as_they_are(
    api: BotApi, folder: Path, sanne: Phone, typed: str, echoed: str
) -> None:
    async with telegram_door(api, folder, Echo()):
        shown = await sanne.say(typed)
    assert shown.text == echoed
    assert "parse_mode" not in api.calls_of("sendMessage")[-1].params


@pytest.mark.parametrize(
    ("data", "echoed"),
    [
        ("a:case:12ab", "acted case 12ab"),
        ("a:done:12ab:A.4", "acted done 12ab,A.4"),
        ("", "acted unknown"),
        ("a:", "acted unknown"),
        ("x" * 64, "acted unknown"),
        ("\ud83d", "acted unknown"),
        ("f:only", "acted unknown"),
    ],
)
async def test_t39_a_forged_button_is_an_unknown_one(
    api: BotApi, folder: Path, sanne: Phone, data: str, echoed: str
) -> None:
    async with telegram_door(api, folder, Echo()):
        await sanne.press_data(data, 999)
        shown = await sanne.wait_for(echoed)
    assert shown.text.strip() == echoed


async def test_t14_a_tap_older_than_telegram_keeps_still_shows_the_question(
    folder: Path, echo: Echo
) -> None:
    moment = [1_000_000.0]
    async with BotApi(now=lambda: moment[0]) as api:
        sanne = Phone(api, user_id=11)
        async with telegram_door(api, folder, echo):
            await sanne.say("hallo")
        await sanne.press("Verder")
        moment[0] += 151
        async with telegram_door(api, folder, echo):
            await sanne.wait_for("pressed kind on")
            await sanne.say("nog iets")


async def test_t4_the_same_batch_three_times_has_one_effect(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    await sanne.type("hallo")
    again = list(api.updates.pending)
    async with telegram_door(api, folder, echo) as door:
        await sanne.wait_for("hallo")
        for _ in range(2):
            async with api.changed:
                api.updates.pending += again
                api.changed.notify_all()
            await api.until(lambda: not api.updates.pending)
        await sanne.say("klaar")
        assert await door.count("done") == 2
    assert sanne.messages == ["hallo", "klaar"]


async def test_t6_numbers_that_begin_anew_are_taken(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.say("hoog")
        await api.push({"update_id": 5, "edited_message": {"odd": True}})
        api.updates._next_id = 17
        await sanne.say("laag")


async def test_t7_a_poison_update_stops_nobody_and_says_nothing_in_the_log(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await sanne.type("voor")
    broken = {"chat": sanne.chat.info, "from": sanne.person.user(), "text": "kanarie"}
    await api.push({"message": broken})
    await api.push({"message": ["kanarie"]})
    await sanne.type("na")
    async with telegram_door(api, folder, echo) as door:
        await sanne.wait_for("na")
        await door.until("dead", 2)
    assert "ALARM" in caplog.text
    assert "kanarie" not in caplog.text
    assert {"voor", "na"} <= set(sanne.messages)


async def test_t8_unknown_kinds_and_fields_are_done_without_a_word(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    api.updates._allowed = frozenset({"message", "brand_new", "inline_query"})
    await api.push({"brand_new": {"x": 1}})
    query = {"id": "1", "from": sanne.person.user(), "query": "kanarie", "offset": ""}
    await api.push({"inline_query": query})
    await sanne.send(text="hallo", brand_new_field={"x": [1]})
    async with telegram_door(api, folder, echo) as door:
        await sanne.wait_for("hallo")
        await door.until("done", 3)
    assert sanne.messages == ["hallo"]


async def test_t11_a_handler_that_fails_once_is_tried_again(
    api: BotApi, folder: Path, sanne: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    async with telegram_door(api, folder, Echo(before=refuse(1))):
        await sanne.say("hallo")
    assert "no words in the log" not in caplog.text


async def test_t11_a_handler_that_always_fails_ends_with_a_calm_word(
    api: BotApi, folder: Path, sanne: Phone
) -> None:
    def never(event: Event) -> None:
        if event.what == Typed("eerst"):
            raise RuntimeError("no words in the log")

    async with telegram_door(api, folder, Echo(before=never)) as door:
        await sanne.type("eerst")
        await sanne.type("daarna")
        await sanne.wait_for("daarna")
        assert await door.count("dead") == 1
    assert "112" in sanne.messages[0]


async def test_t5_one_chat_keeps_its_order_and_chats_go_side_by_side(
    api: BotApi, folder: Path, sanne: Phone, milan: Phone
) -> None:
    failing = refuse(3)

    def before(event: Event) -> None:
        if event.what == Typed("0"):
            failing(event)

    echo = Echo(before=before)
    async with telegram_door(api, folder, echo, back_off=(0.3, 0.3, 0.3, 0.3)):
        for word in ("0", "1", "2"):
            await sanne.type(word)
        await milan.say("ik wacht niet")
        assert not sanne.messages
        await sanne.wait_for("2")
    assert sanne.messages == ["0", "1", "2"]


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_t41_groups_get_one_sentence_and_are_left(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, kind: str
) -> None:
    group = {"id": -100, "type": kind, "title": "2C"}
    api.chats.open(group)
    for text in ("/start", "kanarie"):
        await sanne.send(chat=group, text=text)
    await sanne.send(chat=group, text="kanarie", sender_chat=group, **{"from": ANONYMOUS_ADMIN})
    async with telegram_door(api, folder, echo) as door:
        await door.until("done", 3)
    assert len(api.sent_to(-100)) == 1
    assert len(api.calls_of("leaveChat")) == 3
    assert not any(call.holds("kanarie") for call in api.calls)
    assert not echo.events


async def test_t41_another_bot_a_business_chat_and_a_query_from_elsewhere_hear_nothing(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    somebody, chat = sanne.person.user(), sanne.chat.info
    message = {"message_id": 5, "date": int(api.chats.now()), "chat": chat, "text": "kanarie"}
    query = {"id": "1", "from": somebody, "query": "kanarie", "offset": ""}
    tap = {"id": "2", "from": somebody, "chat_instance": "-1", "data": "a:menu"}
    strange: list[dict[str, Any]] = [
        {"message": {**message, "from": ANONYMOUS_ADMIN}},
        {"business_message": {**message, "from": somebody, "business_connection_id": "b"}},
        {"inline_query": query},
        {"chosen_inline_result": {"result_id": "1", "from": somebody, "query": "kanarie"}},
        {"callback_query": {**tap, "inline_message_id": "kanarie"}},
    ]
    api.updates._allowed = frozenset(kind for one in strange for kind in one)
    for one in strange:
        await api.push(one)
    async with telegram_door(api, folder, echo) as door:
        await door.until("done", len(strange))
    assert not echo.events
    assert not sanne.messages


async def test_blocking_and_unblocking_are_noted(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        await sanne.say("hallo")
        ref = echo.events[0].contact.contact_ref
        for change, blocked in ((sanne.block, True), (sanne.unblock, False)):
            done = await door.count("done")
            await change()
            await door.until("done", done + 1)
            contact = await door.writer.run(lambda tx: contacts.find(tx, ref))
            assert contact is not None
            assert contact.blocked is blocked


async def test_a_new_contact_gets_the_language_of_the_phone(
    api: BotApi, folder: Path, echo: Echo
) -> None:
    async with telegram_door(api, folder, echo):
        await Phone(api, user_id=21, language_code="en-GB").say("hello")
        await Phone(api, user_id=22, language_code="xx").say("hallo")
    assert [event.contact.language for event in echo.events] == ["en", "nl"]


async def test_t3_what_waits_at_a_stop_is_done_after_the_next_start(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    loop = asyncio.get_running_loop()
    async with telegram_door(api, folder, Echo(before=refuse(99)), back_off=(60, 60)) as door:
        await sanne.type("blijf bij mij")
        await api.until(lambda: not api.updates.pending)
        await door.until("new", 1)
        before = loop.time()
    assert loop.time() - before < 5
    async with telegram_door(api, folder, echo) as door:
        assert await door.count("new") == 1
