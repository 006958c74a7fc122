"""The page on a phone that others look at: away at once, heard without a server, never blank."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Request, expect

from bot.conversations.wiping import take_away
from bot.flows.kit import Typed
from bot.store import mailbox
from bot.web.pages import AWAY
from tests.web.browsing import NARROW, page_of
from tests.web.echo import Echo, echo, what_was_heard
from tests.web.test_page import type_and_send

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]

MOST_BYTES = 60_000
"""Compressed, all that a phone has to load before it can talk."""
VOICES = """
window.spoken = [];
const local = { localService: true, lang: "en-GB", name: "of this device" };
const remote = { localService: false, lang: "nl-NL", name: "of somebody's server" };
speechSynthesis.getVoices = () => [remote, local];
speechSynthesis.speak = (said) => window.spoken.push([said.voice?.name ?? said.lang, said.text]);
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
  const named = one.getAttribute("aria-label") || one.textContent || one.id;
  return [one === document.body ? "" : named, marked];
}"""


async def weather(page: Page) -> None:
    """The other page, as this machine has it."""
    answer = "<!doctype html><title>Weer</title><h1>Het weer</h1>"
    await page.route(f"{AWAY}*", lambda route: route.fulfill(body=answer, content_type="text/html"))


async def test_esc_twice_leads_away_and_back_does_not_lead_here(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await weather(page)
        await expect(page.get_by_text("press Esc twice")).to_have_count(1)
        await page.get_by_label("Your message").fill("nog niet gestuurd")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("button", name="Melden")).to_be_visible()
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("heading", name="Het weer")).to_be_visible()
        assert page.url == AWAY
        await page.go_back()
        assert house.url not in page.url
        await page.goto(house.url)
        await expect(page.get_by_label("Your message")).to_have_value("")


async def test_the_button_to_leave_is_always_there_and_a_last_word_still_arrives(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await weather(page)
        ref = house.heard[0].contact.contact_ref
        await house.tell(ref, "note", *(f"Stap {number}" for number in range(1, 41)))
        leave = page.get_by_role("button", name="Leave quickly")
        await expect(leave).to_be_in_viewport(ratio=1)
        await page.get_by_label("Your message").fill("hij komt eraan")
        await page.evaluate(
            "document.querySelector('form.composer').requestSubmit();"
            "document.querySelector('.leave').click()"
        )
        await expect(page.get_by_role("heading", name="Het weer")).to_be_visible()
        await house.until(lambda: what_was_heard(house) == [Typed("hij komt eraan")])


async def test_a_question_is_read_out_by_a_voice_of_this_device_only(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house:
        context = await chromium.new_context(viewport=NARROW)
        await context.add_init_script(VOICES)
        page = await context.new_page()
        asked: list[str] = []
        page.on("request", lambda one: asked.append(one.url))
        await page.goto(house.url)
        await expect(page.get_by_role("button", name="Melden")).to_be_visible()
        await expect(page.get_by_role("button", name="Read it out")).to_have_count(0)
        ref = house.heard[0].contact.contact_ref
        await _speak_english(page)
        await house.tell(ref, "note", "🏠 What happens?", "Bel 112.")
        hear = page.get_by_role("button", name="Read it out")
        await hear.click()
        assert await page.evaluate("spoken") == [["of this device", "What happens?.\nBel 112."]]
        await page.get_by_role("button", name="Stop reading").click()
        await expect(hear).to_be_visible()
        assert all(one.startswith((house.url, "blob:")) for one in asked)
        await context.close()


async def _speak_english(page: Page) -> None:
    """The test school speaks Dutch only: the next message counts as one in another language."""
    await page.evaluate(
        "const parse = JSON.parse; JSON.parse = (text) => { const read = parse(text);"
        " if (read && read.lines) read.language = 'en'; return read; }"
    )


async def test_where_no_script_runs_it_says_whom_to_call(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house:
        context = await chromium.new_context(viewport=NARROW, java_script_enabled=False)
        page = await context.new_page()
        await page.goto(house.url)
        told = page.get_by_text("Does nothing happen here? Call 0183-625350, or come to school.")
        await expect(told).to_be_in_viewport(ratio=1)
        await expect(page.get_by_role("link", name="0183-625350")).to_have_attribute(
            "href", "tel:0183625350"
        )
        await expect(page.get_by_text("Danger? Call 112.")).to_be_in_viewport(ratio=1)
        await context.close()


async def test_a_wiped_page_keeps_nothing_in_the_tab_and_is_light_to_load(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        loaded: list[Request] = []
        page.on("requestfinished", lambda one: loaded.extend([one]))
        await page.reload(wait_until="load")
        await expect(page.get_by_role("button", name="Melden")).to_be_visible()
        sizes = [await one.sizes() for one in loaded if "/api/" not in one.url]
        assert 5_000 < sum(one["responseBodySize"] for one in sizes) <= MOST_BYTES
        await page.route("**/api/say", lambda one: one.fulfill(status=400, json={"error": "Nee."}))
        await type_and_send(page, "geheim")
        await expect(page.get_by_text("Nee.")).to_be_visible()
        await page.unroute("**/api/say")
        await type_and_send(page, "/wis")
        await expect(page.get_by_text("geheim")).to_have_count(0)
        assert "geheim" not in await page.evaluate("JSON.stringify(sessionStorage)")
        await expect(page.get_by_text("Opdracht wis.")).to_be_visible()  # else it may come later
        await _wipe_what_is_shown(house, page)


async def _wipe_what_is_shown(house: Echo, page: Page) -> None:
    """In every page that is open, also what the server keeps no longer."""
    ref = house.heard[0].contact.contact_ref
    async with page.context.expect_page() as opened:
        await page.evaluate("window.open(location.href)")
    both = (page, await opened.value)
    await house.tell(ref, "note", "van drie dagen terug")
    for one in both:
        await expect(one.get_by_text("van drie dagen terug")).to_be_visible()
    later = house.site.clock.now() + timedelta(days=3)
    await house.site.writer.run(lambda tx: mailbox.prune(tx, later))
    await house.site.writer.run(lambda tx: take_away(tx, ref, "web"))
    await house.tell(ref, "note", "Deze chat is gewist.")
    for one in both:
        await expect(one.locator(".list")).to_contain_text("Deze chat is gewist.")
        await expect(one.locator(".list > *")).to_have_count(1)


async def test_every_control_is_reached_by_keyboard_and_seen_to_be(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.evaluate("document.activeElement.blur()")
        met: list[str] = []
        for _ in range(20):
            await page.keyboard.press("Tab")
            name, marked = await page.evaluate(FOCUSED)
            if not name or name in met:
                break
            assert marked, name
            met.append(name)
    wanted = {"Menu", "Help now", "Leave quickly", "Who sees what", "Messages"}
    assert wanted | {"Add a photo or file", "chat-1"} <= set(met)
    assert any("Melden" in one for one in met)
