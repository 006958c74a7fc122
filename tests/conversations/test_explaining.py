"""Who asks about Maatje itself is answered; such a question is no story and goes nowhere."""

from __future__ import annotations

import pytest

from bot.conversations import running
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

READERS = "Nothing goes to school before you send it."


async def test_who_asks_who_reads_it_is_told_at_every_question_with_buttons(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("open")
    for tap in (*ABOUT_ME, ""):
        asked = sanne.screen
        await sanne.type("wie leest dit?")
        assert READERS in sanne.notes[0]
        assert sanne.screen == asked
        await sanne.tap(*([tap] if tap else []))
    await sanne.type("ben je een mens?")
    assert "no person" in sanne.notes[0]
    await sanne.type("ze schelden mij uit")
    assert "Your story: ze schelden mij uit" in sanne.screen


async def test_who_asks_whether_to_say_a_name_hears_that_it_is_not_needed(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("open")
    asked = sanne.screen
    await sanne.type("moet ik mijn naam zeggen?")
    assert sanne.notes[0].startswith("You do not have to say your name.")
    assert READERS in sanne.said
    assert sanne.screen == asked


async def test_it_is_answered_where_a_photo_is_asked_for_and_the_photo_stays(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("My report")
    for tap in ("Add proof", "I send it now", "No"):
        await sanne.tap(tap)
        await sanne.type("wie leest dit?")
        assert READERS in sanne.notes[0], "it would go along as a word about the proof"
    await sanne.send()
    kept = sanne.screen
    for asked in ("wie leest dit?", "wat nu", "krijg ik straf?", "weten mijn ouders dit?"):
        await sanne.type(asked)
        assert "I wrote that down" not in sanne.said
        assert sanne.screen == kept
    await sanne.tap("Done")
    assert sanne.screen == "Which app is it?"


async def test_what_a_student_fears_most_is_answered_and_is_no_story(house: House) -> None:
    sanne = house.chat("Sanne", language="nl")
    await sanne.command("open")
    for asked, told in (
        ("weten me ouders dit dan", "School kan ouders bellen. Wij vragen het jou eerst."),
        ("weet hij dat ik dit vertel", "Geen leerling leest je melding."),
        ("welk nummer kan ik bellen", "113"),
        ("krijg ik straf", "Vertellen mag altijd. School wil helpen."),
        ("wat gebeurt er als ik dit verstuur", "Mensen van school lezen wat je verstuurt."),
    ):
        await sanne.type(asked)
        assert told in sanne.notes[0]
        assert len(sanne.notes) == 1, "it sounds like danger to the weights, and tells of none"
        assert sanne.screen == "Wie ben je?"
    await sanne.type("ik ben thuis niet veilig, mijn vader slaat mij")
    await sanne.type("weten mijn ouders dit?")
    assert "School belt pas naar huis als dat veilig is." in sanne.notes[0]
    await sanne.command("melden")
    await sanne.tap("Ouder of verzorger")
    await sanne.type("weten mijn ouders dit?")
    assert "Er gaat niets naar school" in sanne.notes[0], "who is no student is told who reads it"
    await sanne.type("moet ik betalen?")
    assert "jouw schuld" not in sanne.notes[0], "it does not happen to a parent"


async def test_who_does_it_at_home_hears_that_nobody_calls_there_before_it_is_safe(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME[:-1], "Someone at home or family")
    for asked in ("weten mijn ouders dit?", "weet hij dit?"):
        await sanne.type(asked)
        assert "School calls home only when that is safe." in sanne.notes[0]
        assert "talk with who does it" not in sanne.everything


async def test_of_a_colleague_who_does_it_it_is_told_who_reads_it(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME[:-1], "Someone who works here")
    await sanne.type("ziet hij dit?")
    assert READERS in sanne.notes[0]
    assert "No student" not in sanne.everything, "that is no answer to it"


async def test_who_asks_whether_to_pay_is_answered_and_school_can_still_hear_of_it(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    asked = "moet ik hem betalen"
    await sanne.command("melden")
    await sanne.type(asked)
    assert "Do not pay. Send nothing more. Do not answer." in sanne.notes[0]
    await sanne.tap(*ABOUT_ME)
    assert f"I have this: {asked}" in sanne.screen
    await sanne.tap("Done", "Send")
    await sanne.type(asked)
    assert "Do not pay." in sanne.notes[0]
    assert "Shall I send this to school" in sanne.screen
    await sanne.type("moet ik nu betalen")
    assert "Helpwanted" in sanne.notes[0], "to the weights this is danger: whom to call"


async def test_who_does_not_understand_the_question_or_says_thanks_tells_nothing(
    house: House,
) -> None:
    sanne = house.chat("Sanne", language="nl")
    await sanne.command("melden")
    await sanne.tap("Leerling: het gaat over mij", "Nee", "Bedreigen")
    await sanne.type("ik snap het niet")
    assert "Tik op de knop die het beste past." in sanne.notes[0]
    await sanne.type("dankje")
    await sanne.tap("Eén of meer leerlingen")
    assert "Dit heb ik" not in sanne.screen
    await sanne.type("ik snap het niet")
    assert "Verhaal: ik snap het niet" in sanne.screen, "that may be about what they do"


async def test_what_is_told_beside_such_a_question_is_a_story(house: House) -> None:
    words = "wat moet ik doen jan slaat mij"
    sanne = house.chat("Sanne")
    await sanne.type(words)
    kept = await house.run(lambda tx: running.load(tx, sanne.ref).session)
    assert words in str(kept and kept.answers)
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(words)
    assert f"Your story: {words}" in sanne.screen


async def test_a_name_that_sounds_like_a_question_is_an_answer(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("ze schelden mij uit")
    await sanne.tap("Add my name")
    await sanne.type("wie ben jij")
    assert "School sees your name: wie ben jij." in sanne.screen
    await sanne.command("start")
    await sanne.tap("More", "I posted something myself")
    await sanne.type("wie leest dit?")
    assert READERS not in sanne.said, "another conversation takes its own words"


async def test_out_of_the_blue_it_is_answered_above_the_menu(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("wie leest dit?")
    assert READERS in sanne.notes[0]
    assert "What do you want to do?" in sanne.screen


async def test_what_to_do_now_is_answered_by_how_far_the_report_is(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("wat moet ik nu doen?")
    assert "here today" in sanne.notes[0], "there is no report yet"
    await house.mentor()
    sanne = await house.reported()
    await sanne.type("wat moet ik nu doen?")
    assert "Your report was sent." in sanne.notes[0]
    assert "These people read it" in sanne.notes[0]
    assert "It can take a few days." in sanne.notes[0]
    assert "Received." in sanne.screen
    assert "Say something" in "".join(sanne.labels)
    await sanne.type("wie leest dit?")
    assert "These people read it: " in sanne.notes[0], "by name, now that they are known"
    for asked, told in (
        ("hoe gaat het met me melding", "was sent"),
        ("weet hij dit", "No student"),
    ):
        await sanne.type(asked)
        assert told in sanne.notes[0]
        assert "before you send it" not in sanne.said
    await sanne.tap("My report", "Say something")
    await sanne.type("wat moet ik nu doen?")
    assert "You: wat moet ik nu doen?" in sanne.screen, "that is for school"


@pytest.mark.parametrize(
    ("said", "screen"),
    [
        ("mag ik deze foto plaatsen?", "I have this: mag ik deze foto plaatsen?\nWho are you?"),
        ("welke regels zijn er over telefoons in de klas?", "Do you want to read the rules?"),
    ],
)
async def test_first_words_that_ask_for_something_else_are_no_story(
    house: House, said: str, screen: str
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("open")
    await sanne.type(said)
    assert sanne.screen == screen
    assert "story" not in sanne.said
