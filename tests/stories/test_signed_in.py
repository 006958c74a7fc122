"""Route A whole on the signed-in page: mentor and management each in a real Chromium of their own.

The care team and the reporter are at the same page, as devices without a screen.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.app.demo import demo_settings, first_moment
from bot.app.opening import House, open_house
from bot.app.serving import serving
from bot.cases.people import Role
from bot.clock import Clock
from bot.store import people
from bot.web.locks import IDLE
from tests.conversing import press, report
from tests.panes import PATIENCE, Handler, Requests
from tests.stories.cast import Cast
from tests.stories.on_the_page import Device, PagePhone
from tests.web.visitor import visiting
from tests.working import advise, open_case

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser, pytest.mark.slow]

STORY = "ze schelden me elke dag uit in de klassenapp"
QUESTION = "Zien jullie een patroon?"
PROGRESS, SETTLED = "We spraken twee keer met de leerling.", "Elke week een gesprek."
CHARGED = "Aangifte gedaan, maandag 14 uur."
HEARD = "Het MT sprak de leerling, maandag 11 uur, mentor erbij."
MEASURE = "Blz. 14: een dag niet in de les, met een opdracht."
ENDING = "De leerling is aangesproken. Jij krijgt hulp als je dat wilt."
MENTORS_STEPS = ("A.som", "A.zorgteam", "A.csv", "A.3")
LOCKED = "the server responded with a status of 423 (Locked)"


@dataclass
class Desk:
    """A colleague at the page: the window, who works in it, and the app on the phone beside it."""

    page: Page
    hand: Handler
    requests: Requests
    app: pyotp.TOTP = field(repr=False)


@dataclass
class School:
    """A school with only its page open."""

    house: House
    origin: str
    chromium: Browser
    stack: AsyncExitStack

    async def desk(self, person_id: str, role: Role) -> Desk:
        """In by the link of the invitation, with an app as lock, by keyboard."""
        page = await self.chromium.new_page(
            viewport={"width": 390, "height": 800}, locale="nl-NL", reduced_motion="reduce"
        )
        requests = Requests()
        requests.watch(page)
        code = await self.house.writer.run(lambda tx: people.invite(tx, person_id, role))
        await page.goto(f"{self.origin}/in/{code}")
        await page.get_by_role("button").first.press("Enter")
        await page.get_by_role("button", name="Met een app").press("Enter")
        key = await page.locator(".key code").text_content()
        app = pyotp.TOTP((key or "").replace(" ", ""))
        await page.keyboard.type(app.at(self.house.clock.now()))
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()
        return Desk(page, Handler(page.locator("#chat")), requests, app)

    async def device(self) -> PagePhone:
        """A phone at the page; nobody is known on it yet."""
        return PagePhone(await self.stack.enter_async_context(visiting(self.origin)), self.house)


@asynccontextmanager
async def school_of(folder: Path, chromium: Browser, cast: Cast) -> AsyncIterator[School]:
    """A school morning."""
    settings = replace(demo_settings(folder, "127.0.0.1:0"), school_dir=cast.folder)
    async with (
        open_house(settings, clock=Clock()) as house,
        serving(house) as served,
        AsyncExitStack() as stack,
    ):
        house.clock.travel(first_moment(house))
        yield School(house, f"http://localhost:{served.web.port}", chromium, stack)


async def test_route_a_is_worked_to_a_measure_and_its_end_on_the_signed_in_page(
    tmp_path: Path, chromium: Browser, cast: Cast
) -> None:
    async with school_of(tmp_path, chromium, cast) as school:
        mentor = await school.desk(cast.mentor, Role.MENTOR)
        mt = await school.desk(cast.mt, Role.MANAGEMENT)
        care = Device(school.house, await school.device())
        await care.enrol(cast.care, Role.CARE_TEAM)
        sanne = await school.device()
        await report(sanne, STORY, school_class=cast.school_class)
        case_id = await _opens_the_newest(mentor.hand)
        await mentor.hand.reads(STORY)
        await _comes_back_later(school.house, mentor)
        for step_id in MENTORS_STEPS:
            await mentor.hand.does(case_id, step_id)
        await _asks_the_care_team(mentor.hand, case_id, cast.care)
        await care.unlock()
        await _advises(care.phone, case_id)
        await mentor.hand.opens(case_id)
        await mentor.hand.reads(SETTLED)
        await _asks_the_reporter(mentor.hand, sanne, case_id)

        await _unlocks(school.house, mt)
        assert await _opens_the_newest(mt.hand) == case_id
        await mt.hand.reads(PROGRESS)
        await _decides(mt.hand, case_id, cast.says("Aangifte door het MT"))
        await _closes(mt.hand, case_id)
        await _reads_the_end(sanne, case_id, cast)
        for desk in (mentor, mt):
            assert desk.requests.elsewhere(school.origin) == []
            assert all(LOCKED in complaint for complaint in desk.requests.complaints)


async def _opens_the_newest(hand: Handler) -> str:
    """Tap the newest message about a case; the case's id."""
    ping = hand.words.locator('[data-does^="a:case:"]').last
    await expect(ping).to_be_visible(timeout=PATIENCE)
    case_id = (await ping.get_attribute("data-does") or "").split(":")[2]
    await hand.opens(case_id)
    return case_id


async def _comes_back_later(house: House, desk: Desk) -> None:
    """After a quarter of an hour the page shows nothing of it before the code."""
    house.clock.travel(house.clock.now() + IDLE)
    await _unlocks(house, desk)
    await expect(desk.page.get_by_text(STORY)).to_be_visible()


async def _unlocks(house: House, desk: Desk) -> None:
    await desk.page.reload()
    await expect(desk.page.locator("#lock-code")).to_be_focused()
    assert STORY not in await desk.page.content()
    await desk.page.keyboard.type(desk.app.at(house.clock.now()))
    await desk.page.keyboard.press("Enter")
    await expect(desk.hand.words.locator("> .message").first).to_be_visible()


async def _asks_the_care_team(mentor: Handler, case_id: str, care_id: str) -> None:
    await mentor.tap(f"a:casemore:{case_id}")
    await mentor.tap(f"a:ask:{case_id}")
    await mentor.tap(f"a:askwho:{case_id}:{care_id}")
    await mentor.type(QUESTION)
    await mentor.sees_card(case_id)


async def _advises(care: PagePhone, case_id: str) -> None:
    """What was done, what was settled, when to look again, and who may know."""
    await care.wait_for(lambda m: m.text.endswith("wacht op jou"))
    assert await open_case(care) == case_id
    assert QUESTION in care.screen
    await advise(care, case_id, progress=PROGRESS, settled=SETTLED)


async def _asks_the_reporter(mentor: Handler, sanne: PagePhone, case_id: str) -> None:
    """May we call your parents? Her answer is there before the step is ticked off."""
    await mentor.tap(f"a:casemore:{case_id}")
    await mentor.tap(f"a:question:{case_id}")
    await mentor.tap(":question:+skip")
    await mentor.tap(":ready:parents")
    await press(sanne, f"a:mine:{case_id}")
    await sanne.wait_for("Mogen wij je ouders bellen?")
    await sanne.press("Ja")
    last = mentor.words.locator("> .message").last
    await expect(last).to_contain_text(": antwoord", timeout=PATIENCE)
    await mentor.opens(case_id)
    await mentor.does(case_id, "A.vraag")


async def _decides(mt: Handler, case_id: str, charged: str) -> None:
    """Both sides are heard before a measure; its page and words are typed, and nothing proposed."""
    await mt.does(case_id, "A.4")
    await mt.tap(f"a:steps:{case_id}")
    offered = await mt.offered()
    assert f"a:done:{case_id}:A.5" in offered
    assert f"a:done:{case_id}:A.9" not in offered
    for step_id in ("A.5", "A.5b"):
        await mt.does(case_id, step_id, words=HEARD)
    await mt.tap(f"a:steps:{case_id}")
    await mt.tap(f"a:done:{case_id}:A.8")
    await mt.tap(":way:charge_by_management")
    await mt.type(CHARGED)
    await mt.sees_card(case_id)
    await mt.reads(charged)
    await mt.tap(f"a:steps:{case_id}")
    await mt.tap(f"a:done:{case_id}:A.9")
    offered = await mt.offered()
    assert offered
    assert all(does.endswith((f"a:case:{case_id}", ":x", ":!")) for does in offered)
    await mt.type(MEASURE)
    await mt.sees_card(case_id)
    await mt.reads(MEASURE)


async def _closes(mt: Handler, case_id: str) -> None:
    await mt.does_all(case_id)
    await mt.tap(f"a:close:{case_id}")
    await mt.tap(":outcome:measure")
    await mt.type(ENDING)
    await expect(mt.choice(f"a:reopen:{case_id}")).to_be_visible(timeout=PATIENCE)


async def _reads_the_end(sanne: PagePhone, case_id: str, cast: Cast) -> None:
    """The words meant for her, and not one that was not."""
    await sanne.wait_for(lambda m: "nieuws" in m.text)
    await press(sanne, f"a:mine:{case_id}")
    await sanne.wait_for(ENDING)
    assert cast.surname(cast.mt) not in sanne.screen
    told = "\n".join(sanne.messages)
    for canary in (cast.surname(cast.care), MEASURE, PROGRESS, SETTLED, QUESTION, CHARGED, HEARD):
        assert canary not in told
