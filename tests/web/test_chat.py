"""Open and say: what a page gets and what the house hears."""

from pathlib import Path
from typing import Any

import pytest

from bot.conversations.event import Acted, Command
from bot.flows.kit import Pressed, Typed
from tests.web.echo import echo, what_was_heard
from tests.web.visitor import OURS, Visitor, visiting

pytestmark = pytest.mark.asyncio


async def test_the_first_visit_brings_the_opening_turn_and_a_cookie(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        async with page.post("open", {}) as answer:
            cookie = answer.headers["Set-Cookie"]
        await house.until(lambda: house.heard)
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert "Path=/" in cookie
        assert "Secure" not in cookie
        assert house.heard[0].what == Command("open")


async def test_loading_the_page_sets_nothing(tmp_path: Path) -> None:
    async with (
        echo(tmp_path) as house,
        visiting(house.url) as page,
        page.session.get(f"{house.url}/") as answer,
    ):
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers


async def test_what_is_typed_is_heard_and_stands_in_the_chat(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert await page.say("Iemand scheldt <b>mij</b> uit\nelke dag") == 200
        await house.until(lambda: what_was_heard(house))
        assert what_was_heard(house) == [Typed("Iemand scheldt <b>mij</b> uit\nelke dag")]
        assert "Iemand scheldt <b>mij</b> uit\nelke dag" in await page.lines()


async def test_the_same_message_twice_counts_once(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        for _ in range(3):
            assert await page.say("hoi", client="11111111-2222") == 200
        await page.say("klaar")
        await house.until(lambda: Typed("klaar") in what_was_heard(house))
        assert what_was_heard(house) == [Typed("hoi"), Typed("klaar")]
        assert (await page.lines()).count("hoi") == 2  # said, and echoed once


async def test_two_people_may_choose_the_same_id(tmp_path: Path) -> None:
    async with (
        echo(tmp_path) as house,
        visiting(house.url) as one,
        visiting(house.url) as other,
    ):
        await one.open()
        await other.open()
        await one.say("een", client="11111111-2222")
        await other.say("twee", client="11111111-2222")
        await house.until(lambda: len(what_was_heard(house)) == 2)


async def test_a_press_is_shown_as_the_label_of_its_button(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await house.until(lambda: house.heard)
        menu = await first_with_buttons(page)
        assert await page.press("f:abc123:menu:report", menu["id"]) == 200
        await house.until(lambda: what_was_heard(house))
        assert what_was_heard(house) == [Pressed("abc123", "menu", "report")]
        assert house.heard[-1].message_id == str(menu["id"])
        assert "📝 Melden" in await page.lines()


async def test_a_new_turn_takes_the_buttons_off_the_old_one(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await house.until(lambda: house.heard)
        menu = await first_with_buttons(page)
        await page.press("a:contact", menu["id"])
        while "Dit is contact." not in await page.lines():
            pass
        messages = {m["id"]: m for m in (await page.open())["messages"]}
        assert messages[menu["id"]]["buttons"] == []


async def test_a_made_up_press_is_heard_but_puts_no_words_in_a_mouth(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert await page.press("nonsense", 99) == 200
        assert await page.press("a:help") == 200
        await house.until(lambda: len(what_was_heard(house)) == 2)
        assert what_was_heard(house) == [Acted(""), Acted("help")]
        assert "nonsense" not in await page.lines()
        assert "Help now" in await page.lines()


async def test_a_command_is_heard_as_one(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await page.say("/zaak Blauwe Otter")
        await page.say("/ dit is geen opdracht")
        await page.say(" /Wis")
        await page.say("/zaak@maatje_bot Blauwe Otter")
        await house.until(lambda: len(what_was_heard(house)) == 4)
        assert what_was_heard(house) == [
            Command("zaak", "Blauwe Otter"),
            Typed("/ dit is geen opdracht"),
            Command("wis"),
            Command("zaak", "Blauwe Otter"),
        ]


@pytest.mark.parametrize("letter", ["a", "ع", "ጸ", "\n"])
async def test_twenty_thousand_characters_fit_in_every_alphabet(
    tmp_path: Path, letter: str
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        house.silent = True
        await page.open()
        body = f'{{"id": "11111111", "text": "x{letter * 19_999}"}}'.replace("\n", "\\n")
        url = f"{house.url}/api/say"
        async with page.session.post(url, data=body.encode(), headers=OURS) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("length", [20_001, 70_000])
async def test_more_is_refused_in_words(tmp_path: Path, length: int) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        async with page.post("say", {"id": "11111111", "text": "a" * length}) as answer:
            assert answer.status == 413
            assert await answer.json() == {"error": "This is too long. Send it in two parts."}
        assert what_was_heard(house) == []


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "no json",
        "{}",
        "[" * 60_000,
        '{"id": "11111111", "text": " "}',
        '{"id": 5, "text": "a"}',
        '{"id": "11111111", "data": "a:\\ud800"}',
    ],
)
async def test_what_no_page_would_post_is_refused(tmp_path: Path, body: str) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        url = f"{house.url}/api/say"
        async with page.session.post(url, data=body, headers=OURS) as answer:
            assert answer.status == 400
            assert "error" in await answer.json()


@pytest.mark.parametrize("message", ['"\\ud800"', "[1]", "-1", "true", "9" * 40, '"x"'])
async def test_a_press_on_no_message_of_ours_is_a_press_on_none(
    tmp_path: Path, message: str
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        url = f"{house.url}/api/say"
        body = f'{{"id": "11111111", "data": "a:back", "message": {message}}}'
        async with page.session.post(url, data=body, headers=OURS) as answer:
            assert answer.status == 200
        await house.until(lambda: what_was_heard(house))
        assert house.heard[-1].message_id == ""


async def test_a_revision_nobody_has_yet_shows_nothing(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        assert (await page.open(since=10**30))["messages"] == []


async def test_a_device_without_a_cookie_is_told_to_open_first(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        assert await page.say("hoi") == 401
        assert house.heard == []


async def test_a_note_can_be_changed_and_removed(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await house.until(lambda: house.heard)
        ref = house.heard[0].contact.contact_ref
        card = await house.tell(ref, "card", "Nieuw")
        again = await house.tell(ref, "card", "Gelezen", target=card)
        assert again == card
        assert "Nieuw" not in await page.lines()
        await house.tell(ref, "delete", target=card)
        assert "Gelezen" not in await page.lines()
        gone = await house.tell(ref, "card", "Klaar", target=card)
        assert gone != card
        assert "Klaar" in await page.lines()


async def first_with_buttons(page: Visitor) -> dict[str, Any]:
    """The opening turn, as soon as it is there."""
    while True:
        for message in (await page.open())["messages"]:
            if message.get("buttons"):
                found: dict[str, Any] = message
                return found
