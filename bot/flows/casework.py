"""What a handler writes while working a case: a step's record, a note, the end.

Each is a conversation about one case (the session's subject). Protocol A.4-A.9, B.1-B.8: people
decide, here it is only written down.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.cases.kinds import Outcome, RouteId
from bot.cases.routes import Duty, RouteStep
from bot.cases.steps import AT_ONCE
from bot.flows.kit import Answers, Facts, Flow, Option, Options
from bot.flows.steps import Choice, Given
from bot.flows.what import NO, YES
from bot.flows.words import Words, text_of
from bot.text import N_, Text


@dataclass(frozen=True)
class StepRecorded:
    """A step was done, with what was decided and what was written about it."""

    step_id: str
    choice: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class StepDropped:
    """A step is not needed, and why; not `sure`: it is left as it was."""

    step_id: str
    words: str = field(repr=False)
    sure: bool = True


@dataclass(frozen=True)
class NoteWritten:
    """A note on the case, for every handler or only for the writer."""

    words: str = field(repr=False)
    private: bool = False


@dataclass(frozen=True)
class Ending:
    """How the case ends and what the reporter hears ("" means the usual sentence).

    `why` is what an urgent case ends for; not `sure`: it stays open after all.
    """

    outcome: Outcome
    words: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    sure: bool = True


@dataclass(frozen=True)
class OriginalWanted:
    """The original of an item should leave, and why."""

    item_id: str
    words: str = field(repr=False)


UNDONE_NAMED = 6
ROUTE = Given(key="route")
STEP = Given(key="step")
PROMISED = Given(key="promised")
"""YES for a question that a student was promised, and that other steps wait for."""
UNWANTED = Given(key="unwanted")
"""YES for a call to parents to which the reporter did not say yes."""
NO_YES = N_("The reporter did not say yes.")


def _step(a: Answers, f: Facts) -> RouteStep | None:
    if a[ROUTE] not in set(RouteId):
        return None
    route = f.school.route(RouteId(a[ROUTE] or ""))
    return next((step for step in route.steps if step.step_id == a[STEP]), None)


def asks_more(step: RouteStep) -> bool:
    """Whether ticking this step off asks something first: a decision, a hearing, a measure."""
    return bool(step.decision) or step.hearing or step.duty is Duty.SANCTION


def _ways(a: Answers, f: Facts) -> Options:
    step = _step(a, f)
    return tuple(Option(c.choice_id, c.text) for c in step.decision) if step else ()


def _record(a: Answers, f: Facts) -> tuple[Text, ...]:
    step = _step(a, f)
    if step and step.hearing:
        return (
            N_("Who heard whom, when, and who was there?"),
            N_("Write facts only, and no names: write the student or the parent."),
        )
    if a[UNWANTED] == YES:
        return (NO_YES, N_("Why did school speak with the parents all the same?"))
    if step and step.duty is Duty.SANCTION:
        return (N_("Type the page and the measure of De Veilige School."),)
    return (N_("What do you want to write down with it?"),)


WAY = Choice(
    key="way",
    text=lambda a, f: step.text if (step := _step(a, f)) else N_("What was decided?"),
    options=_ways,
    when=lambda a, f: bool(_ways(a, f)),
)


def _is_owed(a: Answers, f: Facts) -> bool:
    step = _step(a, f)
    return a[UNWANTED] == YES or bool(step and (step.hearing or step.duty is Duty.SANCTION))


RECORD = Words(key="record", text=_record, when=_is_owed)
RECORD_MORE = Words(
    key="recordmore",
    text=_record,
    skip=N_("Nothing more"),
    when=lambda a, f: not RECORD.when(a, f),
)


STEP_DONE = Flow(
    "step",
    (ROUTE, STEP, UNWANTED, WAY, RECORD, RECORD_MORE),
    lambda a, _f: (
        StepRecorded(a[STEP] or "", a[WAY] or "", text_of(a, RECORD) or text_of(a, RECORD_MORE)),
    ),
)

LOCKS = (
    N_("Maatje told the reporter: we ask you first."),
    N_("Without this question the steps about the parents stay locked."),
    N_("Danger? Then mark the case as urgent."),
)
REASON = Words(
    key="reason",
    text=lambda a, f: (
        *(() if (step := _step(a, f)) is None else (step.text,)),
        *(LOCKS if a[PROMISED] == YES else ()),
        N_("Why is this step not needed?"),
        N_("One sentence is enough."),
    ),
)
SURE_DROP = Choice(
    key="suredrop",
    text=lambda a, f: (
        N_("This cannot wait:"),
        *(() if (step := _step(a, f)) is None else (step.text,)),
        N_("Are you sure that it is not needed?"),
    ),
    options=(
        Option(YES, N_("Yes, it is not needed"), "⭕", N_("yes|ok")),
        Option(NO, N_("No, leave it open"), "➖", N_("no|leave")),
    ),
    when=lambda a, f: bool((step := _step(a, f)) and step.duty in AT_ONCE),
)
STEP_NOT_NEEDED = Flow(
    "drop",
    (ROUTE, STEP, PROMISED, REASON, SURE_DROP),
    lambda a, _f: (StepDropped(a[STEP] or "", text_of(a, REASON), a[SURE_DROP] != NO),),
)

PRIVATE = Choice(
    key="private",
    text=N_("Who may read this note?"),
    options=(
        Option("all", N_("Everyone who works this case"), "👥", N_("everyone|all")),
        Option("me", N_("Only me"), "🙋", N_("me|private")),
    ),
)
NOTE = Words(key="note", text=N_("Type your note."))
WRITE_NOTE = Flow(
    "note",
    (NOTE, PRIVATE),
    lambda a, _f: (NoteWritten(text_of(a, NOTE), a[PRIVATE] == "me"),),
)

OUTCOMES: Options = (
    Option(Outcome.AGREEMENTS, N_("Agreements made")),
    Option(Outcome.APOLOGY, N_("Apology made")),
    Option(Outcome.REMOVED, N_("Message or picture removed")),
    Option(Outcome.PARENTS_TALK, N_("Talked with parents")),
    Option(Outcome.MEASURE, N_("Measure taken")),
    Option(Outcome.POLICE, N_("Police involved")),
    Option(Outcome.HELP, N_("Help arranged")),
    Option(Outcome.NO_INCIDENT, N_("No incident")),
    Option(Outcome.UNTRUE, N_("Not true, or a joke")),
    Option(Outcome.TAKEN_BACK, N_("Taken back by the reporter")),
    Option(Outcome.OTHER, N_("Something else")),
)
ENDINGS = Given(key="endings")
"""The outcomes that can be chosen now, parted by spaces; empty when all can."""
WAITING = Given(key="waiting")
"""The ids of the steps that must end before another outcome, parted by spaces."""
TALK_FIRST = N_("“Talked with parents” is there once that step is ticked off.")
OTHER_OUTCOME = N_("End those first for another outcome.")


def _endings(a: Answers, _f: Facts) -> Options:
    now = (a[ENDINGS] or "").split()
    return tuple(one for one in OUTCOMES if not now or one.value in now)


def _how(a: Answers, f: Facts) -> tuple[Text, ...]:
    question, offered = N_("How does this case end?"), {one.value for one in _endings(a, f)}
    if Outcome.AGREEMENTS in offered and Outcome.PARENTS_TALK not in offered:
        return (question, TALK_FIRST)
    if not (waiting := _named(a[WAITING], f)):
        return (question,)
    return (question, N_("These steps are still open:"), *waiting, OTHER_OUTCOME)


def _named(ids: str | None, f: Facts) -> tuple[Text, ...]:
    """Some of these steps in their own words, and how many more there are."""
    known = {step.step_id: step for route in f.school.routes for step in route.steps}
    wanted = (ids or "").split()
    named = tuple(known[one].text for one in wanted[:UNDONE_NAMED] if one in known)
    lines = tuple(Text("– {step}", values={"step": step}) for step in named)
    if rest := len(wanted) - len(named):
        return (*lines, N_("And {count} more step.", "And {count} more steps.").of(count=rest))
    return lines


OUTCOME = Choice(key="outcome", text=_how, options=_endings)
LAST_WORDS = Words(
    key="lastwords",
    text=(
        N_("What do you tell the reporter? Say what was done, without names."),
        N_("Short, simple sentences."),
    ),
    skip=N_("Use the usual sentence"),
)
URGENT = Given(key="urgent")
"""YES for an urgent case: then it is asked why it can end, and whether that is sure."""
UNDONE = Given(key="undone")
"""The ids of the steps that nobody did, parted by spaces."""


def _is_urgent(a: Answers, _f: Facts) -> bool:
    return a[URGENT] == YES


def _sure(a: Answers, f: Facts) -> tuple[Text, ...]:
    undone = _named(a[UNDONE], f)
    told = (N_("This was not done:"), *undone) if undone else ()
    hear = N_("The others who know this case hear that it is closed.")
    return (N_("This case is urgent. Close it?"), *told, hear)


WHY_CLOSE = Words(
    key="whyclose",
    text=(N_("This case is urgent. Why can it be closed?"), N_("Your colleagues read this.")),
    when=_is_urgent,
)
SURE = Choice(
    key="sure",
    text=_sure,
    options=(
        Option(YES, N_("Yes, close it"), "🏁", N_("yes|close")),
        Option(NO, N_("No, leave it open"), "➖", N_("no|leave")),
    ),
    when=_is_urgent,
)


def _ending(a: Answers, _f: Facts) -> tuple[Ending, ...]:
    outcome = Outcome(a[OUTCOME] or Outcome.OTHER)
    sure = a[SURE] != NO
    return (Ending(outcome, text_of(a, LAST_WORDS), text_of(a, WHY_CLOSE), sure),)


CLOSE = Flow(
    "close", (ENDINGS, WAITING, URGENT, UNDONE, OUTCOME, WHY_CLOSE, LAST_WORDS, SURE), _ending
)

ITEM = Given(key="item")
WHY_ORIGINAL = Words(
    key="whyorig",
    text=(
        N_("Why must the original leave, and who gets it?"),
        N_("A second colleague is asked, and first the reporter when they gave no name."),
    ),
)
WANT_ORIGINAL = Flow(
    "original",
    (ITEM, WHY_ORIGINAL),
    lambda a, _f: (OriginalWanted(a[ITEM] or "", text_of(a, WHY_ORIGINAL)),),
)

CASEWORK = (STEP_DONE, STEP_NOT_NEEDED, WRITE_NOTE, CLOSE, WANT_ORIGINAL)
