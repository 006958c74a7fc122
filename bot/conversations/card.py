"""A case as its handlers see it: one screen, and the buttons their rights allow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bot.cases.case import Case, StepStatus
from bot.cases.kinds import HelpTopic, Mark, ReporterRole, RouteId
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.cases.status import STATUS_WORDS, status_of
from bot.cases.steps import next_steps, route_of
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.quoting import quoted, quoted_in, words_of
from bot.conversations.thread import TO_REPORTER, TO_SCHOOL
from bot.flows.help import lines_for
from bot.flows.law import duty
from bot.flows.wording import KIND_WORDS, MARK_WORDS, ROLE_WORDS, ROUTE_WORDS
from bot.store import case_links, cases, entries, evidence
from bot.store.entries import Entry
from bot.text import N_, Button, Text, from_data, verbatim
from bot.understanding.dutch import may_be_foreign

STEPS_SHOWN = 3
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
STATUS_SIGN = {StepStatus.OPEN: "⬜", StepStatus.DONE: "✅", StepStatus.NOT_NEEDED: "➖"}

LINKED = N_("Belongs with {names}.")

Rows = tuple[tuple[Button, ...], ...]


def show_card(x: Exchange, case: Case, person: Person, *said: Text) -> None:
    """The case on one screen: what was just done, what it is, what was told, what comes next."""
    linked = linked_cases(x, case, person)
    links = (LINKED.of(names=tuple(one.name for one in linked)),) if linked else ()
    lines = [*said, *_head(x, case), *links, *_content(x, case, person)]
    lines.extend(_next_lines(x, case, person))
    buttons = card_buttons(case, person, x.world.school)
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
            "{sign} {id} {text}",
            values={
                "sign": STATUS_SIGN[states[step.step_id].status],
                "id": step.step_id,
                "text": step.text,
            },
        )
        for step in route_of(case, x.world.school).steps
        if step.step_id in states
    ]
    back = act(labelled("⬅️", N_("Back")), "case", case.case_id)
    rows = (*_step_rows(case, person, _in_turn(case, person, x.world.school), x.world.school),)
    x.show(verbatim(case.name), *lines, buttons=(*rows, (back,)), case_id=case.case_id)


def _head(x: Exchange, case: Case) -> Iterator[Text]:
    urgent = N_("🔴 URGENT – {name}") if case.urgent and not case.closed else N_("{name}")
    yield urgent.of(name=case.name)
    yield N_("{status}. Reported {since}. Owner: {owner}.").of(
        status=STATUS_WORDS[status_of(case)],
        since=case.created,
        owner=x.around.name(case.owner),
    )
    kinds = (KIND_WORDS[case.kind], *(KIND_WORDS[kind] for kind in sorted(case.more_kinds)))
    yield Text(
        "{route} {words}: {kinds}",
        values={
            "route": case.route.value,
            "words": ROUTE_WORDS[case.route],
            "kinds": tuple(kinds),
        },
    )
    if case.school_class:
        yield N_("Class {name}.").of(name=case.school_class)
    if case.marks:
        marks = tuple(MARK_WORDS[mark] for mark in sorted(case.marks) if mark in MARK_WORDS)
        yield N_("Note: {marks}.").of(marks=marks)
    if Mark.NUDE in case.marks:
        yield from _hands_off(x)
    if case.sexual_by_staff:
        yield from duty(x.facts, case.excluded)


def _hands_off(x: Exchange) -> Iterator[Text]:
    """What nobody may do with a sexual image of a minor (art. 252 Sr), and whom to ask."""
    yield N_("Ask for no picture. Do not look at it, save it or pass it on.")
    yield N_("Who has it leaves it on the phone. Ask the police or Helpwanted what to do:")
    yield from lines_for(ReporterRole.STAFF, x.facts, HelpTopic.POLICE, HelpTopic.SEXTORTION)


def _content(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    """Words of people only where staff may read them: in Telegram not, when there is a page."""
    if x.world.content_on_page and x.contact.door != "web":
        yield N_("Read what was told on the page: {url}").of(url=x.world.public_url)
        return
    found = entries.of_case(x.tx, case.case_id)
    name = cases.reporter_name(x.tx, case.case_id)
    if name and may(person, Action.SEE_REPORTER_NAME, case, x.world.school):
        x.log("SawReporterName", case.case_id)
        yield N_("The reporter's name: {name}").of(name=quoted(name))
    yield from _told(found)
    count = len(evidence.of_case(x.tx, case.case_id))
    if count:
        yield N_("{count} file is kept safe.", "{count} files are kept safe.").of(count=count)
    talk = [entry for entry in found if _may_see(entry, person)]
    yield from (_line(x, entry) for entry in talk[-TALK_SHOWN:])
    entries.see(x.tx, case.case_id, TO_SCHOOL)
    if any(may_be_foreign(entry.body) for entry in found if entry.kind in {"story", "talk_in"}):
        yield N_("This may be another language. Ask for an interpreter.")


def _told(found: Sequence[Entry]) -> Iterator[Text]:
    for entry in found:
        if entry.kind == "detail":
            for label, answer in json.loads(entry.body):
                pair = {"label": from_data(label), "answer": quoted_in(from_data(answer))}
                yield Text("{label}: {answer}", values=pair)
        elif entry.kind == "story":
            yield N_("Told: “{words}”").of(words=quoted(entry.body))


def _may_see(entry: Entry, person: Person) -> bool:
    if entry.kind == "private_note":
        return entry.author == person.person_id
    return entry.kind in ENTRY_WORDS


def _line(x: Exchange, entry: Entry) -> Text:
    line = ENTRY_WORDS[entry.kind].of(words=words_of(entry), who=x.around.name(entry.author))
    if entry.seen and entry.kind in TO_REPORTER:
        return Text("{line} ({read})", values={"line": line, "read": READ})
    return line


def _in_turn(case: Case, person: Person, school: School) -> tuple[RouteStep, ...]:
    """What can be done now: one's own first, and what must be done before what may."""
    ready = next_steps(case, route_of(case, school))
    return tuple(sorted(ready, key=lambda step: (not person.has(step.owner), step.if_needed)))


def _next_lines(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    for step in _in_turn(case, person, x.world.school)[:STEPS_SHOWN]:
        state = case.step(step.step_id)
        values = {
            "id": step.step_id,
            "text": step.text,
            "who": ROLE_WORDS[step.owner],
            "source": step.reference,
        }
        yield N_("Next: {id} {text} ({who}; {source})").of(**values)
        if state and state.due:
            yield N_("Before {due}.").of(due=state.due)


def card_buttons(case: Case, person: Person, school: School) -> Rows:
    """What this person may do with this case now."""
    first = _in_turn(case, person, school)[:STEPS_SHOWN]
    return (*_step_rows(case, person, first, school), *_other_rows(case, person, school))


def _step_rows(case: Case, person: Person, steps: tuple[RouteStep, ...], school: School) -> Rows:
    if not may(person, Action.WORK, case, school):
        return ()
    return tuple(_step_row(case, step) for step in steps)


def _step_row(case: Case, step: RouteStep) -> tuple[Button, ...]:
    done = labelled("✅", step.button)
    drop = labelled("➖", N_("Not needed: {id}").of(id=step.step_id))
    return (
        act(done, "done", case.case_id, step.step_id),
        act(drop, "drop", case.case_id, step.step_id),
    )


def _other_rows(case: Case, person: Person, school: School) -> Rows:
    offered = (
        (Action.WORK, "take", labelled("🙋", N_("I take this case"))),
        (Action.HAND_OVER, "handover", labelled("🤲", N_("Hand it over"))),
        (Action.TALK, "reply", labelled("💬", N_("Write to the reporter"))),
        (Action.EVIDENCE, "evidence", labelled("📎", N_("Look at the proof"))),
        (Action.TALK, "question", labelled("❓", N_("Ask the reporter"))),
        (Action.ASK, "ask", labelled("🧭", N_("Ask for advice"))),
        (Action.NOTE, "advise", labelled("🧭", N_("Answer the advice"))),
        (Action.TALK, "sendfile", labelled("📎", N_("Send the reporter a file"))),
        (Action.NOTE, "note", labelled("📝", N_("Write a note"))),
        (Action.WORK, "link", labelled("🔗", N_("Link with another case"))),
        (Action.READ, "people", labelled("👥", N_("People and SOM"))),
        (Action.MARK_LIGHT, "light", labelled("🪶", N_("Seen, mentor handles it"))),
        (Action.WORK, "calm" if case.urgent else "urgent", _urgent_label(case)),
        (Action.WORK, "home", labelled("🏠", N_("Worries about home"))),
        (Action.WORK, "onlyhome", labelled("🏠", N_("It is only about home"))),
        (Action.WORK, "doer", _doer_label(case)),
        (Action.READ, "steps", labelled("📋", N_("All steps"))),
        (Action.CLOSE, "close", labelled("🏁", N_("Close this case"))),
        (Action.CLOSE, "untrue", labelled("🃏", N_("Not true, or a joke"))),
        (Action.REOPEN, "reopen", labelled("🔓", N_("Open it again"))),
        (Action.EXPORT, "export", labelled("📦", N_("Export"))),
        (Action.READ, "cases", labelled("🗂️", N_("All cases"))),
    )
    buttons = [
        act(label, action, case.case_id) if action != "cases" else act(label, action)
        for right, action, label in offered
        if may(person, right, case, school) and _makes_sense(action, case, person)
    ]
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def _makes_sense(action: str, case: Case, person: Person) -> bool:
    if action == "advise":
        return person.person_id in case.asked and not case.closed
    if action == "take":
        return case.owner != person.person_id
    if action == "home":
        return Mark.HOME not in case.marks and case.route is not RouteId.Z
    if action == "onlyhome":
        return Mark.HOME in case.marks and case.route is RouteId.A
    if action == "doer":
        return case.doer_unclear or case.route in {RouteId.A, RouteId.B}
    if action == "light":
        return case.route is RouteId.A and not case.light and not case.urgent
    return True


def _doer_label(case: Case) -> Text:
    """Of a case between students, or with a colleague as victim, it may turn out later."""
    asked = case.route is RouteId.C
    return labelled("❔", N_("Who did it?") if asked else N_("A colleague did it"))


def _urgent_label(case: Case) -> Text:
    if case.urgent:
        return labelled("🟢", N_("Not urgent"))
    return labelled("🔴", N_("Urgent"))
