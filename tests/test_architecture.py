"""The house keeps its walls and its measures; knows nothing of what the rooms do."""

import math

import pytest

from scripts.house_drawing import PICTURE, drawing
from tests.house import (
    KINDS,
    LIBRARIES,
    MAY_IMPORT,
    ROOT,
    Module,
    breaches,
    function_lengths,
    imports,
    modules,
)

HOUSE = modules("bot")
EVERYTHING = [*HOUSE, *modules("tests", "scripts", "benchmarks")]


def made_up(path: str, *lines: str) -> Module:
    return Module(path=path, source="\n".join(lines))


def test_every_import_points_to_the_right() -> None:
    found = [breach for module in HOUSE for breach in breaches(module)]
    assert not found, "\n".join(found)


def test_the_table_itself_has_no_way_back() -> None:
    both_ways = [(a, b) for a in MAY_IMPORT for b in MAY_IMPORT[a] if a in MAY_IMPORT[b]]
    assert not both_ways


def test_the_drawing_of_the_house_shows_the_imports_of_today() -> None:
    stale = PICTURE.read_text("utf-8") != drawing(HOUSE)
    assert not stale, "Run make catalogs, and look at docs/images/house.svg: a wall moved."


def test_every_room_in_the_tables_is_a_room() -> None:
    named = {room for rooms in MAY_IMPORT.values() for room in rooms}
    named |= {place.partition(".")[0] for places in LIBRARIES.values() for place in places}
    assert named <= set(MAY_IMPORT)


def test_no_module_is_named_after_a_kind_instead_of_a_topic() -> None:
    found = [module.path for module in EVERYTHING if KINDS & set(module.path[:-3].split("/"))]
    assert not found


def test_every_module_says_what_it_is_for() -> None:
    found = [module.path for module in EVERYTHING if not module.source.startswith('"""')]
    assert not found


def test_no_module_is_longer_than_300_lines() -> None:
    found = {module.path: module.length for module in EVERYTHING if module.length > 300}
    assert not found


def test_no_function_is_longer_than_30_lines() -> None:
    found = {name: lines for name, lines in _all_lengths().items() if lines > 30}
    assert not found


def test_nine_of_ten_functions_have_25_lines_or_fewer() -> None:
    lengths = sorted(_all_lengths().values())
    if lengths:
        assert lengths[math.ceil(len(lengths) * 0.9) - 1] <= 25


@pytest.mark.parametrize(
    ("path", "line", "objection"),
    [
        ("bot/flows/report.py", "from bot.store import cases", "flows may not import bot.store"),
        ("bot/flows/report.py", "import bot.clock", "flows may not import bot.clock"),
        ("bot/flows/report.py", "from ..store import cases", "flows may not import bot.store"),
        ("bot/cases/case.py", "from bot import flows", "cases may not import bot.flows"),
        ("bot/cases/case.py", "from .. import store", "cases may not import bot.store"),
        ("bot/handlers/menu.py", "import bot.web.page", "handlers may not import bot.web.page"),
        ("bot/web/page.py", "from bot.jobs import digest", "web may not import bot.jobs"),
        ("bot/reports/slides.py", "import bot.conversations", "reports may not import bot.conv"),
        ("bot/conversations/take.py", "import bot.reports", "conversations may not import bot.re"),
        ("bot/conversations/take.py", "import bot.app", "conversations may not import bot.app"),
        ("bot/__main__.py", "from bot.store import writer", "__main__ may not import bot.store"),
        ("bot/clock.py", "from bot.text import Text", "clock may not import bot.text"),
        ("bot/flows/report.py", "from telegram import Bot", "telegram belongs to handlers, app"),
        ("bot/web/page.py", "import telegram.ext", "telegram belongs to handlers, app"),
        ("bot/jobs/digest.py", "import apscheduler", "apscheduler belongs to jobs.scheduler only"),
        ("bot/jobs/scheduler_more.py", "import apscheduler", "belongs to jobs.scheduler only"),
        ("bot/store/cases.py", "import sqlalchemy", "sqlalchemy is not in the table"),
        ("bot/store/cases.py", "importlib.import_module('x')", "hides from the walls"),
        ("bot/elsewhere.py", "", "elsewhere is no room"),
    ],
)
def test_a_made_up_breach_is_found(path: str, line: str, objection: str) -> None:
    [found] = breaches(made_up(path, line))
    assert objection in found


@pytest.mark.parametrize("indented", ["if TYPE_CHECKING:", "def later():", "try:"])
def test_an_import_out_of_sight_is_found_too(indented: str) -> None:
    module = made_up("bot/cases/case.py", indented, "    import bot.store", *_closing(indented))
    [found] = breaches(module)
    assert found.startswith("bot/cases/case.py:2:")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("bot/flows/report.py", "from bot.text import N_"),
        ("bot/flows/report.py", "from bot.flows.kit import yes_no"),
        ("bot/flows/report.py", "from . import kit"),
        ("bot/handlers/polling.py", "from bot.reports.poster import poster"),
        ("bot/jobs/scheduler.py", "from apscheduler.schedulers.asyncio import AsyncIOScheduler"),
        ("bot/__main__.py", "from bot import __version__, app"),
        ("bot/store/writer.py", "from __future__ import annotations"),
        ("bot/web/page.py", "from aiohttp import web"),
    ],
)
def test_an_import_to_the_right_is_left_alone(path: str, line: str) -> None:
    assert not breaches(made_up(path, line))


def test_a_relative_import_is_read_as_what_it_reaches() -> None:
    module = made_up(
        "bot/jobs/digest.py", "from ..reports.slides import draw", "from .due import D"
    )
    assert [name for _, name in imports(module)] == ["bot.reports.slides.draw", "bot.jobs.due.D"]


def test_a_function_is_measured_from_its_name_to_its_end() -> None:
    module = made_up("bot/clock.py", "@cached", "async def now():", "    if x:", "        y()")
    assert function_lengths(module) == {"bot/clock.py:2 now": 3}


def test_the_plan_is_drawn_of_this_house() -> None:
    assert (ROOT / "bot" / "__init__.py").exists()
    assert {module.room for module in HOUSE} >= {"cases", "flows", "store", "conversations"}


def _closing(opening: str) -> tuple[str, ...]:
    return ("finally:", "    pass") if opening == "try:" else ()


def _all_lengths() -> dict[str, int]:
    return {name: n for module in HOUSE for name, n in function_lengths(module).items()}


def test_each_decision_has_a_number_of_its_own_in_its_name_and_in_its_title() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    titled = [page.read_text("utf-8").partition(".")[0] for page in pages]
    assert titled == [f"# {number}" for number in range(1, len(pages) + 1)]
    assert [int(page.name.partition("-")[0]) for page in pages] == [*range(1, len(pages) + 1)]
