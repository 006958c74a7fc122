"""What stands on a poster: the doors, the people, the numbers to call; knows no paper.

Everything on it comes from the school's file and the people of this moment. Whose hours nobody
confirmed get none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice

from bot.cases.help import lines_about
from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people import Person, Role
from bot.cases.school import Availability, Colours, HelpLine, School
from bot.flows.help import ABOUT
from bot.flows.wording import ROLE_WORDS
from bot.i18n import FORMAL, I18n
from bot.text import N_, Text


class ForWhom(StrEnum):
    """Whom a poster speaks to."""

    STUDENTS = "students"
    STAFF = "staff"
    PARENTS = "parents"


class Size(StrEnum):
    """How large it is made: for a wall, or two sides for a wallet."""

    A4 = "a4"
    CARD = "card"


@dataclass(frozen=True)
class Door:
    """A way in: where its code leads, and what is read beside it."""

    label: str
    url: str


@dataclass(frozen=True)
class Helper:
    """Somebody of the school, and the days they are in; `short` where there is little room."""

    name: str
    role: str
    days: str
    short: str


@dataclass(frozen=True)
class Line:
    """Help from outside; `hours` is empty where nobody knows them."""

    number: str
    name: str
    about: str
    hours: str


@dataclass(frozen=True)
class Poster:
    """One poster in one language, in words."""

    for_whom: ForWhom
    language: str
    to_left: bool
    headline: str
    under: str
    steps: tuple[str, ...]
    doors: tuple[Door, ...]
    talk: str
    phone: str
    helpers: tuple[Helper, ...]
    danger: str
    lines: tuple[Line, ...]
    school: str
    made: datetime
    colours: Colours = field(default_factory=Colours)


@dataclass(frozen=True)
class _Words:
    headline: Text
    under: Text
    asker: ReporterRole
    roles: tuple[Role, ...]
    topics: tuple[HelpTopic, ...]


_CALLED = (HelpTopic.SUICIDE, HelpTopic.TALK, HelpTopic.SEXTORTION, HelpTopic.HOME)
_OF_STUDENTS = (Role.SAFETY_COORDINATOR, Role.CONFIDANT, Role.SOCIAL_WORKER)
WORDS: Mapping[ForWhom, _Words] = {
    ForWhom.STUDENTS: _Words(
        N_("Is something bad happening online?"),
        N_("Tell us. You do not have to give your name."),
        ReporterRole.STUDENT,
        _OF_STUDENTS,
        _CALLED,
    ),
    ForWhom.PARENTS: _Words(
        N_("Is something bad happening to your child online?"),
        N_("Tell school, also when you are in doubt."),
        ReporterRole.PARENT,
        _OF_STUDENTS,
        _CALLED,
    ),
    ForWhom.STAFF: _Words(
        N_("Seen something online? In doubt about a post?"),
        N_("Report it here, or ask here whether you may post it."),
        ReporterRole.STAFF,
        (Role.SAFETY_COORDINATOR, Role.CONFIDANT, Role.MANAGEMENT),
        (HelpTopic.SUICIDE, HelpTopic.SEXTORTION, HelpTopic.HOME, HelpTopic.STAFF_MISCONDUCT),
    ),
}
ABOUT_TOO: Mapping[HelpTopic, Text] = {
    **ABOUT,
    HelpTopic.STAFF_MISCONDUCT: N_("someone who works at school"),
}
STEPS = (
    N_("Scan the code."),
    N_("Tell what is happening."),
    N_("Someone at school reads it on a school day."),
)
WEB, TELEGRAM = N_("In your browser"), N_("In Telegram")
TALK = N_("Rather talk? Call school:")
DANGER = N_("Danger? Call 112.")
DAY_AND_NIGHT = N_("day and night")
HELPERS = 3
EVERY_DAY = set(range(1, 8))


@dataclass(frozen=True)
class Voice:
    """One language of the catalogs; `formal` as it is spoken to parents."""

    i18n: I18n
    language: str
    formal: bool = False

    def say(self, text: Text) -> str:
        """A sentence of ours."""
        return self.i18n.render(text, self.language + (FORMAL if self.formal else ""))

    def days(self, days: Collection[int], *, short: bool = False) -> str:
        """Weekdays by name."""
        return self.i18n.weekdays(days, self.language, short=short)


def poster(
    for_whom: ForWhom,
    voice: Voice,
    *,
    school: School,
    people: tuple[Person, ...],
    doors: Mapping[str, str],
    made: datetime,
) -> Poster:
    """The words of one poster; `doors` are the addresses of `web` and, if any, `telegram`."""
    words = WORDS[for_whom]
    return Poster(
        for_whom=for_whom,
        language=voice.language,
        to_left=voice.i18n.direction(voice.language) == "rtl",
        headline=voice.say(words.headline),
        under=voice.say(words.under),
        steps=tuple(voice.say(step) for step in STEPS),
        doors=tuple(_doors(for_whom, doors, voice)),
        talk=voice.say(TALK),
        phone=school.phone,
        helpers=tuple(islice(_helpers(words.roles, people, voice), HELPERS)),
        danger=voice.say(DANGER),
        lines=tuple(_lines(words, school, voice)),
        school=school.name,
        made=made,
        colours=school.colours,
    )


def _doors(for_whom: ForWhom, doors: Mapping[str, str], voice: Voice) -> Iterator[Door]:
    """Students get the web alone: Telegram's terms are not for their age."""
    yield Door(voice.say(WEB), doors["web"])
    if for_whom is not ForWhom.STUDENTS and "telegram" in doors:
        yield Door(voice.say(TELEGRAM), doors["telegram"])


def _helpers(roles: tuple[Role, ...], people: tuple[Person, ...], voice: Voice) -> Iterator[Helper]:
    """Everyone of the roles, in the order of the roles."""
    for role in roles:
        for person in people:
            if person.active and role in person.roles:
                short = voice.days(person.days, short=True)
                days = voice.days(person.days)
                yield Helper(person.name, voice.say(ROLE_WORDS[role]), days, short)


def _lines(words: _Words, school: School, voice: Voice) -> Iterator[Line]:
    """One number for each topic, the first of the file that is for these readers."""
    shown: set[str] = set()
    for topic in words.topics:
        fitting = (
            line
            for line in lines_about(school, topic)
            if words.asker in line.for_whom and line.number and line.line_id not in shown
        )
        for line in islice(fitting, 1):
            shown.add(line.line_id)
            yield Line(line.number, line.name, voice.say(ABOUT_TOO[topic]), _hours(line, voice))


def _hours(line: HelpLine, voice: Voice) -> str:
    """When somebody answers, with the days unless it is every day."""
    if line.availability is Availability.ALWAYS:
        return voice.say(DAY_AND_NIGHT)
    times = {f"{one.start:%H:%M}–{one.end:%H:%M}" for one in line.hours}
    if len(times) != 1:
        return ""
    days = {one.day for one in line.hours}
    return times.pop() if days == EVERY_DAY else f"{voice.days(days, short=True)} {times.pop()}"
