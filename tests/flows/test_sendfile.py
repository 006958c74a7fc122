"""A colleague sends the reporter a file."""

from __future__ import annotations

import pytest

from bot.flows.sendfile import SEND_FILE, FileChosen
from bot.flows.what import NO_FILES
from tests.talk import Talk, english


def test_a_file_is_looked_over_once_more_and_sent() -> None:
    talk = Talk(SEND_FILE)
    assert talk.refused() is not None
    talk.press("No")
    assert talk.refused() is None
    talk.send("a", "photo")
    assert "Is there no name or face of somebody else on it?" in talk.question
    assert talk.press("Yes, send it").effect == FileChosen(("a",), send=True)


def test_it_can_still_be_thrown_away_or_left() -> None:
    thrown = Talk(SEND_FILE).press("No").send("a", "file").press("No, throw it away")
    assert thrown.effect == FileChosen(("a",), send=False)
    assert Talk(SEND_FILE).press("No", "Send no file").effect == FileChosen((), send=False)


@pytest.mark.parametrize("naked", ["Yes", "I do not know"])
def test_what_may_show_somebody_naked_is_never_sent(naked: str) -> None:
    talk = Talk(SEND_FILE).press(naked)
    assert talk.effect == FileChosen((), send=False)
    assert "Then it cannot be sent." in talk.notes


def test_words_are_no_file() -> None:
    talk = Talk(SEND_FILE).press("No").say("hier is de brief")
    assert talk.step == "file"
    assert english(NO_FILES) not in talk.notes
