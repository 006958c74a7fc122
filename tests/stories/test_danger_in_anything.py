"""Danger is heard in whatever carries words, over Telegram: whom to call comes at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.phone import Phone
from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast

pytestmark = pytest.mark.asyncio

SUICIDE = "ik wil niet meer leven"
LINE = "113 – Zelfmoordpreventie"
ORIGIN = {"type": "hidden_user", "date": 1, "sender_user_name": "iemand"}
POLL: dict[str, Any] = {
    "id": "1",
    "question": "wat nu?",
    "options": [{"persistent_id": "1", "text": SUICIDE, "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}


async def _captioned(phone: Phone) -> None:
    await phone.send_photo(b"x" * 900, caption=SUICIDE)


async def _passed_on(phone: Phone) -> None:
    await phone.send(text=SUICIDE, forward_origin=ORIGIN)


async def _passed_on_with_a_picture(phone: Phone) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]
    await phone.send(photo=photo, caption=SUICIDE, forward_origin=ORIGIN)


async def _changed(phone: Phone) -> None:
    shown = await phone.say("hoi")
    own = phone.own_messages[-1]
    assert own.message_id != shown.message_id
    await phone.edit(own.message_id, SUICIDE)


async def _changed_below_a_picture(phone: Phone) -> None:
    shown = await phone.send_photo(b"x" * 900)
    await phone.wait_for("Wat wil je hiermee doen?")
    shown.fields = {**shown.fields, "caption": SUICIDE}
    await phone.api.push({"edited_message": dict(shown.fields)})


async def _a_poll(phone: Phone) -> None:
    await phone.send(poll=POLL)


async def test_captions_forwards_changes_and_polls_are_heard(tmp_path: Path, cast: Cast) -> None:
    ways = (
        *(_captioned, _passed_on, _passed_on_with_a_picture),
        *(_changed, _changed_below_a_picture, _a_poll),
    )
    async with running_school(tmp_path, cast) as school:
        for way in ways:
            phone = school.stranger(way.__name__)
            await way(phone)
            await phone.wait_for(LINE)
            assert sum(LINE in text for text in phone.messages) == 1, way.__name__
