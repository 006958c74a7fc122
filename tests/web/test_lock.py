"""A colleague's device locks itself: asked of the server over real HTTP, whatever is wanted."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversations import leaving
from bot.store import contacts, devices
from bot.store.devices import Kind
from bot.store.meant import Meant
from bot.web.devices import KEY
from bot.web.locks import IDLE, SETTING_UP
from tests.web.locking import (
    CONTENT,
    ask,
    code_at,
    cookies,
    enrolled,
    his_ref,
    house_with_locks,
    later,
    put_in_mailbox,
    with_lock,
)
from tests.web.visitor import Visitor, next_message, visiting

pytestmark = pytest.mark.asyncio


async def test_a_device_shows_nothing_until_it_has_a_lock(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await enrolled(house, page)
        await put_in_mailbox(house, await his_ref(house))
        status, state = await ask(page, "open", {})
        assert (status, state["lock"]) == (423, "set")
        assert state["ways"] == ["passkey", "totp"]
        assert CONTENT not in str(state)
        assert await page.say("hallo") == 423
        _, given = await ask(page, "lock/begin", {"way": "totp"})
        assert await ask(page, "lock/end", {"way": "totp", "code": "000000x"}) != (
            200,
            {"ok": True},
        )
        code = code_at(house, given["secret"])
        assert (await ask(page, "lock/end", {"way": "totp", "code": code}))[0] == 200
        assert CONTENT in await page.lines()


async def test_who_does_not_choose_a_lock_in_time_needs_a_new_invitation(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await enrolled(house, page)
        later(house, SETTING_UP)
        status, state = await ask(page, "open", {})
        assert (status, state["lock"], state["ways"]) == (423, "locked", [])
        assert (await ask(page, "lock/begin", {"way": "passkey"}))[0] == 400


@pytest.mark.parametrize("path", ["open", "say", "file", "stay", "something"])
async def test_fifteen_idle_minutes_lock_every_way_in(tmp_path: Path, path: str) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        await put_in_mailbox(house, await his_ref(house))
        later(house)
        async with page.post(path, {"id": "12345678", "text": "hallo"}) as answer:
            assert answer.status == 423
            told = await answer.text()
        assert CONTENT not in told
        assert "Joris" not in told
        assert house.heard[1:] == []


@pytest.mark.parametrize("path", ["look/AAAAAAAAAAAAAAAAAAAAAA", "export/AAAAAAAAAAAAAAAAAAAAAA"])
async def test_a_locked_device_opens_no_link_to_proof_or_export(tmp_path: Path, path: str) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        later(house)
        async with page.session.get(f"{house.url}/{path}") as answer:
            assert answer.status == 423
            assert "Unlock Maatje first." in await answer.text()


async def test_doing_something_keeps_it_open_and_asking_for_news_does_not(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        later(house, IDLE / 2)
        assert (await ask(page, "stay", {}))[0] == 200
        later(house, IDLE / 2)
        assert (await ask(page, "open", {}))[0] == 200
        later(house, IDLE / 2)
        assert (await ask(page, "open", {}))[0] == 423


async def test_the_page_itself_holds_nothing_and_is_always_there(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        later(house)
        async with page.session.get(house.url) as answer:
            assert answer.status == 200


async def test_a_stream_ends_when_the_device_locks_and_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.stream.HEARTBEAT_SECONDS", 0.05)
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        state, ref = await page.open(), await his_ref(house)
        async with page.events(state["ticket"], "0") as stream:
            await next_message(stream)
            later(house)
            await put_in_mailbox(house, ref)
            rest = (await stream.content.read()).decode()
        assert "event: locked" in rest
        assert CONTENT not in rest
        async with visiting(house.url) as thief, thief.events(state["ticket"], "0") as stream:
            assert CONTENT not in (await stream.content.read()).decode()


async def test_a_device_stays_locked_when_its_owner_is_no_colleague_any_more(
    tmp_path: Path,
) -> None:
    """It may be lost: what he reported himself is not to be found by its being told."""
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        await put_in_mailbox(house, await his_ref(house))
        later(house)
        ref = await his_ref(house)
        ticket = house.site.tickets.make(ref)
        await house.site.writer.run(lambda tx: contacts.add_case(tx, ref, "c" * 32))
        await house.site.writer.run(lambda tx: leaving.end_chats(tx, "joris"))
        status, state = await ask(page, "open", {})
        assert (status, state["lock"], state["ways"]) == (423, "locked", ["totp"])
        async with visiting(house.url) as thief, thief.events(ticket, "0") as stream:
            assert CONTENT not in (await stream.content.read()).decode()
        unlocked = {"way": "totp", "code": code_at(house, secret)}
        assert (await ask(page, "lock/end", unlocked))[0] == 200
        assert CONTENT not in await page.lines()
        assert await page.say("hallo") == 200


async def test_an_unlocked_device_locks_at_once_when_its_owner_is_no_colleague_any_more(
    tmp_path: Path,
) -> None:
    """Whoever found it in use would else go on for as long as they use it."""
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret, ref = await with_lock(house, page), await his_ref(house)
        await house.site.writer.run(lambda tx: contacts.add_case(tx, ref, "c" * 32))
        await house.site.writer.run(lambda tx: leaving.end_chats(tx, "joris"))
        assert (await ask(page, "open", {}))[0] == 423
        later(house, timedelta(minutes=1))
        unlocked = {"way": "totp", "code": code_at(house, secret)}
        assert (await ask(page, "lock/end", unlocked))[0] == 200
        assert await page.say("hallo") == 200


async def test_a_device_that_leads_to_nothing_of_theirs_is_anybodys(tmp_path: Path) -> None:
    """A tablet that school gives on: who has it next can report, and finds nothing of before."""
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        await put_in_mailbox(house, await his_ref(house))
        later(house)
        await house.site.writer.run(lambda tx: leaving.end_chats(tx, "joris"))
        assert CONTENT not in await page.lines()
        assert await page.say("hallo") == 200


async def test_an_open_page_of_who_is_no_colleague_any_more_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when a command beside the running bot ended it, which rings no bell."""
    monkeypatch.setattr("bot.web.stream.HEARTBEAT_SECONDS", 0.05)
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        await put_in_mailbox(house, await his_ref(house))
        state = await page.open()
        async with page.events(state["ticket"], str(state["revision"])) as stream:
            await house.site.writer.run(lambda tx: leaving.end_chats(tx, "joris"))
            shown = [await next_message(stream) for _ in state["messages"]]
            assert all(one.get("removed") for one in shown)
            assert (await next_message(stream))["emptied"]


async def test_locking_by_hand_locks_at_once(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        assert (await ask(page, "lock/now", {}))[0] == 423
        assert (await ask(page, "open", {}))[0] == 423
        told = {"way": "totp", "code": code_at(house, secret, 1)}
        assert (await ask(page, "lock/end", told))[0] == 200


async def test_a_new_start_of_the_server_locks_every_device(tmp_path: Path) -> None:
    async with visiting("") as page:
        async with house_with_locks(tmp_path) as house:
            there = Visitor(page.session, house.url)
            await with_lock(house, there)
            assert (await ask(there, "open", {}))[0] == 200
        (tmp_path / "evidence").rmdir()
        async with house_with_locks(tmp_path) as house:
            there = Visitor(page.session, house.url)
            assert (await ask(there, "open", {}))[0] == 423


async def test_a_reporters_device_is_never_locked(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        later(house, timedelta(days=3))
        assert await page.say("hallo") == 200
        assert KEY not in cookies(page)
        assert (await ask(page, "lock/begin", {"way": "totp"}))[0] == 401


async def test_a_new_invitation_on_the_same_device_asks_for_a_new_lock(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        later(house)
        await enrolled(house, page)
        status, state = await ask(page, "open", {})
        assert (status, state["lock"]) == (423, "set")


async def test_an_invitation_is_opened_and_not_typed(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert await page.say("/start abcdefgh") == 400
        assert await page.say("/start") == 200


async def test_of_a_device_only_phone_or_computer_is_kept(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        page.session.headers["User-Agent"] = "Mozilla/5.0 (Linux; Android 15) Mobile Safari"
        await enrolled(house, page)
        ref = await his_ref(house)
        device = await house.site.writer.run(lambda tx: devices.find(tx, ref))
        assert device == devices.Device(Kind.PHONE, "", 0, None)


async def test_a_message_for_a_colleague_comes_over_the_open_stream(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        state, ref = await page.open(), await his_ref(house)
        async with page.events(state["ticket"], str(state["revision"])) as stream:
            await house.tell(ref, "note", CONTENT, meant=Meant("joris"))
            found = await next_message(stream)
            while CONTENT not in found["lines"]:
                found = await next_message(stream)


async def test_an_invitation_is_drawn_for_the_camera_of_another_device(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        async with page.session.get(f"{house.url}/qr/{'a' * 26}") as answer:
            assert answer.status == 200
            told = await answer.text()
        assert 'src="data:image/svg+xml' in told
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        async with page.session.get(f"{house.url}/qr/short") as answer:
            assert answer.status == 404
