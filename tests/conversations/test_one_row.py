"""Whatever the table of rights allows leaves one line in the log, and a refusal does too.

That no act in any test of the conversations leaves more is seen to by `one_row`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.cases import events as happened
from bot.cases.events import CaseEvent
from bot.cases.kinds import Doer, Outcome, RouteId
from bot.cases.rights import Action
from bot.conversations import moving
from bot.conversations.world import look_around
from bot.flows.logwords import word_of
from bot.store import audit, cases, evidence
from bot.store.keyring import item_key_id
from bot.store.tx import Tx
from bot.vault import Sealed
from tests.conversations.chats import Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

# Up to the last act, which is the one that counts; {case} and {item} stand for their ids.
WAYS: dict[Action, tuple[list[str], str, str]] = {
    Action.LIST: ([], "/zaken", "Listed"),
    Action.READ: ([], "a:case:{case}", "Read"),
    Action.WORK: ([], "a:take:{case}", "TookUp"),
    Action.TALK: (["a:reply:{case}"], "ik kom zo", "Replied"),
    Action.NOTE: (["a:note:{case}", "ik ken hem"], "Only me", "Noted"),
    Action.ASK: (["a:askwho:{case}:n-haddad"], "Wat nu?", "Asked"),
    Action.HAND_OVER: ([], "a:handto:{case}:f-el-amrani", "HandedOver"),
    Action.MARK_LIGHT: ([], "a:light:{case}", "MarkedLight"),
    Action.CLOSE: (
        ["a:close:{case}", "Not true, or a joke"],
        "Use the usual sentence",
        "Closed",
    ),
    Action.EVIDENCE: (["a:evidence:{case}"], "a:look:{case}:{item}", "LookLink"),
    Action.EXPORT: (["a:export:{case}"], "a:exportnames:{case}:unmasked", "AskedForNames"),
    Action.READ_LOG: ([], "/logboek", "ReadLog"),
    Action.MANAGE_PEOPLE: (["/team"], "a:speaks:e-yilmaz", "SpeaksChanged"),
}
BY, ITEM = "f-el-amrani", "0" * 16
EVENTS: tuple[CaseEvent, ...] = (
    happened.Read(BY),
    happened.TookUp(BY),
    happened.StepDone("A.som", BY),
    happened.StepNotNeeded("A.zorgteam", BY),
    happened.HandedOver("e-yilmaz", BY),
    happened.Asked(("n-haddad",), BY),
    happened.Advised(BY),
    happened.TakenOff("n-haddad"),
    happened.MarkedLight(BY),
    happened.FinishedLight(("A.csv",), Outcome.OTHER, BY),
    happened.Reopened(BY),
    happened.MarkedUrgent(on=True, by=BY),
    happened.CallWanted("d-van-der-hoeven"),
    happened.TalkWanted("d-van-der-hoeven"),
    happened.Replied(BY),
    happened.ReporterAnswered(),
    happened.TakenBack(wanted=True),
    happened.Closed(Outcome.UNTRUE, BY, noted=True),
    happened.Reopened(BY),
    happened.MarkedHome(BY),
    happened.OnlyHome(BY),
    happened.MarkedNude(BY),
    happened.OwnerLost(),
    happened.NotAColleague(BY),
    happened.DoneBy(Doer.OUTSIDER, BY),
    happened.DoerNamed("e-yilmaz", BY),
)
"""Every event there is, in an order in which each can happen to one case."""
ELSEWHERE: dict[Action, str] = {
    Action.SEE_REPORTER_NAME: "comes with the card, see below",
    Action.REOPEN: "needs a closed case, see below",
    Action.FOLLOW: "on purpose none: when a reporter looks is nobody's business",
    Action.SEE_NUMBERS: "tests of the digest and the yearly evaluation",
    Action.EDIT_CALENDAR: "tests of the year calendar",
    Action.CONFIRM_PEOPLE: "tests of the team",
    Action.SEE_TECHNICAL: "no way in yet",
    Action.WRITE_SIGNAL: "tests of signals",
    Action.READ_SIGNAL: "tests of signals",
    Action.SEND_SIGNAL_ON: "tests of signals",
}


def an_item(tx: Tx, case_id: str) -> None:
    """Something was sent in for a case."""
    tx.keys.fresh(item_key_id(ITEM))
    evidence.add(tx, ITEM, "c" * 32, "photo", Sealed("0" * 64, 3))
    evidence.attach(tx, [ITEM], case_id)


async def do(chat: Chat, case_id: str, act: str) -> None:
    """A command, a button by what it carries or by its label, or words."""
    act = act.format(case=case_id, item=ITEM)
    if act.startswith("/"):
        await chat.command(act[1:])
    elif act.startswith("a:"):
        await chat.press(act)
    elif any(act in label for label in chat.labels):
        await chat.tap(act)
    else:
        await chat.type(act)


async def rows(house: House) -> list[tuple[str, str]]:
    return await house.log()


async def test_every_action_has_a_way_or_a_reason() -> None:
    assert set(WAYS) | set(ELSEWHERE) == set(Action)
    assert not set(WAYS) & set(ELSEWHERE)


@pytest.mark.parametrize("action", WAYS)
async def test_t64_each_act_leaves_exactly_one_line(house: House, action: Action) -> None:
    await house.mentor()
    await house.care_team()
    mt = await house.management()
    await house.management("j-de-wit")
    await house.reported()
    case = await house.case()
    await house.run(lambda tx: an_item(tx, case.case_id))
    before_it, act, word = WAYS[action]
    for first in before_it:
        await do(mt, case.case_id, first)
    known = len(await rows(house))
    await do(mt, case.case_id, act)
    assert (await rows(house))[: len(await rows(house)) - known] == [("f-el-amrani", word)]


async def test_t64_opening_a_case_again_and_seeing_a_name_are_a_line_each(house: House) -> None:
    mt = await house.management()
    await house.reported()
    case = await house.case()
    await house.run(lambda tx: cases.set_reporter_name(tx, case.case_id, "Sanne"))
    await opened(house, mt)
    seen = [what for _who, what in await rows(house)]
    assert seen.count("SawReporterName") == seen.count("Read") == 1
    await mt.tap("Close this case", "Not true, or a joke", "Use the usual sentence")
    await mt.press(f"a:reopen:{case.case_id}")
    assert [what for _who, what in await rows(house)].count("Reopened") == 1


async def test_t64_each_event_of_a_case_leaves_exactly_one_line_or_on_purpose_none(
    house: House,
) -> None:
    assert {type(event) for event in EVENTS} == set(CaseEvent.__args__)
    await house.mentor()
    await house.management()
    await house.reported()
    for event in EVENTS:
        name, known = type(event).__name__, len(await rows(house))
        await house.run(partial(happens, house=house, event=event))
        new = [
            word_of(what) for _who, what in (await rows(house))[: len(await rows(house)) - known]
        ]
        assert new == ([] if isinstance(event, happened.OwnerLost) else [name])


def happens(tx: Tx, *, house: House, event: CaseEvent) -> None:
    """Move the one case there is."""
    (case,) = cases.all_cases(tx)
    if isinstance(event, happened.NotAColleague):
        case = replace(case, doer=Doer.STAFF, doer_person=None, route=RouteId.C)
    moving.move(tx, house.world, look_around(tx), case, event)


@pytest.mark.parametrize("action", [one for one in WAYS if one is not Action.LIST])
async def test_t64_a_refusal_changes_and_sends_nothing_and_leaves_one_line(
    house: House, action: Action
) -> None:
    stranger = await house.care_team()
    mentor = await house.mentor()
    await house.reported()
    case = await house.case()
    before, heard = await house.snapshot(), mentor.heard.copy()
    known = await rows(house)
    before_it, act, _word = WAYS[action]
    await do(stranger, case.case_id, (*before_it, act)[0])
    found = await rows(house)
    ((who, what),) = found[: len(found) - len(known)]
    assert who == "n-haddad"
    assert what.startswith("Refused ")
    assert case.name not in stranger.everything
    assert (await house.snapshot(), mentor.heard) == (before, heard)
    assert await house.run(audit.verify) is None
