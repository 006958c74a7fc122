"""The page itself, in a real Chromium."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page, Route, expect

from bot.cases.coach import Picture
from bot.flows.kit import Pressed, Sent, Typed
from tests.web.browsing import NARROW, page_of
from tests.web.echo import echo, what_was_heard

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]

SIZES_OF_CONTROLS = """() => [...document.querySelectorAll("button, a, textarea")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])"""
SMALLEST_TOUCH = 44


async def type_and_send(page: Page, words: str) -> None:
    """As a person with a keyboard does."""
    await page.get_by_label("Your message").fill(words)
    await page.get_by_role("button", name="Send").click()


async def test_a_report_by_thumb(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.get_by_role("button", name="Melden").click()
        await expect(page.get_by_text("Je koos report.")).to_be_visible()
        await type_and_send(page, "Iemand scheldt")
        await expect(page.locator(".bot").get_by_text("Iemand scheldt")).to_be_visible()
        assert what_was_heard(house) == [
            Pressed("abc123", "menu", "report"),
            Typed("Iemand scheldt"),
        ]
        await expect(page.locator(".mine")).to_have_count(2)


async def test_what_comes_back_before_its_answer_is_shown_once(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:

        async def answer_late(route: Route) -> None:
            answer = await route.fetch()
            await expect(page.locator(".bot").get_by_text("Iemand scheldt")).to_be_visible()
            await route.fulfill(response=answer)

        await page.route("**/api/say", answer_late)
        async with page.expect_response("**/api/say"):
            await type_and_send(page, "Iemand scheldt")
        await expect(page.locator(".mine")).to_have_count(1)


async def test_a_long_answer_is_read_from_its_first_line(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house, reduced_motion="reduce") as page:
        await house.until(lambda: house.heard)
        lines = [f"Stap {number}" for number in range(1, 41)]
        await house.tell(house.heard[0].contact.contact_ref, "note", "Kijk:")
        await house.tell(house.heard[0].contact.contact_ref, "note", *lines)
        await expect(page.get_by_text("Stap 40")).to_have_count(1)
        await expect(page.get_by_text("Kijk:")).to_be_in_viewport()
        await expect(page.get_by_text("Stap 40")).not_to_be_in_viewport()
        await page.get_by_role("button", name="New message").click()
        await expect(page.get_by_text("Stap 40")).to_be_in_viewport()
        await expect(page.get_by_role("button", name="New message")).to_be_hidden()


async def test_who_scrolls_back_to_read_stays_there(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house, reduced_motion="reduce") as page:
        await house.until(lambda: house.heard)
        ref = house.heard[0].contact.contact_ref
        await house.tell(ref, "note", *(f"Stap {number}" for number in range(1, 41)))
        await page.get_by_role("button", name="New message").click()
        await page.get_by_text("Stap 2", exact=True).scroll_into_view_if_needed()
        await house.tell(ref, "note", "Nieuws")
        await expect(page.get_by_role("button", name="New message")).to_be_visible()
        await expect(page.get_by_text("Nieuws")).not_to_be_in_viewport()


async def test_a_report_by_keyboard_alone(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.get_by_role("button", name="Melden").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Terug")).to_be_focused()
        await page.get_by_label("Your message").focus()
        await page.keyboard.type("regel een")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("regel twee")
        await page.keyboard.press("Enter")
        await house.until(lambda: len(what_was_heard(house)) == 2)
        assert what_was_heard(house)[1] == Typed("regel een\nregel twee")
        await expect(page.get_by_label("Your message")).to_be_focused()


async def test_menu_and_help_are_always_there(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.locator("header").get_by_role("button", name="Help now").click()
        await expect(page.get_by_text("Dit is help.")).to_be_visible()
        await expect(page.locator("header").get_by_role("button", name="Menu")).to_be_in_viewport()


async def test_what_others_type_is_never_markup(tmp_path: Path, chromium: Browser) -> None:
    words = "<img src=x onerror=alert(1)> <script>alert(1)</script> \u202egnp.exe"
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await type_and_send(page, words)
        await expect(page.locator(".bot").get_by_text("<img src=x")).to_be_visible()
        await expect(page.locator(".log img, .log script")).to_have_count(0)


async def test_every_drawing_is_seen_and_read_out_in_the_words_below_it(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        ref = house.heard[0].contact.contact_ref
        for picture in Picture:
            await house.tell(ref, "note", f"Tekening: {picture}.", picture=picture)
            await expect(page.get_by_text(f"Tekening: {picture}.")).to_be_visible()
            drawing = page.locator("img.drawing").last
            await expect(drawing).to_have_attribute("alt", "")
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                shown = await drawing.evaluate(
                    "async (img) => (await img.decode(), img.naturalWidth)"
                )
                box = await drawing.bounding_box()
                assert shown == 240
                assert box is not None
                assert box["x"] + box["width"] <= NARROW["width"]


async def test_only_safe_addresses_become_links(tmp_path: Path, chromium: Browser) -> None:
    bad, good = ("Slecht", "", "javascript:alert(1)"), ("Site", "", "https://113.nl/")
    beside = ("Mijn gegevens", "", "mydata")
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        ref = house.heard[0].contact.contact_ref
        await house.tell(ref, "note", "Kijk", buttons=((bad, good), (beside,)))
        await expect(page.get_by_role("link", name="Site")).to_have_attribute(
            "href", "https://113.nl/"
        )
        await expect(page.get_by_role("link", name="Slecht")).to_have_count(0)
        file = page.get_by_role("link", name="Mijn gegevens")
        await expect(file).to_have_attribute("href", f"{house.url}/mydata")
        await expect(file).to_have_attribute("download", "")
        phone = page.get_by_role("link", name="Bel 0183-625350")
        await expect(phone).to_have_attribute("href", "tel:+31183625350")


async def test_a_number_in_what_the_bot_says_can_be_called_with_one_tap(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        ref = house.heard[0].contact.contact_ref
        await house.tell(
            ref, "note", "Gevaar? Bel 112.", "020-261 52 75 – Helpwanted", "20-11-2026"
        )
        danger = page.get_by_role("link", name="112", exact=True)
        await expect(danger).to_have_attribute("href", "tel:112")
        help_line = page.get_by_role("link", name="020-261 52 75")
        await expect(help_line).to_have_attribute("href", "tel:0202615275")
        await expect(page.locator(".bubble a.call")).to_have_count(2)
        await type_and_send(page, "ik woon op 112")
        await expect(page.locator(".mine a")).to_have_count(0)


async def test_what_cannot_be_sent_stays_and_goes_later_once(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.context.set_offline(True)
        await type_and_send(page, "Komt dit aan?")
        await expect(page.get_by_text("Not sent yet.")).to_be_visible()
        assert what_was_heard(house) == []
        await expect(page.get_by_role("button", name="Try again")).to_be_visible()
        await page.context.set_offline(False)
        await house.until(lambda: what_was_heard(house))
        await expect(page.locator(".bot").get_by_text("Komt dit aan?")).to_be_visible()
        await expect(page.locator(".mine")).to_have_count(1)
        assert what_was_heard(house) == [Typed("Komt dit aan?")]


async def test_what_was_typed_outlives_a_reload(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.get_by_label("Your message").fill("nog niet klaar")
        await page.reload()
        await expect(page.get_by_label("Your message")).to_have_value("nog niet klaar")
        await page.get_by_role("button", name="Send").click()
        await house.until(lambda: what_was_heard(house) == [Typed("nog niet klaar")])


async def test_an_answer_sent_just_before_a_reload_arrives_once(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.context.set_offline(True)
        await type_and_send(page, "voor het herladen")
        await expect(page.get_by_text("Not sent yet.")).to_be_visible()
        await page.context.set_offline(False)
        await page.reload()
        await expect(page.locator(".bot").get_by_text("voor het herladen")).to_be_visible()
        assert what_was_heard(house) == [Typed("voor het herladen")]


async def test_news_still_comes_where_the_stream_does_not(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await page.route("**/api/events*", lambda route: route.abort())
        await page.reload()
        await expect(page.get_by_role("button", name="Melden")).to_be_visible()
        await house.tell(house.heard[0].contact.contact_ref, "note", "Toch gezien")
        await expect(page.get_by_text("Toch gezien")).to_be_visible(timeout=20_000)


async def test_a_file_is_sent(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        picture = FilePayload(name="geheim.png", mimeType="image/png", buffer=b"not really")
        await page.locator("input[type=file]").set_input_files(picture)
        await expect(page.get_by_text("Bewaard: photo.")).to_be_visible()
        (sent,) = what_was_heard(house)
        assert isinstance(sent, Sent)
        await expect(page.get_by_text("geheim")).to_have_count(0)


async def test_where_no_picture_may_come_there_is_no_button_for_it(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        attach = page.get_by_role("button", name="Add a photo or file")
        await expect(attach).to_be_visible()
        house.refuse_uploads = True
        await house.tell(house.heard[0].contact.contact_ref, "note", "Stuur geen foto.")
        await expect(attach).to_be_hidden()


async def test_an_arabic_conversation_reads_from_the_right(
    tmp_path: Path, chromium: Browser
) -> None:
    catalog = tmp_path / "words" / "ar" / "LC_MESSAGES"
    catalog.mkdir(parents=True)
    (catalog / "bot.po").write_text('msgid "Menu"\nmsgstr "القائمة"\n', encoding="utf-8")
    async with (
        echo(tmp_path, locales=tmp_path / "words") as house,
        page_of(chromium, house, locale="ar-SA") as page,
    ):
        await expect(page.locator("html")).to_have_attribute("dir", "rtl")
        await expect(page.get_by_role("button", name="القائمة")).to_be_visible()


async def test_nothing_is_too_small_or_too_wide(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await type_and_send(page, "w" * 400)
        await expect(page.get_by_role("button", name="Terug")).to_be_visible()
        for width in (320, 390, 1400):
            await page.set_viewport_size({"width": width, "height": 700})
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            sizes = await page.evaluate(SIZES_OF_CONTROLS)
            assert sizes
            assert [size for size in sizes if min(size) < SMALLEST_TOUCH] == []


async def test_the_log_is_read_out_and_every_control_has_a_name(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        await expect(page.get_by_role("log", name="Messages")).to_have_attribute(
            "aria-live", "polite"
        )
        for control in await page.locator("button:visible").all():
            assert await control.evaluate("e => e.getAttribute('aria-label') || e.textContent")
