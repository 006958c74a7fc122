"""What a handler writes while working a case."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Outcome
from bot.cases.routes import Duty, RouteStep
from bot.flows.casework import (
    CLOSE,
    ENDINGS,
    STEP_DONE,
    STEP_NOT_NEEDED,
    UNDONE,
    URGENT,
    WAITING,
    WRITE_NOTE,
    Ending,
    NoteWritten,
    StepDropped,
    StepRecorded,
    asks_more,
)
from bot.flows.light import FINISH_LIGHT, OPEN
from tests.cases.noordhoek import noordhoek
from tests.talk import Talk, english

STEPS = [(route.route_id.value, step) for route in noordhoek().routes for step in route.steps]


def record(route: str, step_id: str) -> Talk:
    return Talk(STEP_DONE, answers={"route": route, "step": step_id})


@pytest.mark.parametrize(("route", "step"), STEPS, ids=[step.step_id for _r, step in STEPS])
def test_every_step_of_every_route_can_be_written_down(route: str, step: RouteStep) -> None:
    talk = record(route, step.step_id)
    chosen = ""
    if step.decision:
        assert talk.question == english(step.text)
        chosen = step.decision[0].choice_id
        talk.press(chosen)
    assert ("Nothing more" in talk.labels) is not (step.hearing or step.duty is Duty.SANCTION)
    assert talk.say("Done on Monday").effect == StepRecorded(step.step_id, chosen, "Done on Monday")


def test_a_hearing_asks_who_heard_whom() -> None:
    route, step = next(one for one in STEPS if one[1].hearing)
    assert "Who heard whom, when, and who was there?" in record(route, step.step_id).question
    assert asks_more(step)


def test_a_measure_is_typed_and_never_proposed() -> None:
    route, step = next(one for one in STEPS if one[1].duty is Duty.SANCTION)
    talk = record(route, step.step_id)
    assert "De Veilige School" in talk.question
    assert talk.labels == ("Stop", "Help now")


def test_an_ordinary_step_may_go_without_words() -> None:
    route, step = next(one for one in STEPS if not asks_more(one[1]))
    talk = record(route, step.step_id).press("Nothing more")
    assert talk.effect == StepRecorded(step.step_id, "", "")


@pytest.mark.parametrize(("route", "step"), [("", ""), ("Q", "A.1"), ("A", "gone")])
def test_a_step_that_no_route_knows_breaks_nothing(route: str, step: str) -> None:
    assert record(route, step).press("Nothing more").effect == StepRecorded(step)


def test_a_step_is_dropped_with_the_reason() -> None:
    talk = Talk(STEP_NOT_NEEDED, answers={"step": "A.5"})
    assert talk.send("a", "photo").step == "reason"
    assert talk.say("Parents know").effect == StepDropped("A.5", "Parents know")


@pytest.mark.parametrize(("typed", "private"), [("everyone", False), ("only me", True)])
def test_a_note_is_for_all_or_only_for_the_writer(typed: str, private: bool) -> None:
    assert Talk(WRITE_NOTE).say("A note", typed).effect == NoteWritten("A note", private)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_case_ends_in_each_of_the_ways_there_are(outcome: Outcome) -> None:
    talk = Talk(CLOSE)
    if outcome.value not in talk.values:
        talk.press("More")
    talk.press(outcome.value, "Use the usual sentence")
    assert talk.effect == Ending(outcome, "")


def test_an_urgent_case_ends_for_a_reason_and_names_what_nobody_did() -> None:
    undone = "A.nu A.som A.zorgteam A.csv A.3 A.vraag A.4"
    urgent = {URGENT.key: "yes", UNDONE.key: undone}
    talk = Talk(CLOSE, answers={**urgent, ENDINGS.key: Outcome.NO_INCIDENT.value})
    talk.press(Outcome.NO_INCIDENT.value)
    assert "Why can it be closed?" in talk.question
    talk.say("Nobody was in danger.").press("Use the usual sentence")
    assert "– Zet de melding in SOM." in talk.question
    assert "And 1 more step." in talk.question
    ending = Ending(Outcome.NO_INCIDENT, "", "Nobody was in danger.")
    assert talk.press("Yes, close it").effect == ending
    answers = {URGENT.key: "yes", "outcome": Outcome.HELP.value}
    talk = Talk(CLOSE, answers=answers).say("All is done.").say("You were helped.")
    assert "This was not done" not in talk.question
    told = Ending(Outcome.HELP, "You were helped.", "All is done.", sure=False)
    assert talk.press("No, leave it open").effect == told


def test_only_the_endings_that_can_be_now_are_offered() -> None:
    some = (Outcome.UNTRUE, Outcome.TAKEN_BACK)
    talk = Talk(CLOSE, answers={ENDINGS.key: " ".join(some)})
    assert set(some) <= set(talk.values)
    assert Outcome.MEASURE not in talk.values
    assert talk.question == "How does this case end?"
    waiting = " ".join(step.step_id for _route, step in STEPS[:8])
    told = Talk(CLOSE, answers={ENDINGS.key: Outcome.UNTRUE.value, WAITING.key: waiting}).question
    assert f"– {english(STEPS[0][1].text)}" in told
    assert told.endswith("And 2 more steps.\nEnd those first for another outcome.")


def test_it_is_said_why_talked_with_parents_is_no_ending_where_nothing_else_waits() -> None:
    some = " ".join(one for one in Outcome if one is not Outcome.PARENTS_TALK)
    told = "“Talked with parents” is there once that step is ticked off."
    assert Talk(CLOSE, answers={ENDINGS.key: some}).lines[1] == told
    light = Talk(FINISH_LIGHT, answers={ENDINGS.key: some, OPEN.key: ""})
    assert light.question.startswith("How does this case end?")
    assert told not in light.question


def test_what_cannot_wait_is_dropped_only_by_who_is_sure() -> None:
    for answer, sure in (("yes", True), ("no", False)):
        talk = Talk(STEP_NOT_NEEDED, answers={"route": "A", "step": "A.nu"}).say("at the doctor")
        assert "Are you sure that it is not needed?" in talk.question
        assert talk.press(answer).effect == StepDropped("A.nu", "at the doctor", sure=sure)


def test_the_reporter_can_be_told_in_own_words() -> None:
    talk = Talk(CLOSE).say("agreements made").say("They said sorry.")
    assert talk.effect == Ending(Outcome.AGREEMENTS, "They said sorry.")
