"""What help there is right now, in a few lines; knows the school's file and the moment."""

from __future__ import annotations

from bot.cases.help import LineState, line_state, open_lines
from bot.cases.kinds import HelpTopic
from bot.cases.school import HelpLine
from bot.cases.schooltime import is_open
from bot.flows.kit import Facts
from bot.text import N_, Text

FIRST = (HelpTopic.DANGER, HelpTopic.SUICIDE, HelpTopic.TALK, HelpTopic.SEXTORTION, HelpTopic.HOME)


def line_text(line: HelpLine) -> Text:
    """A help line, number first: that is what a frightened eye looks for."""
    way = line.number or line.site
    return Text("{way} – {name}", values={"way": way, "name": line.name})


def help_now(facts: Facts) -> tuple[Text, ...]:
    """Whom to call now; the numbers first, then whether the school can be reached."""
    shown: list[HelpLine] = []
    for topic in FIRST:
        lines = (x for x in open_lines(facts.school, facts.now, topic) if x not in shown)
        shown.extend([line for line in lines if _open(line, facts)][:2])
    school = (
        N_("School is open now. Call {phone}.")
        if is_open(facts.school, facts.now)
        else N_("School is closed now. These people are there:")
    )
    lines_now = tuple(line_text(line) for line in shown)
    if is_open(facts.school, facts.now):
        return (N_("Danger? Call 112."), *lines_now, school.of(phone=facts.school.phone))
    return (N_("Danger? Call 112."), school, *lines_now)


def _open(line: HelpLine, facts: Facts) -> bool:
    return line_state(line, facts.now, facts.school) is LineState.OPEN
