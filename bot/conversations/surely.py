"""Asks once more before a step is ticked off: by whom it was done, and whether it was asked at all.

It changes nothing; what is tapped here ticks the step off.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.case import Case
from bot.cases.rights import Action, may
from bot.cases.routes import Duty, RouteStep
from bot.conversations import thread
from bot.conversations.card import ENTRY_WORDS
from bot.conversations.card_buttons import own
from bot.conversations.card_danger import shows_content
from bot.conversations.card_head import whose
from bot.conversations.casework import Held
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.quoting import words_of
from bot.flows.casework import NO_YES
from bot.flows.ready import QUESTIONS
from bot.flows.ready import YES as ANSWER_YES
from bot.store import entries
from bot.store.entries import Entry, EntryKind
from bot.store.tx import Tx
from bot.text import N_, Button, Text

YES, OUTSIDE = "yes", "outside"
"""What the buttons answer."""
NOT_ASKED = N_("Nobody asked it with Maatje yet.")
WAS_ASKED = N_("Was this asked?")
NO_ANSWER = N_("There is no answer yet.")
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
    """Whether it was asked, where, and what came of it; what was not, can be asked from here."""
    case = held.case
    ask = act(labelled("❓", N_("Ask the reporter")), "question", case.case_id)
    talks = may(held.person, Action.TALK, case, x.world.school)
    talk = entries.of_case(x.tx, case.case_id, thread.KINDS)
    asked_here = any(map(_is_question, talk))
    rows = (
        *(((_done(held, step, N_("Asked with Maatje"), YES),),) if asked_here else ()),
        *(((ask,),) if talks else ()),
        (_done(held, step, ELSEWHERE, OUTSIDE),),
    )
    said = (WAS_ASKED, *_answered(x, talk)) if asked_here else (NOT_ASKED,)
    _show(x, held, step, said, rows)


def _is_question(entry: Entry) -> bool:
    """Whether school asks something with it; which question it was, people know."""
    asks = bool(thread.answers_of(entry)) or "?" in entry.body
    return entry.kind is EntryKind.TALK_OUT and asks


def _answered(x: Exchange, talk: list[Entry]) -> Iterator[Text]:
    """What the reporter said to it, where that may be read; that it was no yes is told always."""
    if thread.open_question(talk):
        yield NO_ANSWER
    said = thread.last_answer(talk)
    if said is not None and shows_content(x):
        yield ENTRY_WORDS[said.kind].of(words=words_of(said))
    if _is_no_yes(talk):
        yield from (NO_YES, N_("Does school speak with the parents all the same? Then write why."))


def is_unwanted(tx: Tx, case: Case, step: RouteStep) -> bool:
    """Whether parents hear of it to whom the reporter, when asked, did not say yes."""
    talk = entries.of_case(tx, case.case_id, thread.KINDS) if step.duty is Duty.PARENTS else []
    return _is_no_yes(talk)


def _is_no_yes(talk: list[Entry]) -> bool:
    said = thread.last_answer(talk, QUESTIONS["parents"].text)
    return said is not None and thread.as_told(said) != ANSWER_YES


def _done(held: Held, step: RouteStep, label: Text, sure: str) -> Button:
    return act(labelled("✔️", label), "done", held.case.case_id, step.step_id, sure)


def _show(x: Exchange, held: Held, step: RouteStep, words: tuple[Text, ...], buttons: Rows) -> None:
    back = act(labelled("⬅️", N_("Back")), "case", held.case.case_id)
    x.show(step.text, *words, buttons=(*buttons, (back,)), case_id=held.case.case_id)
