"""The buttons of a card: what somebody may do with a case and what makes sense now, as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.cases.case import Case
from bot.cases.kinds import Doer, Mark, RouteId
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.routes import RouteStep
from bot.cases.steps import AT_ONCE, has_ended, next_steps, route_of
from bot.cases.whose import is_own
from bot.conversations.card_danger import is_unjudged
from bot.conversations.exchange import Exchange, act, labelled
from bot.text import N_, Button, Text

STEPS_SHOWN = 3
ON_CARD = 8
"""Buttons at most: whoever has a minute between two lessons finds no more at a look."""
BESIDE_EACH_OTHER = 2
OWN_SIGN, OTHERS_SIGN = "✅", "👷"
"""Before a step of one's own, and before one of a colleague: that one is asked about first."""

Rows = tuple[tuple[Button, ...], ...]
Sense = Callable[[Case, Person], bool]


def _always(_case: Case, _person: Person) -> bool:
    return True


@dataclass(frozen=True)
class Offer:
    """One button: the right it asks, and when it makes sense."""

    right: Action
    action: str
    icon: str
    label: Text
    sense: Sense = _always


def _is_light(case: Case, _person: Person) -> bool:
    return case.route is RouteId.A and not (case.light or case.urgent)


def _turns_out(case: Case, _person: Person) -> bool:
    return case.route in {RouteId.A, RouteId.B}


OFFERS = (
    Offer(
        Action.CLOSE,
        "finish",
        "🏁",
        N_("Finish it"),
        lambda c, p: c.light and c.owner == p.person_id,
    ),
    Offer(Action.WORK, "take", "🙋", N_("I take this case"), lambda c, p: c.owner != p.person_id),
    Offer(Action.REOPEN, "reopen", "🔓", N_("Open it again")),
    Offer(
        Action.NOTE,
        "advise",
        "💡",
        N_("Answer the advice"),
        lambda c, p: p.person_id in c.asked and not c.closed,
    ),
    Offer(Action.WORK, "doer", "❔", N_("Who did it?"), lambda c, _: c.doer_unclear),
    Offer(Action.READ, "steps", "🔢", N_("All steps")),
    Offer(Action.TALK, "reply", "💬", N_("Write to the reporter")),
    Offer(Action.READ, "people", "📇", N_("People and SOM")),
    Offer(Action.NOTE, "note", "📝", N_("Write a note")),
    Offer(Action.CLOSE, "close", "🏁", N_("Close this case")),
    Offer(Action.EVIDENCE, "evidence", "👁️", N_("Look at the proof")),
    Offer(Action.TALK, "question", "❓", N_("Ask the reporter")),
    Offer(Action.TALK, "sendfile", "📎", N_("Send the reporter a file")),
    Offer(Action.ASK, "ask", "🧭", N_("Ask for advice")),
    Offer(Action.HAND_OVER, "handover", "🤲", N_("Hand it over")),
    Offer(Action.WORK, "link", "🔗", N_("Link with another case")),
    Offer(Action.MARK_LIGHT, "light", "🪶", N_("Seen, mentor handles it"), _is_light),
    Offer(Action.WORK, "urgent", "🚨", N_("Urgent"), lambda c, _: not c.urgent),
    Offer(Action.WORK, "calm", "🕊️", N_("Not urgent"), lambda c, _: c.urgent),
    Offer(
        Action.WORK,
        "home",
        "🛋️",
        N_("Worries about home"),
        lambda c, _: Mark.HOME not in c.marks and c.route is not RouteId.Z,
    ),
    Offer(
        Action.WORK,
        "onlyhome",
        "🛋️",
        N_("It is only about home"),
        lambda c, _: Mark.HOME in c.marks and c.route is RouteId.A,
    ),
    Offer(Action.WORK, "doer", "👤", N_("A colleague did it"), _turns_out),
    Offer(
        Action.WORK,
        "bystudent",
        "🧑",
        N_("A student did it"),
        lambda c, p: _turns_out(c, p) and c.doer is not Doer.STUDENT,
    ),
    Offer(
        Action.WORK,
        "byoutsider",
        "🏙️",
        N_("Someone from outside did it"),
        lambda c, p: _turns_out(c, p) and c.doer is not Doer.OUTSIDER,
    ),
    Offer(
        Action.WORK,
        "bynobody",
        "❔",
        N_("Not known who did it"),
        lambda c, p: _turns_out(c, p) and c.doer is not Doer.UNKNOWN,
    ),
    Offer(Action.CLOSE, "untrue", "🃏", N_("Not true, or a joke")),
    Offer(Action.EXPORT, "export", "📦", N_("Export")),
    Offer(Action.EXPORT, "keeping", "📌", N_("How long it is kept"), lambda c, _: c.closed),
)
"""What is needed most comes first: on the card stands what fits, the rest behind "More"."""
ALL_CASES = act(labelled("🗂️", N_("All cases")), "cases")


def card_buttons(x: Exchange, case: Case, person: Person) -> Rows:
    """What this person needs most of what they may do now: the first step before all else."""
    offered = _offered(x, case, person)
    steps = _first_step(x, case, person)
    fit = len(offered) if _all_fit(offered, steps) else _room(steps) - 1
    shown = list(offered[:fit])
    if fit < len(offered):
        shown.append(act(labelled("➡️", N_("More")), "casemore", case.case_id))
    return (*steps, *_in_pairs((*shown, ALL_CASES)))


def more_buttons(x: Exchange, case: Case, person: Person) -> Rows:
    """What does not fit on the card."""
    offered = _offered(x, case, person)
    steps = _first_step(x, case, person)
    return () if _all_fit(offered, steps) else _in_pairs(offered[_room(steps) - 1 :])


def _offered(x: Exchange, case: Case, person: Person) -> tuple[Button, ...]:
    first = "urgent" if is_unjudged(x, case) else ""
    return tuple(
        act(labelled(one.icon, one.label), one.action, case.case_id)
        for one in sorted(OFFERS, key=lambda one: one.action != first)
        if may(person, one.right, case, x.world.school) and one.sense(case, person)
    )


def _first_step(x: Exchange, case: Case, person: Person) -> Rows:
    """What cannot wait, whosever it is, or else the first one of their own."""
    first = in_turn(x, case, person)[:1]
    offered = (one for one in first if one.duty in AT_ONCE or own(x, one, case, person))
    return step_rows(x, case, person, tuple(offered))


def _room(steps: Rows) -> int:
    """How many buttons fit beside those of the step and the one that leads back to all cases."""
    return ON_CARD - 1 - sum(map(len, steps))


def _all_fit(offered: tuple[Button, ...], steps: Rows) -> bool:
    return len(offered) <= _room(steps)


def _in_pairs(buttons: tuple[Button, ...]) -> Rows:
    pairs = range(0, len(buttons), BESIDE_EACH_OTHER)
    return tuple(buttons[at : at + BESIDE_EACH_OTHER] for at in pairs)


def step_rows(x: Exchange, case: Case, person: Person, steps: tuple[RouteStep, ...]) -> Rows:
    """Each step with its two buttons, for who may work the case."""
    if not may(person, Action.WORK, case, x.world.school):
        return ()
    return tuple(_step_row(x, case, person, step) for step in steps)


def _step_row(x: Exchange, case: Case, person: Person, step: RouteStep) -> tuple[Button, ...]:
    sign = OWN_SIGN if own(x, step, case, person) else OTHERS_SIGN
    done = act(labelled(sign, step.button), "done", case.case_id, step.step_id)
    drop = act(labelled("⭕", N_("Not needed")), "drop", case.case_id, step.step_id)
    return (done,) if has_ended(case, step.step_id) else (done, drop)


def own(x: Exchange, step: RouteStep, case: Case, person: Person) -> bool:
    """Whether a step is theirs to do, as things are now."""
    return is_own(step, case, person, x.world.school, x.around.people)


def in_turn(x: Exchange, case: Case, person: Person) -> tuple[RouteStep, ...]:
    """What can be done now: what cannot wait, then one's own, and what must before what may."""
    ready = next_steps(case, route_of(case, x.world.school))
    return tuple(
        sorted(
            ready,
            key=lambda step: (
                step.duty not in AT_ONCE,
                not own(x, step, case, person),
                step.if_needed,
            ),
        )
    )
