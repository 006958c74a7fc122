"""A file from school to who reported it: a cleaned copy, for them alone, and soon gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversations.enclosing import Enclosing
from bot.conversations.guard import still_allowed
from bot.conversations.seeing import Seeing
from bot.store import audit, evidence, looks, outbox
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House
from tests.conversations.proof import folder_of

pytestmark = pytest.mark.asyncio


async def sent_a_file(house: House, *, door: str = "web") -> tuple[Chat, Chat, str]:
    """The mentor, who reported it, and the file that went from one to the other."""
    mentor = await house.mentor()
    sanne = house.chat("Sanne", door=door)
    await sanne.report(*ABOUT_ME, school_class="1a")
    await mentor.tap("Open", "Send the reporter a file", "No")
    item_id = await mentor.send("photo")
    await mentor.tap("Yes, send it")
    return mentor, sanne, item_id


def opens(tx: Tx, house: House, item_id: str, *, original: bool = False) -> bool:
    """Whether a link for the reporter shows this item."""
    token = looks.give(tx, audit.REPORTER, item_id, signed_in=False, original=original)
    look = looks.find(tx, token)
    assert look is not None
    return Seeing(house.world).sight(tx, look) is not None


async def test_on_the_page_it_opens_by_a_link_that_works_once(house: House) -> None:
    mentor, sanne, item_id = await sent_a_file(house)
    assert "School: We hebben je een bestand gestuurd." in mentor.screen
    await sanne.tap("Look")
    assert "School: We sent you a file." in sanne.screen
    await sanne.tap("Look at the file")
    assert sanne.notes == ["A file of school. It goes away after ten minutes."]
    (url,) = sanne.urls
    look = await house.run(lambda tx: looks.find(tx, url.removeprefix("/look/")))
    assert look is not None
    assert (look.person_id, look.item_id, look.original) == (audit.REPORTER, item_id, False)
    seen = await house.run(lambda tx: Seeing(house.world).sight(tx, look))
    assert seen is not None
    assert seen.person is None
    assert not await house.run(lambda tx: Seeing(house.world).destroy(tx, look))


async def test_on_telegram_it_comes_into_the_chat_as_a_copy_of_our_own(house: House) -> None:
    _mentor, sanne, item_id = await sent_a_file(house, door="telegram")
    await sanne.tap("Look", "Look at the file")
    assert sanne.items == [item_id]
    assert sanne.urls == []


async def test_the_reporters_own_proof_is_no_file_of_school(house: House) -> None:
    """An original never comes back by this way, nor does what somebody else sent."""
    mentor, sanne, item_id = await sent_a_file(house)
    await sanne.tap("Look", "Say something")
    await sanne.send("voice")
    case = await house.case()
    own = next(
        item.item_id
        for item in await house.run(lambda tx: evidence.of_case(tx, case.case_id))
        if item.item_id != item_id
    )
    assert await house.run(lambda tx: opens(tx, house, item_id))
    assert not await house.run(lambda tx: opens(tx, house, item_id, original=True))
    assert not await house.run(lambda tx: opens(tx, house, own))
    await mentor.tap("Open")
    assert "2 files are kept safe." in mentor.screen


async def test_thrown_away_or_no_longer_allowed_it_is_destroyed(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "Send the reporter a file", "No")
    item_id = await mentor.send("photo")
    await mentor.tap("No, throw it away")
    assert await house.run(lambda tx: evidence.get(tx, item_id)) is None
    await mentor.tap("Send the reporter a file", "No")
    item_id = await mentor.send("photo")
    await house.taken_off("e-yilmaz")
    await mentor.tap("Yes, send it")
    assert await house.run(lambda tx: evidence.get(tx, item_id)) is None
    assert mentor.screen == "I do not know a case with that name."


async def test_nobody_else_opens_it_and_what_is_gone_is_gone(house: House) -> None:
    _mentor, sanne, item_id = await sent_a_file(house)
    await sanne.tap("Look")
    button = sanne.data("Look at the file")
    other = house.chat("other")
    await other.press(button)
    assert other.screen == "I cannot find that report here."
    await sanne.press("a:file:nothing")
    assert sanne.screen == "I cannot find that report here."
    await sanne.command("mijnmelding")
    await house.run(lambda tx: evidence.shred_item(tx, item_id))
    await sanne.press(button)
    assert sanne.notes == ["That file is not here any more."]


async def test_what_cannot_be_cleaned_is_told_and_not_shown(house: House, tmp_path: Path) -> None:
    _mentor, sanne, item_id = await sent_a_file(house)
    guard = still_allowed(house.world)
    enclosing = Enclosing(house.writer, house.world, folder_of(tmp_path), guard)
    asked = Outgoing(sanne.ref, Op.NOTE, item_id=item_id)
    await house.run(lambda tx: outbox.enqueue(tx, asked))
    (row,) = await house.run(lambda tx: outbox.due(tx, "web", tx.now, 9))
    assert await enclosing.prepare(row) is None
    await enclosing.make_up(row)
    await house.run(lambda tx: outbox.sent(tx, row.row_id))
    sanne.notes.clear()
    await house.deliver()
    assert sanne.notes == ["I cannot show you this file. Ask school for it here."]
