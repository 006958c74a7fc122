"""Reads advice.toml and checks that its rows hang together; knows not what anybody asks."""

from __future__ import annotations

from collections.abc import Collection

from bot.cases.advice import (
    AdviceAnswer,
    AdviceQuestion,
    AdviceRow,
    AdviceTable,
    Needs,
    Verdict,
)
from bot.cases.kinds import ReporterRole
from bot.cases.rulebook import Rule
from bot.cases.toml_table import Table
from bot.text import Text

EVERYONE = frozenset(ReporterRole)
MOST_LABEL = 30
"""Characters of an answer's button."""


def read_advice(file: Table, rules: tuple[Rule, ...]) -> AdviceTable:
    """[[questions]], [[ready]] and [[rows]]; a row can only name what is there."""
    questions = _questions(file)
    ready = _ready(file)
    known = {one.question_id: one for one in questions}
    tables = file.tables("rows")
    rows = tuple(_row(table, known, ready, rules) for table in tables)
    if tables:
        _check_last(tables[-1], rows[-1])
    file.end()
    return AdviceTable(questions, rows, ready)


def _questions(file: Table) -> tuple[AdviceQuestion, ...]:
    found: dict[str, AdviceQuestion] = {}
    for table in file.tables("questions"):
        question = AdviceQuestion(
            table.text("id"),
            Text(table.text("text")),
            table.text("assumed"),
            tuple(_answer(one) for one in table.tables("answers")),
        )
        _once(table, question.question_id, found)
        if not any(one.answer_id == question.assumed for one in question.answers):
            table.problem("assumed", f'"{question.assumed}" is no answer.', "Name one of them.")
        found.setdefault(question.question_id, question)
        table.end()
    return tuple(found.values())


def _answer(table: Table) -> AdviceAnswer:
    text = Text(table.text("text")) if table.has("text") else None
    if text and len(text.key) > MOST_LABEL:
        table.problem("text", "This is too long for a button.", f"Use {MOST_LABEL} characters.")
    answer = AdviceAnswer(table.text("id"), _for_whom(table), text)
    table.end()
    return answer


def _for_whom(table: Table) -> frozenset[ReporterRole]:
    return table.choices("for_whom", ReporterRole) if table.has("for_whom") else EVERYONE


def _ready(file: Table) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for table in file.tables("ready"):
        ready_id = table.text("id")
        _once(table, ready_id, found)
        found[ready_id] = Text(table.text("text"))
        table.end()
    return found


def _row(
    table: Table,
    questions: dict[str, AdviceQuestion],
    ready: Collection[str],
    rules: tuple[Rule, ...],
) -> AdviceRow:
    row = AdviceRow(
        table.text("id"),
        _for_whom(table),
        table.choice("verdict", Verdict),
        _rules(table, rules),
        _sentence(table, "reason"),
        _sentence(table, "now"),
        _needs(table, "told", questions),
        _needs(table, "asks", questions),
        table.text("ready", default=""),
        weak=table.flag("weak", default=False),
        usual=table.flag("usual", default=False),
    )
    if row.ready and row.ready not in ready:
        table.problem("ready", f'"{row.ready}" is no text to copy.', "Add it below [[ready]].")
    table.end()
    return row


def _sentence(table: Table, key: str) -> Text:
    inner = table.table(key)
    text = Text(inner.text("text"))
    inner.end()
    return text


def _rules(table: Table, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    named = table.texts("rules")
    known = {rule.rule_id for rule in rules}
    for name in named:
        if rules and name not in known:
            table.problem("rules", f'"{name}" is no rule.', "Name one that is in rules.toml.")
    if not named:
        table.problem("rules", "An advice without a rule.", "Name the rule that says so.")
    return named


def _needs(table: Table, key: str, questions: dict[str, AdviceQuestion]) -> Needs:
    inner = table.table(key, required=False)
    needs = {
        question: frozenset(inner.texts(question)) for question in questions if inner.has(question)
    }
    for question, answers in needs.items():
        unknown = answers - {one.answer_id for one in questions[question].answers}
        for answer in sorted(unknown):
            inner.problem(question, f'"{answer}" is no answer.', "Name one of the question's own.")
    inner.end()
    return needs


def _check_last(table: Table, row: AdviceRow) -> None:
    if row.told or row.asks or row.for_whom != EVERYONE or row.verdict is not Verdict.DO_NOT_POST:
        table.problem(
            "", "The last row is no answer to every doubt.", "End with do_not_post for everyone."
        )


def _once(table: Table, one: str, found: Collection[str]) -> None:
    if one and one in found:
        table.problem("id", f'"{one}" is there twice.', "Give each its own id.")
