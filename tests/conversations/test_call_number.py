"""Who wants to be called, or to call: a number is taken when typed, and fits what was heard."""

from __future__ import annotations

import pytest

from bot.store import entries
from tests.conversations.inside import House
from tests.conversations.test_calling import INSULTED, SUICIDE, told

pytestmark = pytest.mark.asyncio


NUMBER = "06 12345678"


async def test_the_number_asked_for_sends_the_words_at_once_whatever_is_asked(house: House) -> None:
    csv = await house.csv()
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    assert "Give your number. Then school gets your words at once." in sanne.said
    await sanne.type(NUMBER)
    assert "School hears it now. They will call you." in sanne.screen
    case = await house.case()
    assert case.urgent
    await csv.press(f"a:case:{case.case_id}")
    assert NUMBER in csv.screen


async def test_a_number_after_saying_that_there_is_none_still_makes_the_call(house: House) -> None:
    await house.csv()
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back", "My mentor")
    await sanne.type("1a")
    assert sanne.screen.startswith("On which number can school call?"), "it is asked once more"
    await sanne.tap("Without a number: talk here")
    assert "I have no number. So nobody can call." in sanne.said
    await sanne.type(NUMBER)
    assert "School hears it now. They will call you." in sanne.screen
    assert (await house.case()).urgent


async def test_a_number_given_before_it_is_known_for_which_report_is_not_asked_again(
    house: House,
) -> None:
    sanne = await house.reported(story=INSULTED)
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    await sanne.type(NUMBER)
    assert sanne.notes == ["I wrote that down. It goes along when you are done."]
    assert sanne.screen.startswith("Shall I put this with your report?")
    await sanne.tap("Yes")
    assert SUICIDE in await told(house, await house.case()), "the words are there at once"
    await sanne.tap("Anyone may call")
    assert "School hears that you want a call." in sanne.said
    told_school = await told(house, await house.case())
    assert SUICIDE in told_school
    assert told_school.count(NUMBER) == 1, "it does not stand in their words besides"


async def test_a_number_alone_after_danger_is_one_to_be_called_on(house: House) -> None:
    await house.csv()
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Stop")
    await sanne.type(NUMBER)
    assert sanne.screen.startswith("Who may call you?")
    await sanne.tap("Anyone may call")
    assert "School hears it now. They will call you." in sanne.screen


async def test_a_colleague_named_beside_the_number_is_asked_about(house: House) -> None:
    await house.csv()
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    await sanne.type(f"niet mevrouw Schumacher {NUMBER}")
    assert "I have it." in sanne.said
    assert sanne.screen.startswith("Who may call you?")
    await sanne.tap("Anyone may call")
    assert (await house.case()).asked == frozenset()


@pytest.mark.parametrize(
    "words", ["hij belt mij altijd van 06 87654321", "hij appt me steeds met 0612345678"]
)
async def test_the_number_of_whoever_does_it_is_kept_with_the_words_and_sends_nothing(
    house: House, words: str
) -> None:
    csv = await house.csv()
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    await sanne.type(words)
    assert "I put that with your words. School does not have it." in sanne.said
    assert sanne.screen.startswith("Who may call you?")
    await sanne.tap("Anyone may call")
    await sanne.type(words)
    assert sanne.screen.startswith("On which number can school call?")
    await sanne.type(NUMBER)
    assert "School hears it now. They will call you." in sanne.screen
    case = await house.case()
    (story,) = await house.run(lambda tx: entries.of_case(tx, case.case_id, ("story",)))
    assert story.body.startswith(f"{SUICIDE}\n{words}")
    await csv.press(f"a:case:{case.case_id}")
    assert f"Name or number of the reporter: {NUMBER}" in csv.screen


BLACKMAIL = "hij heb me fotoos en hij ga ze sture als ik nie betaal"


@pytest.mark.parametrize("hours", [0, 134], ids=["by day", "on Sunday at midnight"])
async def test_after_blackmail_whoever_helps_with_that_stands_first_and_none_is_said_to_be_there(
    house: House, hours: int
) -> None:
    house.hours_later(hours)
    sanne = house.chat("Sanne")
    await sanne.type(BLACKMAIL)
    heard = sanne.notes[0].splitlines()
    assert any("Helpwanted" in line for line in heard)
    assert any(line.startswith("113") for line in heard), "it is there day and night"
    assert "call now" not in sanne.said.lower()
    await sanne.tap("I want to talk")
    warm, first, *_others = sanne.notes[0].splitlines()
    assert warm == "Good that you want to talk. You can call:"
    assert "Helpwanted" in first
