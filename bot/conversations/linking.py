"""Links cases that belong together: shown to who may read both, and never to a reporter."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.rights import Action, may
from bot.conversations import casework
from bot.conversations.card import linked_cases, show_card
from bot.conversations.casework import Held
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.listing import label_of
from bot.conversations.paging import part_of
from bot.store import audit, case_links, case_list, cases
from bot.text import N_

NO_OTHER = N_("There is no other open case that you may see.")
WHICH = N_("Which case belongs with {name}? No reporter hears of it.")
LINKED = N_("Linked with {name}.")
UNLINKED = N_("Not linked with {name} any more.")


def offer(x: Exchange, case_id: str, page: str = "0") -> None:
    """The links there are, to end them, and the other open cases to choose from."""
    held = casework.allowed(x, case_id, Action.WORK)
    if held is None:
        return
    school = x.world.school
    seen = case_list.seen_by(x.tx, held.person, school)
    part, more = part_of(seen.count, page)
    linked = linked_cases(x, held.case, held.person)
    known = {case_id, *(one.case_id for one in linked)}
    shown = case_list.shown(x.tx, seen, part, held.person, school)
    here = [one for one in shown if one.case_id not in known]
    if not (here or more or linked):
        show_card(x, held.case, held.person, NO_OTHER)
        return
    rows = [
        (act(labelled("✂️", N_("Not {name}").of(name=one.name)), "unlink", case_id, one.case_id),)
        for one in linked
    ]
    rows += [(act(label_of(x, one), "linkto", case_id, one.case_id),) for one in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "link", case_id, more),))
    back = act(labelled("⬅️", N_("Back")), "case", case_id)
    ids = [case_id, *(one.case_id for one in (*linked, *here))]
    x.show_list(WHICH.of(name=held.case.name), buttons=(*rows, (back,)), case_ids=ids)


def link(x: Exchange, case_id: str, other_id: str) -> None:
    """They belong together from now on."""
    pair = _both(x, case_id, other_id)
    if pair is None:
        return
    held, other = pair
    case_links.link(x.tx, case_id, other_id)
    audit.write(x.tx, held.person.person_id, "Linked", case_id)
    show_card(x, held.case, held.person, labelled("✅", LINKED.of(name=other.name)))


def unlink(x: Exchange, case_id: str, other_id: str) -> None:
    """They do not, after all."""
    pair = _both(x, case_id, other_id)
    if pair is None:
        return
    held, other = pair
    case_links.unlink(x.tx, case_id, other_id)
    audit.write(x.tx, held.person.person_id, "Unlinked", case_id)
    show_card(x, held.case, held.person, labelled("✅", UNLINKED.of(name=other.name)))


def _both(x: Exchange, case_id: str, other_id: str) -> tuple[Held, Case] | None:
    """A case to work on and another one to read; else it is as if that other did not exist."""
    held = casework.allowed(x, case_id, Action.WORK)
    if held is None:
        return None
    other = cases.get(x.tx, other_id)
    readable = other is not None and may(held.person, Action.READ, other, x.world.school)
    if other is None or not readable or other_id == case_id:
        offer(x, case_id)
        return None
    return held, other
