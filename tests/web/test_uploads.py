"""Files from a page: sealed as they come in, refused before they do, never doubled."""

import asyncio
import threading
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientError, web

from bot.evidence.intake import LARGEST, TOO_BIG_OF
from bot.evidence.room import Room
from bot.flows.kit import Sent
from bot.store.keyring import item_key_id
from bot.vault import read_file
from bot.web.chat import ChatRoutes
from bot.web.server import build, start
from bot.web.site import Entrance
from bot.web.uploads import Uploads
from tests.web.echo import Echo, echo, what_was_heard
from tests.web.visitor import OURS, Visitor, visiting

pytestmark = pytest.mark.asyncio


def kept(house: Echo) -> list[Path]:
    """The files on the disk, half ones too."""
    return sorted(house.site.evidence_dir.iterdir())


async def test_a_file_lies_sealed_before_it_is_said_to_be_kept(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert await page.send(b"kanarie" * 1000, kind="photo") == (200, {"ok": True})
        await house.until(lambda: what_was_heard(house))
        (file,) = kept(house)
        assert what_was_heard(house) == [Sent(file.name, "photo")]
        assert b"kanarie" not in file.read_bytes()
        key = await house.site.writer.run(lambda tx: tx.keys.key(item_key_id(file.name)))
        assert read_file(file, key, file.name.encode()) == b"kanarie" * 1000
        assert "Photo" in await page.lines()


async def test_the_same_upload_again_is_kept_once(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        client = str(uuid.uuid4())
        for _ in range(2):
            assert (await page.send(b"once", client=client))[0] == 200
        assert len(kept(house)) == 1


@pytest.mark.parametrize("size", [1, LARGEST])
async def test_from_one_byte_to_twenty_megabytes_is_kept(tmp_path: Path, size: int) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert (await page.send(b"x" * size))[0] == 200
        assert len(kept(house)) == 1


@pytest.mark.parametrize(
    ("size", "status", "why"),
    [
        (0, 400, "This file is empty."),
        (LARGEST + 1, 413, TOO_BIG_OF["photo"].key),
    ],
)
async def test_nothing_and_too_much_are_refused_in_words(
    tmp_path: Path, size: int, status: int, why: str
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert await page.send(b"x" * size) == (status, {"error": why})
        assert kept(house) == []
        assert what_was_heard(house) == []


async def test_a_length_that_is_not_told_is_counted(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()

        async def endless() -> AsyncIterator[bytes]:
            for _ in range(21):
                yield b"x" * 1024 * 1024

        headers = OURS | {"X-Id": str(uuid.uuid4()), "X-Kind": "video"}
        url = f"{house.url}/api/file"
        async with page.session.post(url, data=endless(), headers=headers) as answer:
            assert answer.status == 413
        assert kept(house) == []


async def test_where_no_picture_may_come_it_is_refused_without_its_body(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        house.refuse_uploads = True
        headers = OURS | {"X-Id": str(uuid.uuid4()), "Content-Length": "1000"}
        url = f"{house.url}/api/file"

        async def never() -> AsyncIterator[bytes]:
            yield b"x"  # the client holds the headers back until there is a first piece
            await house.until(lambda: False)

        async with page.session.post(url, data=never(), headers=headers) as answer:
            assert answer.status == 403
            assert await answer.json() == {"error": "Send no picture here."}
        assert kept(house) == []
        assert (await page.open())["uploads"] is False


TOO_MUCH = "You sent very much already. First send your report."
NO_ROOM = "I have no room for files now. Tell it in words."


@pytest.mark.parametrize(
    ("room", "why", "others"),
    [(Room(of_one=10), TOO_MUCH, 200), (Room(of_all=10), NO_ROOM, 403), (Room(), "", 200)],
)
async def test_who_sent_very_much_without_a_report_is_told_to_send_it(
    tmp_path: Path, room: Room, why: str, others: int
) -> None:
    async with (
        echo(tmp_path, room=room) as house,
        visiting(house.url) as page,
        visiting(house.url) as other,
    ):
        await page.open()
        await other.open()
        assert (await page.send(b"x" * 10))[0] == 200
        told = (403, {"error": why}) if why else (200, {"ok": True})
        assert await page.send(b"y" * 10) == told
        assert (await other.send(b"z"))[0] == others


async def test_a_disk_that_is_almost_full_takes_no_file_and_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with echo(tmp_path, room=Room(free=2**62)) as house, visiting(house.url) as page:
        await page.open()
        assert await page.send(b"x") == (403, {"error": NO_ROOM})
        assert await page.say("dan in woorden") == 200
        assert kept(house) == []
    assert "ALARM: the disk is almost full" in caplog.text


async def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()

        async def broken() -> AsyncIterator[bytes]:
            yield b"half"
            raise ConnectionResetError

        headers = OURS | {"X-Id": str(uuid.uuid4()), "X-Kind": "photo"}
        with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the client makes of it
            await page.session.post(f"{house.url}/api/file", data=broken(), headers=headers)
        assert (await page.send(b"whole"))[0] == 200
        await house.until(lambda: what_was_heard(house))
        assert [file.stat().st_size > 0 for file in kept(house)] == [True]


async def test_a_kind_nobody_knows_is_a_file(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await page.send(b"x", kind="../../etc/passwd")
        await house.until(lambda: what_was_heard(house))
        (sent,) = what_was_heard(house)
        assert isinstance(sent, Sent)
        assert sent.kind == "file"


async def keys(house: Echo) -> list[str]:
    """The ids of the items whose keys are there."""
    return await house.site.writer.run(
        lambda tx: [name[5:] for name in tx.keys.ids("item:", before=tx.now.replace(year=2100))]
    )


async def test_what_is_asked_while_a_file_comes_in_counts_too(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        begun = threading.Event()
        house.asked = begun.set

        async def slow() -> AsyncIterator[bytes]:
            yield b"x"
            await happened(begun)
            house.refuse_uploads = True
            yield b"y"

        headers = OURS | {"X-Id": str(uuid.uuid4()), "X-Kind": "photo"}
        url = f"{house.url}/api/file"
        async with page.session.post(url, data=slow(), headers=headers) as answer:
            assert answer.status == 403
            assert await answer.json() == {"error": "Send no picture here."}
        assert any(house.since)
        assert kept(house) == []
        assert await keys(house) == []
        assert what_was_heard(house) == []


async def happened(event: threading.Event) -> None:
    """Wait for what another thread does."""
    assert await asyncio.to_thread(event.wait, 10)


async def test_an_upload_cancelled_while_it_is_committed_is_kept(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        house.silent = True
        await page.open()
        client = str(uuid.uuid4())
        await send_and_cancel(house, page, client)
        (file,) = kept(house)
        assert await keys(house) == [file.name]
        assert await page.send(b"kanarie", client=client) == (200, {"ok": True})
        assert kept(house) == [file]


async def test_the_same_upload_again_takes_the_place_of_one_that_is_lost(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        client = str(uuid.uuid4())
        await page.send(b"kanarie", client=client)
        (lost,) = kept(house)
        lost.unlink()
        assert await page.send(b"kanarie", client=client) == (200, {"ok": True})
        await house.until(lambda: len(what_was_heard(house)) == 2)
        (file,) = kept(house)
        assert file != lost
        assert what_was_heard(house)[1] == Sent(file.name, "photo")


async def send_and_cancel(house: Echo, page: Visitor, client: str) -> None:
    """Cancel what serves the upload while its last unit of work is on the writer's thread."""
    serving: list[asyncio.Task[object]] = []
    committing, go_on = threading.Event(), threading.Event()
    uploads = Uploads(ChatRoutes(house.site, Entrance()))
    times = iter((False, False, True))

    def asked() -> None:
        if next(times, False):
            committing.set()
            go_on.wait(10)

    async def file(request: web.Request) -> web.Response:
        task = asyncio.current_task()
        assert task is not None
        serving.append(task)
        return await uploads.file(request)

    more = [web.post("/api/cancelled", file)]
    runner = await start(build(house.site, more=more), host="127.0.0.1", port=0)
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/cancelled"
    house.asked = asked
    headers = OURS | {"X-Id": client, "X-Kind": "photo"}
    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(_post(page, url, headers))
        await happened(committing)
        serving[0].cancel()
        await asyncio.wait(serving)
        go_on.set()
        await sending
    await runner.cleanup()


async def _post(page: Visitor, url: str, headers: dict[str, str]) -> None:
    with suppress(ClientError):
        async with page.session.post(url, data=BytesIO(b"kanarie"), headers=headers):
            pass
