"""The process dies while it wipes a chat: the rest is wiped after the next start."""

from pathlib import Path

import pytest

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.phone import Phone

MESSAGES = 110
"""More than one call takes."""


@pytest.mark.slow
@pytest.mark.asyncio
async def test_a_wipe_survives_kill_minus_nine_between_two_calls(
    tmp_path: Path, api: BotApi
) -> None:
    sanne = Phone(api, user_id=11)
    async with BotProcess(tmp_path, api) as bot:
        while len(sanne.shown) + len(sanne.own_messages) < MESSAGES:
            await sanne.say("/hulp")
        async with api.hold("deleteMessages"):
            await sanne.type("/wis")
            await api.until(lambda: api.calls_of("deleteMessages"))
            await bot.kill()
        await bot.start()
        await sanne.wait_for("Deze chat is gewist.")
    assert [one.text.splitlines()[0] for one in sanne.shown] == ["Deze chat is gewist."]
    assert sanne.own_messages == []
    sizes = [len(call.params["message_ids"]) for call in api.calls_of("deleteMessages")]
    assert sizes[:2] == [100, 100]
    assert len(sizes) == 3
