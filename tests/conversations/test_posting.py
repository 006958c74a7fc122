"""May I post this? From the question to what management answers; one story a test."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.kinds import ReporterRole
from bot.cases.people import Role
from bot.conversations.event import KeptOut
from bot.flows.kit import Sent, Typed
from bot.flows.may_i_post import UNSEEN
from bot.flows.uploads import Refusal
from bot.store import contacts, evidence, post_examples, post_questions
from bot.store.post_questions import PostQuestion
from bot.store.tx import Tx
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

ONE_DAY = timedelta(days=1)
PING = "Somebody asks: may this be posted?"


async def test_a_teacher_asks_and_management_answers(house: House) -> None:
    mt = await house.management()
    smit = await house.staff("b-smit", Role.STAFF)
    await smit.command("mag")
    await smit.type("mag dit op insta?")
    await smit.act(KeptOut(Refusal(UNSEEN)))
    assert "I do not open your photo" in smit.said
    await smit.tap("Students", "Not asked yet")
    assert "🟠 First ask for consent." in smit.said
    assert "The protocol says (A5):" in smit.said
    assert "We would like to post a photo or film that shows your child." in smit.said
    await smit.tap("Ask management", "Yes")
    assert "I sent your question to management." in smit.said
    await house.deliver()
    assert mt.notes[-1] == PING
    await mt.tap("Open")
    assert "meneer Smit asks: mag dit op insta?" in mt.screen
    await mt.tap("Talk with me first")
    await house.deliver()
    assert "Management answers: Please come and talk with us first." in smit.notes[-1]
    assert [what for _who, what in await house.log()][:2] == [
        "PostQuestionAnswered",
        "PostQuestionAsked",
    ]


async def test_a_student_asks_without_a_name_and_reads_the_words(house: House) -> None:
    mt = await house.management()
    sanne = house.chat("Sanne")
    await sanne.command("mag", "mag ik een foto van mijn vriendin op insta zetten")
    await sanne.tap("Student", "Not asked yet")
    await sanne.tap("Ask management", "Yes")
    await house.deliver()
    await mt.tap("Open")
    assert (
        "Somebody without a name asks: mag ik een foto van mijn vriendin op insta zetten"
        in mt.screen
    )
    await mt.tap("Write an answer")
    await mt.type("Vraag het haar eerst.")
    await house.deliver()
    assert sanne.notes[-1] == "There is an answer for you."
    looking = sanne.data("Look")
    await sanne.press(looking)
    assert "Management answers: Vraag het haar eerst." in sanne.screen
    other = house.chat("somebody else")
    await other.press(looking)
    assert other.screen == "I do not know that question."


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_answer_is_in_the_menu_until_it_was_looked_at(
    house: House, *, arrived: bool
) -> None:
    mt = await house.management()
    sanne = house.chat("Sanne")
    await sanne.command("mag", "mag ik een foto van mijn vriendin op insta zetten")
    await sanne.tap("Student", "Not asked yet", "Ask management", "Yes")
    await house.deliver()
    await mt.tap("Open", "Write an answer")
    await mt.says(Typed("Vraag het haar eerst."))
    if arrived:
        await house.deliver()
    await sanne.command("wis")
    await house.deliver()
    await house.chat("somebody else").command("start")
    await sanne.command("start")
    await sanne.tap("Answer: may I post it?")
    assert "Management answers: Vraag het haar eerst." in sanne.screen
    await sanne.tap("Menu")
    assert "Answer" not in "".join(sanne.labels)


async def test_out_of_hand_names_the_phone_and_pings_as_urgent(house: House) -> None:
    smit = await house.staff("b-smit", Role.STAFF)
    await smit.command("mag", "de reacties lopen uit de hand")
    assert "🟠 First ask management." in smit.said
    await smit.tap("It gets out of hand")
    assert "Call management now: 0183-625350." in smit.said
    assert "Nobody of management can be reached here now." in smit.said
    mt = await house.management()
    await smit.command("mag", "de reacties lopen uit de hand")
    await smit.tap("It gets out of hand")
    await house.deliver()
    assert mt.notes[-1] == "Urgent: something gets out of hand online."


async def test_the_other_ways_from_the_advice(house: House) -> None:
    smit = await house.staff("b-smit", Role.STAFF)
    await smit.command("mag", "mag ik een blog schrijven over mijn werk")
    await smit.tap("Ask a colleague")
    assert "Will you look along? I want to post this: “mag ik een blog" in smit.said
    await smit.command("mag", "mag ik een blog schrijven over mijn werk")
    await smit.tap("You understood me wrongly")
    assert any("My own words" in label for label in smit.labels)
    await smit.tap("Something else")
    assert smit.notes == ["Tell it once more, in other words."]
    assert "What do you want to post?" in smit.screen
    await smit.type("mag ik hem uitschelden")
    assert "Ask management" in " ".join(smit.labels)
    sanne = house.chat("Sanne")
    await sanne.command("mag", "mag ik hem uitschelden")
    await sanne.tap("Student", "Report something")
    assert "Who are you?" in sanne.screen
    await sanne.command("mag", "mag ik hem uitschelden")
    await sanne.tap("Student", "Done")
    assert "What do you want to do?" in sanne.screen


async def test_only_management_reads_a_question_and_what_is_gone_is_not_known(house: House) -> None:
    mentor = await house.mentor()
    mt = await house.management()
    asked = PostQuestion("", ReporterRole.STUDENT, None, "doubt", mentor.ref, "woorden")
    one = await house.run(lambda tx: post_questions.add(tx, asked, tx.now.date()))
    for data in ("postq", "postmay", "postwrite"):
        await mentor.press(f"a:{data}:{one.question_id}")
        assert "I do not know that question." in mentor.screen
    await mt.press("a:postq:nothing")
    assert "I do not know that question." in mt.screen
    await mt.press(f"a:postmay:{one.question_id}")
    await mt.press(f"a:postq:{one.question_id}")
    assert "Answered already: Ja, je mag het plaatsen." in mt.screen
    await house.run(lambda tx: tx.keys.destroy(f"question:{one.question_id}"))
    await mt.press(f"a:postq:{one.question_id}")
    assert "I do not know that question." in mt.screen


async def test_where_content_is_read_on_the_page_telegram_only_says_so(
    house_on_page: House,
) -> None:
    house = house_on_page
    mt = await house.management(door="telegram")
    sanne = house.chat("Sanne")
    await sanne.command("mag", "mag ik hem uitschelden")
    await sanne.tap("Student", "Ask management", "Yes")
    await house.deliver()
    await mt.tap("Open")
    assert "uitschelden" not in mt.screen
    assert "Read what was told on the page" in mt.screen
    await house.run(lambda tx: contacts.blocked(tx, mt.ref))
    await sanne.command("mag", "mag ik hem uitschelden")
    await sanne.tap("Student", "Ask management", "Yes")
    assert "Nobody of management can be reached here now." in sanne.said


async def test_words_that_were_passed_on_are_read_and_lie_nowhere_as_evidence(
    house: House,
) -> None:
    smit = await house.staff("b-smit", Role.STAFF)
    await smit.command("mag")
    item = await smit.send("text")
    assert not await house.run(lambda tx: evidence.loose_of(tx, smit.ref))
    await smit.act(Sent(item, "text", "mag ik een blog schrijven over mijn werk"))
    assert "You may, if you say that you speak for yourself." in smit.said


async def test_the_answer_finds_a_colleague_on_another_device_and_it_is_told_when_nobody(
    house: House,
) -> None:
    mt = await house.management()
    gone = await house.staff("b-smit", Role.STAFF)
    other = await house.staff("b-smit", Role.STAFF, door="telegram")
    asked = PostQuestion("", ReporterRole.STAFF, "b-smit", "no-such-row", gone.ref, "woorden")
    one = await house.run(lambda tx: post_questions.add(tx, asked, tx.now.date()))
    await house.run(lambda tx: contacts.forget(tx, gone.ref))
    await mt.press(f"a:postq:{one.question_id}")
    assert "🔴 Do not post it." in mt.screen
    await mt.press(f"a:postmay:{one.question_id}")
    await house.deliver()
    assert "Management answers: Yes, you may post it." in other.notes[-1]
    await house.run(lambda tx: contacts.blocked(tx, other.ref))
    await mt.press(f"a:postmaynot:{one.question_id}")
    assert "Nobody reads your answer." in mt.said
    nameless = PostQuestion("", ReporterRole.STUDENT, None, "doubt", gone.ref, "woorden")
    two = await house.run(lambda tx: post_questions.add(tx, nameless, tx.now.date()))
    await mt.press(f"a:postmaynot:{two.question_id}")
    assert "Nobody reads your answer." in mt.said


async def test_management_keeps_an_answer_as_an_example_that_colleagues_read(house: House) -> None:
    mt = await house.management()
    smit = await house.staff("b-smit", Role.STAFF)

    async def asked(words: str) -> str:
        one = PostQuestion("", ReporterRole.STAFF, "b-smit", "work", smit.ref, words)
        kept = await house.run(lambda tx: post_questions.add(tx, one, tx.now.date()))
        return kept.question_id

    named, plain = await asked("foto van meneer Smit"), await asked("mag een cartoon erbij")
    await mt.press(f"a:examplekeep:{plain}")
    await mt.press(f"a:exampleyes:{plain}")
    for question_id in (named, plain):
        await mt.press(f"a:postmaynot:{question_id}")
    await mt.press(f"a:examplekeep:{named}")
    assert "A name or an account stands in it." in mt.said
    for _twice in range(2):
        await mt.press(f"a:postq:{plain}")
        await mt.tap("Keep as example")
        assert "All colleagues read these words." in mt.screen
        await mt.tap("No name: keep it")
    assert mt.screen.count("mag een cartoon erbij") == 1
    await smit.press(f"a:examplekeep:{plain}")
    await smit.press(f"a:exampleyes:{plain}")
    assert "I do not know that question." in smit.screen
    await smit.command("mag", "mag ik een blog schrijven over mijn werk")
    await smit.tap("Examples")
    assert "“mag een cartoon erbij”" in smit.screen
    assert "smit" not in smit.screen.casefold()
    (example,) = await house.run(post_examples.everyone)
    await smit.press(f"a:exampleno:{example.example_id}")
    assert "mag een cartoon erbij" in smit.screen
    await mt.press("a:examples")
    await mt.tap("Take away: 1")
    assert "There are no examples yet." in mt.screen
    await house.run(add_a_dozen)
    await smit.press("a:examples")
    await smit.tap("More")
    assert await house.run(lambda tx: post_examples.remove_old(tx, tx.now.date() + ONE_DAY)) == 12


def add_a_dozen(tx: Tx) -> None:
    for number in range(12):
        post_examples.add(tx, "work", f"woorden {number}", "ja", tx.now.date())


async def test_a_place_out_of_the_blue_is_told_what_it_tells(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.send("location")
    await sanne.tap("May I post this?")
    assert sanne.notes[0].startswith("This is a place.")


async def test_who_reported_is_not_asked_again_who_they_are_and_may_still_say_it(
    house: House,
) -> None:
    sanne = await house.reported()
    await sanne.type("mag ik deze foto posten op insta")
    assert "Who are you?" not in sanne.screen
    await sanne.command("mag")
    assert sanne.screen.startswith("What do you want to post?")
    await sanne.tap("Back")
    assert "Who are you?" in sanne.screen
