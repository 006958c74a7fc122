"""Call me back: nothing told is lost, it is for the right report, and what is said is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import Case, CaseState
from bot.conversations import running
from bot.store import cases, entries, evidence
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House
from tests.conversations.test_naked_words import NAKED_WORDS, QUESTION

pytestmark = pytest.mark.asyncio

SUICIDE = "ik wil niet meer leven door die groep"
INSULTED = "ze schelden me uit in de app"
CONFIDANT = "mevrouw Van der Hoeven"


async def told(house: House, case: Case) -> str:
    """All that the reporter said since the report was sent."""
    found = await house.run(lambda tx: entries.of_case(tx, case.case_id, ("talk_in",)))
    return "\n".join(one.body for one in found)


async def items(house: House, case: Case) -> list[str]:
    found = await house.run(lambda tx: evidence.of_case(tx, case.case_id))
    return [one.item_id for one in found]


async def two_reports(house: House) -> tuple[Chat, Case, Case]:
    """A student with a report of class 1a and a newer one of 1b."""
    sanne = await house.reported(story=INSULTED)
    first = await house.case()
    await sanne.report(*ABOUT_ME, school_class="1b", story=INSULTED)
    (second,) = [one for one in await house.cases() if one.case_id != first.case_id]
    return sanne, first, second


async def test_proof_and_what_was_typed_beside_it_go_along_first(house: House) -> None:
    sanne = await house.reported(story=INSULTED)
    await sanne.tap("My report", "Add proof", "I send it now", "No")
    photo = await sanne.send()
    await sanne.type(SUICIDE)
    assert "It goes along when you are done." in sanne.said
    await sanne.tap("Call me back")
    assert "I have it." in sanne.said
    assert sanne.screen.startswith("Who may call you?")
    case = await house.case()
    assert await told(house, case) == SUICIDE
    assert await items(house, case) == [photo]
    await sanne.tap("Anyone may call", "Without a number: talk here")
    assert (await told(house, case)).endswith("Ik wil gebeld worden.")


async def test_words_go_along_while_it_is_asked_whether_somebody_is_naked(house: House) -> None:
    sanne = await house.reported(story=INSULTED)
    await sanne.tap("My report", "Say something")
    await sanne.type(NAKED_WORDS, SUICIDE)
    assert QUESTION in sanne.screen
    call_me = sanne.data("Call me back")
    photo = await sanne.send()
    voice = await sanne.send("voice")
    await sanne.press(call_me)
    assert "I threw your file away." in sanne.said, "nobody knows what can be seen on it"
    case = await house.case()
    assert await told(house, case) == f"{NAKED_WORDS}\n{SUICIDE}"
    assert await items(house, case) == [voice]
    assert await house.run(lambda tx: evidence.get(tx, photo)) is None


async def test_who_was_about_to_take_it_back_is_heard_as_well(house: House) -> None:
    sanne = await house.reported(story=INSULTED)
    await sanne.tap("My report", "Take it back")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    case = await house.case()
    assert await told(house, case) == SUICIDE
    assert case.urgent


async def test_proof_for_a_report_not_sent_yet_goes_into_it(house: House) -> None:
    sanne = await house.reported(story=INSULTED)
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.command("bewijs")
    await sanne.tap("Not sent yet", "I send it now", "No")
    photo = await sanne.send()
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    assert sanne.screen.startswith("Who may call you?")
    await sanne.tap("Anyone may call", "Without a number: talk here")
    assert SUICIDE in sanne.screen
    before = await house.cases()
    await sanne.tap("Done", "Send")
    (sent,) = [one for one in await house.cases() if one not in before]
    assert sent.urgent
    assert await items(house, sent) == [photo]


async def test_what_was_typed_elsewhere_is_said_not_to_be_sent(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", "I posted something myself")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    assert "What you typed there was not sent." in sanne.said
    assert sanne.screen.startswith("Who may call you?")
    await sanne.tap("Anyone may call", "Without a number: talk here")
    assert "I have no number. So nobody can call." in sanne.said
    assert "You also have a report that is not sent yet." in sanne.said
    await sanne.tap("Go on with my report", "Student: about me", "No", "Threats", "I do not know")
    assert f"I have this: {SUICIDE}" in sanne.screen, "it waited for this"


@pytest.mark.parametrize("way", ["Call me back", "I want to talk"])
async def test_it_is_about_the_report_in_which_it_was_told(house: House, way: str) -> None:
    await house.mentor()
    sanne, first, second = await two_reports(house)
    await sanne.command("start")
    await sanne.tap("My report", first.name, "Say something")
    await sanne.type("ik kan niet meer")
    await sanne.tap(way)
    if way == "Call me back":
        await sanne.tap("My mentor")
        await sanne.type("Sanne 0612345678")
        assert "0612345678" in await told(house, first)
    now = {one.case_id: one for one in await house.cases()}
    assert now[first.case_id].urgent
    assert not now[second.case_id].urgent
    assert "0612345678" not in await told(house, second)


async def test_a_report_that_was_closed_is_not_mistaken_for_another(house: House) -> None:
    sanne, first, second = await two_reports(house)
    await sanne.command("start")
    await sanne.tap("My report", first.name, "Say something")
    await house.run(lambda tx: cases.save(tx, replace(first, state=CaseState.CLOSED)))
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    assert "Give your number. Then school hears it at once." in sanne.said, "a call by itself"
    assert not any(one.urgent for one in await house.cases())
    assert await told(house, second) == ""


@pytest.mark.parametrize("why", ["closed", "kept from"])
async def test_nobody_is_said_to_hear_of_it_who_does_not(house: House, why: str) -> None:
    confidant = await house.confidant()
    sanne = await house.reported(story=INSULTED)
    await sanne.tap("My report", "Say something")
    await sanne.type("ik kan niet meer")
    await sanne.tap("Call me back", CONFIDANT)
    if why == "closed":
        case = await house.case()
        await house.run(lambda tx: cases.save(tx, replace(case, state=CaseState.CLOSED)))
    else:
        await house.taken_off("d-van-der-hoeven")
    before = list(confidant.notes)
    await sanne.tap("Without a number: talk here")
    assert f"{CONFIDANT} hears that you want a call." not in sanne.said
    assert f"I cannot tell {CONFIDANT}." in sanne.said
    assert "School hears that you want a call." in sanne.said
    assert "urgent" not in "".join(confidant.notes[len(before) :])


async def test_where_nobody_can_hear_it_school_is_to_be_called_and_no_unseen_file_goes(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    call_me = sanne.data("Call me back")
    photo = await sanne.send()
    await sanne.press(call_me)
    await sanne.tap("Anyone may call")
    await sanne.type("Sanne 0612345678")
    assert "I threw your file away." in sanne.said
    assert sanne.screen.startswith("Nobody of school can read it now. Please call")
    assert await house.run(lambda tx: evidence.get(tx, photo)) is None
    assert (await house.case()).urgent


async def test_a_call_takes_only_the_words_just_said_and_no_older_report(house: House) -> None:
    mentor = await house.mentor()
    await house.csv()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("ik heb ook zelf gespiekt")
    photo = await sanne.send()
    await sanne.command("stop")
    await sanne.tap("Menu")
    house.days_later(3)
    before = await house.run(lambda tx: running.load(tx, sanne.ref).draft)
    await sanne.type("mijn mentor zit aan mij en ik wil niet meer leven")
    await sanne.tap("Call me back")
    assert "Who must NOT read it?" in sanne.screen
    await sanne.tap("Done", "Anyone may call")
    await sanne.type("Sanne 0612345678")
    case = await house.case()
    assert case.urgent
    told_school = await house.run(lambda tx: entries.of_case(tx, case.case_id, ("story",)))
    assert [one.body for one in told_school] == [
        "mijn mentor zit aan mij en ik wil niet meer leven"
    ]
    assert "You also have a report that is not sent yet." in sanne.said
    assert await house.run(lambda tx: running.load(tx, sanne.ref).draft) == before
    assert await house.run(lambda tx: evidence.get(tx, photo)) is not None
    await mentor.press(f"a:case:{case.case_id}")
    assert "zit aan mij" not in mentor.screen
    assert mentor.notes == []


async def test_practice_stays_practice_and_the_call_takes_none_of_its_words(house: House) -> None:
    await house.csv()
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", "Practise a report", *ABOUT_ME)
    await sanne.type("Bas heeft mij geslagen", SUICIDE)
    await sanne.tap("Call me back")
    assert "What you typed there was not sent." in sanne.said
    assert "School only gets your number." in sanne.said
    await sanne.tap("Anyone may call")
    await sanne.type("Sanne 0612345678")
    case = await house.case()
    assert case.urgent
    assert await house.run(lambda tx: entries.of_case(tx, case.case_id, ("story",))) == []


async def test_a_report_with_a_number_from_before_is_not_sent_by_going_on(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(INSULTED)
    await sanne.command("stop")

    def older(tx: Tx) -> None:
        now_open = running.load(tx, sanne.ref)
        assert now_open.draft is not None
        number = '[["t", "Sanne 0612345678"]]'
        known = {"callwanted": "yes", "caller": "+anyone", "callnumber": number}
        draft = replace(now_open.draft, answers={**now_open.draft.answers, **known})
        running.keep(tx, sanne.ref, replace(now_open, session=None, parked=draft))

    await house.run(older)
    await sanne.command("start")
    await sanne.tap("Go on with my report")
    assert not await house.cases()


async def test_words_go_to_the_readers_of_a_sent_report_only_by_who_says_so(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported(story=INSULTED)
    await sanne.type(SUICIDE)
    call_me = sanne.data("Call me back")
    voice = await sanne.send("voice")
    photo = await sanne.send()
    await sanne.press(call_me)
    case = await house.case()
    assert await told(house, case) == ""
    await sanne.tap("Yes")
    assert "I threw your file away." in sanne.said
    assert await told(house, case) == SUICIDE
    assert await items(house, case) == [voice]
    assert await house.run(lambda tx: evidence.get(tx, photo)) is None
    await sanne.tap("Stop")
    house.hours_later(2)
    await sanne.type("mijn mentor zit aan mij en ik wil niet meer leven")
    await sanne.tap("Call me back")
    assert "Who must NOT read it?" in sanne.screen, "not put with what the mentor reads"
    await sanne.tap("Stop")
    await mentor.press(f"a:case:{case.case_id}")
    assert "zit aan mij" not in mentor.screen


async def test_a_report_that_went_meanwhile_leaves_the_words_unsent(house: House) -> None:
    sanne = await house.reported(story=INSULTED)
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    case = await house.case()
    await house.run(lambda tx: cases.save(tx, replace(case, state=CaseState.CLOSED)))
    await sanne.tap("Yes")
    assert "Not sent yet." in sanne.said
    draft = await house.run(lambda tx: running.load(tx, sanne.ref).draft)
    assert draft is not None
    assert SUICIDE in draft.drafts["story"]


async def test_who_reaches_nobody_is_not_told_to_talk_with_school_here(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back", "Anyone may call")
    await sanne.type("Sanne 0612345678")
    assert "You can talk with school here." not in sanne.said
    assert "Say something" not in sanne.labels
