"""A case as its handlers see it: one screen, and the buttons their rights allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cases.case import Case, StepState, StepStatus
from bot.cases.kinds import HelpTopic, Mark, ReporterRole
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.routes import Duty, RouteStep
from bot.cases.schooltime import local_day
from bot.cases.status import STATUS_WORDS, status_of
from bot.cases.steps import at_once, has_ended, left_out, route_of
from bot.cases.whose import tells
from bot.conversations.card_buttons import (
    OTHERS_SIGN,
    STEPS_SHOWN,
    card_buttons,
    in_turn,
    more_buttons,
    own,
    step_rows,
)
from bot.conversations.card_danger import answers, is_pressing, shows_content, stands_first
from bot.conversations.card_head import doer_decided, reporter_name, title, what_happened, whose
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.quoting import quoted, words_of
from bot.conversations.thread import TO_REPORTER, TO_SCHOOL
from bot.flows.doer import DOER
from bot.flows.help import lines_for
from bot.flows.law import duty
from bot.flows.wording import MARK_WORDS
from bot.store import aftercare, case_links, cases, entries, evidence, pings
from bot.store.entries import Entry, EntryKind
from bot.text import N_, Text, verbatim
from bot.understanding.dutch import may_be_foreign

TALK_SHOWN = 6

ENTRY_WORDS = {
    "talk_in": N_("Reporter: {words}"),
    "talk_out": N_("School: {words}"),
    "note": N_("Note of {who}: {words}"),
    "private_note": N_("Your own note: {words}"),
    "step_note": N_("{who}: {words}"),
    "advice_asked": N_("{who} asks for advice: {words}"),
    "advice": N_("Advice of {who}: {words}"),
    "outcome": N_("Told the reporter: {words}"),
    "refused": N_(
        "A file was refused: it may show someone naked. Nobody has it. Never ask for it."
    ),
}
READ = N_("read by the reporter")
STATUS_SIGN = {StepStatus.OPEN: "⬜", StepStatus.DONE: "✅", StepStatus.NOT_NEEDED: "⭕"}

AFTERCARE = N_("Maatje asks the reporter how it goes: {days}.")
WHAT_ELSE = N_("What do you want to do with it?")
REPORTED = N_("It was reported with Maatje.")
"""Whether the reporter told anybody by mouth, nobody knows."""
YOU = N_("That is you: you know it now.")
LOOKED = N_("{name} has opened the case.")
OF_OTHERS = N_("{sign} A step of a colleague: you are asked who did it.")
OF_REPORTER = N_("{label}, says the reporter: {answer}")
LATE = N_("⏰ Late: this was due before {due}.")
LINKED = N_("Belongs with {names}.")


def show_card(x: Exchange, case: Case, person: Person, *said: Text) -> None:
    """The case on one screen: what was just done, what it is, what was told, what comes next."""
    linked = linked_cases(x, case, person)
    links = (LINKED.of(names=tuple(one.name for one in linked)),) if linked else ()
    lines = [*said, *title(x, case, person), *_head(x, case), *links, *_content(x, case, person)]
    lines.extend(_next_lines(x, case, person))
    buttons = card_buttons(x, case, person)
    opens = tuple((act(labelled("🔗", verbatim(one.name)), "case", one.case_id),) for one in linked)
    others = [one.case_id for one in linked]
    x.show(*lines, buttons=(*buttons, *opens), case_id=case.case_id, others=others)


def linked_cases(x: Exchange, case: Case, person: Person) -> tuple[Case, ...]:
    """The cases linked with this one, as far as this person may read them."""
    found = cases.of_ids(x.tx, case_links.linked_with(x.tx, case.case_id))
    return tuple(one for one in found if may(person, Action.READ, one, x.world.school))


def show_steps(x: Exchange, case: Case, person: Person) -> None:
    """Every step of the route with how far it is, and the buttons of those that can be done."""
    states = {state.step_id: state for state in case.steps}
    lines = [
        Text(
            "{sign} {text} ({who})",
            values={
                "sign": STATUS_SIGN[states[step.step_id].status],
                "text": _text(x, step, case, person),
                "who": _who_did(x, case, person, step),
            },
        )
        for step in route_of(case, x.world.school).steps
        if step.step_id in states
    ]
    ready = (*in_turn(x, case, person), *left_out(case, route_of(case, x.world.school)))
    rows = step_rows(x, case, person, ready)
    if rows and not all(own(x, one, case, person) for one in ready):
        lines.append(OF_OTHERS.of(sign=OTHERS_SIGN))
    back = act(labelled("⬅️", N_("Back")), "case", case.case_id)
    x.show(verbatim(case.name), *lines, buttons=(*rows, (back,)), case_id=case.case_id)


def _text(x: Exchange, step: RouteStep, case: Case, person: Person) -> Text:
    """What is to be done; of who is told by it, that this is them, or that they looked already."""
    if step.duty is Duty.REPORTING:
        return REPORTED
    if has_ended(case, step.step_id):
        return step.text
    more = YOU if tells(step, person) else _looked(x, step, case)
    if more is None:
        return step.text
    return Text("{text} {more}", values={"text": step.text, "more": more})


def _looked(x: Exchange, step: RouteStep, case: Case) -> Text | None:
    """Who of the role that is told by this step was pinged and has opened the case."""
    if step.tells is None:
        return None
    looked = {one.person_id for one in pings.of_case(x.tx, case.case_id) if one.confirmed}
    found = (one for one in x.around.people if one.person_id in looked and one.has(step.tells))
    return next((LOOKED.of(name=one.name) for one in found), None)


def _who_did(x: Exchange, case: Case, person: Person, step: RouteStep) -> Text | str:
    """Who said that it ended, else whose it is."""
    state = case.step(step.step_id)
    if state is not None and state.by is not None:
        return x.around.name(state.by)
    return whose(x, step, case, person)


def show_more(x: Exchange, case: Case, person: Person) -> None:
    """What else can be done with it: the card itself has only what is needed most."""
    back = act(labelled("⬅️", N_("Back")), "case", case.case_id)
    rows = more_buttons(x, case, person)
    x.show(verbatim(case.name), WHAT_ELSE, buttons=(*rows, (back,)), case_id=case.case_id)


def _head(x: Exchange, case: Case) -> Iterator[Text]:
    yield N_("{status}. Reported {since}. Owner: {owner}.").of(
        status=STATUS_WORDS[status_of(case)],
        since=case.created,
        owner=x.around.name(case.owner),
    )
    yield from what_happened(x, case)
    if case.school_class:
        yield N_("Class {name}.").of(name=case.school_class)
    if case.asked:
        asked = tuple(x.around.name(one) for one in sorted(case.asked))
        yield N_("Asked for advice: {names}.").of(names=asked)
    shown = sorted(mark for mark in case.marks if mark in MARK_WORDS and mark is not Mark.COERCION)
    if shown:
        yield N_("Note: {marks}.").of(marks=tuple(MARK_WORDS[mark] for mark in shown))
    if Mark.NUDE in case.marks:
        yield from _hands_off(x)
    if case.sexual_by_staff:
        yield from duty(x.facts, case.excluded)
    if days := [local_day(x.world.school, at) for at in aftercare.to_come(x.tx, case.case_id)]:
        yield AFTERCARE.of(days=tuple(Text("{day}", values={"day": day}) for day in days))


def _hands_off(x: Exchange) -> Iterator[Text]:
    """What nobody may do with a sexual image of a minor (art. 252 Sr), and whom to ask."""
    yield N_("Ask for no picture. Do not look at it, save it or pass it on.")
    yield N_("Who has it leaves it on the phone. Ask the police or Helpwanted what to do:")
    yield from lines_for(ReporterRole.STAFF, x.facts, HelpTopic.POLICE, HelpTopic.SEXTORTION)


def _content(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    """What people told and wrote, where staff may read it."""
    if not shows_content(x):
        yield N_("Read what was told on the page: {url}").of(url=x.world.public_url)
        return
    found = entries.of_case(x.tx, case.case_id)
    if not is_pressing(case):
        yield from reporter_name(x, case, person)
    told = _told(found, pressing=is_pressing(case))
    yield from map(_as_theirs, told) if doer_decided(x, case) else told
    count = len(evidence.of_case(x.tx, case.case_id))
    if count:
        yield N_("{count} file is kept safe.", "{count} files are kept safe.").of(count=count)
    talk = [entry for entry in found if _may_see(entry, person)]
    yield from (_line(x, case, entry) for entry in talk[-TALK_SHOWN:])
    entries.see(x.tx, case.case_id, TO_SCHOOL)
    if any(may_be_foreign(entry.body) for entry in found if entry.kind in {"story", "talk_in"}):
        yield N_("This may be another language. Ask for an interpreter.")


def _told(found: Sequence[Entry], *, pressing: bool) -> Iterator[Text]:
    for entry in found:
        if entry.kind == "detail":
            yield from (
                line
                for label, line in answers([entry])
                if not (pressing and stands_first(label, line))
            )
        elif entry.kind == "story":
            yield N_("Told: “{words}”").of(words=quoted(entry.body))


def _as_theirs(line: Text) -> Text:
    """The reporter's answer to who does it says whose it is, as a colleague decided otherwise."""
    return OF_REPORTER.of(**line.values) if line.values.get("label") == DOER.label else line


def _may_see(entry: Entry, person: Person) -> bool:
    if entry.kind == "private_note":
        return entry.author == person.person_id
    return entry.kind in ENTRY_WORDS


def _line(x: Exchange, case: Case, entry: Entry) -> Text:
    words = _of_step(x, case, entry) or words_of(entry)
    line = ENTRY_WORDS[entry.kind].of(words=words, who=x.around.name(entry.author))
    if entry.seen and entry.kind in TO_REPORTER:
        return Text("{line} ({read})", values={"line": line, "read": READ})
    return line


def _of_step(x: Exchange, case: Case, entry: Entry) -> Text | None:
    """What was written with a step, behind what its button says; None for anything else.

    One that is not needed is never said as done. A step that was left out since keeps its name.
    """
    step_id, _, words = entry.body.partition(" – ")
    left_out = x.world.school.route(case.route, case.route_version).steps
    steps = (*route_of(case, x.world.school).steps, *left_out)
    found = next((step for step in steps if step.step_id == step_id), None)
    if entry.kind is not EntryKind.STEP_NOTE or found is None:
        return None
    done = (case.step(step_id) or StepState(step_id)).status is not StepStatus.NOT_NEEDED
    step = found.button if done else N_("Not needed: {step}").of(step=found.text)
    return Text("{step} – {words}", values={"step": step, "words": quoted(words)})


def _next_lines(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    """What comes next; that somebody is to be told is no news to who cannot tick it off."""
    said = at_once(case, route_of(case, x.world.school))
    works = may(person, Action.WORK, case, x.world.school)
    ready = (one for one in in_turn(x, case, person) if works or not tells(one, person))
    for step in [one for one in ready if one != said][:STEPS_SHOWN]:
        state = case.step(step.step_id) or StepState(step.step_id)
        text = _text(x, step, case, person)
        yield N_("Next: {text} ({who})").of(text=text, who=whose(x, step, case, person))
        if state.due:
            late = state.due < x.tx.now
            yield (LATE if late else N_("Before {due}.")).of(due=state.due)
