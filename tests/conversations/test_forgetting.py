"""`/vergeetmij`: what goes, what stays, that both are said before, and that it cannot be undone."""

from __future__ import annotations

from dataclasses import replace

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
    screens,
    sessions,
)
from bot.store.brake import Guess
from bot.store.writer import Tx
from tests.conversations.chats import Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

WORDS = ("een", "twee", "drie", "vier", "vijf")


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
    assert "Your five words do not work any more then." in sanne.said
    assert "Copies on lock are gone after 28 days." in sanne.said
    assert sanne.screen == "Shall I forget you? You cannot undo this."
    await sanne.tap("Yes, forget me")
    assert sanne.notes[-2].startswith("I have forgotten you.")

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
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref))
    assert await house.run(lambda tx: contacts.my_cases(tx, sanne.ref)) == ()


async def test_who_sent_no_report_is_told_of_none(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await sanne.command("vergeetmij")
    assert "report" not in sanne.said
    await sanne.tap("Yes, forget me")
    assert "browser" not in sanne.said
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


@pytest.mark.parametrize("door", ["web", "telegram"])
@pytest.mark.parametrize("words", ["dankje", "/wis"])
async def test_a_word_in_between_does_not_undo_the_promise(
    house: House, door: str, words: str
) -> None:
    sanne = house.chat("Sanne", door=door)
    await sanne.command("melden")
    await forgotten(sanne)
    house.clock.travel(house.clock.now() + LAST_WORDS / 2)
    if words == "/wis":
        await sanne.command("wis")
    else:
        await sanne.type(words)
        await house.run(lambda tx: screens.remember(tx, sanne.ref, "900", mine=True))
    await ten_minutes_later(house)
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is None


async def test_who_was_just_told_something_has_ten_minutes_to_read_it(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await forgotten(sanne)
    house.clock.travel(house.clock.now() + LAST_WORDS / 2)
    await sanne.type("dankje")
    await house.run(lambda tx: screens.remember(tx, sanne.ref, "900", mine=True))
    house.clock.travel(house.clock.now() + LAST_WORDS * 3 / 4)
    await house.deliver()
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is not None
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is None


async def test_a_tap_counts_as_a_word_does(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await forgotten(sanne)
    house.clock.travel(house.clock.now() + LAST_WORDS / 2)
    await sanne.press("a:help")
    house.clock.travel(house.clock.now() + LAST_WORDS * 3 / 4)
    await house.deliver()
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is not None
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is None


async def test_who_waits_for_an_answer_of_management_is_not_forgotten_however_late_it_is(
    house: House,
) -> None:
    await house.management()
    sanne = house.chat("Sanne")
    await forgotten(sanne)
    await sanne.command("mag", "mag ik deze foto van mijn klas plaatsen")
    await sanne.tap("Student", "Not asked yet", "Ask management", "Yes")
    house.hours_later(1)
    await ten_minutes_later(house)
    assert await house.run(lambda tx: contacts.find(tx, sanne.ref)) is not None


async def test_the_open_cases_of_a_colleague_go_to_the_next_in_line_at_once(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await opened(house, mentor)
    case = await house.case()
    assert case.owner == "e-yilmaz"
    await mentor.command("vergeetmij")
    assert "Your open cases go to the next in line at once." in mentor.said
    await mentor.tap("Yes, forget me")
    assert (await house.case()).owner == "f-el-amrani"
    await house.deliver()
    assert mt.notes[-1] == f"{case.name}: new"


async def test_a_student_keeps_the_words_that_a_colleague_drew_for_them(house: House) -> None:
    await house.management()
    mentor = await house.mentor()
    await house.reported()
    case = await house.case()

    def typed_in_by_the_mentor(tx: Tx) -> None:
        mine = replace(case, reporter_person="e-yilmaz", on_behalf=True)
        cases.save(tx, mine)
        cases.set_reporter(tx, case.case_id, mentor.ref)
        contacts.add_case(tx, mentor.ref, case.case_id)
        recovery.put(tx, case.case_id, WORDS)

    await house.run(typed_in_by_the_mentor)
    await forgotten(mentor)
    assert await house.run(lambda tx: recovery.find(tx, WORDS, "anywhere")) == case.case_id
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) is None
