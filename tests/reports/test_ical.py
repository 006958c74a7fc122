"""The calendar file is what RFC 5545 asks: line ends, folds, escapes and one event a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.cases.agenda import DutyRow
from bot.reports.ical import FOLD, calendar
from bot.text import Text, verbatim
from tests.cases.noordhoek import noordhoek

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROW = DutyRow("ab12", "mentorles", "1a", 10, date(2026, 10, 1), date(2026, 10, 30))


def say(text: Text) -> str:
    return text.key.format(**{name: str(value) for name, value in text.values.items()})


def unfolded(file: bytes) -> list[str]:
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_each_line_ends_right_is_short_enough_and_unfolds_to_what_was_said() -> None:
    odd = "Praat, luister; schrijf \\ é€😀 " * 12 + "\nen verder"
    duty = next(one for one in noordhoek().duties if one.duty_id == "mentorles")
    school = replace(noordhoek(), duties=(replace(duty, text=verbatim(odd)),))
    file = calendar([ROW], school, say, NOW)
    assert all(len(line) <= FOLD for line in file.split(b"\r\n"))
    assert b"\n" not in file.replace(b"\r\n", b"")
    lines = unfolded(file)
    (summary,) = [line for line in lines if line.startswith("SUMMARY:")]
    said = summary.removeprefix("SUMMARY:").replace("\\n", "\n")
    for sign in ",;\\":
        said = said.replace(f"\\{sign}", sign)
    assert said == f"{odd} (1a)"


def test_an_event_is_a_whole_day_with_an_id_that_stays() -> None:
    lines = unfolded(
        calendar([ROW, replace(ROW, row_id="cd", duty_id="gone")], noordhoek(), say, NOW)
    )
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    for needed in (
        *("VERSION:2.0", "UID:ab12@maatje", "DTSTAMP:20261123T090000Z"),
        *("DTSTART;VALUE=DATE:20261030", "DTEND;VALUE=DATE:20261031"),
    ):
        assert needed in lines
    done = replace(ROW, done_on=date(2026, 10, 5))
    assert "SUMMARY:Done: Bespreek het protocol in de mentorles. (1a)" in unfolded(
        calendar([done], noordhoek(), say, NOW)
    )
