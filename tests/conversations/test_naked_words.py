"""Words that may be about somebody naked, and files that come too early: it is asked first."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Mark
from bot.conversations.event import KeptOut
from bot.flows.kit import Sent, Typed
from bot.flows.uploads import FIRST_ANSWER, MAYBE_NAKED, Refusal
from bot.flows.what import NO_FILES
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

QUESTION = "Is it about being naked, or about sex?"
NAKED_WORDS = "hij heeft een naaktfoto van mij"
HELPWANTED = "020-261 52 75"
TOO_EARLY = KeptOut(Refusal(FIRST_ANSWER))


async def refused(house: House, chat: Chat, kind: str = "photo", words: str = "") -> Refusal | None:
    """What a door hears before it fetches a file of this chat."""

    def ask(tx: Tx) -> Refusal | None:
        contact = house.known(tx, chat)
        return house.conversations.refusal(tx, contact, kind, words)

    await chat.meet()
    return await house.run(ask)


async def kept_out(house: House, chat: Chat, *, words: str = "") -> None:
    """A file comes that may not; a Telegram message, so it lies in the chat."""
    why = await refused(house, chat, words=words)
    assert why is not None
    if words:
        await chat.act(Typed(words))
    await chat.act(KeptOut(why))


async def test_words_in_the_story_make_it_ask_and_the_answer_marks_the_report(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)
    assert "Good that you tell me this." in sanne.said
    assert HELPWANTED in sanne.said
    assert await refused(house, sanne) == Refusal(MAYBE_NAKED, naked=True)
    await sanne.tap("Yes")
    assert "Do NOT send" in sanne.said
    assert HELPWANTED not in sanne.said, "it stands right above"
    assert await refused(house, sanne) == Refusal(NO_FILES, naked=True)
    assert f"Your story: {NAKED_WORDS}" in sanne.screen
    await sanne.tap("1a", "Send")
    assert Mark.NUDE in (await house.case()).marks


async def test_it_is_a_question_and_no_verdict(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("hij zei iets over seks")
    await sanne.tap("No")
    assert await refused(house, sanne) is None
    await sanne.tap("1a", "Send")
    assert not (await house.case()).marks


async def test_an_earlier_no_says_nothing_about_what_is_told_later(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "No")
    assert await refused(house, sanne) is None
    await sanne.type("nudes van mij")
    assert sanne.screen.startswith(QUESTION)


async def test_a_file_without_sound_or_picture_needs_no_such_answer(house: House) -> None:
    assert await refused(house, house.chat("Sanne"), "voice") is None


async def test_loose_words_are_asked_about_before_anything_else(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)
    assert "Good that you tell me this." in sanne.said
    assert HELPWANTED in sanne.said
    await sanne.tap("I do not know")
    assert sanne.screen == "Do you want to report this?"
    await sanne.tap("Yes")
    assert sanne.screen == "Who are you?"
    assert await refused(house, sanne) == Refusal(NO_FILES, naked=True)


async def test_the_answer_goes_along_into_the_report_that_is_begun_by_command(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(NAKED_WORDS)
    await sanne.command("melden")
    assert await refused(house, sanne) == Refusal(MAYBE_NAKED, naked=True)
    await sanne.tap("Student: about me", "No")
    assert "Naked or sex: Yes" in sanne.screen, "it is not asked, for it was told"
    await sanne.tap("Yes")
    assert await refused(house, sanne) == Refusal(NO_FILES, naked=True)


async def test_loose_words_do_not_turn_a_naked_report_into_another(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "Yes")
    await sanne.command("start")
    await sanne.type(NAKED_WORDS)
    await sanne.tap("No", "Yes")
    assert await refused(house, sanne) == Refusal(NO_FILES, naked=True)


@pytest.mark.parametrize("door", ["web", "telegram"])
async def test_words_in_the_talk_mark_the_case_and_its_handlers_read_what_not_to_do(
    house: House, door: str
) -> None:
    mentor = await house.mentor(door=door)
    sanne = await house.reported()
    await sanne.tap("My report", "Say something")
    await sanne.type(NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)
    assert HELPWANTED in sanne.said
    await sanne.tap("Yes")
    assert f"You: {NAKED_WORDS}" in sanne.screen
    assert Mark.NUDE in (await house.case()).marks
    await mentor.tap("Open")
    assert "Do not look at it, save it or pass it on." in mentor.screen
    assert "0900-8844" in mentor.screen
    assert ("reporter", "MarkedNude") in await house.log()


async def test_loose_words_for_a_report_that_was_sent_mark_it_too(house: House) -> None:
    sanne = await house.reported()
    await sanne.type(NAKED_WORDS)
    await sanne.tap("Yes", "Yes")
    assert Mark.NUDE in (await house.case()).marks


async def test_changed_words_are_heard_as_well(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("hij heeft iets van mij")
    await sanne.change(NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)


@pytest.mark.parametrize(
    "taps",
    [("My report", "Add proof", "I send it now", "No"), ("My report", "Say something")],
    ids=["proof", "talk"],
)
async def test_changed_words_are_heard_where_there_is_no_story_to_put_them_with(
    house: House, taps: tuple[str, ...]
) -> None:
    sanne = await house.reported()
    await sanne.tap(*taps)
    await sanne.change(NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)


async def test_forwarded_words_are_heard_as_well(house: House) -> None:
    sanne = house.chat("Sanne")
    item = await sanne.send("text")
    await sanne.act(Sent(item, "text", "stuur nudes"))
    assert sanne.screen.startswith(QUESTION)


async def test_a_file_out_of_the_blue_waits_for_its_question(house: House) -> None:
    sanne = house.chat("Sanne")
    await kept_out(house, sanne)
    assert "What do you want to do with this?" in sanne.screen
    await sanne.tap("Report it", "Student: about me", "No", "Threats")
    assert sanne.screen.startswith(QUESTION)
    await sanne.tap("No")
    assert "Please send it one more time." in sanne.said
    assert await refused(house, sanne) is None


async def test_a_file_that_comes_too_early_in_a_report_is_asked_about(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    for _quickly in range(2):
        await kept_out(house, sanne)
        assert sanne.screen.startswith(QUESTION)
    await sanne.command("start")
    await kept_out(house, sanne)
    await sanne.tap("Report it")
    assert sanne.screen.startswith(QUESTION)


async def test_a_file_out_of_the_blue_for_a_report_goes_the_way_of_proof(house: House) -> None:
    sanne = await house.reported()
    await kept_out(house, sanne)
    await sanne.tap("Add it to my report")
    assert "Do you want to keep the proof yourself" in sanne.screen


async def test_a_file_out_of_the_blue_may_be_for_nothing(house: House) -> None:
    sanne = house.chat("Sanne")
    await kept_out(house, sanne)
    await sanne.tap("Nothing, go to the menu")
    assert "What do you want to do?" in sanne.screen


async def test_where_no_file_belongs_the_question_comes_again(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("My report", "Give my name")
    await kept_out(house, sanne)
    assert "I cannot use a file here." in sanne.notes[0]
    assert "What is your name?" in sanne.screen


async def test_a_caption_removes_its_message_and_what_comes_after_it(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await kept_out(house, sanne, words=NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)
    assert sanne.deleted == ["7"]
    assert "You did nothing wrong." in sanne.notes[-1]
    for _another_one in range(2):
        await kept_out(house, sanne)
        assert sanne.screen.startswith(QUESTION)
    assert len(sanne.deleted) == 3
    assert [what for _who, what in await house.log()].count("ImageRefused") == 3


async def test_the_handlers_read_that_a_file_was_refused(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("My report", "Say something")
    await kept_out(house, sanne, words="kijk, mijn nudes")
    case = await house.case()
    assert Mark.NUDE in case.marks
    assert mentor.notes[-1] == f"{case.name}: answer"
    await mentor.tap("Open")
    assert "A file was refused" in mentor.screen
    await sanne.tap("Yes", "Say something")
    await kept_out(house, sanne)
    assert mentor.screen.count("A file was refused") == 1


async def test_sex_between_staff_and_a_student_becomes_urgent_when_it_is_told_later(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Threats", "Someone who works here")
    await sanne.tap("I will not say")
    await sanne.type("hij appt mij steeds")
    await sanne.tap("Send")
    assert not (await house.case()).urgent
    await sanne.tap("My report", "Say something")
    await sanne.type("hij vraagt om nudes")
    await sanne.tap("Yes")
    assert (await house.case()).urgent


async def test_help_comes_at_once_whatever_question_is_open(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.type(NAKED_WORDS)
    assert sanne.screen == "Who are you?"
    assert HELPWANTED in sanne.said
    kim = await house.reported()
    await kim.command("bewijs")
    await kim.type(NAKED_WORDS)
    assert HELPWANTED in kim.said


async def test_whoever_works_the_case_is_told_once_what_they_must_not_do(house: House) -> None:
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    care_team = await house.care_team()
    sanne = await house.reported()
    case = await house.case()
    await sanne.tap("My report", "Say something")
    await sanne.type(NAKED_WORDS)
    await sanne.tap("Yes", "Say something")
    await sanne.type("en nog een naaktfoto")
    hands_off = f"{case.name}: ask for no picture."
    for colleague in (mentor, csv, mt):
        assert len([note for note in colleague.notes if hands_off in note]) == 1, colleague.name
        assert "naked" not in "".join(colleague.notes), "it goes to a phone on a table"
    assert not any(hands_off in note for note in care_team.notes)
    await csv.tap("Open")
    assert "Do not look at it, save it or pass it on." in csv.screen
