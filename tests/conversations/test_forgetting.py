"""`/vergeetmij`: what goes, what stays, that both are said before, and that it cannot be undone."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.conversations.forgetting import LAST_WORDS
from bot.store import (
    brake,
    campaigns,
    cases,
    contacts,
    evidence,
    people,
    post_questions,
    recovery,
    sessions,
)
from bot.store.brake import Guess
from bot.store.writer import Tx
from tests.conversations.chats import Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def forgotten(chat: Chat) -> None:
    await chat.command("vergeetmij")
    await chat.tap("Yes, forget me")


async def ten_minutes_later(house: House) -> None:
    house.clock.travel(house.clock.now() + LAST_WORDS)
    await house.deliver()


async def test_a_reporter_is_forgotten_and_the_report_stays_one(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    case = await house.case()
    await sanne.tap("Five words to come back")
    await sanne.command("mag", "mag ik deze foto van mijn klas plaatsen")
    await sanne.command("berichten")
    await sanne.tap("Yes")
    await house.run(lambda tx: brake.count_wrong(tx, Guess.RECOVERY, sanne.ref))
    await sanne.command("melden")
    await sanne.tap("Student: about me")
    await sanne.send()

    await sanne.command("vergeetmij")
    assert "A report you sent stays: school must work on it." in sanne.said
    assert "Copies on lock are gone after 28 days." in sanne.said
    assert sanne.screen == "Shall I forget you? You cannot undo this."
    await sanne.tap("Yes, forget me")
    assert sanne.notes[-1].startswith("I have forgotten you.")

    def what_is_left(tx: Tx) -> list[object]:
        return [
            contacts.my_cases(tx, sanne.ref),
            cases.reporter(tx, case.case_id),
            recovery.has_words(tx, case.case_id),
            sessions.load(tx, sanne.ref),
            sanne.ref in campaigns.news_wanted(tx),
            brake.slow_until(tx, Guess.RECOVERY, sanne.ref),
            evidence.loose_of(tx, sanne.ref),
            post_questions.of_contact(tx, sanne.ref),
        ]

    assert await house.run(what_is_left) == [(), None, False, None, False, None, [], []]
    assert ("reporter", "ForgotMe") in await house.log()
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is None
    await opened(house, mentor)
    assert case.name in mentor.screen


async def test_who_looks_again_or_wipes_as_well_is_still_forgotten(house: House) -> None:
    sanne = await house.reported()
    await forgotten(sanne)
    await sanne.command("mijnmelding")
    assert "There is no report in this chat." in sanne.screen
    await sanne.command("wis")
    await sanne.command("melden")
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is None


async def test_who_comes_back_before_that_is_somebody_new_and_stays(house: House) -> None:
    sanne = await house.reported()
    await forgotten(sanne)
    await sanne.command("melden")
    await sanne.tap("Student: about me")
    await ten_minutes_later(house)
    found = await house.run(lambda tx: contacts.find(tx, sanne.ref))
    assert found is not None
    assert found.cases == ()


async def test_who_sent_no_report_is_told_of_none(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await sanne.command("vergeetmij")
    assert "report" not in sanne.said
    await sanne.tap("Yes, forget me")
    assert "browser" not in sanne.notes[-1]
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is None


async def test_a_colleague_is_signed_out_everywhere_and_stays_in_the_list(house: House) -> None:
    page = await house.mentor()
    phone = await house.staff("e-yilmaz", Role.MENTOR, door="telegram")
    mail = await house.run(lambda tx: contacts.meet(tx, contacts.MAIL, "y@school.example", "nl"))
    await house.run(lambda tx: contacts.bind(tx, mail.contact_ref, "e-yilmaz"))
    await page.command("vergeetmij")
    assert "You are signed out everywhere" in page.said
    assert "Your name and roles stay in the list of the school" in page.said
    await page.tap("Yes, forget me")
    await phone.command("zaken")
    assert phone.notes == ["I do not know that command. This is what I can do:"]
    await ten_minutes_later(house)
    refs = (page.ref, mail.contact_ref)
    assert await house.run(lambda tx: [contacts.find(tx, ref) for ref in refs]) == [None, None]
    person = await house.run(lambda tx: people.get(tx, "e-yilmaz"))
    assert person is not None
    assert person.active


async def test_the_last_of_management_cannot_leave_the_school_alone(house: House) -> None:
    mt = await house.management()
    await mt.command("vergeetmij")
    assert mt.screen == "This is the last one of the management who can come in."
    await mt.press("a:forgetyes")
    assert mt.screen == "This is the last one of the management who can come in."
    assert await house.run(lambda tx: contacts.of_person(tx, "f-el-amrani"))
