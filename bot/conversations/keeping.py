"""How long a closed case is kept, and keeping it longer; who may export it may do so."""

from __future__ import annotations

from bot.cases.retention import ends
from bot.cases.rights import Action
from bot.cases.schooltime import local_day
from bot.conversations.casework import Held, allowed
from bot.conversations.exchange import Exchange, act, labelled
from bot.store import retention
from bot.text import N_, Text

ENDS = N_("This case is destroyed on {day} {year} or soon after. You hear of it twice before.")
OPEN = N_("This case is open. Its time begins when it is closed.")
KEPT = N_("{who} said that this case must be kept. It stays until somebody lets it go.")
KEEP = labelled("📌", N_("Keep this case"))
LET_GO = labelled("🍂", N_("Let its term count again"))


def show(x: Exchange, case_id: str) -> None:
    """Until when it is kept, and the button that changes that."""
    held = allowed(x, case_id, Action.EXPORT)
    if held is not None:
        _show(x, held)


def keep(x: Exchange, case_id: str) -> None:
    """A legal hold, such as for a report to the police."""
    held = allowed(x, case_id, Action.EXPORT)
    if held is not None:
        retention.hold(x.tx, case_id, held.person.person_id)
        x.log("CaseKept", case_id)
        _show(x, held)


def let_go(x: Exchange, case_id: str) -> None:
    """The reason to keep it is gone."""
    held = allowed(x, case_id, Action.EXPORT)
    if held is not None:
        retention.let_go(x.tx, case_id)
        x.log("CaseLetGo", case_id)
        _show(x, held)


def _show(x: Exchange, held: Held) -> None:
    case_id = held.case.case_id
    kept = retention.standing(x.tx, case_id).held_by
    tap = act(LET_GO, "letcasego", case_id) if kept else act(KEEP, "keepcase", case_id)
    back = act(labelled("⬅️", N_("Back")), "case", case_id)
    x.show(
        N_("{name}").of(name=held.case.name),
        _until(x, held, kept),
        buttons=((tap,), (back,)),
        case_id=case_id,
        right=Action.EXPORT,
    )


def _until(x: Exchange, held: Held, kept: str | None) -> Text:
    if kept:
        return KEPT.of(who=x.around.name(kept))
    end = ends(held.case, x.world.school)
    if end is None:
        return OPEN
    day = local_day(x.world.school, end)
    return ENDS.of(day=day, year=day.year)
