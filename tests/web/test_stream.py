"""The event stream: who hears what, and who may listen."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.conversations.event import Command
from bot.store import mailbox
from bot.web.events import STREAMS_PER_CONTACT
from bot.web.pace import Pace
from bot.web.server import build, start
from bot.web.site import Paces, Site
from tests.web.echo import echo
from tests.web.test_broken_http import HOST, ask_and_never_read, connected
from tests.web.visitor import next_message, visiting

pytestmark = pytest.mark.asyncio


async def test_news_comes_by_itself(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await house.until(lambda: house.heard)
        ref = house.heard[0].contact.contact_ref
        await house.tell(ref, "note", "Eerste")
        state = await page.open()
        async with page.events(state["ticket"], str(state["revision"])) as stream:
            await house.tell(ref, "note", "Dag!")
            message = await next_message(stream)
        assert message["pane"] == 0
        assert message["lines"] == ["Dag!"]


async def test_what_came_in_between_is_not_missed(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        state = await page.open()
        await house.until(lambda: house.heard)
        await house.tell(house.heard[0].contact.contact_ref, "note", "Tussendoor")
        async with page.events(state["ticket"], "0") as stream:
            heard = [await next_message(stream), await next_message(stream)]
        assert ["Tussendoor"] in [message["lines"] for message in heard]


async def test_who_asks_for_the_head_of_a_stream_holds_none(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        ticket = (await page.open())["ticket"]
        url = f"{house.url}/api/events?tickets={ticket}&since=0"
        async with asyncio.timeout(10), page.session.head(url) as answer:
            assert answer.status == 405


async def test_a_long_chat_comes_in_parts_and_nothing_is_lost(tmp_path: Path) -> None:
    told = [f"{number} {'x' * 20_000}" for number in range(30)]
    async with echo(tmp_path) as house, visiting(house.url) as page:
        house.silent = True
        await page.open()
        await house.until(lambda: house.heard)
        for line in told:
            await house.tell(house.heard[0].contact.contact_ref, "note", line)
        state = await page.open()
        heard = [message["lines"][0] for message in state["messages"]]
        assert 0 < sum(map(len, heard)) < 300_000
        async with page.events(state["ticket"], str(state["revision"])) as stream:
            while len(heard) < len(told):
                heard += (await next_message(stream))["lines"]
        assert heard == told
        asked = [message["lines"][0] for message in state["messages"]]
        while len(asked) < len(told):  # a page that has no stream asks again
            state = await page.open(state["revision"])
            asked += [message["lines"][0] for message in state["messages"]]
        assert asked == told
        assert sum(event.what == Command("open") for event in house.heard) == 1


async def test_one_stream_serves_several_people_apart(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as a, visiting(house.url) as b:
        house.silent = True
        first, second = await a.open(), await b.open()
        await house.until(lambda: len(house.heard) == 2)
        async with a.events(f"{first['ticket']},{second['ticket']}", "0,0") as stream:
            await house.tell(house.heard[1].contact.contact_ref, "note", "Voor b")
            message = await next_message(stream)
            assert (message["pane"], message["lines"]) == (1, ["Voor b"])


async def test_one_chat_asked_for_many_times_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.stream.HEARTBEAT_SECONDS", 0.05)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        house.silent = True
        ticket = (await page.open())["ticket"]
        await house.until(lambda: house.heard)
        ref = house.heard[0].contact.contact_ref
        async with page.events(",".join([ticket] * 24), ",".join(["0"] * 24)) as stream:
            await house.tell(ref, "note", "Eerste")
            assert (await next_message(stream))["lines"] == ["Eerste"]
            await house.tell(ref, "note", "Tweede")
            assert (await next_message(stream))["lines"] == ["Tweede"]
            post = partial(mailbox.post, ref=ref, body={"lines": ["Derde"]}, mine=False)
            await house.site.writer.run(post)  # and nobody rings
            assert (await next_message(stream))["lines"] == ["Derde"]


@pytest.mark.parametrize("ticket", ["", "a.b.c", "0" * 32 + ".9999999999." + "0" * 64])
async def test_a_made_up_ticket_opens_nothing(tmp_path: Path, ticket: str) -> None:
    async with (
        echo(tmp_path) as house,
        visiting(house.url) as page,
        page.events(ticket, "0") as stream,
    ):
        assert stream.status == 403


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 19, "9" * 5000])
async def test_a_made_up_revision_is_refused(tmp_path: Path, since: str) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        state = await page.open()
        async with page.events(state["ticket"], since) as stream:
            assert stream.status == 400


async def test_the_oldest_of_too_many_pages_makes_room(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        state = await page.open()
        async with AsyncExitStack() as open_pages:
            oldest = await open_pages.enter_async_context(page.events(state["ticket"], "0"))
            for _ in range(STREAMS_PER_CONTACT):
                await open_pages.enter_async_context(page.events(state["ticket"], "0"))
            assert (await oldest.content.read()).endswith(b"event: full\ndata: {}\n\n")


async def test_streams_without_end_leave_room_for_who_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.reception.most_connections", lambda: 8)
    async with echo(tmp_path) as house, visiting(house.url) as flood, AsyncExitStack() as held:
        streams = []
        for _ in range(20):
            flood.session.cookie_jar.clear()  # each a new device
            ticket = (await flood.open())["ticket"]
            stream = await held.enter_async_context(flood.events(ticket, "0"))
            assert await stream.content.readline() == b"event: hello\n"
            streams.append(stream)
        assert (await streams[0].content.read()).endswith(b"event: full\ndata: {}\n\n")
        async with visiting(house.url) as newcomer:
            async with newcomer.session.get(house.url) as page:
                assert page.status == 200
            await newcomer.open()
            assert await newcomer.say("Ik wil iets melden.") == 200


async def test_a_stream_that_has_to_make_room_is_let_go_of_when_nobody_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.reception.LAST_WORD_SECONDS", 0.2)
    async with echo(tmp_path) as house, visiting(house.url) as page, AsyncExitStack() as open_pages:
        ticket = (await page.open())["ticket"]
        await house.until(lambda: house.heard)
        for _ in range(80):
            await house.tell(house.heard[0].contact.contact_ref, "note", "x" * 200_000)
        reader, unread = await open_pages.enter_async_context(connected(house))
        unread.write(f"GET /api/events?tickets={ticket}&since=0 HTTP/1.1\r\n".encode() + HOST)
        unread.write(b"\r\n")
        assert b" 200 " in await reader.readline()
        for _ in range(STREAMS_PER_CONTACT):
            stream = await open_pages.enter_async_context(page.events(ticket, "0"))
            await next_message(stream)
        async with asyncio.timeout(20):
            with pytest.raises(ConnectionError):
                await ask_and_never_read(unread)


async def test_one_device_that_looks_without_end_is_told_to_come_back_and_others_are_not(
    tmp_path: Path,
) -> None:
    paces = Paces(look=Pace(burst=3, per_second=0.001, patience=0.0))
    async with (
        echo(tmp_path) as house,
        served(replace(house.site, paces=paces)) as url,
        visiting(url) as page,
        visiting(url) as other,
    ):
        ticket = [(await page.open())["ticket"] for _ in range(3)][-1]
        async with page.post("open", {}) as answer:
            assert (answer.status, int(answer.headers["Retry-After"]) > 0) == (429, True)
        for status in (200, 200, 200, 429):
            async with page.events(ticket, "0") as stream:
                assert stream.status == status
        assert int(stream.headers["Retry-After"]) > 0
        assert (await other.open())["messages"] == []
        assert await page.say("Ik kan nog iets zeggen.") == 200


@asynccontextmanager
async def served(site: Site) -> AsyncIterator[str]:
    """The same house with paces of its own."""
    runner = await start(build(site), host="127.0.0.1", port=0)
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_the_server_stops_while_pages_are_open(tmp_path: Path) -> None:
    async with visiting("") as page:
        async with echo(tmp_path) as house:
            here = type(page)(page.session, house.url)
            state = await here.open()
            url = f"{house.url}/api/events?tickets={state['ticket']}&since=0"
            stream = await page.session.get(url)
        assert b"event: hello" in await stream.content.read()


async def test_a_removed_message_is_told(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        house.silent = True
        state = await page.open()
        await house.until(lambda: house.heard)
        ref = house.heard[0].contact.contact_ref
        note = await house.tell(ref, "note", "Weg ermee")
        await house.tell(ref, "delete", target=note)
        async with page.events(state["ticket"], "0") as stream:
            message = await next_message(stream)
        assert message["removed"] is True
        assert "Weg ermee" not in json.dumps(message)
