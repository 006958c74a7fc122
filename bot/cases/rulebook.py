"""The rules of the protocol and what a school does every year; knows no case and no moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cases.kinds import ReporterRole
from bot.cases.people import Role
from bot.text import Text


@dataclass(frozen=True)
class Rule:
    """One rule: `text` in the words of whom it is for, `source` the protocol's own sentence."""

    rule_id: str
    for_whom: frozenset[ReporterRole]
    text: Text
    source: str


class Among(StrEnum):
    """Whose agreement it is."""

    TEAM = "team"
    STUDENTS = "students"
    CLASS = "class"


@dataclass(frozen=True)
class Agreement:
    """What the school agreed on beside the protocol; `school_class` for one of a class."""

    among: Among
    text: Text
    school_class: str = ""


@dataclass(frozen=True)
class RuleBook:
    """The rules, the school's own agreements, and the site of a lesson programme."""

    rules: tuple[Rule, ...]
    agreements: tuple[Agreement, ...] = ()
    programme: str = ""


class Per(StrEnum):
    """For what a yearly duty is done apart."""

    SCHOOL = "school"
    CLASS = "class"
    YEAR = "year"  # a year group, such as all second classes
    FORM = "form"  # each of the forms it can have, such as the lessons it is given in


@dataclass(frozen=True)
class YearDuty:
    """Something a school does every year, or once in `every` years.

    It is asked in each of `months` (1 = January), so several months mean several times. `years`
    are the year groups it is for; empty: all. `forms` are the ways it can be done, `first_year` a
    school year (by its first half) in which it is asked when that is not every year. `name` is how
    the school calls it in a list, else its id does.
    """

    duty_id: str
    owner: Role
    months: tuple[int, ...]
    text: Text
    source: str
    per: Per = Per.SCHOOL
    years: frozenset[int] = frozenset()
    every: int = 1
    first_year: int = 2000
    forms: tuple[str, ...] = ()
    name: str = ""
