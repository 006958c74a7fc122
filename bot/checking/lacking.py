"""What the calendar that comes with Maatje has and a school's own has not; changes neither."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.school import School
from bot.cases.schoolfile import CALENDAR
from bot.cases.toml_lines import Document, parse
from bot.checking.finding import Finding, warning
from bot.settings import packaged_school


def duties_lacking(school: School, file: Document) -> Iterator[Finding]:
    """Each yearly duty that a later release brought; what a school left out on purpose is not."""
    path = packaged_school() / CALENDAR
    shipped = parse(CALENDAR, path.read_text("utf-8"))
    known = {one.duty_id for one in school.duties} | set(file.data.get("left_out", ()))
    for row in shipped.data["duties"] if isinstance(shipped, Document) else ():
        if row["id"] not in known:
            name, duty_id = row.get("name", row["id"]), row["id"]
            what = f'"{name}" is in the calendar that comes with Maatje and not in this one.'
            mend = (
                f'Copy the [[duties]] with id = "{duty_id}" from {path}, '
                f'or write left_out = ["{duty_id}"] above the first one.'
            )
            yield warning(CALENDAR, what, mend)
