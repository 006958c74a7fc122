"""Every button of every question fits, says one thing, and may be typed instead of pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pytest

from bot.cases.people import Person
from bot.conversations.every_flow import FLOWS as RUNNING
from bot.flows import advice, casework, evidence, light, mailing, may_i_post, talking, uploads
from bot.flows.beside import asking_at
from bot.flows.calling import WANTED
from bot.flows.engine import BACK, HELP, NAVIGATION, SEND_NOW, STOP, answer, ask
from bot.flows.kit import (
    MAX_LABEL,
    Answers,
    Asking,
    Facts,
    Flow,
    Option,
    Pressed,
    Said,
    Sent,
    Step,
    Stored,
    Typed,
    read_button,
)
from bot.flows.loose import LOOSE, THING
from bot.flows.reading import meant
from bot.flows.report import REPORT
from bot.flows.session import Session, Turn
from bot.flows.steps import Given
from bot.flows.tell import STORY
from bot.flows.what import FILE, HEARD, KIND, NUDE, WORRY, YES
from bot.flows.words import Words
from bot.text import Text
from bot.understanding.folding import folded
from tests.cases.noordhoek import noordhoek
from tests.wording import dutch_first

I18N = dutch_first()
WEDNESDAY_10 = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""The confidant is not in school: then one question more is asked."""

each_language = pytest.mark.parametrize("language", I18N.languages)


@dataclass(frozen=True)
class Question:
    """One open question as somebody came to it."""

    step: Step[object]
    asking: Asking

    @property
    def options(self) -> tuple[Option, ...]:
        rows = self.step.rows(self.asking)
        return tuple(option for row in rows for option in row)


def facts(language: str, person: Person | None = None) -> Facts:
    school = noordhoek()
    return Facts(
        now=WEDNESDAY_10,
        school=school,
        door="telegram",
        say=lambda text: I18N.render(text, language),
        people=school.people[:9],  # more than one page of them
        person=person,
    )


FLOWS = tuple(RUNNING.values())
STEERS = ("who", "nude")
"""The answers that change what is asked or said much later."""
STEERS_OF = {
    evidence.PROOF.name: (evidence.KEEP.key,),
    may_i_post.MAY_I_POST.name: tuple(one.key for one in (may_i_post.ASKER, *may_i_post.QUESTIONS)),
}
COLLEAGUE = Person("n-haddad", "mevrouw Haddad", email="n.haddad@school.nl")
"""Whose address stands in the list of staff: that is one question more."""


LONG = f'[["t", "{"lang " * 13}"]]'
BEGUN: dict[str, tuple[dict[str, str], ...]] = {
    **{
        one.name: ({one.steps[0].key: LONG},) for one in (talking.WRITE_REPLY, talking.ASK_REPORTER)
    },
    advice.GIVE_ADVICE.name: ({advice.TEAM.key: advice.CARE_TEAM},),
    may_i_post.MAY_I_POST.name: ({may_i_post.PICTURED.key: YES},),
    light.FINISH_LIGHT.name: ({light.OPEN.key: "A.som A.zorgteam A.csv A.3"},),
    LOOSE.name: (
        {THING.key: '[["t", "hoi"]]'},
        {THING.key: '[["i", "1", "photo"]]'},
        {THING.key: '[["t", "ze schelden mij uit in de klassenapp"]]'},
    ),
    REPORT.name: (
        {STORY.key: '[["t", "leerlingen schelden mij uit"]]'},
        {WANTED.key: YES},
        {"who": "other", KIND.key: "image", NUDE.key: YES},
    ),
}


def beginnings(flow: Flow) -> Iterator[dict[str, str]]:
    """What is known when a conversation begins."""
    if flow is casework.STEP_DONE:
        for route in noordhoek().routes:
            for step in route.steps:
                yield {casework.ROUTE.key: route.route_id.value, casework.STEP.key: step.step_id}
        return
    yield {}
    yield from BEGUN.get(flow.name, ())
    if uploads.asks(flow):
        yield {WORRY.key: FILE}
        yield {WORRY.key: HEARD, THING.key: '[["t", "hoi"]]'}
    if flow.step(evidence.NUDE_CASE.key, None):
        yield {evidence.NUDE_CASE.key: YES}


def replies(turn: Turn, flow: Flow) -> Iterator[Said]:
    """Every button below a question, and words or a file where those may come."""
    assert turn.message is not None
    pressed = (read_button(b.data) for row in turn.message.buttons for b in row)
    yield from (one for one in pressed if one and one.value not in {BACK, STOP, HELP})
    if isinstance(flow.step(turn.step), Words):
        yield Typed("mevrouw Schumacher en meneer Kaya")
        yield Sent("item", "voice")
        yield Sent("item", "photo")


def walk(flow: Flow, known: dict[str, str], *, every: bool) -> Iterator[tuple[Turn, Question]]:
    """Every question of a flow, each of its buttons pressed once by each kind of person.

    `every` kind: each way to combine the steering answers. Otherwise each of them beside each
    button, and not again where something else was known at the beginning.
    """
    about = facts("nl", COLLEAGUE if flow in mailing.MAILING else None)
    waiting = [ask(flow, Session(flow.name, "abc123", answers=known), about)]
    seen: set[tuple[object, ...]] = set()
    steers = (*STEERS, *STEERS_OF.get(flow.name, ()))
    while waiting:
        turn = waiting.pop(0)
        if turn.message is None:
            continue
        yield turn, question(flow, turn, about)
        for said in replies(turn, flow):
            steer = tuple((key, turn.session.answers.get(key)) for key in steers)
            here = (turn.step, kind_of(said), turn.session.changing, turn.session.page)
            beside = (steer,) if every else () if known else steer
            signs = {here, *((*here, one) for one in beside)}
            if not signs <= seen:
                seen |= signs
                waiting.append(answer(flow, turn.session, said, about))


def kind_of(said: Said) -> str:
    """What is pressed; one colleague or class stands for all of them."""
    if not isinstance(said, Pressed):
        return said.kind if isinstance(said, Sent) else "words"
    school = noordhoek()
    data = {person.person_id for person in school.people} | {one.name for one in school.classes}
    return "from the file" if said.value.removeprefix("put.") in data else said.value


def question(flow: Flow, turn: Turn, about: Facts) -> Question:
    step = flow.step(turn.step)
    return Question(step, asking_at(flow, turn.session, about, step))


@cache
def walked(flow_name: str) -> tuple[tuple[Turn, Question], ...]:
    name, every, _ = flow_name.partition(EVERY)
    flow = RUNNING[name]
    all_kinds = bool(every) or flow is not REPORT
    begun = beginnings(flow)
    return tuple(found for known in begun for found in walk(flow, known, every=all_kinds))


EVERY = ", every kind"
THOROUGH = pytest.param(f"{REPORT.name}{EVERY}", marks=pytest.mark.slow)
each_flow = pytest.mark.parametrize("flow", [*(flow.name for flow in FLOWS), THOROUGH])


SCHOOLS_OWN = {casework.WAY.key}
"""Its answers are the school's own words, of whatever length its file gives them."""


@each_flow
def test_the_walk_comes_to_every_question(flow: str) -> None:
    come_to = {turn.step for turn, _question in walked(flow)}
    questions = RUNNING[flow.partition(EVERY)[0]].questions()
    assert {step.key for step in questions if is_asked(step)} <= come_to


def is_asked(step: Step[object]) -> bool:
    """Not what is known from the start, nor a default that nobody is shown."""
    return not isinstance(step, Given) and (step.default is None or step.label is not None)


@each_language
@each_flow
def test_every_label_fits_on_a_small_phone(flow: str, language: str) -> None:
    labels = {
        I18N.render(option.label, language)
        for turn, asked in walked(flow)
        if turn.step not in SCHOOLS_OWN
        for option in (*asked.options, *NAVIGATION, SEND_NOW)
    }
    assert not {label for label in labels if not 1 <= len(label) <= MAX_LABEL}


@each_language
@each_flow
def test_typing_what_a_button_says_is_pressing_it(flow: str, language: str) -> None:
    def say(text: Text) -> str:
        return I18N.render(text, language)

    for screen in {asked.options for _turn, asked in walked(flow)}:
        options = (*screen, *NAVIGATION, SEND_NOW)
        for option in screen:
            words = say(option.label)
            assert meant(words, options, say, exact=True) is option, (words, screen)


@each_language
@each_flow
def test_no_word_means_two_answers_of_one_question(flow: str, language: str) -> None:
    for screen in {asked.options for _turn, asked in walked(flow)}:
        owners: dict[str, str] = {}
        for option in screen:
            also = I18N.render(option.also, language).split("|") if option.also else []
            for word in {folded(w) for w in (I18N.render(option.label, language), *also)}:
                assert owners.setdefault(word, option.value) == option.value, word


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("who", "ik", "self"),
        ("who", "een vriendin", "other"),
        ("who", "Mama", "parent"),
        ("who", "docent", "staff"),
        ("danger", "jaaaa", "yes"),
        ("danger", "tuurlijk", "yes"),
        ("danger", "tuurlijk niet", "no"),
        ("danger", "kweenie", "unsure"),
        ("danger", "ik weet het niet", "unsure"),
        ("kind", "chantage", "coercion"),
        ("kind", "gehackt!!", "hacking"),
        ("kind", "pesten", "insult"),
        ("doer", "klasgenoot", "student"),
        ("doer", "mijn stage", "placement"),
        ("app", "insta", "instagram"),
        ("app", "snap", "snapchat"),
        ("app", "appje", "whatsapp"),
    ],
)
def test_what_a_dutch_teenager_types_is_understood(key: str, words: str, value: str) -> None:
    step, about = REPORT.step(key), facts("nl")
    assert step.take(Typed(words), Asking(Answers({}), about, flow=REPORT)) == Stored(value)


@each_language
@each_flow
def test_nothing_is_shown_with_a_hole_in_it(flow: str, language: str) -> None:
    for turn, _asked in walked(flow):
        lines = [line for note in turn.notes for line in note]
        lines += turn.message.lines if turn.message else ()
        assert not [said for line in lines if "{" in (said := I18N.render(line, language))]
