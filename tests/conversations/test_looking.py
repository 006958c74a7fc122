"""Staff look at what was sent: who may, how it reaches them, and what stays in the log."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cases.kinds import Mark
from bot.cases.people import Role
from bot.conversations.event import Acted
from bot.store import cases, contacts, copies, evidence, looks
from bot.store.contacts import Contact
from bot.store.copies import Copy
from bot.store.tx import Tx
from tests.conversations.chats import Chat, opened
from tests.conversations.inside import PAGE_URL, House
from tests.conversations.proof import folder_of, sent_in

pytestmark = pytest.mark.asyncio

TEXT = b"een vreemde tekst"


async def shown(house: House, chat: Chat, item_id: str) -> None:
    """Tap from the card to the item."""
    await opened(house, chat)
    await chat.tap("Look at the proof")
    case = await house.case()
    await chat.press(f"a:look:{case.case_id}:{item_id}")


def audited(tx: Tx, item_id: str) -> list[tuple[str, str]]:
    rows = tx.db.execute("SELECT who, what FROM audit WHERE object = ? ORDER BY id", (item_id,))
    return [(row["who"], row["what"]) for row in rows.fetchall()]


async def test_from_the_card_to_a_link_that_works_once(house: House, tmp_path: Path) -> None:
    mentor = await house.mentor()
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    await opened(house, mentor)
    await mentor.tap("Look at the proof")
    assert "1. Photo" in mentor.screen
    assert "1 kB" in mentor.screen
    await mentor.tap("1. Photo")
    assert "works for ten minutes" in mentor.screen
    (url,) = mentor.urls
    assert url.startswith("/look/")
    look = await house.run(lambda tx: looks.find(tx, url.removeprefix("/look/")))
    assert look
    assert (look.person_id, look.item_id, look.signed_in) == ("e-yilmaz", photo, True)
    assert await house.run(lambda tx: audited(tx, photo)) == [("e-yilmaz", "LookLink")]
    await mentor.tap("Back", "Back")
    assert "Owner" in mentor.screen


async def test_a_case_without_proof_says_so(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await opened(house, mentor)
    await mentor.tap("Look at the proof")
    assert "Nothing was sent" in mentor.screen


async def test_many_items_come_on_pages(house: House, tmp_path: Path) -> None:
    mentor = await house.mentor()
    await house.reported()
    for number in range(9):
        await sent_in(house, folder_of(tmp_path), b"%d" % number)
    await opened(house, mentor)
    await mentor.tap("Look at the proof")
    assert "7. Photo" in mentor.screen
    assert "8. Photo" not in mentor.screen
    await mentor.tap("More")
    assert "9. Photo" in mentor.screen


async def test_in_telegram_the_link_leads_to_the_page(house_on_page: House, tmp_path: Path) -> None:
    house = house_on_page
    mentor = await house.mentor(door="telegram")
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    await shown(house, mentor, photo)
    (url,) = mentor.urls
    assert url.startswith(f"{PAGE_URL}/look/")
    look = await house.run(lambda tx: looks.find(tx, url.rpartition("/")[2]))
    assert look
    assert look.signed_in
    assert mentor.items == []


async def test_without_a_page_address_telegram_says_where_to_look(
    house_on_page: House, tmp_path: Path
) -> None:
    house = house_on_page
    object.__setattr__(house.conversations, "world", replace(house.world, public_url=""))
    mentor = await house.mentor(door="telegram")
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    await shown(house, mentor, photo)
    assert "Sign in on the page" in mentor.screen
    assert mentor.urls == []


async def test_where_content_goes_into_the_chat_the_item_does(house: House, tmp_path: Path) -> None:
    mentor = await house.mentor(door="telegram")
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    await shown(house, mentor, photo)
    assert mentor.items == [photo]
    assert mentor.urls == []
    assert "ten minutes" in mentor.screen
    assert await house.run(lambda tx: audited(tx, photo)) == [("e-yilmaz", "LookedAt")]


async def test_t24_an_item_on_its_way_is_not_sent_to_who_may_look_no_more(
    house: House, tmp_path: Path
) -> None:
    mentor = await house.mentor(door="telegram")
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    case = await house.case()
    await opened(house, mentor)
    await mentor.says(Acted("look", (case.case_id, photo)))
    await house.taken_off("e-yilmaz")
    for _screen_and_item in range(3):
        await house.deliver()
    assert mentor.items == []
    assert [row.item_id for row in house.held_back if row.item_id] == [photo]


@pytest.mark.parametrize("action", ["evidence", "look", "naked", "destroy", "original", "agree"])
async def test_who_may_not_is_refused_as_if_there_were_no_case(
    house: House, tmp_path: Path, action: str
) -> None:
    other = await house.staff("t-bakker", Role.MENTOR)
    named = await house.mentor()
    await house.reported()
    await house.taken_off("e-yilmaz")
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    case_id = (await house.case()).case_id
    before = await house.snapshot()
    for chat in (other, named):
        more = "" if action == "evidence" else f":{photo}"
        await chat.press(f"a:{action}:{case_id}{more}")
        assert chat.screen == "I do not know a case with that name."
        assert (await house.log())[0] == (
            "t-bakker" if chat is other else "e-yilmaz",
            "Refused evidence",
        )
    assert await house.snapshot() == before
    assert (
        await house.run(lambda tx: tx.db.execute("SELECT count(*) FROM looks").fetchone()[0]) == 0
    )


async def test_an_item_of_another_case_is_not_there(house: House, tmp_path: Path) -> None:
    mentor = await house.mentor()
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    first = await house.case()
    await house.reported()
    second = next(one for one in await house.cases() if one.case_id != first.case_id)
    await mentor.press(f"a:look:{second.case_id}:{photo}")
    assert "not there any more" in mentor.said
    assert mentor.urls == []
    await mentor.press(f"a:look:{second.case_id}:0000000000000000")
    assert "not there any more" in mentor.said


async def test_what_cannot_be_cleaned_is_named_and_has_no_link(
    house: House, tmp_path: Path
) -> None:
    mentor = await house.mentor()
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    await house.run(lambda tx: copies.remember(tx, photo, Copy(problem="locked")))
    await opened(house, mentor)
    await mentor.tap("Look at the proof")
    assert "asks for a password" in mentor.screen
    await mentor.tap("1. Photo")
    assert "What was sent is kept as it is." in mentor.screen
    assert mentor.urls == []


async def test_a_naked_picture_is_destroyed_and_management_hears_what_nobody_may_do(
    house: House, tmp_path: Path
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    await shown(house, mentor, photo)
    await mentor.tap("This is naked or sex")
    assert "cannot be looked at here again" in mentor.screen
    assert not (await house.run(lambda tx: evidence.get(tx, photo))).destroyed  # type: ignore[union-attr]
    mt.notes.clear()
    await mentor.tap("Yes, destroy it")
    assert "0900-8844" in mentor.said

    case = await house.case()
    item = await house.run(lambda tx: evidence.get(tx, photo))
    assert item
    assert item.destroyed
    assert Mark.NUDE in case.marks
    assert any("destroyed" in note and "Do not pass it on" in note for note in mt.notes)
    assert await house.run(lambda tx: audited(tx, photo)) == [
        ("e-yilmaz", "LookLink"),
        ("e-yilmaz", "Destroyed"),
    ]
    assert await house.run(lambda tx: looks.find(tx, mentor.urls[0].rpartition("/")[2])) is None

    await mentor.tap("Look at the proof")
    assert "destroyed" in mentor.screen
    await mentor.press(f"a:destroy:{case.case_id}:{photo}")
    assert "not there any more" in mentor.said
    await sanne.press(f"a:proof:{case.case_id}")
    assert not any("send it" in label for label in sanne.labels)
    refused = await house.run(lambda tx: house.conversations.refusal(tx, _of(tx, sanne), "photo"))
    assert refused


def _of(tx: Tx, chat: Chat) -> Contact:
    contact = contacts.find(tx, chat.ref)
    assert contact
    return contact


async def test_management_that_may_not_read_the_case_hears_nothing(
    house: House, tmp_path: Path
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await house.taken_off("f-el-amrani")
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    case = await house.case()
    heard = mt.everything
    await mentor.press(f"a:destroy:{case.case_id}:{photo}")
    assert mt.everything == heard


async def test_in_a_closed_case_it_is_destroyed_too(house: House, tmp_path: Path) -> None:
    mentor = await house.mentor()
    await house.reported()
    photo = await sent_in(house, folder_of(tmp_path), TEXT)
    case = await house.case()
    done = replace(case, state=type(case.state).CLOSED, closed_at=house.clock.now())
    await house.run(lambda tx: cases.save(tx, done))
    await mentor.press(f"a:destroy:{case.case_id}:{photo}")
    assert "It is destroyed" in mentor.said
    assert Mark.NUDE in (await house.case()).marks
