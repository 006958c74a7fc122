"""The original leaves when the reporter said yes and a second person agreed; each step is noted."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.cases.people import Role
from bot.store import cases, looks, releases
from tests.conversations.chats import Chat
from tests.conversations.inside import House
from tests.conversations.proof import folder_of, sent_in
from tests.conversations.test_looking import TEXT, audited

pytestmark = pytest.mark.asyncio

WHY = "De politie vraagt om het bestand."
ASKER, SECOND = "e-yilmaz", "f-el-amrani"


async def wanted(house: House, mentor: Chat, tmp_path: Path) -> tuple[str, str]:
    """The mentor asks for the original of a photo; the case's and the item's id."""
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    case_id = (await house.case()).case_id
    await mentor.press(f"a:look:{case_id}:{photo}")
    await mentor.tap("The original must leave")
    assert "Why must the original leave" in mentor.screen
    await mentor.type(WHY)
    return case_id, photo


async def may_leave(house: House, photo: str) -> bool:
    return await house.run(lambda tx: releases.original_may_leave(tx, photo, ASKER))


async def test_yes_of_the_reporter_and_of_a_second_person_open_it_for_ten_minutes(
    house: House, tmp_path: Path
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    case_id, photo = await wanted(house, mentor, tmp_path)
    assert "The reporter is asked" in mentor.screen
    assert "There is news for you." in sanne.notes
    assert not any("waiting" in note for note in mt.notes)

    await sanne.tap("Look")
    assert "May school give this to somebody outside school? Photo" in sanne.screen
    assert WHY not in sanne.everything
    await sanne.tap("Yes, school may give it")
    assert "Thank you" in sanne.said
    assert "School wants to use this" not in sanne.screen
    name = (await house.case()).name
    assert f"{name}: answer" in mentor.notes
    assert f"{name}: waiting for you" in mt.notes

    await mentor.press(f"a:look:{case_id}:{photo}")
    assert "I agree" not in " ".join(mentor.labels)
    await mt.press(f"a:look:{case_id}:{photo}")
    assert WHY in mt.screen
    assert not await may_leave(house, photo)
    await mt.tap("I agree")
    assert await may_leave(house, photo)

    mentor.urls.clear()
    await mentor.press(f"a:look:{case_id}:{photo}")
    assert "for ten minutes" in mentor.screen
    original = mentor.urls[-1].rpartition("/")[2]
    look = await house.run(lambda tx: looks.find(tx, original))
    assert look
    assert (look.original, look.signed_in, look.person_id) == (True, True, ASKER)
    assert [what for _who, what in await house.run(lambda tx: audited(tx, photo))] == [
        "LookLink",
        "OriginalWanted",
        "LookLink",
        "OriginalAllowed",
        "LookLink",
        "LookLink",
        "OriginalAgreed",
        "LookLink",
        "OriginalLink",
    ]
    house.clock.travel(house.clock.now() + timedelta(minutes=10))
    assert not await may_leave(house, photo)
    await mentor.press(f"a:look:{case_id}:{photo}")
    assert "The original must leave" in " ".join(mentor.labels)


async def test_no_of_the_reporter_is_the_end_of_it(house: House, tmp_path: Path) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    case_id, photo = await wanted(house, mentor, tmp_path)
    await sanne.command("mijnmelding")
    await sanne.tap("No, do not give it")
    assert "It stays here" in sanne.said
    await sanne.press(f"a:origyes:{case_id}:{photo}")
    assert "not open any more" in sanne.said
    await mt.press(f"a:agree:{case_id}:{photo}")
    assert not await may_leave(house, photo)
    await mentor.press(f"a:look:{case_id}:{photo}")
    assert "The reporter said no" in mentor.screen
    assert "The original must leave" not in " ".join(mentor.labels)


async def test_no_answer_is_no(house: House, tmp_path: Path) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    case_id, photo = await wanted(house, mentor, tmp_path)
    house.days_later(30)
    await mt.press(f"a:agree:{case_id}:{photo}")
    assert not await may_leave(house, photo)
    assert "I agree" not in " ".join(mt.labels)


async def test_of_a_report_with_a_name_the_second_person_is_asked_at_once(
    house: House, tmp_path: Path
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    case_id = (await house.case()).case_id
    await house.run(lambda tx: cases.set_reporter_name(tx, case_id, "Sanne"))
    case_id, photo = await wanted(house, mentor, tmp_path)
    assert "There is news for you." not in sanne.notes
    assert any("waiting for you" in note for note in mt.notes)
    await mt.press(f"a:agree:{case_id}:{photo}")
    assert await may_leave(house, photo)


@pytest.mark.parametrize("action", ["origyes", "origno"])
async def test_only_the_reporter_answers_for_the_reporter(
    house: House, tmp_path: Path, action: str
) -> None:
    mentor = await house.mentor()
    await house.reported()
    case_id, photo = await wanted(house, mentor, tmp_path)
    for chat in (mentor, house.chat("Milan")):
        await chat.press(f"a:{action}:{case_id}:{photo}")
        assert "I cannot find that report here." in chat.said
    release = await house.run(lambda tx: releases.get(tx, photo))
    assert release
    assert release.reporter is releases.Reporter.ASKED


async def test_neither_the_one_who_asks_nor_who_has_no_such_role_is_the_second(
    house: House, tmp_path: Path
) -> None:
    mentor = await house.mentor()
    leader = await house.staff("a-van-dijk", Role.TEAM_LEADER)
    sanne = await house.reported()
    case_id, photo = await wanted(house, mentor, tmp_path)
    await sanne.press(f"a:origyes:{case_id}:{photo}")
    for chat in (mentor, leader):
        await chat.press(f"a:agree:{case_id}:{photo}")
        assert not await may_leave(house, photo)


async def test_in_telegram_the_reason_stands_on_the_page(
    house_on_page: House, tmp_path: Path
) -> None:
    house = house_on_page
    mentor, mt = await house.mentor(), await house.management(door="telegram")
    sanne = await house.reported()
    case_id, photo = await wanted(house, mentor, tmp_path)
    await sanne.press(f"a:origyes:{case_id}:{photo}")
    await mt.press(f"a:look:{case_id}:{photo}")
    assert "Read why on the page" in mt.screen
    assert WHY not in mt.everything


async def test_who_lost_the_right_while_writing_gets_the_words_back(
    house: House, tmp_path: Path
) -> None:
    mentor = await house.mentor()
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    case_id = (await house.case()).case_id
    await mentor.press(f"a:original:{case_id}:{photo}")
    await house.taken_off(ASKER)
    await mentor.type(WHY)
    assert "I do not know a case" in mentor.said
    assert await house.run(lambda tx: releases.get(tx, photo)) is None
