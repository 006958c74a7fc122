"""Somebody changed a message of theirs: what was said first stays, the new words come after it.

They never answer the open question: nobody can tell which of the earlier ones they were for.
Where nothing is open they are words like any other.
"""

from __future__ import annotations

from typing import Final

from bot.cases.case import Case
from bot.cases.events import ReporterAnswered
from bot.conversations import mine, moving, running, unasked, unsent, watching
from bot.conversations.exchange import Exchange
from bot.flows import uploads
from bot.flows.kit import Typed
from bot.flows.what import HEARD
from bot.store import entries
from bot.text import N_
from bot.understanding.danger import Alarm

CHANGED: Final = "✏️ "
"""Stands before the new words."""

AGAIN = N_("I saw that you changed a message. Please type it again.")


def changed(x: Exchange, words: str, heard: Alarm) -> None:
    """Put them with the story that is not sent yet or with the one open report; else ask again."""
    if uploads.heard(Typed(words)):
        running.worry(x, HEARD)
    told = words.strip() and not running.is_practising(x)
    if told and unsent.add_to_story(x, CHANGED + words):
        return
    if told and begins_anew(x):
        said = Typed(words)
        unasked.begin(x, said, alarmed=unasked.is_alarming(x, said, heard))
        return
    case = _the_one(x) if told else None
    if case is None:
        x.note(AGAIN)
    else:
        entries.add(x.tx, case.case_id, "talk_in", CHANGED + words, None)
        after = moving.move(x.tx, x.world, x.around, case, ReporterAnswered())
        watching.told_later(x, after, words)
        x.note(N_("I have it. The people who read your report see it."))
    running.go_on(x)


def begins_anew(x: Exchange) -> bool:
    """Whether nothing is open that changed words could belong to."""
    return not (running.is_open(x) or unsent.has_story(x) or _the_one(x))


def _the_one(x: Exchange) -> Case | None:
    """With more than one it may be meant for the other, whose readers are not the same."""
    still_open = [case for case in mine.own_cases(x) if not case.closed]
    return still_open[0] if len(still_open) == 1 else None
