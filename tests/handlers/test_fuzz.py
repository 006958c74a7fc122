"""P1: whatever comes as an update, it is kept and ended, and the next one is answered."""

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.handlers.updates import TYPES, needed
from tests.botapi import BotApi
from tests.handlers.door import Echo, telegram_door
from tests.phone import Phone
from tests.randomly.updates import described

SANNE = {"id": 11, "is_bot": False, "first_name": "Sanne", "language_code": "nl"}
CHAT = {"id": 11, "type": "private", "first_name": "Sanne"}
WHATEVER = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**70) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
NAMES = st.sampled_from(
    (
        *("text", "photo", "document", "voice", "chat", "from", "date", "message_id", "location"),
        *("forward_origin", "entities", "caption", "data", "id", "message", "poll", "contact"),
    )
)
MESSAGES = st.dictionaries(NAMES, WHATEVER, max_size=5).map(
    lambda odd: {"message_id": 1, "date": 1, "chat": CHAT, "from": SANNE, "text": "x", **odd}
)
KINDS = st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"])
UPDATES = st.dictionaries(KINDS, MESSAGES | WHATEVER, min_size=1, max_size=2)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(UPDATES, min_size=5, max_size=20))
def test_p1_no_update_stops_the_door(updates: list[dict[str, Any]]) -> None:
    asyncio.run(all_are_ended(updates))


async def all_are_ended(updates: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        async with BotApi() as api:
            milan = Phone(api, user_id=12, first_name="Milan")
            Phone(api, user_id=11)
            for update in updates:
                await api.push(update)
            async with telegram_door(api, Path(folder), Echo()) as door:
                await milan.type("en ik?")
                await milan.wait_for("en ik?")
                async with asyncio.timeout(10):
                    seen = door.writer.committed.count
                    while await door.count("new"):
                        seen = await door.writer.committed.wait(seen)
            assert {call.chat_id for call in api.calls_of("sendMessage")} <= {"11", "12"}


WRONG: tuple[dict[str, dict[str, Any]], ...] = (
    {"message": {"text": 5}},
    {"message": {"text": ["kanarie"]}},
    {"message": {"text": None, "caption": {"a": 1}}},
    {"message": {"message_id": None}},
    {"message": {"message_id": True, "text": "hoi"}},
    {"callback_query": {"message": {"message_id": True, "date": 1, "chat": CHAT, "text": "x"}}},
    {"message": {"sender_chat": {"id": [], "type": "channel"}}},
    {"message": {"photo": [{"file_id": 7, "file_unique_id": "x", "width": 1, "height": 1}]}},
    {"message": {"chat": {"id": "-1", "type": "group"}}},
    {"callback_query": {"data": []}},
    {"callback_query": {"id": {"odd": 1}}},
    {"message": {"chat": {**CHAT, "id": True}}},
    {"my_chat_member": {"new_chat_member": 1}},
    {"message": {"odd": json.loads("[" * 500 + "]" * 500)}},
)


@pytest.mark.asyncio
async def test_p1_a_field_of_another_type_is_buried_at_once_and_holds_nobody_up(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    message = {"message_id": 1, "date": 1, "chat": CHAT, "from": SANNE}
    tap = {"id": "1", "from": SANNE, "chat_instance": "1", "data": "a:menu", "message": message}
    change = {"chat": CHAT, "from": SANNE, "date": 1, "old_chat_member": {"status": "member"}}
    whole: dict[str, dict[str, Any]] = {
        "message": message,
        "callback_query": tap,
        "my_chat_member": change,
    }
    for wrong in WRONG:
        await api.push({kind: {**whole[kind], **fields} for kind, fields in wrong.items()})
    async with telegram_door(api, folder, echo, back_off=(60, 60)) as door:
        await sanne.say("en nu?")
        await door.until("dead", len(WRONG))


def test_what_is_checked_of_an_update_is_what_telegram_says_of_it() -> None:
    examples = {"String": "", "Integer": 0}
    for fields in described().values():
        for name, kinds in fields.items() if isinstance(fields, dict) else ():
            for kind in kinds if name in TYPES else ():
                if kind != "!":
                    example = "" if kind[0] == "=" else examples[kind]
                    assert isinstance(example, TYPES[name]), name


def test_our_own_words_are_not_kept_with_a_tap_below_them() -> None:
    tap = {"id": "2", "from": SANNE, "data": "a:menu"}
    place = {"message_id": 5, "date": 6, "chat": CHAT}
    below = {**place, "text": "kanarie", "reply_markup": {"inline_keyboard": [[]]}}
    whole = {"update_id": 1, "callback_query": {**tap, "message": below}}
    assert needed(whole) == {"update_id": 1, "callback_query": {**tap, "message": place}}
    for other in (None, {"message": below}, {"callback_query": {**tap, "message": None}}):
        assert needed(other) == other
