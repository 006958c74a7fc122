"""T38: every button of colleagues stands here with the right it asks, and is refused without it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.cases.involved import Part
from bot.cases.people import Role
from bot.cases.rights import Action, may
from bot.conversations.tables import FOR_STAFF
from bot.store import cases, exports, involved, people
from bot.store.exports import Mode
from tests.conversations.chats import STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

ABOUT_A_CASE: dict[str, tuple[Action, tuple[str, ...]]] = {
    "case": (Action.READ, ("{case}",)),
    "steps": (Action.READ, ("{case}",)),
    "casemore": (Action.READ, ("{case}",)),
    "done": (Action.WORK, ("{case}", "A.som")),
    "drop": (Action.WORK, ("{case}", "A.som")),
    "doer": (Action.WORK, ("{case}",)),
    "doeris": (Action.WORK, ("{case}", "e-yilmaz")),
    "doerset": (Action.WORK, ("{case}", "e-yilmaz")),
    "notstaff": (Action.WORK, ("{case}",)),
    "bystudent": (Action.WORK, ("{case}",)),
    "byoutsider": (Action.WORK, ("{case}",)),
    "bynobody": (Action.WORK, ("{case}",)),
    "take": (Action.WORK, ("{case}",)),
    "finish": (Action.CLOSE, ("{case}",)),
    "light": (Action.MARK_LIGHT, ("{case}",)),
    "urgent": (Action.WORK, ("{case}",)),
    "calm": (Action.WORK, ("{case}",)),
    "onlyhome": (Action.WORK, ("{case}",)),
    "home": (Action.WORK, ("{case}",)),
    "reopen": (Action.REOPEN, ("{case}",)),
    "reply": (Action.TALK, ("{case}",)),
    "question": (Action.TALK, ("{case}",)),
    "sendfile": (Action.TALK, ("{case}",)),
    "note": (Action.NOTE, ("{case}",)),
    "close": (Action.CLOSE, ("{case}",)),
    "closenow": (Action.CLOSE, ("{case}",)),
    "untrue": (Action.CLOSE, ("{case}",)),
    "handover": (Action.HAND_OVER, ("{case}",)),
    "handto": (Action.HAND_OVER, ("{case}", "f-el-amrani")),
    "ask": (Action.ASK, ("{case}",)),
    "askwho": (Action.ASK, ("{case}", "n-haddad")),
    "askteam": (Action.ASK, ("{case}",)),
    "advise": (Action.NOTE, ("{case}",)),
    "link": (Action.WORK, ("{case}",)),
    "linkto": (Action.WORK, ("{case}", "{case}")),
    "unlink": (Action.WORK, ("{case}", "{case}")),
    "evidence": (Action.EVIDENCE, ("{case}",)),
    "look": (Action.EVIDENCE, ("{case}", "x")),
    "naked": (Action.EVIDENCE, ("{case}", "x")),
    "destroy": (Action.EVIDENCE, ("{case}", "x")),
    "original": (Action.EVIDENCE, ("{case}", "x")),
    "agree": (Action.EVIDENCE, ("{case}", "x")),
    "export": (Action.EXPORT, ("{case}",)),
    "keeping": (Action.EXPORT, ("{case}",)),
    "keepcase": (Action.EXPORT, ("{case}",)),
    "letcasego": (Action.EXPORT, ("{case}",)),
    "exportmake": (Action.EXPORT, ("{case}",)),
    "exportnames": (Action.EXPORT, ("{case}", "unmasked")),
    "exportagree": (Action.EXPORT, ("{export}",)),
    "exportrefuse": (Action.EXPORT, ("{export}",)),
    "people": (Action.READ, ("{case}",)),
    "enter": (Action.WORK, ("{case}",)),
    "same": (Action.WORK, ("{involved}", "{involved}")),
    "takeout": (Action.WORK, ("{involved}",)),
    "som": (Action.WORK, ("{case}",)),
}
ONLY_WHAT_THEY_MAY_SEE = {"cases", "patterns", "pattern"}
"""Lists: who may see nothing gets an empty one."""

ABOUT_THE_SCHOOL = {
    "log",
    *("team", "person", "proposals", "join", "inviteas", "invite", "confirmrole", "refuserole"),
    *("confirmall", "takerole", "leaves", "gone", "newclasses", "speaks", "director"),
    *("signals", "signal", "newsignal", "signalmore", "signalon"),
    *("postq", "postwrite", "postmay", "postmaynot", "postcome"),
    *("examples", "examplekeep", "exampleyes", "exampleno"),
    *(
        "numbers",
        "digest",
        *("surveys", "survey", "surveyplan", "surveypause", "surveygoon", "counted"),
        "yearly",
        "yearpart",
        "yearfor",
        "agenda",
        "duty",
        "dutydone",
        "dutyundone",
        "dutymove",
        "dutywho",
        "dutyto",
    ),
    *("isaway", "isback", "devices", "devicesof", "adddevice", "enddevice", "addmail", "probe"),
}
"""No word about any case; their own tests say for whom they are."""

# Of class 1a, a report between students: who may not read it, and how they come to that.
REFUSED = {
    "the mentor of another class": ("p-ramdin", Role.MENTOR),
    "care team": ("n-haddad", Role.CARE_TEAM),
    "confidant": ("d-van-der-hoeven", Role.CONFIDANT),
    "board": ("h-van-den-berg", Role.BOARD),
    "administrator": ("c-okoye", Role.ADMIN),
    "colleague": ("b-smit", Role.STAFF),
    "taken off": ("f-el-amrani", Role.MANAGEMENT),
    "coordinator taken off": ("i-schumacher", Role.SAFETY_COORDINATOR),
}
NO_SUCH_CASE = "I do not know a case with that name."


async def test_t38_every_button_of_colleagues_stands_in_one_of_these_lists() -> None:
    listed = [*ABOUT_A_CASE, *ONLY_WHAT_THEY_MAY_SEE, *ABOUT_THE_SCHOOL]
    assert sorted(listed) == sorted(FOR_STAFF)


async def stands(house: House, mentor: Chat) -> dict[str, str]:
    """A case with somebody in it and an export asked for; the ids there are."""
    await house.reported()
    case = await house.case()
    for person_id in ("f-el-amrani", "i-schumacher"):
        await house.taken_off(person_id)
    one = await house.run(
        lambda tx: involved.add(tx, case.case_id, Part.DOER, "Bram de Boer", "1a")
    )
    export = await house.run(
        lambda tx: exports.ask(tx, case.case_id, mentor.ref, "f-el-amrani", Mode.UNMASKED)
    )
    return {"case": case.case_id, "involved": one.involved_id, "export": export.export_id}


async def answer(chat: Chat, word: str, args: Sequence[str], ids: dict[str, str]) -> list[object]:
    """All that comes of a button."""
    await chat.press(":".join(("a", word, *(arg.format(**ids) for arg in args))))
    return [chat.notes, chat.screen, chat.labels]


@pytest.mark.parametrize("who", REFUSED)
async def test_t38_without_the_right_it_is_as_if_there_were_no_such_case(
    house: House, who: str
) -> None:
    person_id, role = REFUSED[who]
    mentor = await house.mentor()
    chat = await house.staff(person_id, role)
    ids = await stands(house, mentor)
    person = await house.run(lambda tx: people.get(tx, person_id))
    case = await house.run(lambda tx: cases.get(tx, ids["case"]))
    assert person
    assert case
    before, heard, begun = await house.snapshot(), [*mentor.heard], len(chat.heard)
    for word, (right, args) in ABOUT_A_CASE.items():
        assert not may(person, right, case, house.world.school)
        unknown = await answer(chat, word, args, dict.fromkeys(ids, "0" * 16))
        known = len(await house.log())
        assert await answer(chat, word, args, ids) == unknown
        assert (chat.notes, chat.screen) == ([], NO_SUCH_CASE)
        (row,) = (await house.log())[: len(await house.log()) - known]
        assert row[0] == person_id
        assert row[1].startswith("Refused ")
    for word in ONLY_WHAT_THEY_MAY_SEE:
        await answer(chat, word, ("x",) if word == "pattern" else (), ids)
        assert "Bram" not in chat.said
    assert await house.snapshot() == before
    assert mentor.heard == heard
    said = "".join(chat.heard[begun:])
    assert not [one for one in (STORY, case.name, case.case_id, "Bram") if one in said]


async def test_t40_a_keyboard_from_before_the_role_was_taken_away_opens_nothing(
    house: House,
) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.command("zaak", (await house.case()).name)
    old = mentor.offers
    await house.leaves("e-yilmaz")
    before, heard = await house.snapshot(), len(mentor.heard)
    for button in old:
        await mentor.press(button)
        assert STORY not in mentor.said
        assert "That button is old." in mentor.notes[0]
    assert await house.snapshot() == before
    assert STORY not in "".join(mentor.heard[heard:])
    assert [row for row in await house.log() if row[1].startswith("Refused ")]
