"""What unlocks a device: codes that are right, wrong, old or another's, over real HTTP."""

from datetime import timedelta
from pathlib import Path

import pytest
from yarl import URL

from bot.web.devices import COOKIE, KEY
from tests.web.locking import (
    ask,
    code_at,
    cookies,
    enrolled,
    house_with_locks,
    later,
    with_lock,
)
from tests.web.visitor import visiting

pytestmark = pytest.mark.asyncio


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


async def test_half_a_character_is_a_wrong_code_and_counted(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        later(house)
        told = {"way": "totp", "code": "\ud800"}
        assert [(await ask(page, "lock/end", told))[0] for _ in range(6)] == [403] * 5 + [429]


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
