"""A colleague's device locks itself: asked of the server over real HTTP, whatever is wanted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from yarl import URL

from bot.cases.people import Person, Role
from bot.store import contacts, devices, mailbox, people
from bot.store.devices import Kind
from bot.store.meant import Meant
from bot.store.writer import Tx
from bot.web.devices import COOKIE, KEY
from bot.web.locks import IDLE, SETTING_UP
from tests.web.echo import Echo, echo
from tests.web.visitor import Visitor, next_message, visiting

pytestmark = pytest.mark.asyncio

JORIS = Person("joris", "Joris de Wit", frozenset({Role.MENTOR}), frozenset({"2B"}), frozenset())
CONTENT = "Blauwe Otter: nieuw"


@asynccontextmanager
async def house_with_locks(folder: Path) -> AsyncIterator[Echo]:
    """The web door as a school has it."""
    async with echo(folder, locks=True) as house:
        yield house


async def enrolled(house: Echo, page: Visitor) -> None:
    """Joris comes in; his device has no lock yet."""

    def invite(tx: Tx) -> str:
        people.put(tx, JORIS)
        return people.invite(tx, JORIS.person_id, Role.MENTOR)

    code = await house.site.writer.run(invite)
    async with page.post("enrol", {"code": code}) as answer:
        assert answer.status == 200


async def ask(page: Visitor, path: str, held: object) -> tuple[int, Any]:
    """One question of the lock screen."""
    async with page.post(path, held) as answer:
        return answer.status, await answer.json()


def code_at(house: Echo, secret: str, steps: int = 0) -> str:
    """What the app shows now, or some steps from now."""
    return pyotp.TOTP(secret).at(house.site.clock.now(), counter_offset=steps)


async def with_lock(house: Echo, page: Visitor) -> str:
    """Joris chose an app; the secret it holds."""
    await enrolled(house, page)
    _, given = await ask(page, "lock/begin", {"way": "totp"})
    code = code_at(house, given["secret"])
    status, _ = await ask(page, "lock/end", {"way": "totp", "code": code})
    assert status == 200
    return str(given["secret"])


def later(house: Echo, by: timedelta = IDLE) -> None:
    """Nobody does anything for a while."""
    house.site.clock.travel(house.site.clock.now() + by)


def cookies(page: Visitor) -> dict[str, str]:
    return {cookie.key: cookie.value for cookie in page.session.cookie_jar}


async def his_ref(house: Echo) -> str:
    [contact] = await house.site.writer.run(lambda tx: contacts.of_person(tx, "joris"))
    return contact.contact_ref


async def put_in_mailbox(house: Echo, ref: str) -> None:
    body = {"lines": [CONTENT], "buttons": []}
    await house.site.writer.run(lambda tx: mailbox.post(tx, ref, body, mine=False))
    house.site.hub.publish(ref)


async def test_a_device_shows_nothing_until_it_has_a_lock(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await enrolled(house, page)
        await put_in_mailbox(house, await his_ref(house))
        status, state = await ask(page, "open", {})
        assert (status, state["lock"]) == (423, "set")
        assert state["ways"] == ["totp"]
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


async def test_the_app_unlocks_it_with_one_step_of_a_clock_that_is_off(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        for steps, wanted in ((-2, 403), (2, 403), (-1, 200)):
            later(house)
            told = {"way": "totp", "code": code_at(house, secret, steps)}
            assert (await ask(page, "lock/end", told))[0] == wanted
        later(house)
        spaced = code_at(house, secret, 1)
        told = {"way": "totp", "code": f"{spaced[:3]} {spaced[3:]}"}
        assert (await ask(page, "lock/end", told))[0] == 200


async def test_a_code_that_was_used_or_is_older_than_that_is_refused(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        later(house)
        before, code = code_at(house, secret, -1), code_at(house, secret)
        for told, wanted in ((code, 200), (code, 403), (before, 403)):
            assert (await ask(page, "lock/end", {"way": "totp", "code": told}))[0] == wanted


async def test_five_wrong_tries_slow_down_also_who_is_right(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        later(house)
        for _ in range(5):
            assert (await ask(page, "lock/end", {"way": "totp", "code": "nope"}))[0] == 403
        told = {"way": "totp", "code": code_at(house, secret)}
        status, said = await ask(page, "lock/end", told)
        assert status == 429
        assert said["error"].startswith("Too many wrong tries.")
        later(house, timedelta(hours=1))
        told = {"way": "totp", "code": code_at(house, secret)}
        assert (await ask(page, "lock/end", told))[0] == 200


async def test_the_key_is_new_at_enrolment_and_at_each_unlocking(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        slipped_in = "0" * 32
        page.session.cookie_jar.update_cookies({KEY: slipped_in}, URL(house.url))
        await enrolled(house, page)
        first = cookies(page)[KEY]
        assert first != slipped_in
        secret = await with_lock(house, page)
        second = cookies(page)[KEY]
        told = {"way": "totp", "code": code_at(house, secret, 1)}
        assert (await ask(page, "lock/end", told))[0] == 200
        assert len({slipped_in, first, second, cookies(page)[KEY]}) == 4


async def test_a_copied_cookie_or_an_old_key_opens_nothing(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        held = cookies(page)
        told = {"way": "totp", "code": code_at(house, secret, 1)}
        assert (await ask(page, "lock/end", told))[0] == 200
        async with visiting(house.url) as thief:
            thief.session.cookie_jar.update_cookies({COOKIE: held[COOKIE]}, URL(house.url))
            assert (await ask(thief, "open", {}))[0] == 423
            thief.session.cookie_jar.update_cookies(held, URL(house.url))
            assert (await ask(thief, "open", {}))[0] == 423


async def test_another_site_cannot_try_codes(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        later(house)
        told = {"way": "totp", "code": code_at(house, secret)}
        foreign = {"X-Maatje": "1", "Origin": "https://evil.example"}
        for headers in ({}, foreign):
            async with page.post("lock/end", told, headers) as answer:
                assert answer.status == 403
        assert (await ask(page, "lock/end", told))[0] == 200


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


async def test_what_makes_no_sense_is_refused_and_not_counted(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        secret = await with_lock(house, page)
        later(house)
        senseless: list[object] = [{}, {"way": "knock"}, {"way": "totp", "code": 123456}, []]
        for held in senseless:
            assert (await ask(page, "lock/end", held))[0] == 400
        assert (await ask(page, "lock/begin", {"way": "knock"}))[0] == 400
        assert (await ask(page, "lock/begin", {"way": "totp"})) == (200, {})
        told = {"way": "totp", "code": code_at(house, secret)}
        assert (await ask(page, "lock/end", told))[0] == 200


async def test_a_message_for_a_colleague_comes_over_the_open_stream(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        state, ref = await page.open(), await his_ref(house)
        async with page.events(state["ticket"], str(state["revision"])) as stream:
            await house.tell(ref, "note", CONTENT, meant=Meant("joris"))
            found = await next_message(stream)
            while CONTENT not in found["lines"]:
                found = await next_message(stream)
