"""The rules in plain words, and the protocol's own sentence of each; knows no screen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.cases.kinds import ReporterRole
from bot.cases.rulebook import Agreement, Rule
from bot.flows.kit import Facts, Option
from bot.text import N_, Text


class Chapter(StrEnum):
    """What is read at once; a rule's id begins with its letter."""

    STAFF = "M"
    STUDENTS = "L"
    EVERYONE = "A"
    MISUSE = "O"
    OWN = "own"


CHAPTERS: Mapping[Chapter, Option] = {
    Chapter.STAFF: Option(Chapter.STAFF, N_("Rules for staff"), "🏫"),
    Chapter.STUDENTS: Option(Chapter.STUDENTS, N_("Rules for students"), "🎒"),
    Chapter.EVERYONE: Option(Chapter.EVERYONE, N_("Rules for everyone"), "🌍"),
    Chapter.MISUSE: Option(Chapter.MISUSE, N_("This is not allowed"), "⛔"),
    Chapter.OWN: Option(Chapter.OWN, N_("What we agreed at school"), "🤝"),
}


def chapters(f: Facts) -> tuple[Chapter, ...]:
    """Those for who reads: colleagues theirs first; what nobody agreed on is left out."""
    first = (Chapter.STAFF, Chapter.STUDENTS) if f.person else (Chapter.STUDENTS,)
    own = (Chapter.OWN,) if agreements(f) or f.school.programme else ()
    return (*first, Chapter.EVERYONE, Chapter.MISUSE, *own)


def rules_of(chapter: Chapter, f: Facts) -> tuple[Rule, ...]:
    """The rules of a chapter that are for who reads, "speak to each other" with those of staff."""
    letters = "MS" if chapter is Chapter.STAFF else chapter.value
    reader = ReporterRole.STAFF if f.person else ReporterRole.STUDENT
    found = (rule for rule in f.school.rules if rule.rule_id[0] in letters)
    if chapter is Chapter.EVERYONE:
        found = (rule for rule in found if reader in rule.for_whom)
    return tuple(found)


def agreements(f: Facts) -> tuple[Agreement, ...]:
    """What the school agreed on itself; the team's is for the team."""
    return tuple(one for one in f.school.agreements if f.person or one.among != "team")


def agreement_text(one: Agreement) -> Text:
    """Whose it is, where that is one class."""
    if not one.school_class:
        return one.text
    return N_("Class {name}: {words}").of(name=one.school_class, words=one.text)
