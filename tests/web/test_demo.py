"""The demo's own endpoints: who is there, and a clock that only jumps forward."""

import json
import secrets
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.web.demo import Demo, Persona
from tests.web.echo import AMSTERDAM, echo_demo
from tests.web.visitor import OURS, visiting

pytestmark = pytest.mark.asyncio

SATURDAY = datetime(2026, 3, 28, 23, 30, tzinfo=AMSTERDAM)  # the night the clock goes forward


class Town:
    """A demo of two people that counts its jumps."""

    def __init__(self) -> None:
        self.jumps = 0
        people = (("sam", "Sam", "leerling"), ("mt", "Hans", "MT"))
        personas = tuple(Persona(s, t, u, secrets.token_hex(16)) for s, t, u in people)
        self.demo = Demo(personas, self.travelled, lambda day: day + timedelta(days=2))

    async def travelled(self) -> None:
        self.jumps += 1


async def test_everyone_of_the_demo_has_a_chat_of_their_own(tmp_path: Path) -> None:
    town = Town()
    async with echo_demo(tmp_path, town.demo) as house, visiting(house.url) as page:
        async with page.session.get(f"{house.url}/demo/state") as answer:
            slugs = [persona["slug"] for persona in (await answer.json())["personas"]]
        assert slugs == ["sam", "mt"]
        for slug in slugs:
            await type(page)(page.session, f"{house.url}/p/{slug}").open()
        await house.until(lambda: len(house.heard) == 2)
        assert len({event.contact.contact_ref for event in house.heard}) == 2


async def test_another_browser_meets_the_same_person(tmp_path: Path) -> None:
    town = Town()
    async with echo_demo(tmp_path, town.demo) as house:
        async with visiting(f"{house.url}/p/sam") as one:
            await one.open()
            await one.say("hoi")
        async with visiting(f"{house.url}/p/sam") as other:
            assert "hoi" in await other.lines()


@pytest.mark.parametrize(
    ("to", "then"),
    [
        ("plus-1-hour", "2026-03-29T00:30:"),
        ("next-school-day", "2026-03-30T09:05:00+02:00"),
        ("next-monday-8", "2026-03-30T08:00:00+02:00"),
        ("2026-06-01T12:00", "2026-06-01T12:00:00+02:00"),
    ],
)
async def test_the_clock_jumps_by_the_calendar(tmp_path: Path, to: str, then: str) -> None:
    town = Town()
    async with echo_demo(tmp_path, town.demo) as house, visiting(house.url) as page:
        house.site.clock.travel(SATURDAY)
        url, body = f"{house.url}/demo/clock", json.dumps({"to": to})
        async with page.session.post(url, data=body, headers=OURS) as answer:
            assert answer.status == 200
            assert (await answer.json())["now"][:16] == then[:16]
        assert town.jumps == 1 + (to == "next-school-day")


@pytest.mark.parametrize("to", ["2020-01-01", "tomorrow", 5, None])
async def test_the_clock_never_goes_back_or_nowhere(tmp_path: Path, to: object) -> None:
    town = Town()
    async with echo_demo(tmp_path, town.demo) as house, visiting(house.url) as page:
        url, body = f"{house.url}/demo/clock", json.dumps({"to": to})
        async with page.session.post(url, data=body, headers=OURS) as answer:
            assert answer.status == 400
        assert town.jumps == 0


async def test_another_name_for_this_machine_is_refused(tmp_path: Path) -> None:
    town = Town()
    async with (
        echo_demo(tmp_path, town.demo) as house,
        visiting(house.url) as page,
        page.session.get(house.url, headers={"Host": "evil.example"}) as answer,
    ):
        assert answer.status == 403
