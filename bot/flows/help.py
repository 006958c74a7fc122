"""What help there is right now, in a few lines; knows the school's file and the moment."""

from __future__ import annotations

from itertools import islice

from bot.cases.help import LineState, line_state, open_lines
from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.school import HelpLine
from bot.cases.schooltime import is_open
from bot.flows.kit import Facts
from bot.text import N_, Text, verbatim

FIRST = (HelpTopic.DANGER, HelpTopic.SUICIDE, HelpTopic.TALK, HelpTopic.SEXTORTION, HelpTopic.HOME)


def line_text(line: HelpLine) -> Text:
    """A help line, number first: that is what a frightened eye looks for."""
    way = line.number or line.site
    if line.name.startswith(way):
        return verbatim(line.name)
    return Text("{way} – {name}", values={"way": way, "name": line.name})


def lines_for(role: ReporterRole, facts: Facts, *topics: HelpTopic) -> tuple[Text, ...]:
    """One line to call for each topic, open ones first, each line once; 112 is said apart."""
    found: dict[HelpLine, None] = {}
    for topic in topics:
        lines = open_lines(facts.school, facts.now, topic)
        fitting = (x for x in lines if role in x.for_whom and x.number and x not in found)
        found.update(dict.fromkeys(islice(fitting, 1)))
    return tuple(line_text(line) for line in found)


def help_now(facts: Facts) -> tuple[Text, ...]:
    """Whom to call now; the numbers first, then whether the school can be reached."""
    shown: list[HelpLine] = []
    for topic in FIRST:
        lines = (x for x in open_lines(facts.school, facts.now, topic) if x not in shown)
        shown.extend([line for line in lines if _open(line, facts)][:2])
    # The first sentence names it already.
    numbers = tuple(line_text(line) for line in shown if line.number != "112")
    if is_open(facts.school, facts.now):
        school = N_("School is open now. Call {phone}.").of(phone=facts.school.phone)
        return (N_("Danger? Call 112."), *numbers, school)
    closed = N_("School is closed now. These people are there:")
    return (N_("Danger? Call 112."), *((closed, *numbers) if numbers else ()))


def _open(line: HelpLine, facts: Facts) -> bool:
    return line_state(line, facts.now, facts.school) is LineState.OPEN
