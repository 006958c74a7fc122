"""The people in a case: entered, called the same student by a person, and the text for SOM.

Which other cases somebody may hear of is asked case by case: what they may not read does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.case import Case
from bot.cases.involved import Part, counts_against
from bot.cases.rights import Action, may
from bot.conversations import mine, running, som
from bot.conversations.casework import Held, allowed
from bot.conversations.exchange import Exchange, act, labelled
from bot.flows import involved as flow
from bot.flows.involved import PersonEntered, SomAsked
from bot.flows.session import Session
from bot.store import audit, cases, entries, involved
from bot.store.involved import Involved
from bot.text import N_, Button, Text, verbatim

NOBODY = N_("Nobody is entered yet.")
PART_WORDS = {
    Part.VICTIM: N_("{name}: it is done to this person."),
    Part.DOER: N_("{name}: this person would have done it."),
    Part.WITNESS: N_("{name}: this person saw it."),
}
EARLIER = N_(
    "{name} was in {count} case before that was heard and finished, as who did it.",
    "{name} was in {count} cases before that were heard and finished, as who did it.",
)


def people(x: Exchange, case_id: str) -> None:
    """Who is in the case, and what counts of before."""
    held = allowed(x, case_id, Action.READ)
    if held is not None:
        _show(x, held)


def _show(x: Exchange, held: Held) -> None:
    case_id = held.case.case_id
    found = involved.of_case(x.tx, case_id)
    lines = [PART_WORDS[one.part].of(name=_called(one)) for one in found] or [NOBODY]
    lines.extend(_earlier(x, held, found))
    rows: list[tuple[Button, ...]] = []
    if may(held.person, Action.WORK, held.case, x.world.school):
        rows.append((act(labelled("➕", N_("Enter somebody")), "enter", case_id),))
        rows.extend((act(_taking_out(one), "takeout", one.involved_id),) for one in found)
        rows.extend(som_rows(case_id, found))
    back = act(labelled("⬅️", N_("Back")), "case", case_id)
    x.show(*lines, buttons=(*rows, (back,)), case_id=case_id)


def som_rows(case_id: str, found: tuple[Involved, ...]) -> Iterator[tuple[Button, ...]]:
    """A block each, or one for a case in which nobody is entered yet."""
    if not found:
        yield (act(labelled("📋", N_("Text for SOM")), "som", case_id),)
    for one in found:
        label = N_("SOM: {name}").of(name=one.name)
        yield (act(labelled("📋", label), "som", case_id, one.involved_id),)


def _called(one: Involved) -> str:
    return f"{one.name} ({one.school_class})" if one.school_class else one.name


def _taking_out(one: Involved) -> Text:
    return labelled("✂️", N_("Not {name}").of(name=one.name))


def _earlier(x: Exchange, held: Held, found: tuple[Involved, ...]) -> Iterator[Text]:
    for one in found:
        count = len(_counting(x, held, one))
        if count:
            yield EARLIER.of(name=one.name, count=count)


def _counting(x: Exchange, held: Held, one: Involved) -> set[str]:
    """The other cases of this student that count, as far as this person may read them."""
    others = involved.of_students(x.tx, (one.student,))
    wanted = {other.case_id: other.part for other in others if other.case_id != one.case_id}
    known = cases.of_ids(x.tx, tuple(wanted))
    return {
        case.case_id
        for case in known
        if may(held.person, Action.READ, case, x.world.school)
        and counts_against(case, wanted[case.case_id], x.world.school)
    }


def enter(x: Exchange, case_id: str) -> None:
    """Ask who, which class and what they are in it."""
    if allowed(x, case_id, Action.WORK):
        nameless = cases.reporter_name(x.tx, case_id) is None
        known = {flow.NAMELESS.key: "yes"} if nameless else {}
        running.begin(x, flow.ENTER_PERSON, subject=case_id, answers=known)


def entered(x: Exchange, session: Session, effect: PersonEntered) -> None:
    """Keep somebody, and ask whether they are who they seem to be."""
    held = allowed(x, session.subject, Action.WORK, effect.name)
    if held is None:
        return
    case_id, name = held.case.case_id, effect.name
    one = involved.add(x.tx, case_id, effect.part, name, effect.school_class)
    audit.write(x.tx, held.person.person_id, "PersonEntered", case_id)
    if other := _first_alike(x, held, one):
        _ask_same(x, one, other)
    else:
        _show(x, held)


def _first_alike(x: Exchange, held: Held, one: Involved) -> Involved | None:
    """A name that may be the same, out of the cases this person may read."""
    found = involved.alike(x.tx, one)
    known = {case.case_id: case for case in cases.of_ids(x.tx, tuple(o.case_id for o in found))}
    school = x.world.school
    return next(
        (
            other
            for other in found
            if (case := known.get(other.case_id)) and may(held.person, Action.READ, case, school)
        ),
        None,
    )


def _ask_same(x: Exchange, one: Involved, other: Involved) -> None:
    x.show(
        N_("There is also {other} in another case.").of(other=_called(other)),
        N_("Is that the same student as {name}?").of(name=_called(one)),
        buttons=(
            (act(labelled("✔️", N_("The same")), "same", one.involved_id, other.involved_id),),
            (act(labelled("➖", N_("No, somebody else")), "people", one.case_id),),
        ),
        case_id=one.case_id,
    )


def same(x: Exchange, involved_id: str, other_id: str) -> None:
    """A person says that two names are one student."""
    one, other = involved.get(x.tx, involved_id), involved.get(x.tx, other_id)
    held = allowed(x, one.case_id if one else "", Action.WORK)
    if held is None:
        return
    if one and other and _may_read(x, held, other.case_id):
        involved.same(x.tx, one, other)
        audit.write(x.tx, held.person.person_id, "SameStudent", one.case_id)
    _show(x, held)


def _may_read(x: Exchange, held: Held, case_id: str) -> bool:
    case = cases.get(x.tx, case_id)
    return case is not None and may(held.person, Action.READ, case, x.world.school)


def take_out(x: Exchange, involved_id: str) -> None:
    """Entered by mistake."""
    one = involved.get(x.tx, involved_id)
    held = allowed(x, one.case_id if one else "", Action.WORK)
    if held is None:
        return
    involved.remove(x.tx, involved_id)
    audit.write(x.tx, held.person.person_id, "PersonTakenOut", held.case.case_id)
    _show(x, held)


def begin_som(x: Exchange, case_id: str, student: str = "") -> None:
    """Ask for the facts of the block: what the reporter wrote is not copied into a file."""
    if allowed(x, case_id, Action.WORK):
        running.begin(x, flow.SOM_TEXT, subject=case_id, answers={flow.STUDENT.key: student})


def som_asked(x: Exchange, session: Session, effect: SomAsked) -> None:
    """The block to copy, and the step that says it is in SOM."""
    held = allowed(x, session.subject, Action.WORK, effect.facts)
    if held is None:
        return
    one = next((p for p in _of(x, held.case) if p.involved_id == effect.student), None)
    give_for_som(x, held, effect.facts, one)
    audit.write(x.tx, held.person.person_id, "SomText", held.case.case_id)
    _show(x, held)


def give_for_som(x: Exchange, held: Held, facts: str, about: Involved | None = None) -> None:
    """The block to copy, kept with the case."""
    words, case_id = som.block(x, held.case, about, facts), held.case.case_id
    entries.add(x.tx, case_id, "som", words, held.person.person_id)
    x.block(verbatim(words), case_id=case_id)
    x.note(som.HOW, case_id=case_id)


def _of(x: Exchange, case: Case) -> tuple[Involved, ...]:
    return involved.of_case(x.tx, case.case_id)


def own_som(x: Exchange, case_id: str) -> None:
    """A colleague who reported it gets the block too, with the words they told."""
    case = mine.own_case(x, case_id)
    if case is None or x.person is None:
        return
    told = " ".join(entry.body for entry in entries.of_case(x.tx, case_id, {"story"}))
    x.block(verbatim(som.block(x, case, None, told)))
    x.note(som.HOW)
    mine.show_report(x, case_id)
