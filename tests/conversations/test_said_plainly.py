"""What is typed in place of a button: not to send, to take it back, and whether it is read."""

from __future__ import annotations

from functools import partial

import pytest

from bot.conversations import running
from tests.conversations.chats import ABOUT_ME, STORY
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_who_says_not_to_send_it_stops_and_can_go_on_later(house: House) -> None:
    for words in ("stuur maar niet", "nee wacht stuur maar niet", "laat maar ik wil het toch niet"):
        sanne = house.chat(words, language="nl")
        await sanne.command("melden")
        await sanne.tap("Leerling: het gaat over mij", "Nee")
        await sanne.type(words)
        assert "113" not in sanne.everything, words
        now = await house.run(partial(running.load, contact_ref=sanne.ref))
        assert (now.session, now.draft is not None) == (None, True), words


async def test_who_types_to_take_it_back_stops_what_is_told_and_is_asked_about_what_was_sent(
    house: House,
) -> None:
    away, sure = "haal mijn melding weg", "Do you want to take your report back?"
    sanne = house.chat("Sanne")
    await sanne.type(away)
    assert sanne.screen.startswith("There is no report in this chat.")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    for _again in range(2):
        await sanne.type(away)
        assert sanne.screen.startswith("Stopped. Not sent yet.")
    await sanne.tap("Go on")
    await sanne.type(STORY)
    await sanne.tap("Send")
    await sanne.type("ik moet mijn melding intrekken")
    assert sanne.screen == "What do you want to do with this?", "somebody may force it"
    assert "Add it to my report" in sanne.labels[2]
    await sanne.tap("Nothing, go to the menu")
    await sanne.type("ik wil toch niet meer dat het gemeld is")
    assert sanne.screen.startswith(sure)
    assert "113" not in sanne.everything
    await sanne.tap("Yes, take it back")
    assert sanne.notes == ["I told school. You will hear what they do."]
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.command("stop")
    await sanne.type(away)
    assert sanne.screen.startswith(sure), "what was sent, not what waits"
    await sanne.type("ik wil niet meer")
    assert "113" in sanne.everything


async def test_of_two_reports_it_is_asked_which_and_practice_just_ends(house: House) -> None:
    sanne = await house.reported()
    await sanne.report(*ABOUT_ME, story=STORY)
    await sanne.type("take my report back")
    assert sanne.screen == "Which report?"
    await sanne.tap((await house.cases())[0].name)
    assert sanne.screen.startswith("Do you want to take your report back?")
    await sanne.tap("No, leave it", "Menu", "More", "Practise a report")
    await sanne.type("take my report back")
    assert "What do you want to do?" in sanne.screen


async def test_who_asks_whether_their_report_is_read_sees_it(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.type("did someone read it?")
    assert "Received." in sanne.screen
    await mentor.tap("Open")
    await sanne.type("who read it")
    assert "Read." in sanne.screen
    newcomer = house.chat("Noor")
    await newcomer.type("who read it")
    assert "Received." not in newcomer.everything


async def test_who_gives_up_in_words_stops_and_nothing_of_it_is_told(house: House) -> None:
    for words in ("laat maar", "doe maar niet", "hoeft nie meer", "nvm", "gooi weg"):
        sanne = house.chat(words, language="nl")
        await sanne.command("melden")
        await sanne.tap("Leerling: het gaat over mij", "Nee")
        await sanne.type(words)
        assert sanne.screen.startswith("Gestopt. Nog niet verstuurd."), words
        await sanne.tap("Verdergaan")
        assert words not in sanne.everything, words


async def test_who_does_not_know_says_so_in_any_spelling_and_has_told_nothing(house: House) -> None:
    sanne = house.chat("Sanne", language="nl")
    await sanne.command("melden")
    await sanne.tap("Leerling: het gaat over mij", "Nee")
    for words in ("weet nie", "weet ik nie", "geen idee", "kweenie", "k weet t nie"):
        await sanne.type(words)
        assert "Wat gebeurt er online?" in sanne.screen, words
        assert "bij je verhaal" not in sanne.everything, words
    await sanne.tap("Foto, film of geluid")
    assert "bloot" in sanne.screen
    await sanne.type("weet ik nie")
    assert "bloot" not in sanne.screen


async def test_who_gives_up_where_school_waits_for_words_reads_that_they_were_not_sent(
    house: House,
) -> None:
    """They may have been the answer: "hoeft niet meer"."""
    mentor, sanne = await house.mentor(), await house.reported()
    await sanne.command("mijnmelding")
    await sanne.tap("Say something")
    await sanne.type("never mind")
    assert sanne.notes == ["What you typed there was not sent."]
    await mentor.tap("Open")
    await mentor.drop("A.3")
    await mentor.type("no longer needed")
    assert mentor.notes == ["What you typed there was not sent."]
    await sanne.command("mijnmelding")
    await sanne.tap("Say something")
    await sanne.type("stop")
    assert not sanne.notes
