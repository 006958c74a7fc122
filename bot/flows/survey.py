"""Of which survey a link is that somebody typed, when two of them wait for one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.surveys import NAMES, Survey
from bot.flows.kit import Answers, Flow, Option
from bot.flows.steps import Choice, Given
from bot.text import N_


@dataclass(frozen=True)
class LinkGiven:
    """Where a survey is filled in."""

    survey: str
    link: str


LINK = Given(key="link")
WHICH = Choice(
    key="survey",
    text=N_("Which survey is this link of?"),
    options=tuple(Option(one.value, NAMES[one], "🗳️") for one in Survey),
)


def _given(a: Answers) -> tuple[LinkGiven]:
    return (LinkGiven(a[WHICH] or "", a[LINK] or ""),)


SURVEY_LINK = Flow("surveylink", (LINK, WHICH), lambda a, _f: _given(a))
