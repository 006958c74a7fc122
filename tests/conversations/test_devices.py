"""What a colleague is signed in with: listed in plain words, ended by a tap, added by a code."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.conversations.devices import LASTS
from bot.conversations.event import Command
from bot.store import cases, contacts, devices, outbox
from bot.store.devices import Kind
from bot.store.tx import Tx
from tests.conversations.chats import MENTOR, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def with_a_phone(house: House) -> tuple[Chat, Chat]:
    """The mentor at a computer and with a phone."""
    computer, phone = await house.mentor(), house.chat("her phone")
    await phone.join("e-yilmaz", Role.MENTOR)

    def kinds(tx: Tx) -> None:
        devices.add(tx, computer.ref, Kind.COMPUTER)
        devices.add(tx, phone.ref, Kind.PHONE)

    await house.run(kinds)
    return computer, phone


async def test_devices_are_listed_by_what_they_are_and_when(house: House) -> None:
    computer, _phone = await with_a_phone(house)
    await house.mentor(door="telegram")
    house.days_later(2)
    await computer.command("apparaten")
    lines = computer.screen.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Computer", "Phone", "Telegram"]
    assert "You use this one now." in lines[0]
    assert "last used" in lines[1]
    assert [label for label in computer.labels if "Sign out" in label] == [
        "❌ Sign out: Phone",
        "❌ Sign out: Telegram",
    ]


async def test_t40_a_device_that_is_signed_out_loses_all_at_once_and_its_old_buttons_do_nothing(
    house: House,
) -> None:
    computer, phone = await with_a_phone(house)
    await house.reported()
    case = await house.case()
    await phone.tap("Open")
    await phone.tap("More")
    old = phone.data("Hand it over")
    await computer.command("apparaten")
    await house.reported()
    await computer.tap("Sign out: Phone")
    assert "Phone is signed out." in computer.notes[0]
    assert await house.run(lambda tx: contacts.find(tx, phone.ref)) is None
    waiting = await house.run(
        lambda tx: tx.db.execute(
            "SELECT count(*) FROM outbox WHERE contact_ref = ?", (phone.ref,)
        ).fetchone()[0]
    )
    assert waiting == 0
    phone.ref = ""  # the door knows nobody with this address any more
    phone.heard.clear()
    await phone.press(old)
    assert case.name not in phone.everything
    assert MENTOR not in phone.everything
    assert ("e-yilmaz", "DeviceEnded") in await house.log()


async def test_what_was_reported_with_it_goes_on_with_another_one(house: House) -> None:
    computer, phone = await with_a_phone(house)
    await house.reported()
    case = await house.case()

    def his_own(tx: Tx) -> None:
        contacts.add_case(tx, phone.ref, case.case_id)
        cases.set_reporter(tx, case.case_id, phone.ref)

    await house.run(his_own)
    await computer.command("apparaten")
    await computer.tap("Sign out: Phone")
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) == computer.ref
    assert await house.run(lambda tx: contacts.my_cases(tx, computer.ref)) == (case.case_id,)


async def test_the_one_in_use_cannot_end_itself(house: House) -> None:
    computer, _phone = await with_a_phone(house)
    await computer.command("apparaten")
    await computer.press(f"a:enddevice:e-yilmaz:{computer.ref[:16]}")
    assert "End it from another one." in computer.notes[0]
    await computer.press("a:enddevice:e-yilmaz:0000000000000000")
    assert await house.run(lambda tx: len(contacts.of_person(tx, "e-yilmaz"))) == 2


async def test_management_ends_somebodys_devices_and_nobody_else_does(house: House) -> None:
    _computer, phone = await with_a_phone(house)
    mt, other = await house.management(), await house.care_team()
    button = f"a:enddevice:e-yilmaz:{phone.ref[:16]}"
    await other.press(button)
    await other.press("a:devicesof:e-yilmaz")
    assert "Phone" not in other.screen
    assert await house.run(lambda tx: len(contacts.of_person(tx, "e-yilmaz"))) == 2
    await mt.press("a:devicesof:e-yilmaz")
    assert "Add a device" not in "\n".join(mt.labels)
    await mt.tap("Sign out: Computer", "Sign out: Phone")
    assert mt.screen == "Signed in with nothing."


async def test_a_code_lets_one_more_device_in_once_for_ten_minutes(house: House) -> None:
    mentor = await house.mentor()
    await mentor.command("apparaten")
    await mentor.tap("Add a device")
    code = mentor.notes[2].rsplit(" ", 1)[-1]
    assert mentor.urls[-1].endswith(f"/qr/{code}")
    second, third = house.chat("second"), house.chat("third")
    await second.act(Command("start", code))
    await third.act(Command("start", code))
    found = await house.run(
        lambda tx: [one.contact_ref for one in contacts.of_person(tx, "e-yilmaz")]
    )
    assert {*found} == {mentor.ref, second.ref}


async def test_a_code_of_ten_minutes_ago_lets_nobody_in(house: House) -> None:
    mentor = await house.mentor(door="telegram")
    await mentor.command("apparaten")
    await mentor.tap("Add a device")
    code = mentor.notes[2].rsplit(" ", 1)[-1]
    house.clock.travel(house.clock.now() + LASTS)
    late = house.chat("late")
    await late.act(Command("start", code))
    assert await house.run(lambda tx: len(contacts.of_person(tx, "e-yilmaz"))) == 1


async def test_a_reporter_has_no_list(house: House) -> None:
    student = house.chat("student")
    await student.command("apparaten")
    await student.press("a:adddevice")
    assert "/in/" not in student.everything
    assert await house.run(lambda tx: outbox.count(tx, "waiting")) == 0


async def test_who_comes_in_with_a_colleagues_name_is_told_on_what_they_have_already(
    house: House,
) -> None:
    mentor = await house.mentor()
    assert "came in with your name" not in mentor.everything
    other = await house.mentor(door="telegram")
    assert mentor.notes[-1].splitlines() == [
        "Somebody came in with your name, on a new device or in a new chat.",
        "Was it not you? Sign it out here and tell management now.",
    ]
    assert "came in with your name" not in other.everything
    await mentor.tap("My devices", "Sign out: Telegram")
    assert await house.run(lambda tx: contacts.find(tx, other.ref)) is None
