"""What was typed or sent without a question: what it is for is asked, and there it goes."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.case import Case
from bot.cases.kinds import Kind
from bot.conversations import helping, mine, posting, rules, running, unsent
from bot.conversations.exchange import Exchange
from bot.conversations.listing import list_cases
from bot.conversations.menu import begin_report, show_menu, stop
from bot.flows import engine, uploads
from bot.flows.accused import ACCUSED
from bot.flows.call_loose import REPORTED, SEVERAL, THING
from bot.flows.kit import Sent, Typed
from bot.flows.loose import LOOSE, SENT, UNSENT, WHERE, Loose, with_story
from bot.flows.may_i_post import A_PLACE, MAY_I_POST, PLACES
from bot.flows.posted import POSTED
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.what import ALARMED, FILE, HEARD, WORRY, YES
from bot.flows.words import Told, appended
from bot.store import evidence
from bot.text import N_
from bot.understanding.about import Intent
from bot.understanding.begun import tells_nothing
from bot.understanding.danger import Alarm, Danger
from bot.understanding.naked import may_be_naked
from bot.understanding.posting import asks_to_post
from bot.understanding.seeming import seems

TO_NOBODY = frozenset({POSTED.name, ACCUSED.name, MAY_I_POST.name})
"""Conversations whose words are sent to nobody, or to somebody else than who helps."""
KEPT = N_("I keep your words in a report. It is not sent yet.")
ASKING = frozenset({Intent.MAY_I_POST, Intent.CONTACT, Intent.RULES})


def is_alarming(x: Exchange, said: Typed | Sent, heard: Alarm) -> bool:
    """Whether danger was heard where nothing is asked yet: then only that is what it is about.

    No verdict about a post comes right after it either.

    Who plainly asks if something may be posted tells of it in so many words, or of suicide.
    """
    if x.person is not None or heard.danger is Danger.NONE:
        return False
    session = running.load(x.tx, x.contact.contact_ref).session
    if (
        session is not None and session.flow == MAY_I_POST.name
    ):  # a photo of somebody naked has its own answer there
        return _is_told(heard) and not may_be_naked(said.words)
    if asks_to_post(said.words) and not _is_told(heard):
        return False
    return session is None or not_begun(x, said)


def _is_told(heard: Alarm) -> bool:
    """Whether it was said, and does not just sound like it; suicide is never taken lightly."""
    return heard.plain or heard.danger is Danger.SUICIDE


def not_begun(x: Exchange, said: Typed | Sent) -> bool:
    """Whether the first question of a report is open, and these words are no answer to it."""
    session = running.load(x.tx, x.contact.contact_ref).session
    if session is None or session.flow != REPORT.name or session.answers or session.drafts:
        return False
    return not engine.answer(REPORT, session, said, x.facts).session.answers


def is_no_report(x: Exchange, said: Typed | Sent) -> bool:
    """Whether the first words of all ask for something else: they are taken as out of the blue."""
    if not not_begun(x, said):
        return False
    seem = seems(said.words)
    asks = seem.intent in ASKING and seem.kind in {None, Kind.OTHER}
    return asks or asks_to_post(said.words)


def alarm(x: Exchange) -> None:
    """Danger is heard in what comes beside loose words: they are about that from now on."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is not None and session.flow == LOOSE.name and x.person is None:
        alarmed = replace(session, answers={**session.answers, ALARMED.key: YES})
        running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=alarmed))


def keep_beside(x: Exchange, said: Typed | Sent, heard: Alarm) -> None:
    """Danger said where it goes to nobody waits as a report not sent yet as well."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is None or session.flow not in TO_NOBODY or not _is_told(heard) or x.person:
        return
    report = now_open.draft or Session(REPORT.name, session.token)
    parked = with_story(report, Told((said.words,)), {ALARMED.key: YES})
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, parked=parked))
    x.note(KEPT)


def begin(x: Exchange, said: Typed | Sent, *, alarmed: bool = False) -> None:
    """Keep them, then ask what they are for; a plain question about posting is answered at once.

    `alarmed`: danger was heard in them.
    """
    if isinstance(said, Typed) and tells_nothing(said.words):
        show_menu(x)  # nothing to keep; a report that is not sent yet has its button there
        return
    if isinstance(said, Typed) and not alarmed and asks_to_post(said.words):
        posting.begin(x, said.words)
        return
    entry = ["t", said.words] if isinstance(said, Typed) else ["i", said.item, said.kind]
    known = {THING.key: appended("", entry)}
    known |= {WORRY.key: HEARD} if uploads.heard(said) else {}
    known |= {ALARMED.key: YES} if alarmed else {}
    running.begin(x, LOOSE, answers=known | reported(x, alarmed=alarmed))


def reported(x: Exchange, *, alarmed: bool = False) -> dict[str, str]:
    """What of theirs was sent, and how much of it is still open."""
    still_open = sum(not one.closed for one in mine.own_cases(x))
    known = {REPORTED.key: YES if still_open == 1 else SEVERAL} if still_open else {}
    fitting = _fitting(x, alarmed=alarmed)
    if running.load(x.tx, x.contact.contact_ref).draft is not None:
        known[UNSENT.key] = YES
    return {**known, SENT.key: "\n".join(f"{one.case_id} {one.name}" for one in fitting)}


def _fitting(x: Exchange, *, alarmed: bool) -> list[Case]:
    """The reports it can go with: those that are open; danger never goes with a closed one."""
    found = mine.own_cases(x)
    return [one for one in found if not one.closed] or ([] if alarmed else list(found))


def _meant(x: Exchange, effect: Loose) -> Case | None:
    """The report they chose, as long as it fits; where nothing was to choose the last that does."""
    found = _fitting(x, alarmed=effect.alarmed)
    return next((one for one in reversed(found) if effect.case_id in {"", one.case_id}), None)


def settled(x: Exchange, session: Session, effect: Loose) -> None:
    """Something typed or sent without a question: into a report, a report's talk, or nowhere."""
    meant = _meant(x, effect) if effect.where == "mine" else None
    if effect.where in {"report", "mine"} and effect.told == Told():
        _about_file(x, effect, has_report=bool(mine.own_cases(x)))
    elif meant is not None:
        mine.add(x, meant, effect.told, naked=effect.naked)
        x.note(mine.HAVE_IT)
        _put_with(x, meant, effect)
    elif effect.where in {"report", "mine"}:
        _into_report(x, session, effect)
    elif effect.alarmed:  # not now: it waits as a report that is not sent yet
        running.take_up(x, session)
        stop(x)
    elif effect.where == "contact":
        helping.show_contact(x)
        _hold(x, session)
    else:
        _throw_away(x, effect.told)
        _answered(x, effect)


def _put_with(x: Exchange, case: Case, effect: Loose) -> None:
    """The report they go with; a file that came too early is asked for, or it seems to be there."""
    if effect.answers.get(WORRY.key) == FILE and not effect.alarmed:
        mine.begin_own(x, "proof", case.case_id)
    else:
        mine.show_report(x, case.case_id)


def _into_report(x: Exchange, session: Session, effect: Loose) -> None:
    """Who tells what happened after danger is asked for the story, with what was typed in it."""
    if effect.alarmed and not unsent.too_much(x, effect.told):
        running.take_up(x, session)
        running.go_on(x)
    else:
        unsent.tell_more(x, effect.told, effect.answers)


def _throw_away(x: Exchange, told: Told) -> None:
    """No report: nobody keeps a file of it."""
    evidence.detach(x.tx, [item for item, _kind in told.items])
    if any(kind not in PLACES for _item, kind in told.items):
        x.note(running.THROWN_AWAY)


def _answered(x: Exchange, effect: Loose) -> None:
    """What they want to know, or the menu."""
    match effect.where:
        case "mag":
            if any(kind in PLACES for _item, kind in effect.told.items):
                x.note(A_PLACE)
            posting.begin(x, effect.told.text)
        case "rules":
            rules.show_rules(x)
        case "cases":
            x.note(running.NOT_SENT)
            list_cases(x)
        case _:
            show_menu(x)


def _hold(x: Exchange, session: Session) -> None:
    """Who asks whom to talk with may want a report after all: one begun next takes it along."""
    known = {key: value for key, value in session.answers.items() if key != WHERE.key}
    now_open = running.load(x.tx, x.contact.contact_ref)
    again = replace(session, answers=known, page=1)
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=again))


def _about_file(x: Exchange, effect: Loose, *, has_report: bool) -> None:
    """A file without words: nothing of it is here, it is sent where it is asked for."""
    if effect.where == "mine" and has_report:
        mine.begin_proof(x)
    elif running.load(x.tx, x.contact.contact_ref).draft is not None:
        begin_report(x)
    else:
        running.begin(x, REPORT, answers=effect.answers)
