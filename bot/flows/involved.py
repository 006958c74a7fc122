"""Who is in a case, and the text for SOM: what a handler types about either.

Protocol A.4 and B.1 (the names), and "registratie in SOM". Names are entered by handlers only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.cases.involved import Part
from bot.flows.kit import Answers, Facts, Flow, Option, Options
from bot.flows.steps import Choice, Given
from bot.flows.words import Words, text_of
from bot.text import N_, Text

NO_CLASS = "-"


@dataclass(frozen=True)
class PersonEntered:
    """Somebody takes part in the case."""

    name: str = field(repr=False)
    school_class: str | None
    part: Part


@dataclass(frozen=True)
class SomAsked:
    """The block for one student (an id of `involved`, "" for a case without names yet)."""

    student: str
    facts: str = field(repr=False)


NAMELESS = Given(key="nameless")
"""Not empty: the reporter gave no name."""
NO_GUESS = (
    N_("The reporter gave no name. Enter only who is named in the report or told it themselves."),
    N_("A guess can be wrong, and it can tell others who reported it."),
)


def _ask_who(a: Answers, _f: Facts) -> tuple[Text, ...]:
    asked = (N_("What is the name? First name and last name."), N_("One person at a time."))
    return (*asked, *(NO_GUESS if a[NAMELESS] else ()))


WHO_IS_IT = Words(key="whoisit", text=_ask_who)


def _classes(_a: Answers, f: Facts) -> Options:
    known = tuple(Option(one.name, Text(one.name)) for one in f.school.classes)
    return (*known, Option(NO_CLASS, N_("I do not know the class")))


WHICH_CLASS = Choice(key="whichclass", text=N_("Which class?"), options=_classes, columns=3)

PART_OPTIONS: Options = (
    Option(Part.VICTIM, N_("It is done to this person")),
    Option(Part.DOER, N_("This person would have done it")),
    Option(Part.WITNESS, N_("This person saw it")),
)
PART = Choice(key="part", text=N_("What is this person in the case?"), options=PART_OPTIONS)


def _entered(a: Answers, _f: Facts) -> tuple[PersonEntered]:
    school_class = None if a[WHICH_CLASS] == NO_CLASS else a[WHICH_CLASS]
    name = " ".join(text_of(a, WHO_IS_IT).split())
    return (PersonEntered(name, school_class, Part(a[PART] or Part.WITNESS)),)


ENTER_PERSON = Flow("involved", (NAMELESS, WHO_IS_IT, WHICH_CLASS, PART), _entered)

STUDENT = Given(key="student")
FACTS = Words(
    key="facts",
    text=(
        N_("What happened? Facts only, two or three sentences."),
        N_("No name of the reporter. Other students become “student 2”."),
        N_("Parents may read this later."),
    ),
    skip=N_("Without facts"),
)
SOM_TEXT = Flow(
    "som", (STUDENT, FACTS), lambda a, _f: (SomAsked(a[STUDENT] or "", text_of(a, FACTS)),)
)

INVOLVED = (ENTER_PERSON, SOM_TEXT)
