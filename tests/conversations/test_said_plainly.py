"""What is typed in place of a button that would do it: not to send, and whether it is read."""

from __future__ import annotations

from functools import partial

import pytest

from bot.conversations import running
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_who_says_not_to_send_it_stops_and_can_go_on_later(house: House) -> None:
    for words in ("stuur maar niet", "nee wacht stuur maar niet", "ik wil het toch niet vertellen"):
        sanne = house.chat(words, language="nl")
        await sanne.command("melden")
        await sanne.tap("Leerling: het gaat over mij", "Nee")
        await sanne.type(words)
        assert "113" not in sanne.everything, words
        now = await house.run(partial(running.load, contact_ref=sanne.ref))
        assert (now.session, now.draft is not None) == (None, True), words


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
