"""A colleague gets pings by e-mail once a code showed that the address is theirs; nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversations.guard import still_allowed
from bot.conversations.take import Conversations
from bot.jobs import digest, open_cases
from bot.jobs.parts import at_once
from bot.store import contacts, outbox, people
from bot.store.contacts import MAIL
from bot.store.outbox import OutboxRow
from bot.store.tx import Tx
from bot.text import Message
from tests.conversations.chats import Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

ADDRESS = "e.yilmaz@school.nl"


@pytest.fixture
def mails(house: House) -> House:
    """The school with a mail server."""
    house.world = replace(house.world, mails=True)
    house.conversations = Conversations(house.world)
    return house


async def post(house: House) -> list[str]:
    """What lies ready for the mail server, and may still go; it is gone after this."""
    guard = still_allowed(house.world)

    def take(tx: Tx) -> list[OutboxRow]:
        found: list[OutboxRow] = []
        while rows := outbox.due(tx, MAIL, tx.now, 100):
            found += [row for row in rows if guard(tx, row)]
            for row in rows:
                outbox.sent(tx, row.row_id)
        return found

    messages = [row.message or Message(()) for row in await house.run(take)]
    render = house.world.i18n.render
    return ["\n".join(render(line, "en") for line in message.lines) for message in messages]


async def asked(house: House, mentor: Chat, address: str = ADDRESS) -> str:
    """She typed her address; the code that came."""
    await mentor.command("apparaten")
    await mentor.tap("Pings by e-mail")
    await mentor.type(address)
    [letter] = await post(house)
    found = re.search(r"\d{6}", letter)
    assert found is not None
    return found[0]


async def test_an_address_counts_when_its_code_was_typed(mails: House) -> None:
    mentor = await mails.mentor()
    code = await asked(mails, mentor, "E.Yilmaz@School.nl")
    await mails.reported()
    assert await post(mails) == []
    await mentor.type(f"{code[:3]} {code[3:]}")
    assert "Done." in mentor.notes[0]
    assert "E-mail" in mentor.screen
    assert ("e-yilmaz", "MailConfirmed") in await mails.log()


async def test_a_ping_goes_to_the_chat_and_by_mail_and_nothing_else_does(mails: House) -> None:
    mentor = await mails.mentor()
    await mentor.type(await asked(mails, mentor))
    reporter = await mails.reported()
    case = await mails.case()
    assert mentor.notes[-1] == f"{case.name}: new"
    assert await post(mails) == [f"{case.name}: new"]
    await mentor.tap("Open", "Write to the reporter")
    await reporter.type("dankjewel")
    assert all(line.startswith(f"{case.name}:") for line in await post(mails))


async def test_of_the_mornings_list_a_mail_says_only_that_it_is_there(mails: House) -> None:
    mentor = await mails.mentor()
    await mentor.type(await asked(mails, mentor))
    await mails.reported()
    await post(mails)
    mails.days_later(2)
    await mails.run(lambda tx: at_once(open_cases.run)(tx, mails.world, tx.now))
    assert await post(mails) == ["Your list of today is on the page."]
    await mails.deliver()
    assert (await mails.case()).name in mentor.notes[-1]


async def test_of_the_weeks_numbers_a_mail_says_only_that_they_are_there(mails: House) -> None:
    csv = await mails.csv()
    await csv.type(await asked(mails, csv, "i.schumacher@school.nl"))
    await post(mails)
    await mails.run(lambda tx: at_once(digest.run)(tx, mails.world, tx.now))
    assert await post(mails) == ["The numbers of last week are on the page."]


async def test_a_wrong_or_late_code_or_one_of_somebody_else_ties_nothing(mails: House) -> None:
    mentor, other = await mails.mentor(), await mails.care_team()
    code = await asked(mails, mentor)
    await mentor.type("000000" if code != "000000" else "111111")
    assert "not right" in mentor.notes[0]
    await asked(mails, other, "n.haddad@school.nl")
    await other.type(code)
    assert "not right" in other.notes[0]
    late = await asked(mails, mentor)
    mails.clock.travel(mails.clock.now() + timedelta(minutes=15))
    await mentor.type(late)
    assert "not right" in mentor.notes[0]
    assert await mails.run(lambda tx: contacts.of_staff(tx, MAIL)) == []


async def test_what_is_no_address_is_asked_again(mails: House) -> None:
    mentor = await mails.mentor()
    await mentor.command("apparaten")
    await mentor.tap("Pings by e-mail")
    for words in ("at school", "a@b", f"{'a' * 250}@school.nl", "a@school.nl\nBcc: b@school.nl"):
        await mentor.type(words)
        assert "no e-mail address" in mentor.notes[0]
    assert await post(mails) == []


async def test_nobodys_post_is_filled_up(mails: House) -> None:
    mentor = await mails.mentor()
    for _ in range(5):
        await asked(mails, mentor)
    await mentor.command("apparaten")
    await mentor.tap("Pings by e-mail")
    await mentor.type(ADDRESS)
    assert "often enough" in mentor.notes[0]
    assert await post(mails) == []


async def test_an_address_that_nobody_showed_to_be_theirs_is_forgotten(mails: House) -> None:
    mentor = await mails.mentor()
    await asked(mails, mentor, "other@school.nl")
    mails.clock.travel(mails.clock.now() + timedelta(hours=1))
    await mentor.type(await asked(mails, mentor))

    def known(tx: Tx) -> int:
        rows = tx.db.execute("SELECT count(*) FROM contacts WHERE door = ?", (MAIL,))
        return int(rows.fetchone()[0])

    assert await mails.run(known) == 1


async def test_without_a_mail_server_there_is_nothing_to_ask(house: House) -> None:
    mentor = await house.mentor()
    await mentor.press("a:addmail")
    assert "Pings by e-mail" not in "\n".join(mentor.labels)


async def test_a_reporter_is_never_asked_and_never_mailed(mails: House) -> None:
    reporter = await mails.reported()
    await reporter.press("a:addmail")
    assert await post(mails) == []


async def test_the_address_in_the_list_of_staff_is_offered_and_needs_its_code_too(
    mails: House,
) -> None:
    await mails.run(_listed)
    mentor = await mails.mentor()
    assert "You can get your pings by e-mail too." in mentor.notes
    await mentor.tap("Pings by e-mail")
    assert ADDRESS in mentor.screen
    await mentor.tap("Another address")
    assert "What is your e-mail address at school?" in mentor.screen
    await mentor.command("apparaten")
    await mentor.tap("Pings by e-mail", "Yes, there")
    [letter] = await post(mails)
    assert await mails.run(lambda tx: contacts.of_staff(tx, MAIL)) == []
    found = re.search(r"\d{6}", letter)
    assert found is not None
    await mentor.type(found[0])
    assert "Done." in mentor.notes[0]
    again = await mails.mentor(door="telegram")
    assert "by e-mail" not in "".join(again.notes)


def _listed(tx: Tx) -> None:
    person = people.get(tx, "e-yilmaz")
    assert person is not None
    people.put(tx, replace(person, email=ADDRESS))
