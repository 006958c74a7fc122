"""A colleague to whom it was done follows the case that somebody else reported.

How far it is and who helps, and not a word of who told it; management talks with them.
"""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.rights import Action, may
from bot.cases.status import STATUS_WORDS, status_of
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.menu import MENU, show_missing
from bot.flows.help import lines_for
from bot.store import cases
from bot.text import N_


def followed(x: Exchange) -> tuple[Case, ...]:
    """What was done to this colleague and what they did not report here; the oldest first."""
    person = x.person
    if person is None:
        return ()
    told = (case for case in cases.done_to_staff(x.tx) if case.victim_person == person.person_id)
    others = (case for case in told if case.reporter_person != person.person_id)
    return tuple(case for case in others if may(person, Action.FOLLOW, case, x.world.school))


def follow(x: Exchange, case_id: str) -> None:
    """One of them."""
    case = next((one for one in followed(x) if one.case_id == case_id), None)
    if case is None:
        x.log("Refused follow", case_id if cases.get(x.tx, case_id) else "")
        show_missing(x)
        return
    x.log("Followed", case_id)
    x.show(
        N_("{name}: {status}.").of(name=case.name, status=STATUS_WORDS[status_of(case)]),
        N_("Somebody reported this. It is about something done to you."),
        N_("Management talks with you about the steps."),
        N_("Do you want to talk with somebody else?"),
        *lines_for(ReporterRole.STAFF, x.facts, HelpTopic.VICTIM),
        buttons=((act(labelled("💁", N_("Who can help me?")), "contact"),), (MENU,)),
        case_id=case_id,
        right=Action.FOLLOW,
    )
