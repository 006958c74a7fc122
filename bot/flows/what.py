"""Who tells it and what happens: danger, which kind, is somebody forced, is it naked.

Protocol: "oneigenlijk gebruik sociale media" (the six kinds). Help comes before any further
question; a sexual image of a minor must never reach the school (art. 252 Sr).
"""

from __future__ import annotations

from bot.cases.kinds import HelpTopic, Kind, Mark, ReporterRole
from bot.flows.alarm import ALARM
from bot.flows.danger import AskedOfDanger
from bot.flows.guessing import Gist, Guess, Guessed, told_in
from bot.flows.help import confidants, lines_for
from bot.flows.kinds import COERCION, KIND_ASKED, KIND_OPTIONS, MARK_OPTIONS, OF_ANOTHER, PICTURED
from bot.flows.kit import Answers, Asking, Facts, Note, Option, Options
from bot.flows.reading import DUNNO
from bot.flows.steps import Choice, Given, Several
from bot.text import N_, Text
from bot.understanding.naked import may_be_naked as may_be_naked_in
from bot.understanding.seeming import seems

YES, NO, UNSURE = "yes", "no", "unsure"

YES_OPTION = Option(YES, N_("Yes"), "✔️", N_("yeah|yep|yup|sure"), ("👍", "✅"))
NO_OPTION = Option(NO, N_("No"), "➖", N_("nope|nah|no no"), ("👎", "❌"))
UNSURE_OPTION = Option(UNSURE, N_("I do not know"), "🤷", DUNNO)


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
        Option("other", N_("Student: about someone else"), "🧑‍🤝‍🧑", N_("friend|someone else")),
        Option("parent", N_("Parent or carer"), "👪", N_("parent|mother|father|mum|dad")),
        Option("staff", N_("I work here"), "🏫", N_("teacher|staff|mentor|employee")),
    ),
    bare=True,  # "my father hits me" is told by no father
)

CALL_WANTED = Given(key="callwanted")
"""That they asked to be called back."""
TALK_WANTED = Choice(
    key="talkwanted",
    text=N_("Do you want to talk with someone at school?"),
    label=N_("Wants to talk"),
    default=NO,
    options=(YES_OPTION, NO_OPTION),
)
"""Tapped below words about danger: never asked, and it can be changed on the look-back."""
ALARMED = Given(key="alarmed")
"""That danger was heard where nothing was asked: whom to call was said with it."""


def asks_for_somebody(a: Answers) -> bool:
    """They want to be called, or to talk: then it is urgent, and no question about danger more."""
    return YES in {a[CALL_WANTED], a[TALK_WANTED]}


def role_of(a: Answers) -> ReporterRole:
    """In which role somebody tells it; a student until they say otherwise."""
    who = a[WHO]
    return ReporterRole(who) if who in {"parent", "staff"} else ReporterRole.STUDENT


DANGER = AskedOfDanger(
    key="danger",
    text=N_("Is someone in danger right now?"),
    label=N_("Danger now"),
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    no=NO,
    asked=lambda a, f: not (asks_for_somebody(a) or forced(a, f)),
    of_themselves=lambda a, _f: a[WHO] in {None, "self"},
    also=COERCION,
    goes_to="kind",
    begun=frozenset({YES}),
)


def lines_in_danger(a: Answers, f: Facts) -> tuple[Text, ...]:
    """Beside 112: who is unsure may want to talk about it."""
    topics = {YES: (HelpTopic.SUICIDE, HelpTopic.HOME), UNSURE: (HelpTopic.TALK,)}
    return lines_for(role_of(a), f, *topics.get(a[DANGER] or NO, ()))


def _call_now(a: Answers, f: Facts) -> tuple[Text, ...]:
    return (
        N_("Call 112 now. Or ask someone near you to call.") if a[DANGER] == YES else ALARM,
        *lines_in_danger(a, f),
        N_("You can go on here. Your answers stay."),
    )


CALL = Note(key="call", text=_call_now, when=lambda a, _f: a[DANGER] in {YES, UNSURE})


def kinds(a: Answers, _f: Facts) -> Options:
    """The kinds; who tells it of another is not the one who is forced."""
    if a[WHO] in {None, "self"}:
        return KIND_OPTIONS
    return tuple(OF_ANOTHER if one.value == COERCION else one for one in KIND_OPTIONS)


def _kind_guessed(asking: Asking) -> Guess | None:
    seem = seems(told_in(asking))
    kind = COERCION if seem.forced else seem.kind or Kind.OTHER
    return Guess(kind, KIND_ASKED[kind]) if kind in KIND_ASKED else None


KIND = Gist(
    key="kind",
    text=N_("What happens online?"),
    label=N_("What"),
    options=kinds,
    guess=_kind_guessed,
    otherwise=N_("No, something else"),
    along=("nude", "doer", "whom"),
)
"""What was told before may answer those three as well."""

MORE_KINDS = Several(
    key="kinds",
    text=N_("What else happens? Tap all that fit."),
    label=N_("This too"),
    default="",
    options=lambda a, f: tuple(o for o in kinds(a, f) if o.value != a[KIND]),
    among=KIND_OPTIONS,
)

MARKS = Several(
    key="marks",
    text=N_("Does one of these fit?"),
    label=N_("About"),
    default="",
    options=MARK_OPTIONS,
)


def every_kind(a: Answers) -> frozenset[str]:
    """Everything that was tapped, "someone forces me" among it."""
    return frozenset(kind for kind in (a[KIND], *(a[MORE_KINDS] or ())) if kind)


def forced(a: Answers, _f: Facts) -> bool:
    """Somebody is made to do something: the reporter tapped "someone forces me"."""
    return COERCION in every_kind(a)


def _helpers(a: Answers, f: Facts) -> tuple[Text, ...]:
    """Who can help, outside school and in it, without the lines that stand above already."""
    topics = (HelpTopic.SEXTORTION, HelpTopic.SEXTORTION, HelpTopic.SUICIDE)
    said = lines_in_danger(a, f)
    lines = tuple(one for one in lines_for(role_of(a), f, *topics) if one not in said)
    alarm = () if a[DANGER] in {YES, UNSURE} else (ALARM,)
    return (N_("These people can help you:"), *lines, *confidants(f), *alarm)


PAY_NOT = (
    N_("It is not your fault."),
    N_("Do not pay. Send nothing more. Do not answer."),
    N_("Keep the name and the chat."),
)
FORCED = Note(key="forced", text=PAY_NOT, when=forced)
FORCED_HELP = Note(key="forced3", text=_helpers, when=forced)
FORCED_NEXT = Note(
    key="forced2",
    text=(
        N_("After you send this, school gets a message at once."),
        N_("School tries to answer on the same school day. Is it closed? Then on the next one."),
        N_("Is it over? After two days I ask how you are."),
    ),
    when=forced,
)

FILES_NUDE = "nudefiles"
"""Key of the same question asked later, before files of any other kind are taken."""


HEARD, FILE = "words", "file"
WORRY = Given(key="worry")
"""Why it must be asked: `HEARD` words that may be about it, or a `FILE` came before the answer."""


def helped(a: Answers, f: Facts) -> bool:
    """The lines of who can help stand above already."""
    return forced(a, f) or a[WORRY] == HEARD


def may_be_naked(a: Answers) -> bool:
    """Pictures, film, sound, force, a fake made with AI, or words about it: then it is asked."""
    pictured = bool(PICTURED & every_kind(a)) or Mark.AI_FAKE in (a[MARKS] or ())
    return pictured or bool(a[WORRY])


HEARD_NOTE = Note(
    key="heard",
    text=(
        N_("Good that you tell me this."),
        N_("Is there a photo or film? Do not pass it on. Do not send it to me."),
    ),
    when=lambda a, _f: a[WORRY] == HEARD,
)
"""Somebody just said it: a kind word and help come before the question about it."""
HEARD_HELP = Note(
    key="heard2",
    text=_helpers,
    when=lambda a, f: a[WORRY] == HEARD and a[ALARMED] != YES and not forced(a, f),
)


NAKED = N_("Naked or sex")
NUDE = Guessed(
    key="nude",
    text=N_("Is it about being naked, or about sex?"),
    label=NAKED,
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    when=lambda a, _f: may_be_naked(a),
    guess=lambda asking: Guess(YES, NAKED) if may_be_naked_in(told_in(asking)) else None,
    otherwise=NO_OPTION.label,
    alone=False,
    begun=frozenset({YES}),
)


def nude_path(a: Answers) -> bool:
    """Words only: a sexual image of a minor must never reach us (art. 252 Sr)."""
    return not {a.stored.get(NUDE.key), a.stored.get(FILES_NUDE)}.isdisjoint({YES, UNSURE})


def said_no(a: Answers) -> bool:
    """It was asked in this conversation, and nobody naked can be seen."""
    given = {a.stored.get(NUDE.key), a.stored.get(FILES_NUDE)}
    return NO in given and not nude_path(a)


NO_FILES = N_("Do not send it to me. Leave it on your phone. Tell me in words.")
NUDE_NOTE = Note(
    key="nude2",
    text=(
        N_("Do NOT send the photo or film to me. Do not pass it on."),
        N_("Take no picture of it. Leave it on the phone."),
        N_("Show it to nobody."),
    ),
    when=lambda a, _f: nude_path(a),
)
SEND_AGAIN = Note(
    key="sendagain",
    text=(N_("Thank you. Now you can send it."), N_("Please send it one more time.")),
    when=lambda a, _f: a[WORRY] == FILE and said_no(a),
)
NUDE_HELP = Note(
    key="nude3",
    text=_helpers,
    when=lambda a, f: nude_path(a) and not helped(a, f),
)
NUDE_WORDS = Note(
    key="nude4",
    text=(
        N_("It is not your fault."),
        N_("Does someone threaten you now? Call 112."),
        N_("Tell it in words only."),
    ),
    when=lambda a, f: nude_path(a) and not forced(a, f),
)

WHAT = (
    DANGER,
    CALL,
    KIND,
    MORE_KINDS,
    MARKS,
    FORCED,
    FORCED_HELP,
    FORCED_NEXT,
    WORRY,
    NUDE,
    NUDE_NOTE,
    NUDE_HELP,
    NUDE_WORDS,
    SEND_AGAIN,
)
