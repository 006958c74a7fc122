"""Puts what comes beside it with the report that is not sent yet: words, files, proof."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversations import running
from bot.conversations.exchange import Exchange
from bot.flows import beside, engine, loose, uploads
from bot.flows.evidence import ITEMS
from bot.flows.kit import Typed
from bot.flows.loose import LOOSE, answered, with_story
from bot.flows.report import REPORT
from bot.flows.tell import STORY
from bot.flows.what import FILE, HEARD, NUDE, UNSURE, WORRY, YES
from bot.flows.words import NOTHING, Told, with_told
from bot.text import N_

NOT_SENT = N_("School does not know this yet. First I ask a few things.")
"""Who kept or sent proof may think that this was all there is to do."""


def add_to_story(x: Exchange, words: str) -> bool:
    """Put words to the story told so far in the report not sent yet; False where there is none."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    draft = now_open.draft
    more = engine.told_besides(REPORT, draft, Typed(words), x.facts) if draft else None
    if more is None:
        return False
    if uploads.heard(Typed(words)):
        more = uploads.worry(more, HEARD)
    is_open = now_open.session is draft
    after = replace(now_open, session=more) if is_open else replace(now_open, parked=more)
    running.keep(x.tx, x.contact.contact_ref, after)
    if not running.go_on(x, beside.ADDED):
        x.note(beside.ADDED)
    return True


def has_story(x: Exchange) -> bool:
    """Whether there is a report that is not sent yet, in which something was told."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    return draft is not None and bool({STORY.key} & {*draft.answers, *draft.drafts})


def tell_more(x: Exchange, told: Told, known: Mapping[str, str]) -> None:
    """Put words and files with the story of the report that is not sent yet, or begin one.

    `known` is what was answered about danger and about somebody naked.
    """
    draft = running.load(x.tx, x.contact.contact_ref).draft
    if draft is None:
        running.begin(x, REPORT, answers={**known, STORY.key: with_told("", told)})
        return
    if too_much(x, told):
        running.bring_back(x)
        running.go_on(x, running.FULL)
        return
    more = with_story(draft, told, known, asked=False)
    now_open = running.load(x.tx, x.contact.contact_ref)
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=more, parked=None))
    running.go_on(x)


def too_much(x: Exchange, told: Told) -> bool:
    """Whether the report not sent yet would be too long with this."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    return draft is not None and draft.length + len(told.text) > running.MOST


def join_report(x: Exchange, answers: Mapping[str, str], words: Sequence[str] = ()) -> None:
    """Put the proof, and what was said about it, with the report not sent yet, or begin one.

    `words` go to its story, which is asked all the same when it was not told yet.
    """
    known = {key: value for key, value in answers.items() if REPORT.step(key, None)}
    # That it was asked, and the answer, counts in the report too.
    known |= {WORRY.key: known.get(WORRY.key) or FILE}
    draft = running.load(x.tx, x.contact.contact_ref).draft
    if draft is None:
        x.note(NOT_SENT)
        running.begin(x, REPORT, answers=known, drafts=_beside({}, words))
        return
    naked = {key: known[key] for key in (NUDE.key,) if known.get(key) in {YES, UNSURE}}
    both = {**known, **draft.answers, **naked, ITEMS.key: _joined(draft.answers, known)}
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = replace(draft, answers=both, drafts=_beside(draft.drafts, words))
    if STORY.key in both:
        told = with_told(both[STORY.key], Told(tuple(words)))
        session = replace(draft, answers={**both, STORY.key: told})
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=session, parked=None))
    running.go_on(x)


def _beside(drafts: Mapping[str, str], words: Sequence[str]) -> Mapping[str, str]:
    if not words:
        return drafts
    return {**drafts, STORY.key: with_told(drafts.get(STORY.key, ""), Told(tuple(words)))}


def _joined(*stored: Mapping[str, str]) -> str:
    entries = [entry for one in stored for entry in json.loads(one.get(ITEMS.key, NOTHING))]
    return json.dumps(entries, ensure_ascii=False)


def take_along(x: Exchange) -> bool:
    """What was just typed or sent without a question goes into the report that begins now."""
    session = running.load(x.tx, x.contact.contact_ref).session
    if session is None or session.flow != LOOSE.name:
        return False
    if running.keep_words(x):
        return running.go_on(x)
    told = loose.told(session)
    if told != Told():
        tell_more(x, told, answered(session.answers))
    return told != Told()
