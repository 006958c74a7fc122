"""The page for evidence: once, ten minutes, one person, nothing left behind, all in the log."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.evidence.copies import names_of
from bot.store import cases, contacts, evidence
from bot.store.tx import Tx
from tests.cleaning.canaries import told
from tests.cleaning.pictures import exif, painting, saved
from tests.web.looking import MANAGEMENT, MENTOR, Looked, looking

pytestmark = pytest.mark.asyncio

PHOTO = saved(painting(), "JPEG", exif=exif())


@pytest_asyncio.fixture
async def looked(tmp_path: Path) -> AsyncIterator[Looked]:
    async with looking(tmp_path) as looked:
        yield looked


async def test_a_link_opens_once_and_then_in_that_browser_until_its_time_is_over(
    looked: Looked,
) -> None:
    photo = await looked.item(PHOTO)
    path = await looked.link(photo)
    async with looked.browser(MENTOR) as browser:
        door = await browser.get(path)
        assert (door.status, await looked.audited("LookedAt")) == (200, [])
        assert "<img" not in await door.text()
        assert (await browser.get(f"{path}/bytes")).status == 404

        page = await browser.post(path)
        assert page.status == 200
        assert 'class="veiled"' in await page.text()
        assert await looked.audited("LookedAt") == [(MENTOR, photo)]
        for _again in range(2):
            assert (await browser.get(f"{path}/bytes")).status == 200
            assert (await browser.get(path)).status == 200
        assert (await browser.post(path)).status == 404
        assert await looked.audited("LookedAt") == [(MENTOR, photo)] * 3, "each look, once"

        looked.house.clock.travel(looked.house.clock.now() + timedelta(minutes=10))
        for gone in (path, f"{path}/bytes"):
            assert (await browser.get(gone)).status == 404
        assert (await browser.post(f"{path}/destroy")).status == 404
        assert await looked.audited("Refused look") == []


async def test_the_same_person_in_a_second_browser_finds_it_used(looked: Looked) -> None:
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser(MENTOR) as first, looked.browser(MENTOR) as second:
        await first.post(path)
        assert (await second.get(path)).status == 404
        assert (await second.post(path)).status == 404
        assert (await second.get(f"{path}/bytes")).status == 404


@pytest.mark.parametrize(
    "token", ["a" * 22, "a" * 21, "..%2f..%2fetc%2fpasswd", "%00" * 22, "-" * 22]
)
async def test_t39_a_guessed_link_is_over_like_any_other(looked: Looked, token: str) -> None:
    async with looked.browser(MENTOR) as browser:
        for path in (f"/look/{token}", f"/look/{token}/bytes"):
            assert (await browser.get(path)).status == 404
        assert (await browser.post(f"/look/{token}")).status == 404


async def test_somebody_elses_link_is_over_for_a_colleague_and_stays_good(looked: Looked) -> None:
    photo = await looked.item(PHOTO)
    path = await looked.link(photo)
    async with looked.browser(MANAGEMENT) as other, looked.browser(MENTOR) as mine:
        refused = await other.post(path)
        assert refused.status == 404
        assert "This link does not work any more." in await refused.text(), "as their chat speaks"
        assert await looked.audited("Refused look") == [(MANAGEMENT, photo)]
        assert (await mine.post(path)).status == 200


async def test_a_browser_that_is_not_signed_in_uses_nothing_up(looked: Looked) -> None:
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser() as stranger, looked.browser(MENTOR) as mine:
        page = await stranger.post(path)
        assert page.status == 403
        assert "where you are signed in" in await page.text()
        assert await looked.audited("LookedAt") == []
        assert (await mine.post(path)).status == 200


async def test_a_link_for_a_chat_opens_anywhere_once_and_the_chat_is_told(looked: Looked) -> None:
    mentor = await looked.house.mentor(door="telegram")
    path = await looked.link(await looked.item(PHOTO), bound=False)
    async with looked.browser() as browser, looked.browser() as second:
        assert (await browser.post(path)).status == 200
        assert (await browser.get(f"{path}/bytes")).status == 200
        assert (await second.post(path)).status == 404
    await looked.house.deliver()
    assert any("Was that not you?" in note for note in mentor.notes)


async def excluded(looked: Looked) -> None:
    await looked.house.taken_off(MENTOR)


async def left(looked: Looked) -> None:
    await looked.house.leaves(MENTOR)


async def named(looked: Looked) -> None:
    case = replace(await looked.house.case(), doer_person=MENTOR)
    await looked.house.run(lambda tx: cases.save(tx, case))


async def gone(looked: Looked) -> None:
    def forget(tx: Tx) -> None:
        for one in contacts.of_person(tx, MENTOR):
            contacts.forget(tx, one.contact_ref)

    await looked.house.run(forget)


async def destroyed(looked: Looked) -> None:
    def shred(tx: Tx) -> None:
        (case,) = cases.all_cases(tx)
        for item in evidence.of_case(tx, case.case_id):
            evidence.shred_item(tx, item.item_id)

    await looked.house.run(shred)


REVOKED = [excluded, left, named, gone, destroyed]


@pytest.mark.parametrize("revoke", REVOKED)
async def test_t24_a_right_that_ends_before_the_link_is_opened_ends_the_link(
    looked: Looked, revoke: object
) -> None:
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser(MENTOR) as browser:
        await browser.get(path)
        await revoke(looked)  # type: ignore[operator]
        assert (await browser.post(path)).status in {403, 404}
        assert await looked.audited("LookedAt") == []


@pytest.mark.parametrize("revoke", REVOKED)
async def test_t24_a_right_that_ends_while_somebody_looks_ends_the_bytes(
    looked: Looked, revoke: object
) -> None:
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser(MENTOR) as browser:
        await browser.post(path)
        assert (await browser.get(f"{path}/bytes")).status == 200
        await revoke(looked)  # type: ignore[operator]
        assert (await browser.get(f"{path}/bytes")).status == 404
        assert (await browser.get(path)).status == 404
    refused = await looked.audited("Refused look")
    assert {who for who, _item in refused} == (
        {MENTOR} if revoke in {excluded, left, named} else set()
    )


async def test_a_closed_case_can_still_be_looked_at(looked: Looked) -> None:
    path = await looked.link(await looked.item(PHOTO))
    case = await looked.house.case()
    over = replace(case, state=type(case.state).CLOSED, closed_at=looked.house.clock.now())
    await looked.house.run(lambda tx: cases.save(tx, over))
    async with looked.browser(MENTOR) as browser:
        assert (await browser.post(path)).status == 200


async def test_nothing_of_it_is_kept_told_or_run(looked: Looked) -> None:
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser(MENTOR) as browser:
        page = await browser.post(path)
        assert page.history[0].status == 303
        cookie = page.history[0].headers["Set-Cookie"]
        for word in ("HttpOnly", "SameSite=Strict", f"Path={path}", "Max-Age="):
            assert word in cookie
        file = await browser.get(f"{path}/bytes")
    for answer in (page, file):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.headers["Content-Disposition"] == "inline"
    assert file.headers["Content-Type"] == "image/jpeg"
    assert 590 <= int(page.headers["Refresh"]) <= 601


async def test_t33_t29_what_is_seen_tells_nothing_of_who_made_it(looked: Looked) -> None:
    assert told(PHOTO)
    path = await looked.link(await looked.item(PHOTO))
    async with looked.browser(MENTOR) as browser:
        page = await browser.post(path)
        file = await browser.get(f"{path}/bytes")
        assert told(await file.read()) == []
        assert told(await page.read()) == []
        assert told("".join(f"{k}{v}" for k, v in file.headers.items()).encode()) == []


async def test_a_form_of_another_site_opens_and_destroys_nothing(looked: Looked) -> None:
    photo = await looked.item(PHOTO)
    path, foreign = await looked.link(photo), {"Sec-Fetch-Site": "cross-site"}
    async with looked.browser(MENTOR) as browser:
        assert (await browser.post(path, foreign)).status == 404
        await browser.post(path)
        assert (await browser.post(f"{path}/destroy", foreign)).status == 404
        assert await looked.house.run(lambda tx: not evidence.get(tx, photo).destroyed)  # type: ignore[union-attr]


async def test_what_nobody_may_keep_is_destroyed_from_the_page(looked: Looked) -> None:
    mt = await looked.house.management()
    photo = await looked.item(PHOTO)
    path = await looked.link(photo)
    async with looked.browser(MENTOR) as browser, looked.browser(MENTOR) as other:
        await browser.post(path)
        assert (await other.post(f"{path}/destroy")).status == 404
        page = await browser.post(f"{path}/destroy")
        assert "0900-8844" in await page.text()
        assert (await browser.get(f"{path}/bytes")).status == 404
    assert await looked.audited("Destroyed") == [(MENTOR, photo)]
    await looked.house.deliver()
    assert any("0900-8844" in note for note in mt.notes)


async def test_a_changed_file_is_not_there(looked: Looked) -> None:
    photo = await looked.item(PHOTO)
    path = await looked.link(photo)
    async with looked.browser(MENTOR) as browser:
        await browser.post(path)
        for name in names_of(photo):
            cut = (looked.folder / name).read_bytes()[:-1]
            (looked.folder / name).write_bytes(cut)
        assert (await browser.get(f"{path}/bytes")).status == 404
