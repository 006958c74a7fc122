"""The one session to Telegram: made when it is first used, and none after the end."""

import aiohttp
import pytest

from bot.handlers.request import SessionRequest


@pytest.mark.asyncio
async def test_after_the_end_nobody_opens_a_session_that_nobody_would_close() -> None:
    request = SessionRequest()
    first = request.session
    await request.shutdown()
    await request.shutdown()
    assert first.closed
    with pytest.raises(aiohttp.ClientError):
        await request.ask("POST", "http://127.0.0.1:9/", seconds=1)
