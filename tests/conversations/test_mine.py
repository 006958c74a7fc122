"""What a reporter can do after sending: talk, prove, give a name, take back, come back."""

from __future__ import annotations

import pytest

from bot.cases.case import Case
from bot.store import contacts, evidence
from tests.conversations.chats import ABOUT_ME, STORY, TOLD_FIRST
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

NOT_YOURS = "I cannot find that report here."
NUDE = ("Student: about me", "No", "Photo, film or sound", "Yes", "One or more students")


async def items_of(house: House, case: Case) -> list[str]:
    return await house.run(lambda tx: [i.item_id for i in evidence.of_case(tx, case.case_id)])


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
    await sanne.tap("My report", "Take it back", "No, leave it")
    assert "Received." in sanne.screen
    await sanne.tap("Take it back", "Yes, take it back")
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
    await sanne.tap("Done", "WhatsApp", "Skip this", "Skip this", "Skip this")
    assert "It is kept safe." in sanne.notes[0]
    case = await house.case()
    assert await items_of(house, case) == [item]
    assert mentor.notes[-1] == f"{case.name}: answer"


async def test_without_a_report_it_tells_what_there_is(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("mijnmelding")
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


async def test_a_file_may_be_sent_once_it_is_known_what_is_on_it(house: House) -> None:
    sanne = await house.reported()
    assert await house.run(lambda tx: house.refuses_upload(tx, sanne)) is not None
    await sanne.command("bewijs")
    await sanne.tap("I send it now", "No")
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
    await mentor.tap("Open", "Close this case", "Not true, or a joke")
    await mentor.tap("Use the usual sentence")
    for number in range(5):
        await sanne.report(*ABOUT_ME, school_class="1a", story=f"nummer {number}")
    assert "many reports" not in "\n".join(sanne.notes)


async def test_what_is_said_after_the_end_still_arrives(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "Close this case", "Not true, or a joke")
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


async def test_what_is_not_there_leaves_the_way_to_the_report_not_sent_yet(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me")
    await sanne.press("a:codeyes:" + "0" * 16)
    assert (sanne.screen, sanne.labels[0]) == (NOT_YOURS, "▶️ Go on with my report")
    await sanne.tap("Go on with my report")
    assert sanne.screen == "Is someone in danger right now?"


async def test_a_report_that_was_destroyed_meanwhile_is_not_there(house: House) -> None:
    """A conversation about it was open; whatever it was, nothing is kept and it is said."""
    sanne = await house.reported()
    case = await house.case()
    begun = {
        "talk": ["nog iets"],
        "proof": ["I keep it myself", "No", "WhatsApp", *["Next"] * 4, *["Skip this"] * 3],
        "name": ["Sanne"],
        "takeback": ["Yes, take it back"],
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
    assert sanne.screen == "Shall I send this to school, with your report?"
    await sanne.tap("Yes")
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
    assert sanne.screen == "Do you want to report this?"
    await sanne.tap("No, something else", "Report it")
    assert "Who are you?" in sanne.screen
    await sanne.tap(*TOLD_FIRST)
    assert f"Your story: {STORY}" in sanne.screen
    await sanne.command("stop")
    await sanne.tap("Menu")
    await sanne.type("en dit ook")
    await sanne.tap("Report it")
    assert "en dit ook" in sanne.screen
    assert STORY in sanne.screen


@pytest.mark.parametrize("begin", ["/melden", "Report something"])
async def test_a_report_begun_in_another_way_keeps_the_loose_words_and_files(
    house: House, begin: str
) -> None:
    await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("start")
    report = sanne.data("Report something")
    await sanne.type(STORY)
    item = await sanne.send("voice")
    await (sanne.command("melden") if begin == "/melden" else sanne.press(report))
    await sanne.tap(*TOLD_FIRST)
    assert f"Your story: {STORY} (1 file)" in sanne.screen
    await sanne.tap("1a", "Send")
    assert await items_of(house, await house.case()) == [item]


@pytest.mark.parametrize("begin", ["/melden", "Go on with my report"])
async def test_loose_words_go_along_into_the_report_that_was_not_sent_yet(
    house: House, begin: str
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.command("start")
    go_on = sanne.data("Go on with my report")
    await sanne.type("en dit ook")
    await (sanne.command("melden") if begin == "/melden" else sanne.press(go_on))
    assert STORY in sanne.screen
    assert "en dit ook" in sanne.screen


async def test_loose_words_that_were_not_wanted_are_in_no_report(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("vertel eens wat nieuws")
    await sanne.tap("Nothing, go to the menu")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    assert "nieuws" not in sanne.screen


async def test_loose_words_taken_back_before_the_report_are_in_no_report(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("laat maar")
    await sanne.tap("Back", "Start this answer again")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    assert "Tell it in your own words." in sanne.screen
    assert "laat maar" not in sanne.screen


async def test_words_of_nothing_show_the_menu(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("   ")
    assert "What do you want to do?" in sanne.screen
