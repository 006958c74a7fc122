"""What is wrong, made up, undecided or old in a school folder; opens its files, writes none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from bot.cases.problems import SchoolProblems
from bot.cases.protocol_index import (
    INDEX,
    PROTOCOL_TEXT,
    first_difference,
    homeless,
    read_index,
)
from bot.cases.school import Decisions, School
from bot.cases.schoolfile import CALENDAR, COACH, FILES, HELP_LINES, PROTOCOL, SCHOOL, read_school
from bot.cases.toml_lines import Document, parse
from bot.cases.toml_table import Table
from bot.checking.finding import Finding, error, of_problem, warning
from bot.checking.lacking import duties_lacking
from bot.checking.routes import unheard, unmeasured

FACTS_LAST: Final = timedelta(days=365)

_DECISIONS: Final = {
    "dpia_date": ("the day the data protection impact assessment (DPIA) was done", "2026-12-01"),
    "board_decision": ("the day the board decided to use Maatje", "2026-12-01"),
    "mr_consent": ("the day the participation council (MR) consented", "2026-12-01"),
    "privacy_contact": ("whom people ask about privacy", '"fg@school.example"'),
    "safe_school_version": ('which version of "De Veilige School" this follows', '"2026-2027"'),
    "ggd": ("how the GGD is reached", '"088 123 45 67"'),
    "youth_team": ("how the youth team is reached", '"0183 12 34 56"'),
    "community_officer": ("how the community officer (wijkagent) is reached", '"0900 8844"'),
}
"""What each is, and how it could be written."""


@dataclass(frozen=True)
class Read:
    """What came of a school folder; `school` only when all of it could be read."""

    findings: tuple[Finding, ...]
    school: School | None = None


def read_folder(folder: Path, today: date, *, go_live: bool) -> Read:
    """Everything there is to say of a school folder."""
    unreadable: list[Finding] = []
    texts = dict(_texts(folder, unreadable))
    if unreadable:
        return Read(tuple(unreadable))
    try:
        school = read_school(texts)
    except SchoolProblems as problems:
        return Read(tuple(of_problem(problem) for problem in problems.problems))
    documents = {name: _document(name, texts[name]) for name in FILES}
    found = (
        *_made_up(documents[SCHOOL], go_live=go_live),
        *_undecided(school.decisions, documents[SCHOOL], today, go_live=go_live),
        *(line for name in (SCHOOL, HELP_LINES, COACH) for line in _old(documents[name], today)),
        *_unseen(school),
        *_unheard(school, documents[PROTOCOL]),
        *unmeasured(school),
        *_days_run_out(school, today),
        *_index(folder, school),
        *duties_lacking(school, documents[CALENDAR]),
    )
    return Read(found, school)


def _texts(folder: Path, unreadable: list[Finding]) -> Iterator[tuple[str, str]]:
    for name in FILES:
        try:
            yield name, (folder / name).read_text("utf-8-sig")
        except FileNotFoundError:
            continue
        except UnicodeDecodeError:
            mend = "Save it again as UTF-8."
            unreadable.append(error(name, "This file is not written in UTF-8.", mend))
        except OSError:
            mend = "Make it an ordinary file of this user."
            unreadable.append(error(name, "This file cannot be read.", mend))


def _document(name: str, text: str) -> Document:
    document = parse(name, text)
    if isinstance(document, Document):
        return document
    raise SchoolProblems((document,))


def _made_up(file: Document, *, go_live: bool) -> Iterator[Finding]:
    """Each example that came with the program and still stands there."""
    if file.data.get("hours", {}).get("made_up"):
        yield _example(file.place(("hours", "made_up")), "The hours are", go_live=go_live)
    for table, key in (("people", "id"), ("classes", "name")):
        rows = enumerate(file.data.get(table, []))
        found = [(number, str(one.get(key))) for number, one in rows if one.get("made_up")]
        if found:  # one line: a list of thirty hides what else is wrong
            names = ", ".join(name for _, name in found)
            place = file.place((table, found[0][0], "made_up"))
            verb = "is" if len(found) == 1 else "are"
            yield _example(place, f"Of the {table}, {names} {verb}", go_live=go_live)


def _example(place: str, what: str, *, go_live: bool) -> Finding:
    mend = "Write the school's own and take out made_up."
    return warning(place, f"{what} made up.", mend, is_error=go_live)


def _undecided(
    decisions: Decisions, file: Document, today: date, *, go_live: bool
) -> Iterator[Finding]:
    place = file.place(("decisions",))
    for name in decisions.still_open():
        told, example = _DECISIONS[name]
        mend = f"Write it below [decisions], such as {name} = {example}."
        yield warning(place, f"Not decided yet: {told}.", mend, is_error=go_live)
    for name in decisions.after(today):
        what = f"Not decided yet: {_DECISIONS[name][0]} has still to come."
        at = file.place(("decisions", name))
        yield warning(at, what, "Write the day on which it was.", is_error=go_live)


def _old(file: Document, today: date) -> Iterator[Finding]:
    """Facts from outside that nobody looked at for a year, or ever."""
    for table, rows in file.data.items():
        if not isinstance(rows, list):
            continue
        for number, row in enumerate(rows):
            if isinstance(row, dict):
                yield from _aged(row, file.place((table, number, "checked")), today)


def _aged(row: Mapping[str, Any], place: str, today: date) -> Iterator[Finding]:
    name = row.get("name", "This")
    if row.get("verified") is False:
        mend = "Look at its source, then set verified = true."
        yield warning(place, f'"{name}" is not verified, so nobody is shown it.', mend)
    checked = row.get("checked")
    if isinstance(checked, date) and checked < today - FACTS_LAST:
        mend = "Look at its source again, then write today's date."
        yield warning(place, f'"{name}" was last checked more than a year ago.', mend)


def _index(folder: Path, school: School) -> Iterator[Finding]:
    """Sentences of the protocol that nothing here carries out."""
    paths = [folder / name for name in (INDEX, PROTOCOL_TEXT)]
    if missing := [path.name for path in paths if not path.is_file()]:
        mend = "Copy it from bot/data/noordhoek and change it."
        yield warning(missing[0], "This file is missing.", mend)
        return
    text, protocol = (path.read_text("utf-8-sig", errors="replace") for path in paths)
    document = parse(INDEX, text)
    if not isinstance(document, Document):
        yield of_problem(document)
        return
    table = Table(document, [])
    sentences = read_index(table)
    yield from (of_problem(problem) for problem in table.problems)
    for sentence, home in homeless(sentences, school):
        what = f'"{sentence.text}" has the home "{home}", which is not there.'
        yield warning(INDEX, what, "Name a step, duty, rule or contact that is there.")
    if rest := first_difference(sentences, protocol):
        what = f'The protocol goes on with "{rest}", and the index does not.'
        yield warning(INDEX, what, "Add that sentence with its home, in its place.")


def _unseen(school: School) -> Iterator[Finding]:
    """What was written down about an app and never held beside it."""
    names = [app.name for app in school.coach if not app.seen_in_app]
    if names:
        what = f"Nobody has compared this with the app itself: {', '.join(names)}."
        yield warning(COACH, what, "Look in the app, then set seen_in_app = true.")


def _unheard(school: School, file: Document) -> Iterator[Finding]:
    """Steps whose owner would not know that it is their turn."""
    places = {
        step.get("id"): file.place(("routes", number, "steps", at))
        for number, route in enumerate(file.data["routes"])
        for at, step in enumerate(route["steps"])
    }
    for step_id, why in unheard(school):
        mend = "Give it to another role, or let it need the step that tells them."
        yield warning(places[step_id], f'Who does "{step_id}" {why}.', mend)


def _days_run_out(school: School, today: date) -> Iterator[Finding]:
    last = max((holiday.last for holiday in school.holidays), default=None)
    if last is None or last < today:
        mend = "Add the holidays of this school year: all terms count school days."
        yield warning(SCHOOL, "No holiday lies ahead.", mend)
