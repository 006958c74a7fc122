"""`/signaal`: kept with sealed words, told without content, and nothing for who it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Role
from bot.cases.signals import Reach, Signal, SignalKind
from bot.conversations.event import Acted
from bot.store import contacts, people, signals
from bot.store.writer import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import MONDAY, House

pytestmark = pytest.mark.asyncio

WORDS = "Een collega zet klassenfoto's op zijn eigen account"
NOT_KNOWN = "I do not know that signal."


async def all_signals(house: House) -> tuple[Signal, ...]:
    return await house.run(lambda tx: signals.since(tx, MONDAY.date()))


async def signalled(house: House, chat: Chat, *taps: str, words: str = WORDS) -> Signal:
    await chat.command("signaal")
    await chat.tap("New signal", *taps)
    await chat.type(words)
    return (await all_signals(house))[0]


async def test_a_breach_reaches_management_and_who_it_is_about_finds_no_trace(
    house: House,
) -> None:
    mt, named = await house.management(), await house.management("j-de-wit")
    mentor, csv = await house.mentor(), await house.csv()
    one = await signalled(house, mentor, "Against our rules", "Rules for staff", "meneer De Wit")
    assert mentor.notes == ["Thank you. Your signal is kept."]
    for reader in (mt, csv):
        assert reader.notes[-1] == "Signal: new"
        await reader.tap("Open")
        assert WORDS in reader.screen
        assert "It is about meneer De Wit." in reader.screen
        assert "👔 On to management" not in reader.labels

    assert "Signal: new" not in named.everything
    await named.command("signaal")
    assert named.screen == "There is no signal for you this school year."
    for door in ("signal", "signalmore", "signalon"):
        await named.press(f"a:{door}:{one.signal_id}")
        assert named.screen == NOT_KNOWN
    await named.command("logboek")
    assert "a signal" not in named.screen
    await mt.command("logboek")
    assert "read a signal." in mt.screen
    assert "wrote a signal." in mt.screen
    assert ("j-de-wit", "Refused read_signal") in await house.log()


async def test_management_asks_the_coordinator_about_it_and_reads_the_answer_with_it(
    house: House,
) -> None:
    mt, csv, mentor = await house.management(), await house.csv(), await house.mentor()
    one = await signalled(house, mentor, "Against our rules", "Rules for students")
    await mt.tap("Open", "Ask the coordinator for advice")
    await mt.type("Wat vind jij?")
    await csv.press(f"a:signal:{one.signal_id}")
    assert "Wat vind jij?" in csv.screen
    await csv.tap("Give advice")
    await csv.type("Praat eerst met de klas.")
    await mt.press(f"a:signal:{one.signal_id}")
    assert "mevrouw Schumacher: Praat eerst met de klas." in mt.screen
    await mt.tap("Back")
    assert "2 times advice" in mt.screen
    assert "1 time against our rules" in mt.screen


async def test_a_development_goes_on_with_one_button_and_is_told_without_a_word_of_it(
    house: House,
) -> None:
    csv, mt, mentor = await house.csv(), await house.management(), await house.mentor()
    one = await signalled(house, csv, "A development", words="Nieuwe app onder eersteklassers")
    assert "Signal: new" not in mt.everything + mentor.everything
    await mt.press(f"a:signal:{one.signal_id}")
    assert mt.screen == NOT_KNOWN
    await csv.press(f"a:signal:{one.signal_id}")
    await csv.tap("On to management")
    assert mt.notes[-1] == "Signal: new"
    await mt.tap("Open")
    await mt.tap("On to all colleagues")
    assert "On to all colleagues" not in [label.split(" ", 1)[-1] for label in mt.labels]
    await mentor.tap("Open")
    assert "Nieuwe app onder eersteklassers" in mentor.screen
    assert "All colleagues read this." in mentor.screen
    assert not [label for label in mentor.labels if "advice" in label]
    await mentor.press(f"a:signalon:{one.signal_id}:management")
    assert mentor.screen == NOT_KNOWN
    await csv.press(f"a:signalon:{one.signal_id}:nowhere")
    assert (await all_signals(house))[0].reach == "staff"
    assert not any("eersteklassers" in note for chat in (mt, mentor) for note in chat.notes)


async def test_who_cannot_be_reached_is_said_and_who_has_no_right_finds_no_such_command(
    house: House,
) -> None:
    mentor = await house.mentor()
    await signalled(house, mentor, "Seen online")
    assert "Nobody who reads it can be reached now. Please call 0183-625350." in mentor.said
    mt = await house.management()
    await house.run(lambda tx: contacts.blocked(tx, mt.ref))
    await signalled(house, mentor, "Against our rules", "Rules for students")
    assert "Nobody who reads it can be reached now." in mentor.said
    await mentor.command("signaal")
    await mentor.tap("New signal", "A development")
    await house.run(_only_board)
    await mentor.type("Zonder rol")
    assert "I do not know that command" in mentor.said
    assert len(await all_signals(house)) == 2
    board = await house.staff("h-van-den-berg", Role.BOARD)
    for way in ("a:signals", "a:newsignal"):
        await board.press(way)
        assert "I do not know that command" in board.said


async def test_what_waits_in_the_outbox_is_asked_again_and_words_stay_off_telegram(
    house_on_page: House,
) -> None:
    house = house_on_page
    mentor = await house.mentor()
    mt = await house.management(door="telegram")
    one = await signalled(house, mentor, "Advice for management", words="Doe dit eens zo")
    await mt.tap("Open")
    assert "Doe dit eens zo" not in mt.everything
    assert "Read what was told on the page" in mt.screen
    assert one.kind is SignalKind.ADVICE
    assert await house.run(lambda tx: signals.words(tx, one.signal_id)) == "Doe dit eens zo"
    await mentor.command("signaal")
    await mentor.tap("New signal", "A development")
    await house.leaves("e-yilmaz")
    await mentor.type("Te laat")
    assert len(await all_signals(house)) == 1

    await house.run(_many)
    await mt.command("signaal")
    first = mt.labels
    await mt.tap("More")
    assert first != mt.labels
    await house.run(lambda tx: tx.keys.destroy(f"signal:{one.signal_id}"))
    assert await house.run(lambda tx: signals.words(tx, one.signal_id)) == ""


def _only_board(tx: Tx) -> None:
    person = people.get(tx, "e-yilmaz")
    assert person is not None
    people.put(tx, replace(person, roles=frozenset({Role.BOARD})))


def _many(tx: Tx) -> None:
    for number in range(9):
        seen = signals.Written(SignalKind.SEEN, str(number))
        signals.send_on(tx, signals.add(tx, "b-smit", MONDAY.date(), seen), Reach.MANAGEMENT)


async def test_t24_a_ping_and_a_screen_that_wait_are_asked_again_before_they_go(
    house: House,
) -> None:
    csv, mt = await house.csv(), await house.management()
    await csv.command("signaal")
    await csv.tap("New signal", "A development")
    await csv.type("Nieuwe app")
    one = (await all_signals(house))[0]
    await csv.press(f"a:signal:{one.signal_id}")
    await csv.says(Acted("signalon", (one.signal_id, "management")))
    await csv.says(Acted("signal", (one.signal_id,)))
    await house.leaves("i-schumacher")
    await house.leaves("f-el-amrani")
    await house.deliver()
    waited = [row.guard for row in house.held_back]
    assert waited.count(f"signals:{one.signal_id}") >= 2
    assert "Signal: new" not in mt.everything
