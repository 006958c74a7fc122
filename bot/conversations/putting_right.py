"""What comes of telling what one posted oneself, and of asking what happens when one is accused."""

from __future__ import annotations

import json

from bot.conversations import helping, menu, running, unsent
from bot.conversations.exchange import Exchange
from bot.flows.accused import ACCUSED, Heard
from bot.flows.doer import DOER
from bot.flows.posted import KINDS, NAKED, POSTED, STORIES, Posted
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.tell import STORY, WHOM
from bot.flows.what import KIND, NUDE, WHO, YES
from bot.flows.words import Told
from bot.text import N_

WELL_DONE = N_("Well done. It takes courage to put it right.")


def begin_posted(x: Exchange) -> None:
    """Go through it, step by step."""
    running.begin(x, POSTED)


def begin_accused(x: Exchange) -> None:
    """Say what happens, to whoever asks."""
    running.begin(x, ACCUSED)


def posted(x: Exchange, _session: Session, effect: Posted) -> None:
    """To the menu, or on to a report in which it already stands: who tells it looks and sends."""
    if effect.tell:
        _begin_report(x, effect.what, effect.words)
    else:
        x.note(WELL_DONE, *((running.NOT_SENT,) if effect.words else ()))
        menu.show_menu(x)


def _begin_report(x: Exchange, what: str, words: str) -> None:
    """A report that is not sent yet keeps its place: what is told now goes with it."""
    story = tuple(said for said in (x.facts.say(STORIES[what]), words) if said)
    naked = {NUDE.key: YES} if what == NAKED else {}
    if running.load(x.tx, x.contact.contact_ref).draft is not None:
        unsent.tell_more(x, Told(story), naked)
        return
    known = {
        WHO.key: "other",
        KIND.key: KINDS[what].value,
        DOER.key: "student",
        WHOM.key: "student",
        STORY.key: json.dumps([["t", said] for said in story], ensure_ascii=False),
    }
    running.begin(x, REPORT, answers={**known, **naked})


def heard(x: Exchange, _session: Session, effect: Heard) -> None:
    """Whom they can talk with, or the menu."""
    if effect.contact:
        helping.show_contact(x)
    else:
        menu.show_menu(x)
