"""Reads school.toml: the school, its hours, holidays, terms and decisions; checks each by itself.

Knows nothing of the routes, nor of people (see `people_reader`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.cases.kinds import Kind
from bot.cases.school import Colours, Decisions, Holiday, Opening, Retention, Terms
from bot.cases.toml_table import NO_DAY, Table
from bot.cases.weekly_hours import read_hours

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_PHONE = re.compile(r"[+0-9][0-9 -]*")


@dataclass(frozen=True)
class Place:
    """The school's name and where it is reached."""

    name: str
    phone: str
    address: str
    timezone: str


def read_place(table: Table) -> Place:
    """[school]."""
    place = Place(
        table.text("name"),
        read_phone(table, "phone"),
        table.text("address"),
        _timezone(table),
    )
    table.end()
    return place


def read_phone(table: Table, key: str, *, default: str | None = None) -> str:
    """A phone number that a phone can dial."""
    number = table.text(key, default=default)
    if number and not _PHONE.fullmatch(number):
        table.problem(key, f'"{key}" is not a phone number.', 'Write digits, as in "0183-625350".')
    return number


def read_opening_hours(table: Table) -> tuple[tuple[Opening, ...], bool]:
    """[hours], and whether they are made up."""
    made_up = table.flag("made_up", default=False)
    hours = read_hours(table)
    table.end()
    return hours, made_up


def read_holidays(tables: tuple[Table, ...]) -> tuple[Holiday, ...]:
    """[[holidays]] in the order of the year; two may not share a day."""
    read = [(_holiday(table), table) for table in tables]
    read.sort(key=lambda pair: pair[0].first)
    for (before, _), (after, table) in pairwise(read):
        if before.first != NO_DAY and after.first <= before.last:
            table.problem(
                "first",
                f'"{after.name}" begins before "{before.name}" has ended.',
                "Let the days of two holidays not overlap.",
            )
    return tuple(holiday for holiday, _ in read)


def read_public_holidays(tables: tuple[Table, ...]) -> tuple[Holiday, ...]:
    """[[public_holidays]]: single days; they may fall in a holiday."""
    found: dict[date, Holiday] = {}
    for table in tables:
        day = table.day("date")
        if day in found and day != NO_DAY:
            table.problem("date", "This day is in the list twice.", "Take the second one out.")
        found[day] = Holiday(
            table.text("name"), day, day, table.text("source"), table.day("checked")
        )
        table.end()
    return tuple(found[day] for day in sorted(found))


def read_terms(table: Table) -> Terms:
    """[terms]; what is left out keeps its default."""
    usual = Terms()
    terms = Terms(
        table.number("first_read", least=1, most=20, default=usual.first_read),
        table.number(
            "urgent_repeat_minutes", least=5, most=1440, default=usual.urgent_repeat_minutes
        ),
        table.number("draft_days", least=1, most=90, default=usual.draft_days),
        table.number("draft_nudge_days", least=1, most=90, default=usual.draft_nudge_days),
        table.number("backup_keys_days", least=1, most=30, default=usual.backup_keys_days),
        table.number("backup_days", least=1, most=365, default=usual.backup_days),
        table.number("posting_days", least=30, most=730, default=usual.posting_days),
    )
    if terms.draft_nudge_days > terms.draft_days:
        table.problem(
            "draft_nudge_days",
            "The nudge comes after the draft is gone.",
            'Make "draft_nudge_days" smaller than "draft_days".',
        )
    if terms.backup_keys_days > terms.backup_days:
        table.problem(
            "backup_keys_days",
            "The keys in the backups outlive what they open.",
            'Make "backup_keys_days" no larger than "backup_days".',
        )
    table.end()
    return terms


def read_retention(table: Table) -> Retention:
    """[retention]: months after closing; a kind that is left out has the usual term."""
    usual = table.number("usual", least=2, most=120, default=Retention().usual)
    of_kind = {kind: table.number(kind.value, least=2, most=120, default=usual) for kind in Kind}
    table.end()
    return Retention(usual, of_kind)


def read_colours(table: Table) -> Colours:
    """[colours]; what is left out keeps its default."""
    usual = Colours()
    colours = Colours(_colour(table, "main", usual.main), _colour(table, "second", usual.second))
    table.end()
    return colours


def read_decisions(table: Table) -> Decisions:
    """[decisions]; all of them may still be open."""
    decisions = Decisions(
        table.day_or_none("dpia_date"),
        table.day_or_none("board_decision"),
        table.day_or_none("mr_consent"),
        *(
            table.text(key, default="")
            for key in (
                "privacy_contact",
                "safe_school_version",
                "ggd",
                "youth_team",
                "community_officer",
            )
        ),
    )
    table.end()
    return decisions


def _colour(table: Table, key: str, default: str) -> str:
    colour = table.text(key, default=default).casefold()
    if colour and not _COLOUR.fullmatch(colour):
        table.problem(key, f'"{key}" is not a colour.', 'Write it as "#1f4e79".')
    return colour


def _timezone(table: Table) -> str:
    name = table.text("timezone", default="Europe/Amsterdam")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name:
            table.problem(
                "timezone", f'"{name}" is not a time zone.', 'Write it as "Europe/Amsterdam".'
            )
        return "Europe/Amsterdam"
    return name


def _holiday(table: Table) -> Holiday:
    holiday = Holiday(
        table.text("name"),
        table.day("first"),
        table.day("last"),
        table.text("source"),
        table.day("checked"),
    )
    if NO_DAY not in (holiday.first, holiday.last) and holiday.last < holiday.first:
        table.problem("last", f'"{holiday.name}" ends before it begins.', "Put the later day last.")
    table.end()
    return holiday
