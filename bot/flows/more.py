"""What may also come later in a report, and what is only changed on the look-back."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.case import Reader
from bot.flows import coach, evidence
from bot.flows.day import Day
from bot.flows.in_story import accused, kept_from
from bot.flows.kit import Answers, Facts, Option, always
from bot.flows.named import MENTOR
from bot.flows.readers import ABSENT, NOT_THEM, READER
from bot.flows.steps import Choice
from bot.flows.tell import DOER_WHO, STORY, WHOM, has_class, staff_sexual
from bot.flows.what import (
    FILES_NUDE,
    NO,
    NO_OPTION,
    NUDE,
    UNSURE,
    UNSURE_OPTION,
    WHO,
    YES,
    YES_OPTION,
    is_staff,
    may_be_naked,
    nude_path,
)
from bot.flows.words import NOTHING, Told, Words, text_of
from bot.text import N_, Text
from bot.understanding.names import classes_named, own_classes

FEW_WORDS = 5
"""More words than this tell a story that happens to name a class."""


def class_told(a: Answers, f: Facts) -> str:
    """The one class that the story names, of who reports it as their own; it is asked."""
    find = own_classes if a[WHO] == "self" else classes_named
    found = find(text_of(a, STORY), (one.name for one in f.school.classes))
    return found[0] if len(found) == 1 else ""


def _classes(a: Answers, f: Facts) -> tuple[Option, ...]:
    """Every class, the one that was named first."""
    told = class_told(a, f)
    named = sorted((one.name for one in f.school.classes), key=lambda name: name != told)
    return tuple(Option(one, Text(one)) for one in named)


YOUR_CLASS = N_("I read {name}. Is that your class? Then tap it.")
THAT_CLASS = N_("I read {name}. Is it that class? Then tap it.")


def _by_mentor(a: Answers, f: Facts) -> bool:
    """Whose mentor does it: the class says who must not read it."""
    theirs = a[DOER_WHO] == MENTOR.value and a[WHOM] in {None, "student"}
    return theirs and bool(f.school.classes) and not staff_sexual(a, f)


def _class_question(a: Answers, f: Facts) -> Text | tuple[Text, ...]:
    """Only the usual readers include the mentor: no other promise is made."""
    asked, told = _which_class(a, f), class_told(a, f)
    named = YOUR_CLASS if a[WHO] == "self" else THAT_CLASS
    return (named.of(name=told), asked) if told else asked


def _which_class(a: Answers, f: Facts) -> Text:
    off = (*(a[NOT_THEM] or ()), *kept_from(a, f))
    if a[READER] != Reader.DEFAULT or accused(a) or MENTOR.value in {*off, a[DOER_WHO]}:
        return N_("What is your class?") if a[WHO] == "self" else N_("Which class is it?")
    if a[WHO] == "self":
        return N_("What is your class? Then your mentor reads it.")
    return N_("Which class? Then the mentor of that class reads it.")


def _classes_in(words: str, f: Facts) -> tuple[str, ...]:
    """The classes named in a few words."""
    if len(words.split()) > FEW_WORDS:
        return ()
    return classes_named(words, (one.name for one in f.school.classes))


CLASS = Choice(
    key="class",
    text=_class_question,
    label=N_("Class"),
    options=_classes,
    columns=4,
    read=_classes_in,
    when=lambda a, f: has_class(a, f) or _by_mentor(a, f),
    later=True,
)


def _more(a: Answers, f: Facts) -> bool:
    """What may also come later is asked, unless people who can must ask it (staff and sex)."""
    return not staff_sexual(a, f)


APP = replace(coach.APP, when=_more, later=True)

SINCE = Day(key="since", text=N_("When did it start?"), label=N_("Since"), when=_more, later=True)

STILL = Choice(
    key="still",
    text=N_("Does it still happen?"),
    label=N_("Still happens"),
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    begun=frozenset({YES}),
    when=_more,
    later=True,
)


def may_send_files(a: Answers, f: Facts) -> bool:
    """No file on the nude path, and none when staff and sex come together."""
    return not nude_path(a) and not staff_sexual(a, f)


KEEP = Choice(
    key="keep",
    text=(N_("Do you have proof? A picture of the chat, for example."),),
    label=N_("Proof"),
    options=(
        Option("self", N_("Yes, I keep it myself"), "💾", N_("keep it")),
        Option("send", N_("Yes, I send it now"), "📎", N_("send it")),
        Option("none", N_("No, I have no proof"), "➖", N_("no|none|nothing")),
    ),
    when=lambda a, _f: a[NUDE] not in {UNSURE, YES},
    later=True,
)


def files_coming(a: Answers) -> bool:
    """Files are there or will be made, and nothing before this asked what can be seen."""
    pictured = (a[STORY] or Told()).pictured or a[KEEP] in {"send", "self"}
    return pictured and not may_be_naked(a)


NUDE_FILES = Choice(
    key=FILES_NUDE,
    text=NUDE.text,
    label=NUDE.label,
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    when=lambda a, _f: files_coming(a),
)

ITEMS = replace(
    evidence.ITEMS,
    when=lambda a, f: may_send_files(a, f) and a[KEEP] == "send",
    asked=always,
    later=True,
)


def _proven(a: Answers, f: Facts) -> bool:
    """There is proof to say more about, or words are all there will be."""
    return _more(a, f) and (nude_path(a) or a[KEEP] in {"send", "self"})


COACHING = tuple(replace(screen, later=True) for screen in coach.COACH)
ACCOUNT = replace(evidence.ACCOUNT, when=_proven, later=True)
MOMENT = replace(evidence.MOMENT, when=_proven, default=NOTHING)
"""Not asked here: when it began is asked anyway. What was said beside the proof goes along."""
LINK = replace(evidence.LINK, when=_proven, later=True)
SEEN = replace(evidence.SEEN, when=lambda a, f: _more(a, f) and nude_path(a), later=True)

NAMES = Words(
    key="names",
    text=N_("Who is in it? Type the names you know."),
    label=N_("Names"),
    skip=N_("Skip this"),
    when=_more,
    later=True,
)

WISH = Words(
    key="wish",
    text=N_("What do you want to happen?"),
    label=N_("What you want"),
    skip=N_("Skip this"),
    when=_more,
    later=True,
)

NAME = Words(
    key="name",
    text=(
        N_("What is your name? School sees it then."),
        N_("You cannot take your name back later."),
    ),
    label=N_("Your name"),
    default="[]",
    skip=N_("Without my name"),
    skip_sign="🙈",
    none=N_("Without my name"),
)

DOUBT = Choice(
    key="doubt",
    text=N_("Are you in doubt whether this is an incident?"),
    label=N_("In doubt"),
    default=NO,
    options=(YES_OPTION, NO_OPTION),
    when=is_staff,
)

PROOF = (KEEP, NUDE_FILES, *COACHING, ITEMS, ACCOUNT, MOMENT, LINK, SEEN)
LATER = (CLASS, APP, SINCE, STILL, *PROOF, NAMES, WISH)
ON_LOOK_BACK = (READER, ABSENT, NOT_THEM, NAME, DOUBT)


def seen_of(given: str) -> Text:
    """What school sees of who tells it; a number that was given is not called a name."""
    if not given:
        return N_("Without your name.")
    a_name = any(sign.isalpha() for sign in given)
    seen = N_("School sees your name: {name}.") if a_name else N_("School sees this: {name}.")
    return seen.of(name=given)
