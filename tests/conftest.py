"""What every test may ask for: a real Chromium, or its absence on record, and a Telegram."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from scripts.browser import find_chromium
from tests.botapi import BotApi
from tests.logged import logging_as_it_was
from tests.phone import Phone

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A busy machine is no fault of the page: it is waited for, and no test is about how long.
expect.set_options(timeout=20_000)


def not_run_file(config: pytest.Config) -> Path:
    """The names of browser tests that could not run, one a line, for the closing summary."""
    counted: str | None = config.option.xmlpath
    return Path(counted or config.rootpath / "build" / "tests.xml").with_suffix(".not-run.txt")


def pytest_configure(config: pytest.Config) -> None:
    """Forget the last run."""
    not_run_file(config).unlink(missing_ok=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take browser tests out where there is no browser, and write down their names."""
    if find_chromium() is not None:
        return
    missed = [item for item in items if item.get_closest_marker("browser")]
    if not missed:
        return
    items[:] = [item for item in items if item not in missed]
    config.hook.pytest_deselected(items=missed)
    record = not_run_file(config)
    record.parent.mkdir(exist_ok=True)
    record.write_text("".join(f"{item.nodeid}\n" for item in missed), "utf-8")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what did not run: silence would read as success."""
    record = not_run_file(terminalreporter.config)
    if not record.exists():
        return
    terminalreporter.section("NOT RUN: no Chromium")
    terminalreporter.write(record.read_text("utf-8"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def the_browser() -> AsyncIterator[Browser]:
    """Chromium takes a second to start: one for all tests of a run; ask for `chromium`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=list(ARGUMENTS)
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chromium(the_browser: Browser) -> AsyncIterator[Browser]:
    """A Chromium that keeps nothing of this test; mark it `browser`, and its loop `session`."""
    yield the_browser
    for context in the_browser.contexts:
        await context.close()


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    """Telegram on loopback."""
    async with BotApi() as server:
        yield server


@pytest.fixture
def sanne(api: BotApi) -> Phone:
    """A phone in that Telegram."""
    return Phone(api, user_id=11, first_name="Sanne", username="sanne_2c")


@pytest.fixture
def log_as_it_was() -> Iterator[None]:
    """A command sets up the log of the whole process."""
    with logging_as_it_was():
        yield
