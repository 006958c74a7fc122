"""The lists of open and of closed cases somebody may see; only those on the page are opened."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.status import STATUS_WORDS, status_of
from bot.conversations.card_buttons import ALL_CASES
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.paging import part_of
from bot.store import case_list
from bot.text import N_, Text

MENU = act(labelled("🏠", N_("Menu")), "menu")
MY_COUNT = N_("You have {count} open case.", "You have {count} open cases.")
COUNT = N_("{count} open case.", "{count} open cases.")
CLOSED_COUNT = N_("{count} closed case.", "{count} closed cases.")
MINE, CLOSED = "mine", "closed"
ONLY_MINE = act(labelled("🙋", N_("Only my cases")), "cases", "0", MINE)
CLOSED_CASES = act(labelled("🗄️", N_("Closed cases")), "cases", "0", CLOSED)
OPEN_CASES = act(labelled("🗂️", N_("Open cases")), "cases")
COUNTED = {MINE: MY_COUNT, CLOSED: CLOSED_COUNT}


def list_cases(x: Exchange, page: str = "0", which: str = "") -> None:
    """The open cases this person may see, or only has: urgent first, then late, then the newest.

    Or those that are closed, the last one first: they can be opened again, and exported.
    """
    x.log("Listed")
    if x.person is None:
        x.show(COUNT.of(count=0), buttons=((MENU,),))
        return
    school = x.world.school
    seen = case_list.seen_by(x.tx, x.person, school, mine=which == MINE, closed=which == CLOSED)
    part, more = part_of(seen.count, page)
    here = case_list.shown(x.tx, seen, part, x.person, school)
    rows = [(act(label_of(x, case), "case", case.case_id),) for case in here]
    count = COUNTED.get(which, COUNT).of(count=seen.count)
    buttons = (*rows, *_ways_on(more, which), (MENU,))
    x.show_list(count, buttons=buttons, case_ids=[case.case_id for case in here])


def _ways_on(more: str, which: str) -> Rows:
    """The next page, and the other lists; "only mine" when all do not fit on a page."""
    rows = ((act(labelled("➡️", N_("More")), "cases", more, which),),) if more else ()
    if which == MINE:
        return (*rows, (ALL_CASES,))
    if which == CLOSED:
        return (*rows, (OPEN_CASES,))
    return (*rows, *(((ONLY_MINE,),) if more else ()), (CLOSED_CASES,))


def label_of(x: Exchange, case: Case) -> Text:
    """A case on a button: how pressing, its name, how far."""
    sign = "🚨" if case.urgent else "⏰" if case.is_late(x.tx.now) else "🗂️"
    values = {"sign": sign, "name": case.name, "status": STATUS_WORDS[status_of(case)]}
    return Text("{sign} {name} – {status}", values=values)
