"""Reads rules.toml and calendar.toml; knows not who holds a role."""

from __future__ import annotations

from bot.cases.kinds import ReporterRole
from bot.cases.people import Role
from bot.cases.people_reader import read_id
from bot.cases.protocol_reader import check_owner
from bot.cases.rulebook import Agreement, Among, Per, Rule, RuleBook, YearDuty
from bot.cases.toml_table import Table
from bot.text import Text

LAST_YEAR_GROUP = 6


def read_rules(file: Table) -> RuleBook:
    """[[rules]] in the order in which they are shown, [[agreements]] and [programme]."""
    found: dict[str, Rule] = {}
    for table in file.tables("rules"):
        rule = Rule(
            table.text("id"),
            table.choices("for_whom", ReporterRole),
            Text(table.text("text")),
            table.text("source"),
        )
        _once(table, rule.rule_id, found)
        found.setdefault(rule.rule_id, rule)
        table.end()
    agreements = file.tables("agreements") if file.has("agreements") else ()
    made = tuple(_agreement(table) for table in agreements)
    programme = _programme(file.table("programme", required=False))
    file.end()
    return RuleBook(tuple(found.values()), made, programme)


def _agreement(table: Table) -> Agreement:
    among = table.choice("among", Among)
    school_class = table.text("class") if among is Among.CLASS else ""
    agreement = Agreement(among, Text(table.text("text")), school_class)
    table.end()
    return agreement


def _programme(table: Table) -> str:
    """Its site; "" as long as nobody looked whether it is still what it was."""
    site, checked = table.text("site", default=""), table.day_or_none("checked")
    table.end()
    return site if checked else ""


def read_calendar(file: Table, held: frozenset[Role]) -> tuple[YearDuty, ...]:
    """[[duties]]; only a role in `held` can own one. `left_out` is for `check` alone."""
    found: dict[str, YearDuty] = {}
    file.texts("left_out", default=())
    for table in file.tables("duties"):
        duty = _duty(table)
        check_owner(table, duty.owner, held)
        _once(table, duty.duty_id, found)
        found.setdefault(duty.duty_id, duty)
        table.end()
    file.end()
    return tuple(found.values())


def _duty(table: Table) -> YearDuty:
    duty = _read_duty(table)
    if duty.per is Per.FORM and not duty.forms:
        table.problem("per", "It is done once for each form, and has none.", "Add its forms.")
    return duty


def _read_duty(table: Table) -> YearDuty:
    return YearDuty(
        read_id(table),
        table.choice("owner", Role),
        table.numbers("months", least=1, most=12),
        Text(table.text("text")),
        table.text("source"),
        per=table.choice("per", Per, default=Per.SCHOOL),
        years=frozenset(table.numbers("years", least=1, most=LAST_YEAR_GROUP, default=())),
        every=table.number("every", least=1, most=10, default=1),
        first_year=table.number("first_year", least=2000, most=2100, default=2000),
        forms=table.texts("forms", default=()),
        name=table.text("name", default=""),
    )


def _once(table: Table, one: str, found: dict[str, Rule] | dict[str, YearDuty]) -> None:
    if one and one in found:
        table.problem("id", f'"{one}" is there twice.', "Give each its own id.")
