"""A student did it after all, somebody from outside, or nobody knows: first it is asked why.

Steps of colleagues come or go by it, so the reason is kept with the case, where they read it.
"""

from __future__ import annotations

from bot.cases.events import DoneBy
from bot.cases.kinds import Doer
from bot.cases.rights import Action
from bot.cases.turns import not_done_by
from bot.conversations import running
from bot.conversations.casework import allowed, carry_out, show_why_not
from bot.conversations.exchange import Exchange
from bot.flows.session import Session
from bot.flows.turned_out import DECIDE_DOER, DOER, TURNED_OUT, DoerDecided

DOERS = {"bystudent": Doer.STUDENT, "byoutsider": Doer.OUTSIDER, "bynobody": Doer.UNKNOWN}
"""Who it is, by the button that says so."""


def begin(x: Exchange, action: str, case_id: str) -> None:
    """Ask why; that it cannot be, or is so already, is said at once."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    doer = DOERS[action]
    if (why := not_done_by(held.case, doer)) is not None:
        show_why_not(x, held, why)
        return
    running.begin(x, DECIDE_DOER, subject=case_id, answers={DOER.key: doer.value})


def decided(x: Exchange, session: Session, effect: DoerDecided) -> None:
    """The steps that fit now, and beside the change who made it and why."""
    held = allowed(x, session.subject, Action.WORK, effect.words)
    if held is not None:
        said = x.world.i18n.render(TURNED_OUT[effect.doer], x.world.i18n.default)
        event = DoneBy(effect.doer, held.person.person_id)
        carry_out(x, held, event, kind="note", words=f"{said} – {effect.words}")
