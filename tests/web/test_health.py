"""How the machine is doing: for this machine or who has the token, and never whose report waits."""

from __future__ import annotations

import math
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.app.vitals import Vitals
from bot.store import inbox
from bot.store.inbox import Incoming
from bot.store.tx import Tx
from bot.web.health import Sign, metrics, page
from tests.stories.a_running_school import RunningSchool, running_school

pytestmark = pytest.mark.asyncio
TOKEN = "0123456789abcdef" * 2


@dataclass(frozen=True)
class Seen:
    """A school with its doors open, asked from outside."""

    school: RunningSchool
    session: ClientSession

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.school.served.web.port}{path}"
        async with self.session.get(url, headers=headers) as answer:
            return answer.status, await answer.text()

    async def value(self, metric: str) -> float:
        told = re.search(
            rf"^maatje_{re.escape(metric)} (\S+)$", (await self.get("/metrics"))[1], re.MULTILINE
        )
        assert told
        return float(told[1])


@pytest_asyncio.fixture
async def seen(tmp_path: Path) -> AsyncIterator[Seen]:
    async with (
        running_school(tmp_path, HEALTH_TOKEN=TOKEN) as school,
        ClientSession() as session,
    ):
        yield Seen(school, session)


async def test_the_page_tells_what_is_well_and_first_what_is_not(seen: Seen) -> None:
    await seen.school.stranger().type("/start")
    await seen.school.api.until(lambda: seen.school.api.calls_of("sendMessage"))
    status, told = await seen.get("/health")
    assert status == 503
    first, *others = told.splitlines()
    assert first.startswith("BAD  backup age")
    assert "none yet" in first
    assert all(line.startswith("ok ") for line in others), told
    assert any("door telegram" in line and line.endswith("polling") for line in others)
    assert (await seen.get("/live")) == (200, "ok\n")
    assert_explained_once((await seen.get("/metrics"))[1].splitlines())
    school = seen.school
    alone = Vitals(school.house, school.served.ticker, school.served.health, None)
    told = page(await alone.look())
    assert "telegram silent" not in told
    assert re.search(r"door telegram +not used", told)


def assert_explained_once(lines: list[str]) -> None:
    """Prometheus refuses what is explained twice, or not at all."""
    helped = [line.split()[2] for line in lines if line.startswith("# HELP")]
    assert len(helped) == len(set(helped))
    measured = {re.split(r"[{ ]", line)[0] for line in lines if not line.startswith("#")}
    assert measured == set(helped)


async def test_who_is_elsewhere_finds_no_such_page(seen: Seen) -> None:
    elsewhere: tuple[dict[str, str], ...] = (
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Host": "maatje.example"},
        {"Host": "maatje.example", "Authorization": "Bearer "},
        {"Host": "maatje.example", "Authorization": f"Bearer {TOKEN}x"},
    )
    for path in ("/health", "/metrics"):
        for headers in elsewhere:
            assert (await seen.get(path, headers))[0] == 404
        opened = {"X-Forwarded-For": "192.0.2.7", "Authorization": f"Bearer {TOKEN}"}
        assert (await seen.get(path, opened))[0] in {200, 503}
    assert (await seen.get("/live", elsewhere[0]))[0] == 200


async def test_one_report_moves_no_figure(seen: Seen) -> None:
    """Who sees the figures and the corridor would know who reports."""
    assert await seen.value('waiting{queue="inbox"}') == 0

    def some(number: int) -> Callable[[Tx], None]:
        def put(tx: Tx) -> None:
            rows = [Incoming(f"{number}:{n}", "x", b"{}") for n in range(number)]
            inbox.add(tx, "nowhere", rows)

        return put

    await seen.school.house.writer.run(some(9))
    assert await seen.value('waiting{queue="inbox"}') == 0
    assert await seen.value('waiting_longest_seconds{queue="inbox"}') == 0
    await seen.school.house.writer.run(some(16))
    assert await seen.value('waiting{queue="inbox"}') == 20
    seen.school.house.clock.travel(seen.school.house.clock.now() + timedelta(hours=1))
    assert await seen.value('waiting_longest_seconds{queue="inbox"}') == 3600
    told = (await seen.get("/health"))[1]
    assert re.search(r"^BAD  waiting longest inbox +since 60 minutes$", told, re.MULTILINE)


async def test_what_is_not_known_is_no_number() -> None:
    signs = [Sign("age_seconds", "How old.", math.nan, "none yet", well=False)]
    assert metrics(signs).splitlines()[-1] == "maatje_age_seconds NaN"
