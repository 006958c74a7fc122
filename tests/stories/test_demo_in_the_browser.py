"""The demo as a newcomer has it: the real process, a real Chromium, everyone side by side."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.async_api import Browser, Page, expect

from tests.panes import PATIENCE, Handler, Pane, Requests

pytestmark = pytest.mark.browser

STORY = "ze gaan me opwachten bij het station zeggen ze"
QUESTION = "Mag ik je ouders bellen?"
ANSWER = "liever niet mijn vader"
ENDING = "Er zijn afspraken gemaakt. De dreiging is gestopt."
MENTORS_STEPS = ("A.som", "A.zorgteam", "A.csv", "A.3")
QUICK = ("who:self", "danger:no", "kind:threat", "doer:student")
MOST_TAPS = 6


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """One demo on a free port, for this file's tests; its address."""
    with running("127.0.0.1:0") as url:
        yield url


@contextmanager
def running(listen: str) -> Iterator[str]:
    """`python -m bot demo` until the block ends; its address."""
    command = [sys.executable, "-m", "bot", "demo", "--listen", listen, "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+/", process.stdout.readline())
            assert found, "The demo does not say where it is."
            yield found[0]
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()  # or whoever runs the tests waits for it, after a failure


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("to_its_end", [False, pytest.param(True, marks=pytest.mark.slow)])
async def test_a_report_goes_from_six_taps_to_its_end_side_by_side(
    demo: str, chromium: Browser, *, to_its_end: bool
) -> None:
    """Up to the talk with the reporter; how it is worked to its end there takes much longer."""
    page = await chromium.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    requests = Requests()
    requests.watch(page)
    await page.goto(demo)
    student, mentor, management, csv = _panes(page)

    case_id = await _report(student)
    assert student.taps <= MOST_TAPS, f"It took {student.taps} taps to send a report."
    assert student.typed == 1
    await expect(csv.choice(f"a:case:{case_id}")).to_be_visible(timeout=PATIENCE)
    await mentor.opens(case_id)
    await mentor.reads(STORY)
    for step in MENTORS_STEPS if to_its_end else MENTORS_STEPS[:1]:
        await mentor.does(case_id, step)
    await _mentor_asks_and_student_answers(mentor, student, case_id)
    if to_its_end:
        await mentor.does(case_id, "A.vraag")
        await _management_ends_it(management, student, case_id)
    assert requests.elsewhere(demo) == []
    assert requests.complaints == []


async def _management_ends_it(management: Handler, student: Pane, case_id: str) -> None:
    await management.opens(case_id)
    ended = await management.does_all(case_id, but=("A.9", "A.9b"))
    assert {"A.4", "A.5", "A.5b", "A.8"} <= set(ended)
    # The story sounds like danger: whether it is urgent stands before the end of the case.
    await management.tap(f"a:casemore:{case_id}")
    await management.tap(f"a:close:{case_id}")
    # The reporter wrote last: whether they still wait for an answer is asked first.
    await management.tap(f"a:closenow:{case_id}")
    await management.tap(":outcome:agreements")
    await management.type(ENDING)
    await student.tap(f"a:mine:{case_id}")
    await student.reads(ENDING)
    await management.tap(f"a:reopen:{case_id}")
    await expect(management.choice(f"a:done:{case_id}:A.9")).to_be_visible(timeout=PATIENCE)


@pytest.mark.asyncio(loop_scope="session")
async def test_what_stays_undone_comes_back_on_the_next_school_morning(
    demo: str, chromium: Browser
) -> None:
    page = await chromium.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    await page.goto(demo)
    mentor, management = _panes(page)[1:3]
    name = await _waiting_case(mentor)
    await page.locator('[data-to="next-school-day"]').click()
    await expect(page.locator("#now")).to_contain_text("09:05")
    told = mentor.words.locator("> .message", has_text="08:15").filter(has_text=name)
    await expect(told.first).to_be_visible(timeout=PATIENCE)
    pinged = management.words.locator("> .message", has_text="08:15")
    await expect(pinged.locator('[data-does^="a:case:"]').first).to_be_visible(timeout=PATIENCE)


@pytest.mark.asyncio(loop_scope="session")
async def test_a_report_can_be_sent_with_the_keyboard_alone(demo: str, chromium: Browser) -> None:
    page = await chromium.new_page(viewport={"width": 390, "height": 844})
    await page.goto(f"{demo}p/leerling/")
    student = Pane(page.locator("#chat"))
    await expect(student.words.locator(".choice").first).to_be_visible(timeout=PATIENCE)
    await _type(page, student, "/melden")
    for end in QUICK:
        await _press(page, student, end)
    await _type(page, student, STORY)
    await _press(page, student, ":send:put.1a")
    await _press(page, student, ":send:send")
    await expect(student.choice("a:menu")).to_be_visible(timeout=PATIENCE)
    await expect(student.words.locator('[data-does^="a:codeonly:"]')).to_be_visible()


@pytest.mark.asyncio(loop_scope="session")
async def test_a_phone_of_320_pixels_never_scrolls_sideways(demo: str, chromium: Browser) -> None:
    page = await chromium.new_page(viewport={"width": 320, "height": 568})
    wider = "[document.documentElement, ...document.querySelectorAll('.chat, .log, .head, .top')]"
    for path in ("", "p/leerling/", "p/mentor/"):
        await page.goto(f"{demo}{path}")
        await expect(page.locator(".choice").first).to_be_visible(timeout=PATIENCE)
        found = await page.evaluate(
            f"{wider}.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.className)"
        )
        assert found == [], path


def _panes(page: Page) -> tuple[Pane, Handler, Handler, Handler]:
    mentor, management, csv = (Handler(page.locator(f"#pane-{s}")) for s in ("mentor", "mt", "csv"))
    return Pane(page.locator("#pane-leerling")), mentor, management, csv


async def _report(student: Pane) -> str:
    """The shortest report there is, the class included; the case's id."""
    await student.type("/melden")
    student.taps = student.typed = 0
    for end in QUICK:
        await student.tap(end)
    await student.type(STORY)
    await student.tap(":send:put.1a")
    await student.tap(":send:send")
    receipt = student.words.locator('[data-does^="a:codeonly:"]')
    return (await receipt.last.get_attribute("data-does") or "").rsplit(":", 1)[1]


async def _mentor_asks_and_student_answers(mentor: Handler, student: Pane, case_id: str) -> None:
    await mentor.tap(f"a:reply:{case_id}")
    await mentor.type(QUESTION)
    await student.tap(f"a:mine:{case_id}")
    await student.reads(QUESTION)
    await student.tap(f"a:talk:{case_id}")
    await student.type(ANSWER)
    await mentor.opens(case_id)
    await mentor.reads(ANSWER)


async def _waiting_case(pane: Handler) -> str:
    """The name of a case that waits for this colleague: the list has the late ones first."""
    await pane.type("/zaken")
    first = pane.words.locator("> .message").last.locator(".choice").first
    sign_and_name, _, _status = (await first.inner_text()).partition(" – ")
    return sign_and_name.partition(" ")[2]


async def _press(page: Page, pane: Pane, end: str) -> None:
    """Tab to the button whose doing ends so, and press Enter."""
    await expect(pane.choice(end)).to_be_visible(timeout=PATIENCE)
    for _ in range(60):
        if await _focused(page, f'[data-does$="{end}"]'):
            break
        await page.keyboard.press("Tab")
    assert await _focused(page, f'[data-does$="{end}"]'), f"The Tab key never comes to {end}."
    await page.keyboard.press("Enter")
    await pane.settled()


async def _type(page: Page, pane: Pane, words: str) -> None:
    for _ in range(60):
        if await _focused(page, "textarea"):
            break
        await page.keyboard.press("Tab")
    await page.keyboard.type(words)
    await page.keyboard.press("Enter")
    await pane.settled()


async def _focused(page: Page, selector: str) -> bool:
    return bool(await page.evaluate("(s) => document.activeElement.matches(s)", selector))
