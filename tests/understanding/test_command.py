"""`understand`: one line of JSON for each text, in the form that other programs count on."""

from __future__ import annotations

import json

from tests.typed import typed

FORM = ["intent", "danger", "urgent", "sexual_image", "category", "route", "verdict", "rules"]


def test_a_text_is_answered_with_one_line() -> None:
    told = typed("understand", "ik wil niet meer leven")
    assert told.exit_code == 0
    answer = json.loads(told.stdout)
    assert list(answer) == FORM
    assert answer["danger"] == "acute_suicide"
    assert answer["urgent"] is True


def test_it_can_say_why() -> None:
    told = typed("understand", "--why", "ik wil niet meer leven")
    assert "not more live" in told.stderr


def test_a_batch_stays_line_for_line_when_a_line_is_wrong() -> None:
    lines = [
        '{"text": "ik wil dood", "asker": "student"}',
        "what?",
        '{"asker": "student"}',
        '{"text": "hoi", "asker": "robot"}',
        "",
        '{"text": "hoi"}',
    ]
    told = typed("understand", "--batch", answers="\n".join(lines))
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.exit_code == 1
    assert [answer.get("danger") for answer in answers] == [
        "acute_suicide", None, None, None, None, "none"
    ]  # fmt: skip
    assert [answer["error"][:7] for answer in answers[1:5]] == [f"Line {n}:" for n in (2, 3, 4, 5)]


def test_a_batch_that_can_be_read_ends_well() -> None:
    told = typed("understand", "--batch", answers='{"text": "hoi"}\n')
    assert told.exit_code == 0


def test_a_text_and_a_batch_do_not_go_together() -> None:
    for words in (["understand"], ["understand", "hoi", "--batch"]):
        assert typed(*words).exit_code == 2
