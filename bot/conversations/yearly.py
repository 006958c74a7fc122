"""`/jaarverslag`: the evaluation of a school year in words, and links to slides and paper of it.

For management and the safety coordinator. The words show what the slides may show and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.schooltime import first_of_school_year, local_day
from bot.conversations import menu
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.world import World
from bot.figures.audience import AUDIENCES, Audience
from bot.figures.evaluation import Part, Table
from bot.figures.measures import school_year
from bot.figures.overview import PARTS, TITLE, in_words, overview
from bot.store import figures
from bot.text import N_, Button, Text

PATH = "/jaarverslag/"
ON = N_("I take it that you present it on {day} {year}.")
ANOTHER_DAY = N_("Is it another day? Then type it like this: /jaarverslag 24-6-2027.")
COMES = N_("Tap a button. The file opens on the page at once, with {day} {year} on it.")
FOR_WHOM = N_("For whom do you present it?")
BY_THE_PAGE = N_("Slides leave by the page. Sign in there and type /jaarverslag.")
FILES = {"pptx": N_("Slides: {part}"), "pdf": N_("Paper: {part}")}
_DAY_MONTH_YEAR = 3
Row = tuple[Button, ...]


def may_have(world: World, person: Person | None) -> bool:
    """Whether somebody may see the numbers."""
    return person is not None and may(person, Action.SEE_NUMBERS, None, world.school)


def begin(x: Exchange, typed: str = "") -> None:
    """For whom and when, and the numbers of both parts to look at first."""
    if not may_have(x.world, x.person):
        menu.unknown_command(x)
        return
    day = _day(typed) or local_day(x.world.school, x.tx.now)
    first = first_of_school_year(day)
    labels = {part: labelled("👁️", PARTS[part]) for part in Part}
    looks: list[Row] = [
        (act(labels[part], "yearpart", part.value, day.isoformat()),) for part in Part
    ]
    meant: list[Row] = [
        (act(labelled("🎤", words), "yearfor", audience.value, day.isoformat()),)
        for audience, words in AUDIENCES.items()
    ]
    x.show(
        TITLE.of(year=school_year(first)),
        ON.of(day=day, year=str(day.year)),
        ANOTHER_DAY,
        FOR_WHOM,
        buttons=(*meant, *looks, (menu.MENU,)),
    )


def look(x: Exchange, part: str, day: str) -> None:
    """The numbers of one part, a message for each table."""
    meant = _day(day)
    if not may_have(x.world, x.person) or part not in set(Part) or meant is None:
        menu.unknown_command(x)
        return
    first = first_of_school_year(meant)
    today = local_day(x.world.school, x.tx.now)
    evaluation = figures.evaluated(x.tx, x.world.school, Part(part), first, today)
    x.log("NumbersSeen")
    x.note(PARTS[evaluation.part], *overview(evaluation))
    for table in evaluation.filled:
        x.note(*_lines(table))
    back = act(labelled("⬅️", N_("Back")), "yearly", day)
    x.show(TITLE.of(year=school_year(first)), buttons=((back,), (menu.MENU,)))


def present(x: Exchange, audience: str, day: str) -> None:
    """The links for this audience; they open in a browser that is signed in."""
    meant = _day(day)
    if not may_have(x.world, x.person) or audience not in set(Audience) or meant is None:
        menu.unknown_command(x)
        return
    back = act(labelled("⬅️", N_("Back")), "yearly", meant.isoformat())
    links = tuple((one,) for one in _links(x, Audience(audience), meant))
    told = COMES.of(day=meant, year=str(meant.year)) if links else BY_THE_PAGE
    title = TITLE.of(year=school_year(first_of_school_year(meant)))
    x.show(title, AUDIENCES[Audience(audience)], told, buttons=(*links, (back,)))


def _links(x: Exchange, audience: Audience, day: date) -> Iterator[Button]:
    root = "" if x.contact.door == "web" else x.world.public_url.rstrip("/")
    if x.contact.door != "web" and not root:
        return
    for part in Part:
        for kind, label in FILES.items():
            url = f"{root}{PATH}{part}/{audience}/{day.isoformat()}.{kind}"
            yield Button(labelled("📥", label.of(part=PARTS[part])), url=url)


def _lines(table: Table) -> Iterator[Text]:
    yield table.title
    yield from in_words(table)


def _day(words: str) -> date | None:
    """A day as it is typed here or stands on a button of ours; None for anything else."""
    parts = words.strip().replace("/", "-").split("-")
    if len(parts) != _DAY_MONTH_YEAR or not all(part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    year, month, day = numbers if len(parts[0]) == len("2026") else reversed(numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None
