"""What a reporter can do after sending: talk, prove, give a name, take back, come back."""

from __future__ import annotations

import pytest

from bot.cases.case import Case
from bot.store import cases, contacts, evidence, recovery
from tests.conversations.chats import ABOUT_ME, STORY, Chat, House

pytestmark = pytest.mark.asyncio

NOT_YOURS = "I cannot find that report here."
NUDE = ("Student: about me", "No", "Photo, film or sound", "Yes", "One or more students")


async def words_of(chat: Chat) -> str:
    """The five words somebody is given."""
    await chat.tap("Five words to come back")
    return chat.notes[0].splitlines()[1]


async def only_words(chat: Chat) -> str:
    await chat.tap("Only words, no address", "Yes")
    return chat.notes[0].splitlines()[1]


async def with_words(chat: Chat, words: str) -> None:
    await chat.command("mijnmelding")
    await chat.tap("I have five words")
    await chat.type(words)


async def items_of(house: House, case: Case) -> list[str]:
    return await house.run(lambda tx: [i.item_id for i in evidence.of_case(tx, case.case_id)])


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
    await words_of(sanne)
    other = house.chat("another phone")
    await with_words(other, first)
    assert "These words do not fit a report." in other.screen


async def test_wrong_words_say_nothing_and_slow_down(house: House) -> None:
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


async def test_only_words_keeps_no_address_and_the_way_back_can_talk(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("Only words, no address")
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
    await sanne.tap("Only words, no address", "No")
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


async def test_a_name_comes_later_and_never_goes(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("My report", "Give my name")
    assert "You cannot take your name back later." in sanne.screen
    await sanne.type("Sanne de Vries")
    assert "School now sees your name." in sanne.notes[0]
    assert "Give my name" not in "\n".join(sanne.labels)
    await mentor.tap("Open")
    assert "The reporter's name: Sanne de Vries" in mentor.screen
    assert ("reporter", "NameGiven") in await house.log()


async def test_a_report_is_taken_back_and_people_decide(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("My report", "Take it back", "No")
    assert "Received." in sanne.screen
    await sanne.tap("Take it back", "Yes")
    assert "I told school." in sanne.notes[0]
    assert mentor.notes[-1].endswith(": answer")
    await mentor.tap("Open")
    assert "Reporter: Ik neem deze melding terug." in mentor.screen
    assert not (await house.case()).closed


async def test_more_proof_is_kept_with_the_report(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.tap("I send it now", "No")
    item = await sanne.send()
    await sanne.tap("Done")
    assert "It is kept safe." in sanne.notes[0]
    case = await house.case()
    assert await items_of(house, case) == [item]
    assert mentor.notes[-1] == f"{case.name}: answer"
    await sanne.command("bewijs")
    await sanne.tap("I keep it myself")
    assert "Keep it on your phone." in sanne.notes[0]


async def test_proof_without_a_report_tells_what_there_is(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("bewijs")
    assert "There is no report in this chat." in sanne.screen


async def test_no_picture_goes_to_a_report_about_nudity(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.report(*NUDE, school_class="1a")
    case = await house.case()
    await sanne.tap("My report", "Say something")
    assert await house.run(lambda tx: house.refuses_upload(tx, sanne)) is not None
    await sanne.type("het was op snap")
    assert "You: het was op snap" in sanne.screen
    await sanne.send()
    await sanne.tap("Add it to my report", "No")
    assert "Do not send it" in sanne.said
    assert await items_of(house, case) == []
    assert await house.run(lambda tx: evidence.loose_of(tx, sanne.ref)) == []


async def test_a_file_may_be_sent_where_nothing_forbids_it(house: House) -> None:
    sanne = await house.reported()
    assert await house.run(lambda tx: house.refuses_upload(tx, sanne)) is None


async def test_more_than_one_report_is_asked_for_by_name(house: House) -> None:
    sanne = await house.reported()
    await sanne.report(*ABOUT_ME, school_class="2a", story="en dit ook nog")
    first, second = await house.cases()
    await sanne.command("mijnmelding")
    assert sanne.screen == "Which report?"
    await sanne.tap(first.name)
    assert f"{first.name}: Received." in sanne.screen
    await sanne.command("bewijs")
    await sanne.tap(second.name)
    assert "Do you want to keep the proof yourself" in sanne.screen


async def test_many_open_reports_are_all_kept_and_it_is_said(house: House) -> None:
    sanne = await house.reported()
    for number in range(5):
        await sanne.report(*ABOUT_ME, school_class="1a", story=f"nummer {number}")
    assert "You sent many reports. I keep them all." in "\n".join(sanne.notes)
    assert len(await house.cases()) == 6


async def test_reports_that_are_closed_do_not_count_as_many(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "Close this case", "More", "Not true, or a joke")
    await mentor.tap("Use the usual sentence")
    for number in range(5):
        await sanne.report(*ABOUT_ME, school_class="1a", story=f"nummer {number}")
    assert "many reports" not in "\n".join(sanne.notes)


async def test_what_is_said_after_the_end_still_arrives(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "Close this case", "More", "Not true, or a joke")
    await mentor.tap("Use the usual sentence")
    await sanne.tap("Look")
    assert "Take it back" not in "\n".join(sanne.labels)
    await sanne.tap("Say something")
    await sanne.type("het gaat weer mis")
    assert mentor.notes[-1].endswith(": answer")


@pytest.mark.parametrize(
    "action", ["mine", "talk", "proof", "name", "takeback", "words", "codeonly", "codeyes"]
)
async def test_somebody_elses_report_is_not_there(house: House, action: str) -> None:
    sanne = await house.reported()
    case = await house.case()
    other = house.chat("Other")
    await other.command("start")
    before, news = await house.snapshot(), [*sanne.heard]
    for case_id in (case.case_id, "0" * 16, ""):
        await other.press(f"a:{action}:{case_id}")
        if case_id or action != "mine":
            assert (other.notes, other.screen) == ([], NOT_YOURS)
    assert await house.snapshot() == before
    assert sanne.heard == news
    assert ("reporter", "Refused own") in await house.log()


async def test_a_report_that_was_destroyed_meanwhile_is_not_there(house: House) -> None:
    """A conversation about it was open; whatever it was, nothing is kept and it is said."""
    sanne = await house.reported()
    case = await house.case()
    begun = {
        "talk": ["nog iets"],
        "proof": ["I keep it myself"],
        "name": ["Sanne"],
        "takeback": ["Yes"],
    }
    for action, answers in begun.items():
        await sanne.press(f"a:{action}:{case.case_id}")
        await house.run(lambda tx: contacts.remove_case(tx, sanne.ref, case.case_id))
        for answer in answers:
            await sanne.type(answer)
        assert sanne.screen == NOT_YOURS
        await house.run(lambda tx: contacts.add_case(tx, sanne.ref, case.case_id))


async def test_loose_words_and_files_go_where_they_are_wanted(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("Menu")
    await sanne.type("hij doet het weer")
    assert "What do you want to do with this?" in sanne.screen
    await sanne.tap("Add it to my report")
    assert "You: hij doet het weer" in sanne.screen
    assert mentor.notes[-1].endswith(": answer")
    await sanne.tap("Menu")
    item = await sanne.send("voice")
    await sanne.tap("Nothing, go to the menu")
    assert "What do you want to do?" in sanne.screen
    assert await house.run(lambda tx: evidence.get(tx, item)) is None


async def test_loose_words_begin_a_report_that_keeps_them(house: House) -> None:
    await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.type(STORY)
    await sanne.tap("Add it to my report")
    assert "Who are you?" in sanne.screen
    await sanne.tap(*ABOUT_ME)
    assert f"Your story: {STORY}" in sanne.screen
    await sanne.command("stop")
    await sanne.tap("Menu")
    await sanne.type("en dit ook")
    await sanne.tap("Report it")
    assert "en dit ook" in sanne.screen
    assert STORY in sanne.screen


async def test_words_of_nothing_show_the_menu(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("   ")
    assert "What do you want to do?" in sanne.screen


async def test_a_guests_loose_words_go_to_the_report_they_came_for(house: House) -> None:
    sanne = await house.reported()
    words = await only_words(sanne)
    other = house.chat("another phone")
    await with_words(other, words)
    await other.type("nog iets vergeten")
    await other.tap("Add it to my report")
    assert "You: nog iets vergeten" in other.screen
