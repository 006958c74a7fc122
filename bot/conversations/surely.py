"""Asks once more before a step is ticked off: by whom it was done, and whether it was asked at all.

It changes nothing; what is tapped here ticks the step off.
"""

from __future__ import annotations

from bot.cases.rights import Action, may
from bot.cases.routes import Duty, RouteStep
from bot.conversations import thread
from bot.conversations.card_buttons import own
from bot.conversations.card_head import whose
from bot.conversations.casework import Held
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.store import entries
from bot.store.tx import Tx
from bot.text import N_, Button, Text

YES, OUTSIDE = "yes", "outside"
"""What the buttons answer."""
NOT_ASKED = N_("Nobody asked it with Maatje yet.")
WAS_ASKED = N_("Was this asked?")
ELSEWHERE = N_("Asked outside Maatje")
WHO_DID = N_("This is a step of: {role}. Did they do it, or did you for them?")
LOGGED = N_("The log shows that you ticked it off.")
NOT_DONE = N_("Not done yet? Tap Back.")


def asks(x: Exchange, held: Held, step: RouteStep) -> bool:
    """Whether something is asked first; then it was."""
    if step.duty is Duty.ASK:
        _asked(x, held, step)
    elif step.duty is not Duty.SAFE and not own(x, step, held.case, held.person):
        words = (WHO_DID.of(role=whose(x, step, held.case, held.person)), LOGGED, NOT_DONE)
        _show(x, held, step, words, ((_done(held, step, N_("Yes, it was done"), YES),),))
    else:
        return False
    return True


def _asked(x: Exchange, held: Held, step: RouteStep) -> None:
    """Whether it was asked, and where; what was not, can be asked from here."""
    case = held.case
    ask = act(labelled("❓", N_("Ask the reporter")), "question", case.case_id)
    talks = may(held.person, Action.TALK, case, x.world.school)
    asked_here = _any_question(x.tx, case.case_id)
    rows = (
        *(((_done(held, step, N_("Asked with Maatje"), YES),),) if asked_here else ()),
        *(((ask,),) if talks else ()),
        (_done(held, step, ELSEWHERE, OUTSIDE),),
    )
    _show(x, held, step, (WAS_ASKED if asked_here else NOT_ASKED,), rows)


def _any_question(tx: Tx, case_id: str) -> bool:
    """Whether school put any question to the reporter; which one it was, people know."""
    talk = entries.of_case(tx, case_id, ("talk_out",))
    return any(thread.answers_of(one) or "?" in one.body for one in talk)


def _done(held: Held, step: RouteStep, label: Text, sure: str) -> Button:
    return act(labelled("✔️", label), "done", held.case.case_id, step.step_id, sure)


def _show(x: Exchange, held: Held, step: RouteStep, words: tuple[Text, ...], buttons: Rows) -> None:
    back = act(labelled("⬅️", N_("Back")), "case", held.case.case_id)
    x.show(step.text, *words, buttons=(*buttons, (back,)), case_id=held.case.case_id)
