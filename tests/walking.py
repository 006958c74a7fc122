"""How to walk through a conversation: where it begins, what may be answered; asserts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from bot.cases.people import Person
from bot.conversations.every_flow import FLOWS as RUNNING
from bot.flows import advice, casework, evidence, light, mailing, may_i_post, talking, uploads
from bot.flows.beside import asking_at
from bot.flows.call_loose import REPORTED, THING
from bot.flows.calling import WANTED
from bot.flows.engine import BACK, HELP, STOP, answer, ask
from bot.flows.kit import (
    Asking,
    Facts,
    Flow,
    Option,
    Pressed,
    Said,
    Sent,
    Step,
    Typed,
    read_button,
)
from bot.flows.loose import LOOSE, SENT
from bot.flows.report import REPORT
from bot.flows.session import Session, Turn
from bot.flows.tell import STORY
from bot.flows.turned_out import DECIDE_DOER, DOER
from bot.flows.what import FILE, HEARD, KIND, NUDE, WORRY, YES
from bot.flows.words import Words
from tests.cases.noordhoek import noordhoek
from tests.wording import dutch_first

I18N = dutch_first()
WEDNESDAY_10 = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""The confidant is not in school: then one question more is asked."""


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
    casework.STEP_NOT_NEEDED.name: ({casework.ROUTE.key: "A", casework.STEP.key: "A.nu"},),
    casework.CLOSE.name: (
        {casework.URGENT.key: YES, casework.UNDONE.key: "A.nu A.som"},
        {casework.ENDINGS.key: "untrue other", casework.WAITING.key: "A.som"},
    ),
    DECIDE_DOER.name: ({DOER.key: "outsider"},),
    advice.GIVE_ADVICE.name: ({advice.TEAM.key: advice.CARE_TEAM},),
    may_i_post.MAY_I_POST.name: ({may_i_post.PICTURED.key: YES},),
    light.FINISH_LIGHT.name: ({light.OPEN.key: "A.som A.zorgteam A.csv A.3"},),
    LOOSE.name: (
        {THING.key: '[["t", "hoi"]]'},
        {THING.key: '[["i", "1", "photo"]]', SENT.key: "1 Rode Reiger"},
        {THING.key: '[["t", "hoi"]]', SENT.key: "1 Rode Reiger\n2 Blauwe Bever"},
        {THING.key: '[["t", "ze schelden mij uit in de klassenapp"]]'},
        {THING.key: '[["t", "ik wil dood"]]', REPORTED.key: YES, WANTED.key: YES},
        {THING.key: '[["t", "mijn mentor slaat mij"]]', WANTED.key: YES},
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


def kind_of(said: Said) -> str:
    """What is pressed; one colleague or class stands for all of them."""
    if not isinstance(said, Pressed):
        return said.kind if isinstance(said, Sent) else "words"
    school = noordhoek()
    data = {person.person_id for person in school.people} | {one.name for one in school.classes}
    return "from the file" if said.value.removeprefix("put.") in data else said.value


def about(flow: Flow) -> Facts:
    """What is true while somebody walks through it."""
    return facts("nl", COLLEAGUE if flow in mailing.MAILING else None)


def steers(flow: Flow, session: Session) -> tuple[str | None, ...]:
    """The answers so far that change what comes much later."""
    return tuple(session.answers.get(key) for key in (*STEERS, *STEERS_OF.get(flow.name, ())))


@dataclass(frozen=True)
class Question:
    """One open question as somebody came to it."""

    step: Step[object]
    asking: Asking

    @property
    def options(self) -> tuple[Option, ...]:
        rows = self.step.rows(self.asking)
        return tuple(option for row in rows for option in row)


def walk(flow: Flow, known: dict[str, str], *, every: bool) -> Iterator[tuple[Turn, Question]]:
    """Every question of a flow, each of its buttons pressed once by each kind of person.

    `every` kind: each way to combine the steering answers. Otherwise each of them beside each
    button, and not again where something else was known at the beginning.
    """
    here_and_now = about(flow)
    waiting = [ask(flow, Session(flow.name, "abc123", answers=known), here_and_now)]
    seen: set[tuple[object, ...]] = set()
    while waiting:
        turn = waiting.pop(0)
        if turn.message is None:
            continue
        yield turn, question(flow, turn, here_and_now)
        for said in replies(turn, flow):
            steer = tuple(enumerate(steers(flow, turn.session)))
            here = (turn.step, kind_of(said), turn.session.changing, turn.session.page)
            beside = (steer,) if every else () if known else steer
            signs = {here, *((*here, one) for one in beside)}
            if not signs <= seen:
                seen |= signs
                waiting.append(answer(flow, turn.session, said, here_and_now))


def question(flow: Flow, turn: Turn, known: Facts) -> Question:
    step = flow.step(turn.step)
    return Question(step, asking_at(flow, turn.session, known, step))


EVERY = ", every kind"
"""Behind the name of a flow: by every kind of person."""


@cache
def walked(flow_name: str) -> tuple[tuple[Turn, Question], ...]:
    """All that anybody comes to in a flow; to walk through the longest takes a second."""
    name, every, _ = flow_name.partition(EVERY)
    flow = RUNNING[name]
    all_kinds = bool(every) or flow is not REPORT
    begun = beginnings(flow)
    return tuple(found for known in begun for found in walk(flow, known, every=all_kinds))
