"""What help there is right now, in a few lines; knows the school's file and the moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from bot.cases.help import LineState, line_state, open_lines
from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people import Role
from bot.cases.school import HelpLine
from bot.cases.schooltime import is_open
from bot.flows.kit import Facts
from bot.text import N_, Text

FIRST = (HelpTopic.DANGER, HelpTopic.SUICIDE, HelpTopic.TALK, HelpTopic.SEXTORTION, HelpTopic.HOME)


CLOSED = N_("School is closed now. These people are there:")


def line_text(line: HelpLine) -> Text:
    """A help line, number first: that is what a frightened eye looks for.

    What it is for is said beside its name, in the reader's own language.
    """
    way = line.number or line.site
    # A line that is called after its number: the number is said once.
    name = line.name.removeprefix(way).strip() or line.name
    named = Text("{way} – {name}", values={"way": way, "name": name})
    if not line.about:
        return named
    return Text("{line} ({about})", values={"line": named, "about": Text(line.about)})


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
    return (N_("Danger? Call 112."), *((CLOSED, *numbers) if numbers else ()))


def _open(line: HelpLine, facts: Facts) -> bool:
    return line_state(line, facts.now, facts.school) is LineState.OPEN


ABOUT: Mapping[HelpTopic, Text] = {
    HelpTopic.DANGER: N_("danger"),
    HelpTopic.SUICIDE: N_("suicide"),
    HelpTopic.SEXTORTION: N_("naked, force"),
    HelpTopic.HOME: N_("not safe at home"),
    HelpTopic.TALK: N_("talk"),
}
"""What the big buttons of help are for, in their order; the school itself is the sixth."""


@dataclass(frozen=True)
class HelpButton:
    """Whom to call for what: the number first. `way` is a link that dials or opens it."""

    topic: HelpTopic
    label: Text
    way: str


def help_buttons(facts: Facts) -> tuple[HelpButton, ...]:
    """One line a topic, the first that is there now; a line that is closed is left out.

    Who is there to talk is there for more, and stands once: with that.
    """
    talk = _first(HelpTopic.TALK, facts)
    found = ((topic, _first(topic, facts, talk)) for topic in ABOUT if topic is not HelpTopic.TALK)
    return tuple(
        HelpButton(topic, _button_label(line, ABOUT[topic]), dialled(line.number) or line.site)
        for topic, line in (*found, (HelpTopic.TALK, talk))
        if line is not None
    )


def dialled(number: str) -> str:
    """A link by which a phone calls this number."""
    return f"tel:{re.sub(r'[^+0-9]', '', number)}" if number else ""


def _first(topic: HelpTopic, facts: Facts, but: HelpLine | None = None) -> HelpLine | None:
    lines = open_lines(facts.school, facts.now, topic)
    return next((line for line in lines if line != but), None)


def _button_label(line: HelpLine, about: Text) -> Text:
    way = line.number or line.name
    return Text("{way} – {about}", values={"way": way, "about": about})


def lines_about_topic(
    topic: HelpTopic, facts: Facts, role: ReporterRole = ReporterRole.STUDENT
) -> tuple[Text, ...]:
    """Every line for it and for this role that is there now, with what is known of its hours."""
    found: list[Text] = []
    fitting = (x for x in open_lines(facts.school, facts.now, topic) if role in x.for_whom)
    for line in fitting:
        state = N_("Open now.") if _open(line, facts) else N_("I do not know when it is open.")
        found.append(Text("{line}. {state}", values={"line": line_text(line), "state": state}))
        if line.number and line.site:
            found.append(N_("Or look at {site}.").of(site=line.site))
    return tuple(found)


def confidants(f: Facts) -> tuple[Text, ...]:
    """Who of school listens in confidence."""
    there = (p for p in f.people if p.active and Role.CONFIDANT in p.roles)
    return tuple(N_("You can talk with {name} at school.").of(name=person.name) for person in there)
