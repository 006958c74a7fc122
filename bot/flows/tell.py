"""The first half of a report: who, danger, what, by whom, to whom, in your own words.

Protocol: "oneigenlijk gebruik sociale media" (the six kinds) and sections A and B (who to whom).
Six taps and one sentence are enough to send; see docs/decisions.
"""

from __future__ import annotations

from bot.cases.help import open_lines
from bot.cases.kinds import Doer, HelpTopic, Kind
from bot.cases.people import Role
from bot.flows.help import line_text
from bot.flows.kit import Answers, Facts, Note, Option, Options
from bot.flows.steps import Choice
from bot.flows.words import Words, text_of
from bot.text import N_, Text, verbatim
from bot.understanding.names import people_named

YES, NO, UNSURE = "yes", "no", "unsure"
COERCION = "coercion"
UNLISTED, UNTOLD, NOBODY = "+unlisted", "+untold", "+nobody"

YES_OPTION = Option(YES, N_("Yes"), "✔️", N_("yeah|yep|yup|sure"))
NO_OPTION = Option(NO, N_("No"), "➖", N_("nope|nah|no no"))
UNSURE_OPTION = Option(UNSURE, N_("I do not know"), "🤷", N_("dunno|not sure|maybe"))


def is_student(a: Answers, _f: Facts) -> bool:
    """A student tells it."""
    return a[WHO] in {"self", "other"}


def is_parent(a: Answers, _f: Facts) -> bool:
    """A parent or carer tells it."""
    return a[WHO] == "parent"


def is_staff(a: Answers, _f: Facts) -> bool:
    """A colleague tells it."""
    return a[WHO] == "staff"


WHO = Choice(
    key="who",
    text=N_("Who are you?"),
    label=N_("You are"),
    options=(
        Option("self", N_("Student: about me"), "🙋", N_("student|me|pupil")),
        Option("other", N_("Student: about someone else"), "👥", N_("friend|someone else")),
        Option("parent", N_("Parent or carer"), "👪", N_("parent|mother|father|mum|dad")),
        Option("staff", N_("I work here"), "🏫", N_("teacher|staff|mentor|employee")),
    ),
)


DANGER = Choice(
    key="danger",
    text=N_("Is someone in danger right now?"),
    label=N_("Danger now"),
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
)


def _call_now(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = open_lines(f.school, f.now, HelpTopic.DANGER)
    return (
        N_("Call 112 now. Or ask someone near you to call."),
        *(line_text(line) for line in lines if line.number != "112"),
        N_("You can go on here. Your answers stay."),
    )


CALL = Note(key="call", text=_call_now, when=lambda a, _f: a[DANGER] in {YES, UNSURE})

KIND_OPTIONS: Options = (
    Option(Kind.INSULT, N_("Swearing, gossip, insults"), "🤬", N_("insult|swear|bullying|gossip")),
    Option(Kind.STALKING, N_("Stalking"), "👣", N_("following me|stalk")),
    Option(Kind.THREAT, N_("Threats"), "⚠️", N_("threat|threaten|scared")),
    Option(Kind.IMAGE, N_("Photo, film or sound"), "📷", N_("photo|film|picture|video|sound")),
    Option(Kind.HACKING, N_("Hacked, or a fake account"), "🔓", N_("hacked|hacking|fake account")),
    Option(Kind.FORWARDING, N_("Passed on to others"), "↪️", N_("forwarded|shared")),
    Option(COERCION, N_("Someone forces me"), "✋", N_("forced|blackmail|sextortion|money")),
    Option(Kind.OTHER, N_("Something else"), "💬", N_("other|else")),
)

KIND = Choice(key="kind", text=N_("What happens online?"), label=N_("What"), options=KIND_OPTIONS)


def _forced(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = open_lines(f.school, f.now, HelpTopic.SEXTORTION)
    return (
        N_("It is not your fault."),
        N_("Do not pay. Send nothing more. Do not answer."),
        N_("Keep the name and the chat."),
        *(line_text(line) for line in lines[:4]),
    )


FORCED = Note(key="forced", text=_forced, when=lambda a, _f: a[KIND] == COERCION)
FORCED_NEXT = Note(
    key="forced2",
    text=N_("After you send this, school contacts you the same school day."),
    when=lambda a, _f: a[KIND] == COERCION,
)

NUDE = Choice(
    key="nude",
    text=N_("Is it about being naked, or about sex?"),
    label=N_("Naked or sex"),
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    when=lambda a, _f: a[KIND] in {Kind.IMAGE, COERCION, Kind.FORWARDING},
)


def nude_path(a: Answers) -> bool:
    """Words only: a sexual image of a minor must never reach us (art. 252 Sr)."""
    return a[NUDE] in {YES, UNSURE}


def _nude_note(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = open_lines(f.school, f.now, HelpTopic.SEXTORTION)
    return (
        N_("Do NOT send the photo or film to me. Do not pass it on."),
        N_("Take no picture of it. Leave it on the phone."),
        N_("Tell me in words: which app, whose account, when?"),
        *(line_text(line) for line in lines[:3]),
    )


NUDE_NOTE = Note(key="nude2", text=_nude_note, when=lambda a, _f: nude_path(a))

DOER = Choice(
    key="doer",
    text=N_("Who does it?"),
    label=N_("Who does it"),
    options=(
        Option(Doer.STUDENT, N_("One or more students"), "🧑", N_("student|classmate|pupil")),
        Option(Doer.STAFF, N_("Someone who works here"), "🏫", N_("teacher|mentor|staff")),
        Option(Doer.PLACEMENT, N_("Someone of my work placement"), "🛠️", N_("placement|internship")),
        Option(Doer.OUTSIDER, N_("Someone from outside"), "🚪", N_("outside|stranger")),
        Option(Doer.UNKNOWN, N_("I do not know"), "🤷", N_("dunno|not sure|unknown")),
    ),
)


def roster(f: Facts) -> Options:
    """Everyone who works here, by name."""
    students = {Role.STUDENT, Role.PARENT}
    staff = (p for p in f.people if p.active and not p.roles <= students)
    return tuple(Option(p.person_id, verbatim(p.name)) for p in staff)


def _doer_options(_a: Answers, f: Facts) -> Options:
    return (
        Option(UNTOLD, N_("I will not say"), "🤐"),
        Option(UNLISTED, N_("Not in this list"), "❔"),
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
    when=lambda a, _f: a[DOER] == Doer.STAFF,
)


def staff_sexual(a: Answers, _f: Facts) -> bool:
    """Anything sexual between staff and a minor: no further questions, no upload (§2.2)."""
    return a[DOER] in {Doer.STAFF, Doer.PLACEMENT} and nude_path(a)


def _staff_sexual(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = open_lines(f.school, f.now, HelpTopic.STAFF_MISCONDUCT)
    return (
        N_("Thank you for telling this. It is not your fault."),
        N_("I ask nothing more. Other people must do that well."),
        *(line_text(line) for line in lines[:3]),
    )


STAFF_SEXUAL = Note(key="staffsex", text=_staff_sexual, when=staff_sexual)

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


WHOM = Choice(
    key="whom",
    text=N_("To whom does it happen?"),
    label=N_("To whom"),
    options=_whom_options,
    when=lambda a, _f: a[WHO] not in {None, "self"},
)

SPOKE = Choice(
    key="spoke",
    text=N_("Did you speak with this person yourself?"),
    label=N_("Spoken with"),
    options=(YES_OPTION, NO_OPTION, Option("cannot", N_("That is not possible"), "🚫")),
    when=lambda a, f: is_staff(a, f) and a[WHOM] in {"student", "staff"},
)

CHILD_KNOWS = Choice(
    key="knows",
    text=N_("Does your child know that you tell this?"),
    label=N_("Your child knows"),
    options=(YES_OPTION, NO_OPTION),
    when=lambda a, f: is_parent(a, f) and a[WHOM] == "student",
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
    voice_note=VOICE_NOTE,
    when=lambda a, f: not staff_sexual(a, f),
)


def _found(a: Answers, f: Facts) -> Options:
    already = a[DOER_WHO]
    found = people_named(text_of(a, STORY), f.people)
    return tuple(Option(p.person_id, verbatim(p.name)) for p in found if p.person_id != already)


ABOUT = Choice(
    key="about",
    text=(
        N_("Is it this person who does it?"),
        N_("Then this person will not read your report."),
    ),
    options=lambda a, f: (*_found(a, f), Option(NOBODY, N_("No"), "➖", N_("nope|nobody"))),
    when=lambda a, f: bool(_found(a, f)),
)

TELL = (
    WHO,
    DANGER,
    CALL,
    KIND,
    FORCED,
    FORCED_NEXT,
    NUDE,
    NUDE_NOTE,
    DOER,
    DOER_WHO,
    STAFF_SEXUAL,
    WHOM,
    SPOKE,
    CHILD_KNOWS,
    STORY,
    ABOUT,
)
