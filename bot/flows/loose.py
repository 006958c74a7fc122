"""What was typed or sent where nothing was asked: what it is for, as far as it seems to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.cases.kinds import Kind
from bot.flows import calling, what
from bot.flows.beside import TAP
from bot.flows.call_loose import (
    MAY_NOT,
    NO_NUMBER,
    NUMBER,
    REPORTED,
    THING,
    WITH,
    CallAbout,
    apart,
    call_wanted,
    ended,
)
from bot.flows.guessing import Guess, Guessed, told_in
from bot.flows.kit import Answers, Asking, Facts, Flow, Option, Options
from bot.flows.mine import clean, nude_asked
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.steps import Choice, Given
from bot.flows.tell import STORY
from bot.flows.uploads import words_only
from bot.flows.what import (
    ALARMED,
    FILES_NUDE,
    HEARD,
    HEARD_HELP,
    HEARD_NOTE,
    NUDE_HELP,
    NUDE_NOTE,
    NUDE_WORDS,
    WORRY,
    YES,
    nude_path,
)
from bot.flows.words import NOTHING, PICTURES, Told, text_of, with_told
from bot.text import N_, Text, verbatim
from bot.understanding.about import Intent
from bot.understanding.seeming import seems


@dataclass(frozen=True)
class Loose:
    """Something typed or sent outside every conversation, and what is to become of it.

    `answers` are those about somebody naked and about danger, for the report it goes into.
    `case_id` is the report that was sent and that they chose, "" where nothing was to choose.
    """

    where: str
    told: Told = field(repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    case_id: str = ""

    @property
    def naked(self) -> bool:
        """Whether it may be about somebody naked."""
        return nude_path(Answers(self.answers))

    @property
    def alarmed(self) -> bool:
        """Whether danger was heard in it."""
        return _alarmed(Answers(self.answers))


IS_SAFE = Given(key=what.DANGER.key)
"""That they are safe, when they said so: the report does not ask it once more."""
TALKS = Given(key=what.TALK_WANTED.key)
"""That they want to talk, when they tapped it: the report is urgent then."""
SENT = Given(key="sent")
"""The reports it can be put with, one a line: its id, then its name."""
UNSENT = Given(key="unsent")
"""`YES` if there is one that is not sent yet, with which it can be put too."""
WHERE_ASKED: Mapping[Intent, Guess] = {
    Intent.REPORT: Guess("report", N_("Do you want to report this?")),
    Intent.MAY_I_POST: Guess("mag", N_("Do you want to know if you may post this?")),
    Intent.CONTACT: Guess("contact", N_("Do you want to know who can help you?")),
    Intent.RULES: Guess("rules", N_("Do you want to read the rules?")),
}
PUT_WITH = Guess("mine", N_("Shall I send this to school, with your report?"))
MORE_OF_IT = frozenset({None, Intent.REPORT, Intent.OTHER})
"""What somebody says after reporting is likely to be more of that, unless it asks for something."""
_FILES = (
    Option("report", N_("Report it"), "📣", N_("report|yes")),
    Option("mag", N_("May I post this?"), "🤔", N_("post|may i")),
    Option("mine", N_("Add it to my report"), "📎", N_("add|my report")),
)
_WORDS = (
    Option("contact", N_("Who can help me?"), "💁", N_("who can help|contact")),
    Option("rules", N_("The rules"), "📖", N_("rules")),
)
_CASES = Option("cases", N_("Cases"), "🗂️")
"""What a colleague types is about their work first."""
_TELL = Option("report", N_("Tell what happened"), "📣", N_("tell|report|yes"))
_LATER = Option("nothing", N_("Not now"), "⏳", N_("no|later|not now"))
_NOTHING = (Option("nothing", N_("Nothing, go to the menu"), "🏠", N_("nothing|menu|no")),)


def _alarmed(a: Answers) -> bool:
    return a[ALARMED] == YES


def _asked(a: Answers, _f: Facts) -> tuple[Text, ...]:
    """After danger nothing is asked but what has to do with it; what was typed is not gone."""
    if _alarmed(a):
        kept = N_("I keep your words. School does not have them yet.")
        return (kept, N_("Do you want to tell what happened?"))
    return (N_("What do you want to do with this?"),)


def _ways(a: Answers, f: Facts) -> Options:
    """What words can be for; a file is only for the first ones."""
    if _alarmed(a):
        return (_TELL, *(_FILES[-1:] if a[REPORTED] else ()), _LATER)
    first = (_CASES,) if f.person else ()
    files = _FILES if a[REPORTED] or a[SENT] or a[UNSENT] else _FILES[:-1]
    return (*first, *files, *(_WORDS if text_of(a, THING) else ()), *_NOTHING)


def _where_guessed(asking: Asking) -> Guess | None:
    """What they seem to want; who tells bad things and asks for help may want either."""
    if _alarmed(asking.answers) or asking.facts.person:
        return None
    seem, reported = seems(told_in(asking)), asking.answers[REPORTED]
    if reported == YES and told_in(asking) and seem.intent in MORE_OF_IT:
        return PUT_WITH
    unsure = {
        Intent.REPORT: bool(reported),
        Intent.MAY_I_POST: bool(asking.answers[WORRY]),
        Intent.CONTACT: seem.kind not in {None, Kind.OTHER},
        Intent.RULES: bool(reported),  # "I must take my report back" is for school to hear
    }
    if seem.intent is None or unsure.get(seem.intent):
        return None
    return WHERE_ASKED.get(seem.intent)


WHERE = Guessed(
    key="where",
    text=_asked,
    options=_ways,
    guess=_where_guessed,
    otherwise=N_("No, something else"),
    when=lambda a, f: not ended(a, f),
)


def _sent(a: Answers, _f: Facts) -> Options:
    found = (line.partition(" ") for line in (a[SENT] or "").splitlines())
    return tuple(Option(case_id, verbatim(name)) for case_id, _, name in found)


WHICH = Choice(
    key="which",
    text=N_("Which report?"),
    options=_sent,
    when=lambda a, f: a[WHERE] == "mine" and clean(a, THING) != Told() and len(_sent(a, f)) > 1,
)


def _naked_unasked(a: Answers) -> bool:
    """What goes to a report that was sent: nothing more is asked there."""
    heard = a[WORRY] == HEARD and _alarmed(a)
    return heard or (not a[WORRY] and (a[THING] or Told()).pictured)


def answered(stored: Mapping[str, str]) -> dict[str, str]:
    """The answers about somebody naked, danger and a call, to go along into a report."""
    about = (WORRY.key, what.NUDE.key, FILES_NUDE, IS_SAFE.key, TALKS.key, ALARMED.key)
    call = (calling.WANTED.key, calling.CALLER.key, calling.NUMBER.key, MAY_NOT.key)
    return {key: stored[key] for key in (*about, *call) if key in stored}


def _unpictured(a: Answers) -> Told:
    """What was told, without what can show somebody naked: nobody is asked that in danger."""
    told = clean(a, THING)
    return replace(told, items=tuple(one for one in told.items if one[1] not in PICTURES))


def _loose(a: Answers, f: Facts) -> tuple[object, ...]:
    if calling.wanted(a, f) and a[WITH] == YES:
        number = a.stored.get(NUMBER.key, "")
        return (CallAbout(_unpictured(a), nude_path(a), number),)
    if calling.to_be_called(a, f):
        told = {**answered(a.stored), STORY.key: with_told("", _unpictured(a))}
        return (call_wanted(Answers(told), f),)
    return (Loose(a[WHERE] or "", clean(a, THING), answered(a.stored), a[WHICH] or ""),)


ADDED = N_("I put that with your words. School does not have it.")
"""Not to a colleague, who is school."""
LOOSE = Flow(
    "loose",
    (
        WORRY,
        ALARMED,
        THING,
        HEARD_NOTE,
        HEARD_HELP,
        replace(
            nude_asked(what.NUDE.key, lambda a, _f: a[WORRY] == HEARD),
            asked=lambda a, _f: not _alarmed(a),  # nobody in danger is; an answer still counts
        ),
        NUDE_NOTE,
        NUDE_HELP,
        NUDE_WORDS,
        IS_SAFE,
        TALKS,
        REPORTED,
        SENT,
        UNSENT,
        calling.WANTED,
        calling.NOT_THESE,
        WITH,
        MAY_NOT,
        replace(calling.CALLER, when=apart),
        NUMBER,
        NO_NUMBER,
        WHERE,
        WHICH,
        nude_asked(FILES_NUDE, lambda a, _f: a[WHERE] == "mine" and _naked_unasked(a)),
    ),
    _loose,
    overflow=THING,
    added=ADDED,
    instead=lambda _a, f: {ADDED.key: TAP} if f.person else {},
)


def alarming(session: Session | None) -> bool:
    """Whether this conversation holds words in which danger was heard."""
    alarmed = session is not None and session.flow == LOOSE.name
    return alarmed and _alarmed(Answers(session.answers if session else {}))


def told(session: Session) -> Told:
    """What was told in this conversation so far."""
    stored = session.answers.get(THING.key) or session.drafts.get(THING.key)
    return THING.parse(stored or NOTHING) or Told()


def tells(session: Session | None) -> bool:
    """Whether this conversation holds anything that was told where nothing was asked."""
    return session is not None and session.flow == LOOSE.name and told(session) != Told()


def into_report(loose: Session, draft: Session | None) -> Session:
    """The report not sent yet, or a new one, with what was told here: its story is still asked."""
    report = draft or Session(REPORT.name, loose.token, seen=loose.seen)
    return with_story(report, told(loose), loose.answers)


def with_story(
    report: Session, told: Told, known: Mapping[str, str], *, asked: bool = True
) -> Session:
    """The report with this put to its story, which is `asked` all the same if it was not told yet.

    `known` is what was answered about danger and about somebody naked; a report that was begun
    says itself whether there is danger, and one on the nude path stays on it.
    """
    so_far = report.answers.get(STORY.key) or report.drafts.get(STORY.key, "")
    story = {STORY.key: with_told(so_far, told)}
    known = answered(known)
    if report.answers or report.drafts:
        known.pop(IS_SAFE.key, None)
    answers = {**report.answers, **({} if words_only(report) else known)}
    if asked and STORY.key not in report.answers:
        return replace(report, answers=answers, drafts={**report.drafts, **story})
    drafts = {key: value for key, value in report.drafts.items() if key != STORY.key}
    return replace(report, answers={**answers, **story}, drafts=drafts)
