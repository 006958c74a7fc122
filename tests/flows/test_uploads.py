"""Whether a file may come now."""

from __future__ import annotations

from bot.flows import uploads
from bot.flows.casework import WRITE_NOTE
from tests.talk import Talk, facts


def test_a_conversation_that_cannot_ask_goes_on_as_it_is() -> None:
    turn = Talk(WRITE_NOTE).turn
    assert uploads.asked_now(WRITE_NOTE, turn.session, turn, facts()) is turn
