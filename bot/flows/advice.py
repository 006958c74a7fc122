"""Advice in a case: what a colleague is asked, and what they answer.

Flowchart for students, "Zorgteam": the care team reports progress, settlement and evaluation, and
says who is told. Others answer in words of their own. Knows no case and no person.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.cases.people import Role
from bot.flows.kit import Answers, Facts, Flow, Option, Options
from bot.flows.steps import Given, Several
from bot.flows.words import Words, text_of
from bot.text import N_

CARE_TEAM = Role.CARE_TEAM.value
PARENTS = Role.PARENT.value


@dataclass(frozen=True)
class AdviceAsked:
    """What somebody is asked; `whom` is a colleague, or the care team as a whole."""

    whom: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class AdviceGiven:
    """The answer in its parts, and who is told of it; `parents`: somebody talks with them."""

    advice: str = field(default="", repr=False)
    progress: str = field(default="", repr=False)
    settlement: str = field(default="", repr=False)
    evaluation: str = field(default="", repr=False)
    told: frozenset[Role] = frozenset()


WHOM = Given(key="whom")
WHAT = Words(
    key="advicewhat",
    text=(N_("What do you want to know? One line is enough."), N_("Facts only.")),
)
ASK_ADVICE = Flow(
    "askadvice", (WHOM, WHAT), lambda a, _f: (AdviceAsked(a[WHOM] or "", text_of(a, WHAT)),)
)

TEAM = Given(key="team")


def _reports(a: Answers, _f: Facts) -> bool:
    return a[TEAM] == CARE_TEAM


ADVICE = Words(
    key="advice",
    text=N_("What do you advise? Facts only, short."),
    when=lambda a, f: not _reports(a, f),
)
PROGRESS = Words(
    key="progress",
    text=N_("Progress: what did you do, and how is it now?"),
    when=_reports,
)
SETTLEMENT = Words(
    key="settlement",
    text=N_("Settlement: what was agreed, and who does what?"),
    skip=N_("Not yet"),
    skip_sign="⏳",
    when=_reports,
)
EVALUATION = Words(
    key="evaluation",
    text=N_("Evaluation: did it help? What must still be done?"),
    skip=N_("Not yet"),
    skip_sign="⏳",
    when=_reports,
)
LOCKED = Given(key="locked")
"""Not empty: there are worries about home, and nobody said yet that parents may be told."""
TOLD_OPTIONS: Options = (
    Option(Role.MENTOR, N_("Mentor")),
    Option(Role.MANAGEMENT, N_("Management")),
    Option(Role.SAFETY_COORDINATOR, N_("Safety coordinator")),
    Option(PARENTS, N_("Parents (tell them yourself)")),
    Option(Role.SOCIAL_WORKER, N_("School social worker")),
    Option(Role.CONFIDANT, N_("Confidant")),
)


def _who(a: Answers, _f: Facts) -> Options:
    return tuple(one for one in TOLD_OPTIONS if one.value != PARENTS or not a[LOCKED])


TOLD = Several(
    key="advicetold",
    text=(
        N_("Who is told?"),
        N_("The protocol asks for mentor, management and safety coordinator; others if needed."),
    ),
    options=_who,
    when=_reports,
)


def _given(a: Answers, _f: Facts) -> tuple[AdviceGiven]:
    told = frozenset(Role(one) for one in a[TOLD] or () if one != PARENTS or not a[LOCKED])
    given = AdviceGiven(
        advice=text_of(a, ADVICE),
        progress=text_of(a, PROGRESS),
        settlement=text_of(a, SETTLEMENT),
        evaluation=text_of(a, EVALUATION),
        told=told,
    )
    return (given,)


GIVE_ADVICE = Flow("advice", (TEAM, LOCKED, ADVICE, PROGRESS, SETTLEMENT, EVALUATION, TOLD), _given)

ADVISING = (ASK_ADVICE, GIVE_ADVICE)
