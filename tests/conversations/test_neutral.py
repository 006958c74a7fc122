"""What comes unasked to a phone that lies on a table tells nobody what it is about."""

from __future__ import annotations

import re

import pytest

from bot.jobs import drafts
from bot.text import Message
from tests.conversations.chats import STORY, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

TELLING = re.compile(
    r"report|melding|school|bully|pest|threat|dreig|proof|bewijs|photo|foto|naked|bloot|case|zaak",
    re.IGNORECASE,
)
"""What a parent who looks over a shoulder would ask about."""


def told(message: Message, house: House) -> str:
    lines = [
        house.world.i18n.render(line, language)
        for line in message.lines
        for language in ("nl", "en")
    ]
    return "\n".join(lines)


async def test_news_an_answer_and_a_reminder_say_only_that_they_are_there(house: House) -> None:
    mt, sam = await house.management(), house.chat("Sam")
    await sam.command("mag", "mag ik een foto van mijn vriendin op insta zetten")
    await sam.tap("Student", "Not asked yet", "Ask management", "Yes")
    await mt.tap("Open", "Yes, it may be posted")
    answer = sam.notes[-1]
    mentor, sanne = await house.mentor(), await house.reported()
    name = (await house.case()).name
    sanne.notes = []
    await opened(house, mentor)
    await mentor.tick("A.som")
    news = "\n".join(sanne.notes)
    for words in (news, answer, told(drafts.NUDGE, house)):
        assert words
        assert not TELLING.search(words), words
        assert STORY not in words
        assert name not in words
