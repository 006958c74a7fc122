"""Five words lead back to a report from any phone, and to no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import cases, contacts, recovery
from tests.conversations.chats import Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def words_of(chat: Chat) -> str:
    """The five words somebody is given."""
    await chat.tap("Five words to come back")
    return chat.notes[0].splitlines()[1]


async def only_words(chat: Chat) -> str:
    await chat.tap("Hide my report", "Yes")
    return chat.notes[0].splitlines()[1]


async def with_words(chat: Chat, words: str) -> None:
    await chat.command("mijnmelding")
    await chat.tap("I have five words")
    await chat.type(words)


async def test_five_words_lead_back_from_another_phone(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    words = await words_of(sanne)
    assert len(words.split()) == 5
    other = house.chat("another phone")
    await with_words(other, words.upper())
    case = await house.case()
    assert f"{case.name}: Received." in other.screen
    await mentor.tap("Open")
    assert other.notes == ["There is news for you."]
    assert "There is news for you." not in sanne.notes
    await sanne.command("mijnmelding")
    assert "There is no report in this chat." in sanne.screen


async def test_new_words_make_the_old_ones_useless(house: House) -> None:
    sanne = await house.reported()
    first = await words_of(sanne)
    await sanne.tap("Five words to come back")
    assert sanne.notes == ["You just got five words. Wait a minute for new ones."]
    house.clock.travel(house.clock.now() + recovery.BETWEEN)
    await words_of(sanne)
    other = house.chat("another phone")
    await with_words(other, first)
    assert "These words do not fit a report." in other.screen


async def test_t36_wrong_words_say_nothing_and_slow_down(house: House) -> None:
    sanne = await house.reported()
    right = await words_of(sanne)
    other = house.chat("another phone")
    await with_words(other, "een twee drie")
    assert "These words do not fit a report." in other.screen
    for _ in range(5):
        await other.tap("Try again")
        await other.type("appel appel appel appel appel")
    await other.tap("Try again")
    await other.type(right)
    assert "That was too often. Try again in an hour." in other.screen
    third = house.chat("a third phone")
    await with_words(third, right)
    assert "Received." in third.screen


async def test_the_right_words_wait_while_others_guess(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "AT_ONCE", 1)
    monkeypatch.setattr(recovery, "EACH", timedelta(minutes=1))
    sanne = await house.reported()
    right = await words_of(sanne)
    await house.run(lambda tx: recovery.find(tx, ["appel"], "guesser"))
    other = house.chat("another phone")
    await with_words(other, right)
    assert "Please try again later." in other.screen
    house.clock.travel(house.clock.now() + recovery.EACH)
    await other.tap("Try again")
    await other.type(right)
    assert "Received." in other.screen


async def test_only_words_keeps_no_address_and_the_way_back_can_talk(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("Hide my report")
    assert "I cannot send you news." in sanne.screen
    await sanne.tap("Yes")
    words = sanne.notes[0].splitlines()[1]
    case = await house.case()
    assert await house.run(lambda tx: contacts.my_cases(tx, sanne.ref)) == ()
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) is None
    await mentor.tap("Open")
    assert sanne.notes[-1] != "There is news for you."
    await sanne.command("mijnmelding")
    assert "There is no report in this chat." in sanne.screen
    await with_words(sanne, words)
    await sanne.tap("Say something")
    await sanne.type("ik ben er weer")
    assert "You: ik ben er weer" in sanne.screen
    assert mentor.notes[-1] == f"{case.name}: answer"
    assert await house.run(lambda tx: contacts.my_cases(tx, sanne.ref)) == ()


async def test_only_words_leaves_no_phone_behind(house: House) -> None:
    """Neither the first phone nor the one that came back."""
    sanne = await house.reported()
    words = await words_of(sanne)
    other = house.chat("another phone")
    await with_words(other, words)
    case = await house.case()
    await other.press(f"a:codeonly:{case.case_id}")
    await other.tap("Yes")
    refs = (sanne.ref, other.ref)
    assert await house.run(lambda tx: [contacts.my_cases(tx, ref) for ref in refs]) == [(), ()]
    assert await house.run(lambda tx: recovery.has_words(tx, case.case_id))


async def test_only_words_can_be_thought_better_of(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("Hide my report", "No")
    case = await house.case()
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) == sanne.ref
    assert case.name in sanne.screen


async def test_words_work_when_the_first_phone_is_forgotten(house: House) -> None:
    sanne = await house.reported()
    words = await words_of(sanne)
    await house.run(lambda tx: contacts.forget(tx, sanne.ref))
    other = house.chat("another phone")
    await with_words(other, words)
    assert "Received." in other.screen


async def test_wiping_the_chat_leaves_what_words_had_found(house: House) -> None:
    sanne = await house.reported()
    words = await only_words(sanne)
    library = house.chat("a computer of many")
    await with_words(library, words)
    await library.command("wis")
    await library.command("mijnmelding")
    assert "There is no report in this chat." in library.screen


async def test_a_guests_loose_words_go_to_the_report_they_came_for(house: House) -> None:
    sanne = await house.reported()
    words = await only_words(sanne)
    other = house.chat("another phone")
    await with_words(other, words)
    await other.type("nog iets vergeten")
    await other.tap("Yes")
    assert "You: nog iets vergeten" in other.screen


async def test_a_report_can_be_hidden_later_too_and_it_is_said_how_to_come_back(
    house: House,
) -> None:
    sanne = await house.reported()
    await sanne.tap("Hide my report", "No", "Hide my report", "Yes")
    assert "Want to come back? Tap My report, then type the words." in sanne.screen
