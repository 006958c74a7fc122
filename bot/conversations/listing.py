"""The list of open cases somebody may see; only those on the page shown are opened."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.status import STATUS_WORDS, status_of
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import part_of
from bot.store import case_list
from bot.text import N_, Text

MENU = act(labelled("🏠", N_("Menu")), "menu")
COUNT = N_("{count} open case.", "{count} open cases.")


def list_cases(x: Exchange, page: str = "0") -> None:
    """The open cases this person may see: urgent first, then late, then the newest."""
    x.log("Listed")
    if x.person is None:
        x.show(COUNT.of(count=0), buttons=((MENU,),))
        return
    school = x.world.school
    seen = case_list.seen_by(x.tx, x.person, school)
    part, more = part_of(seen.count, page)
    here = case_list.shown(x.tx, seen, part, x.person, school)
    rows = [(act(label_of(x, case), "case", case.case_id),) for case in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "cases", more),))
    count = COUNT.of(count=seen.count)
    x.show_list(count, buttons=(*rows, (MENU,)), case_ids=[case.case_id for case in here])


def label_of(x: Exchange, case: Case) -> Text:
    """A case on a button: how pressing, its name, how far."""
    sign = "🔴" if case.urgent else "⏰" if case.is_late(x.tx.now) else "🗂️"
    values = {"sign": sign, "name": case.name, "status": STATUS_WORDS[status_of(case)]}
    return Text("{sign} {name} – {status}", values=values)
