"""The first half of a report: who, what, by whom, to whom, in your own words.

Protocol: sections A and B (who to whom). Six taps and one sentence are enough to send.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.kinds import Doer, HelpTopic
from bot.flows.doer import DOER, SOMEONE_ELSE
from bot.flows.guessing import Guess, Guessed, told_in
from bot.flows.help import lines_for
from bot.flows.kit import Answers, Asking, Facts, Note, Option, Options
from bot.flows.law import duty
from bot.flows.named import MENTOR, meant, named, roster
from bot.flows.steps import Choice
from bot.flows.what import (
    DANGER,
    NO,
    NO_FILES,
    NO_OPTION,
    WHAT,
    WHO,
    YES,
    YES_OPTION,
    is_parent,
    is_staff,
    lines_in_danger,
    nude_path,
    role_of,
)
from bot.flows.words import Told, Words
from bot.text import N_, Text
from bot.understanding.about import LikelyRoute
from bot.understanding.danger import Danger, danger_in
from bot.understanding.doing import HOME
from bot.understanding.posting import asks_to_post
from bot.understanding.seeming import seems

UNLISTED, UNTOLD = "+unlisted", "+untold"


def _doer_options(_a: Answers, f: Facts) -> Options:
    return (
        Option(UNTOLD, N_("I will not say"), "🤐"),
        Option(UNLISTED, N_("Not in this list"), "❔"),
        MENTOR,
        *roster(f),
    )


DOER_WHO = Choice(
    key="doerwho",
    text=(
        N_("Who is it? You can also type the name."),
        N_("This person will not read your report."),
    ),
    label=N_("Name"),
    options=_doer_options,
    read=meant,
    when=lambda a, _f: a[DOER] == Doer.STAFF,
)


def staff_sexual(a: Answers, _f: Facts) -> bool:
    """Anything sexual between staff and a minor: no further questions, no upload (§2.2)."""
    by_staff = a[DOER] in {Doer.STAFF, Doer.PLACEMENT}
    return by_staff and nude_path(a) and a[WHOM] not in {"me", "staff", "school"}


def _staff_sexual(a: Answers, f: Facts) -> tuple[Text, ...]:
    ask_nothing = N_("I ask nothing more. Other people must do that well.")
    if is_staff(a, f):
        return (N_("Thank you for telling this."), ask_nothing, *duty(f, {a[DOER_WHO] or ""}))
    return (
        N_("Thank you for telling this. It is not your fault."),
        ask_nothing,
        *lines_for(role_of(a), f, HelpTopic.STAFF_MISCONDUCT, HelpTopic.SEXUAL_ABUSE),
    )


STAFF_SEXUAL = Note(key="staffsex", text=_staff_sexual, when=staff_sexual)


def _at_home(a: Answers, f: Facts) -> tuple[Text, ...]:
    """Without the lines that stand above already."""
    above = lines_in_danger(a, f)
    lines = tuple(x for x in lines_for(role_of(a), f, HelpTopic.HOME) if x not in above)
    return (N_("Home must be safe for you. You can call:"), *lines) if lines else ()


AT_HOME = Note(key="athome", text=_at_home, when=lambda a, _f: a[DOER] == HOME)

_WHOM = {
    "other": Option("student", N_("Another student"), "🧑", N_("friend|classmate")),
    "parent": Option("student", N_("My child"), "🧒", N_("my son|my daughter|child")),
    "staff": Option("student", N_("A student"), "🧑", N_("pupil")),
}
_ME = Option("me", N_("Me"), "🙋", N_("myself"))
_STAFF = Option("staff", N_("Someone who works here"), "🏫", N_("teacher|colleague|staff"))
_SCHOOL = Option("school", N_("The school itself"), "🏢", N_("school"))


def _whom_options(a: Answers, _f: Facts) -> Options:
    who = a[WHO] or "other"
    mine = (_ME,) if who == "staff" else ()
    return (*mine, _WHOM.get(who, _WHOM["other"]), _STAFF, _SCHOOL)


_WHOM_ASKED: Mapping[str, Text] = {
    "other": N_("Does it happen to another student?"),
    "parent": N_("Does it happen to your child?"),
    "staff": N_("Does it happen to a student?"),
}


def _whom_guessed(asking: Asking) -> Guess | None:
    """A colleague to whom it happens may be the one who tells it: that is not guessed."""
    route, who = seems(told_in(asking)).route, asking.answers[WHO]
    if route in {LikelyRoute.A, LikelyRoute.C}:
        return Guess("student", _WHOM_ASKED.get(who or "", _WHOM_ASKED["other"]))
    about_staff = route is LikelyRoute.B and who != "staff"
    return Guess("staff", N_("Does it happen to someone who works here?")) if about_staff else None


WHOM = Guessed(
    key="whom",
    text=N_("To whom does it happen?"),
    label=N_("To whom"),
    options=_whom_options,
    guess=_whom_guessed,
    otherwise=SOMEONE_ELSE,
    when=lambda a, _f: a[WHO] not in {None, "self"},
)


def _victim_options(a: Answers, f: Facts) -> Options:
    """Not who does it, and not who tells it: "me" is an answer of its own."""
    own = f.person.person_id if f.person else None
    return (
        Option(UNTOLD, N_("I will not say"), "🤐"),
        Option(UNLISTED, N_("Not in this list"), "❔"),
        *(one for one in roster(f) if one.value not in {a[DOER_WHO], own}),
    )


WHOM_WHO = Choice(
    key="whomwho",
    text=(
        N_("Who is it about? You can also type the name."),
        N_("This person can see how far your report is."),
    ),
    label=N_("To whom, by name"),
    options=_victim_options,
    read=named,
    when=lambda a, _f: a[WHOM] == "staff",
)


def victim_named(a: Answers) -> str | None:
    """The colleague to whom it happens, if one is named."""
    who = a[WHOM_WHO] if a[WHOM] == "staff" else None
    return None if who in {UNTOLD, UNLISTED} else who


SPOKE = Choice(
    key="spoke",
    text=N_("Did you speak with this person yourself?"),
    label=N_("Spoken with"),
    options=(YES_OPTION, NO_OPTION, Option("cannot", N_("That is not possible"), "🚫")),
    when=lambda a, f: is_staff(a, f) and a[WHOM] in {"student", "staff"} and not staff_sexual(a, f),
)

CHILD_KNOWS = Choice(
    key="knows",
    text=N_("Does your child know that you tell this?"),
    label=N_("Your child knows"),
    options=(YES_OPTION, NO_OPTION),
    begun=frozenset({NO}),
    when=lambda a, f: is_parent(a, f) and a[WHOM] == "student" and not staff_sexual(a, f),
)

VOICE_NOTE = N_("I cannot understand your voice. Is there danger? Call 112.")


def _tell(a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = [N_("Tell it in your own words.")]
    if nude_path(a):
        return (*lines, N_("Words only, please. No photo and no film."))
    lines.append(N_("You can type it, or say it."))
    if not is_staff(a, f):
        lines.append(N_("People may know you by your voice."))
    return tuple(lines)


STORY = Words(
    key="story",
    text=_tell,
    label=N_("Your story"),
    skip=N_("Skip this"),
    items=True,
    refuses=lambda a, _f: NO_FILES if nude_path(a) else None,
    voice_note=VOICE_NOTE,
    asked=lambda a, f: not staff_sexual(a, f),
)


def _asks_to_post(a: Answers, _f: Facts) -> bool:
    """Whether the story asks if something may be posted; danger and somebody naked come first."""
    if a[DANGER] == YES or nude_path(a):
        return False
    asked = [one for one in (a[STORY] or Told()).words if asks_to_post(one)]
    return bool(asked) and all(danger_in(one).danger is Danger.NONE for one in asked)


POSTING = Note(
    key="postlater",
    text=(
        N_("Do you want to know if you may post something?"),
        N_("Ask that after this report. Tap “{button}” or type /mag.").of(
            button=N_("May I post this?")
        ),
    ),
    when=_asks_to_post,
)


def has_class(a: Answers, f: Facts) -> bool:
    """A student is the victim, no colleague and nobody at home the doer: the mentor may help."""
    about_student = a[WHO] == "self" or a[WHOM] == "student"
    not_theirs = a[DOER] in {Doer.STAFF, Doer.PLACEMENT, HOME}
    return about_student and not not_theirs and bool(f.school.classes)


TELL = (
    WHO,
    *WHAT,
    DOER,
    AT_HOME,
    DOER_WHO,
    WHOM,
    WHOM_WHO,
    STAFF_SEXUAL,
    SPOKE,
    CHILD_KNOWS,
    STORY,
    POSTING,
)
