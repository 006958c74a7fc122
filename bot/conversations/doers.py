"""Somebody of the school did it: a person decides who, or that it was no colleague.

What was reported so is read by confidant and coordinator only until then; of any other case it may
turn out later. Once it is decided the case takes the way that fits, and who is named never sees it.
"""

from __future__ import annotations

from bot.cases import events as happened
from bot.cases.case import NOT_LISTED
from bot.cases.rights import Action
from bot.conversations.casework import allowed, carry_out
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.conversations.taking_away import lost_sight
from bot.flows.named import roster
from bot.text import N_, Text

UNLISTED = N_("Somebody who is not in this list")

UNCLEAR = (
    N_("Who did it? Decide this with care: management reads the case then."),
    N_("Is it no colleague? Then the case goes to the usual people."),
)
TURNED_OUT = (
    N_("Which colleague did it? Decide this with care."),
    N_("The steps for students stop. Management, coordinator and confidant go on with it."),
)


def ask(x: Exchange, case_id: str, page: str = "0") -> None:
    """Everyone who works here, somebody who is in no list, or no colleague at all."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    here, more = page_of(roster(x.facts), page)
    rows = [(act(one.label, "doeris", case_id, one.value),) for one in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "doer", case_id, more),))
    nobody = (act(labelled("🕳️", N_("No colleague did it")), "notstaff", case_id),)
    unclear = held.case.doer_unclear
    x.show(
        *(UNCLEAR if unclear else TURNED_OUT),
        buttons=(
            (act(labelled("❔", UNLISTED), "doeris", case_id, NOT_LISTED),),
            *((nobody,) if unclear else ()),
            *rows,
            (act(labelled("⬅️", N_("Back")), "case", case_id),),
        ),
        case_id=case_id,
    )


def is_it(x: Exchange, case_id: str, person_id: str) -> None:
    """There is no way back from naming somebody, so it is asked once more."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    yes = act(labelled("✔️", N_("Yes")), "doerset", case_id, person_id)
    no = act(labelled("⬅️", N_("Back")), "doer", case_id)
    x.show(
        N_("Is it this person: {name}?").of(name=_name(x, person_id)),
        N_("Then they never see this case, and management does."),
        buttons=((yes,), (no,)),
        case_id=case_id,
    )


def name(x: Exchange, case_id: str, person_id: str) -> None:
    """It is decided: the case goes on without them."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    if person_id == NOT_LISTED or x.around.person(person_id) is not None:
        lost_sight(x.tx, case_id, person_id)
        carry_out(x, held, happened.DoerNamed(person_id, held.person.person_id))
    else:
        ask(x, case_id)


def _name(x: Exchange, person_id: str) -> Text | str:
    return UNLISTED if person_id == NOT_LISTED else x.around.name(person_id)
