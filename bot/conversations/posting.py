"""`/mag`: the advice with its rule and a text to copy, and what somebody does with it."""

from __future__ import annotations

from bot.cases.schooltime import local_day
from bot.conversations import menu, mine, posting_examples, posting_questions, running
from bot.conversations.exchange import Exchange
from bot.flows.may_i_post import (
    ABOUT,
    ASKER,
    MAY_I_POST,
    OTHER_WORDS,
    PLAIN,
    VERDICTS,
    Advised,
    advice_lines,
)
from bot.flows.session import Session
from bot.flows.what import YES
from bot.flows.whats_next import ASKED_BY, ROW, WHATS_NEXT, WORDS, NextChosen, Way
from bot.flows.words import appended, shortened
from bot.store import post_questions
from bot.text import N_

COPY = N_("You can copy this text:")
ANEW = N_("Tell it once more, in other words.")


def begin(x: Exchange, words: str = "") -> None:
    """Ask what it is, unless it was said already."""
    about = {ABOUT.key: appended("", ["t", words])} if words.strip() else {}
    running.begin(x, MAY_I_POST, answers=_known(x) | about)


def _known(x: Exchange) -> dict[str, str]:
    """Who asks, where all that they reported tells the same; "Back" asks it all the same."""
    roles = [*{one.reporter_role.value for one in mine.own_cases(x)}]
    return {ASKER.key: roles[0]} if len(roles) == 1 and x.person is None else {}


def advised(x: Exchange, session: Session, effect: Advised) -> None:
    """Three lines, a text to copy where one helps, and the ways on from there.

    What is asked once more because it was misread, is one question.
    """
    if effect.unsaid:
        x.note(ANEW)
        running.begin(x, MAY_I_POST, answers={PLAIN.key: OTHER_WORDS, ASKER.key: effect.asker})
        return
    row = effect.row
    if PLAIN.key not in session.answers:
        today = local_day(x.world.school, x.tx.now)
        post_questions.count(x.tx, effect.asker, row.row_id, today)
    x.note(*advice_lines(row, effect.asker, x.facts))
    if row.ready:
        x.note(COPY)
        x.block(x.world.school.advice.ready[row.ready])
    known = {WORDS.key: effect.words, ASKED_BY.key: effect.asker.value, ROW.key: row.row_id}
    running.begin(x, WHATS_NEXT, answers=known)


def chosen(x: Exchange, _session: Session, effect: NextChosen) -> None:
    """Where they go from here."""
    match effect.way:
        case Way.COLLEAGUE:
            _ask_colleague(x, effect)
        case Way.MANAGEMENT:
            posting_questions.ask(x, effect)
        case Way.OUT_OF_HAND:
            posting_questions.ask(x, effect, urgent=True)
        case Way.EXAMPLES:
            posting_examples.show(x)
        case Way.MISREAD:
            running.begin(x, MAY_I_POST, answers=_asked_plainly(effect))
        case Way.REPORT:
            menu.begin_report(x)
        case Way.DONE:
            menu.show_menu(x)


def _asked_plainly(effect: NextChosen) -> dict[str, str]:
    about = {ABOUT.key: appended("", ["t", effect.words])}
    return {PLAIN.key: YES, ASKER.key: effect.asker, **about}


def _ask_colleague(x: Exchange, effect: NextChosen) -> None:
    """Words to paste wherever colleagues talk: the bot sends nothing to anybody."""
    table = x.world.school.advice
    x.note(COPY)
    x.block(
        N_("Will you look along? I want to post this: “{words}” Maatje says: {verdict}").of(
            words=shortened(effect.words) or "…", verdict=VERDICTS[table.row(effect.row_id).verdict]
        )
    )
    menu.show_menu(x)
