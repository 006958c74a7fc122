"""Asks once more before a step is ticked off: by whom it was done, and whether it was asked at all.

It changes nothing; what is tapped here ticks the step off.
"""

from __future__ import annotations

from bot.cases.rights import Action, may
from bot.cases.routes import Duty, RouteStep
from bot.conversations import thread
from bot.conversations.card_buttons import own
from bot.conversations.casework import Held
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.flows.wording import ROLE_WORDS
from bot.store import entries
from bot.store.tx import Tx
from bot.text import N_, Button, Text

YES, OUTSIDE = "yes", "outside"
"""What the buttons answer."""
NOT_ASKED = N_("Nobody asked it with Maatje yet.")
ELSEWHERE = N_("Asked outside Maatje")
WHO_DID = N_("This is a step of: {role}. Did they do it, or did you for them?")
LOGGED = N_("The log shows that you ticked it off.")


def asks(x: Exchange, held: Held, step: RouteStep) -> bool:
    """Whether something is asked first; then it was."""
    if step.duty is Duty.ASK and not _was_asked(x.tx, held.case.case_id):
        _show(x, held, step, (NOT_ASKED,), _ways_to_ask(x, held, step))
    elif step.duty is not Duty.SAFE and not own(x, step, held.case, held.person):
        words = (WHO_DID.of(role=ROLE_WORDS[step.owner]), LOGGED)
        _show(x, held, step, words, ((_done(held, step, N_("Yes, it was done"), YES),),))
    else:
        return False
    return True


def _was_asked(tx: Tx, case_id: str) -> bool:
    """Whether school put any question to the reporter: with buttons, or in words."""
    talk = entries.of_case(tx, case_id, ("talk_out",))
    return any(thread.answers_of(one) or "?" in one.body for one in talk)


def _ways_to_ask(x: Exchange, held: Held, step: RouteStep) -> Rows:
    case = held.case
    ask = act(labelled("❓", N_("Ask the reporter")), "question", case.case_id)
    talks = may(held.person, Action.TALK, case, x.world.school)
    done = _done(held, step, ELSEWHERE, OUTSIDE)
    return (*(((ask,),) if talks else ()), (done,))


def _done(held: Held, step: RouteStep, label: Text, sure: str) -> Button:
    return act(labelled("✔️", label), "done", held.case.case_id, step.step_id, sure)


def _show(x: Exchange, held: Held, step: RouteStep, words: tuple[Text, ...], buttons: Rows) -> None:
    back = act(labelled("⬅️", N_("Back")), "case", held.case.case_id)
    x.show(step.text, *words, buttons=(*buttons, (back,)), case_id=held.case.case_id)
