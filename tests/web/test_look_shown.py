"""What the page for evidence shows, in parts or whole, and the original that may leave."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversations import thread
from bot.evidence.copies import copy_of
from bot.store import audit, copies, entries, looks, releases
from bot.store.copies import Copy
from bot.store.tx import Tx
from bot.text import verbatim
from tests.cleaning import canaries
from tests.cleaning.pictures import exif, painting, saved
from tests.web.looking import MANAGEMENT, MENTOR, Looked, looking

pytestmark = pytest.mark.asyncio

TEXT = "Ik zag <script>alert(1)</script> & een ëxtra bericht.".encode()
PHOTO = saved(painting(), "JPEG", exif=exif())


@pytest_asyncio.fixture
async def looked(tmp_path: Path) -> AsyncIterator[Looked]:
    async with looking(tmp_path) as looked:
        yield looked


async def test_words_are_shown_as_words(looked: Looked) -> None:
    path = await looked.link(await looked.item(TEXT, "text"))
    async with looked.browser(MENTOR) as browser:
        page = await (await browser.post(path)).text()
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; een ëxtra bericht." in page
        assert (await browser.get(f"{path}/bytes")).status == 404


async def test_a_text_without_end_is_cut(looked: Looked) -> None:
    path = await looked.link(await looked.item(b"kwaak " * 100_000, "text"))
    async with looked.browser(MENTOR) as browser:
        page = await (await browser.post(path)).text()
    assert "Only the first part" in page
    assert len(page) < 110_000


async def test_what_cannot_be_cleaned_is_named_and_not_shown(looked: Looked) -> None:
    path = await looked.link(await looked.item(bytes(range(256)), "file"))
    async with looked.browser(MENTOR) as browser:
        page = await (await browser.post(path)).text()
        assert "I do not know this kind of file" in page
        assert (await browser.get(f"{path}/bytes")).status == 404


RANGES = [
    ("bytes=0-3", 206, (0, 4)),
    ("bytes=5-", 206, (5, None)),
    ("bytes=-7", 206, (-7, None)),
    ("bytes=0-999999999", 200, (0, None)),
    ("bytes=3-2", 200, (0, None)),
    ("bytes=999999999-", 416, None),
    ("bytes=nonsense", 200, (0, None)),
    ("bytes=0-1,4-5", 200, (0, None)),
]


@pytest.mark.parametrize(("wanted", "status", "part"), RANGES)
async def test_a_player_may_ask_for_a_part(
    looked: Looked, wanted: str, status: int, part: tuple[int, int | None] | None
) -> None:
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser(MENTOR) as browser:
        await browser.post(path)
        whole = await (await browser.get(f"{path}/bytes")).read()
        answer = await browser.get(f"{path}/bytes", {"Range": wanted})
        assert answer.status == status
        if part:
            assert await answer.read() == whole[part[0] : part[1]]
        else:
            assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"


async def an_original(looked: Looked, photo: str) -> str:
    """A link to it, after the reporter and a second person agreed."""
    case_id = (await looked.house.case()).case_id

    def agree(tx: Tx) -> None:
        releases.ask(tx, photo, case_id, MENTOR, "De politie vraagt erom.", named=True)
        releases.confirm(tx, photo, MANAGEMENT)

    await looked.house.run(agree)
    give = await looked.house.run(lambda tx: looks.give(tx, MENTOR, photo, original=True))
    return f"/look/{give}"


async def test_an_original_that_may_leave_is_saved_whole_under_a_name_that_says_nothing(
    looked: Looked,
) -> None:
    photo = await looked.item(PHOTO)
    path = await an_original(looked, photo)
    async with looked.browser(MENTOR) as browser:
        page = await (await browser.post(path)).text()
        assert "download" in page
        assert "<img" not in page
        file = await browser.get(f"{path}/bytes")
        assert await file.read() == PHOTO
        assert file.headers["Content-Type"] == "application/octet-stream"
        assert file.headers["Content-Disposition"].startswith('attachment; filename="bewijs-')
        assert (await browser.post(f"{path}/destroy")).status == 404
    assert await looked.audited("TookOriginal") == [(MENTOR, photo)]
    assert await looked.audited("LookedAt") == []


async def test_an_original_stays_when_its_ten_minutes_are_over_or_nobody_agreed(
    looked: Looked,
) -> None:
    photo = await looked.item(PHOTO)
    agreed = await an_original(looked, photo)
    looked.house.clock.travel(looked.house.clock.now() + timedelta(minutes=9))
    late = await looked.house.run(lambda tx: looks.give(tx, MENTOR, photo, original=True))
    async with looked.browser(MENTOR) as browser:
        await browser.post(f"/look/{late}")
        assert (await browser.get(f"/look/{late}/bytes")).status == 200
        looked.house.clock.travel(looked.house.clock.now() + timedelta(minutes=1))
        assert (await browser.get(f"/look/{late}/bytes")).status == 404
        assert (await browser.post(agreed)).status == 404


async def cleaned_as(looked: Looked, item_id: str, copy: Copy) -> None:
    """As if cleaning had found another kind of file."""
    await copy_of(looked.house.writer, looked.folder, item_id)
    await looked.house.run(lambda tx: copies.remember(tx, item_id, copy))


async def test_sound_and_a_letter_are_heard_or_named(looked: Looked) -> None:
    voice, letter = await looked.item(b"een opname", "voice"), await looked.item(b"brief", "file")
    async with looked.browser(MENTOR) as browser:
        await cleaned_as(looked, voice, Copy("audio/ogg", len(b"een opname")))
        await cleaned_as(looked, letter, Copy("application/pdf", len(b"brief")))
        heard, named_only = await looked.link(voice), await looked.link(letter)
        assert "<audio" in await (await browser.post(heard)).text()
        assert (await browser.get(f"{heard}/bytes")).headers["Content-Type"] == "audio/ogg"
        assert "without keeping it" in await (await browser.post(named_only)).text()
        assert (await browser.get(f"{named_only}/bytes")).status == 404


async def test_who_reported_it_looks_at_a_clean_copy_of_what_school_sent(looked: Looked) -> None:
    """T33 the other way round: nothing of who made it goes to the reporter either."""
    photo = await looked.item(PHOTO)
    case = await looked.house.case()
    told = thread.told(verbatim("hier"), item_id=photo)
    await looked.house.run(
        lambda tx: entries.add(tx, case.case_id, "talk_out", "hier", MENTOR, told=told)
    )
    path = await looked.link(photo, audit.REPORTER, bound=False)
    async with looked.browser() as browser, looked.browser() as other:
        assert (await browser.post(path)).status == 200
        content = await (await browser.get(f"{path}/bytes")).read()
        assert content.startswith(b"\xff\xd8")
        assert not canaries.told(content)
        assert (await other.get(f"{path}/bytes")).status == 404
        assert (await browser.post(f"{path}/destroy")).status == 404
    assert await looked.audited("LookedAt") == [(audit.REPORTER, photo)]
