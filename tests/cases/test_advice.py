"""The table that says whether something may be posted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.cases.advice import AdviceRow, Verdict, advise, ask_next
from bot.cases.kinds import ReporterRole
from bot.cases.schoolfile import ADVICE
from tests.cases.noordhoek import noordhoek, texts
from tests.cases.test_schoolfile_mistakes import problems_of

TABLE = noordhoek().advice
RULES = {rule.rule_id: rule for rule in noordhoek().rules}
STAFF, STUDENT, PARENT = ReporterRole.STAFF, ReporterRole.STUDENT, ReporterRole.PARENT


def asked(asker: ReporterRole) -> Iterator[tuple[dict[str, str], AdviceRow]]:
    """Every way through the questions, with the row at its end."""
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        told = waiting.pop()
        question = ask_next(TABLE, asker, told)
        if question is None:
            yield told, advise(TABLE, asker, told)
            continue
        answers = question.offered(asker)
        waiting += [{**told, question.question_id: one.answer_id} for one in answers]


def told_by(row: AdviceRow) -> dict[str, str]:
    """The first of the answers each condition of a row wants."""
    return {question: min(answers) for question, answers in {**row.asks, **row.told}.items()}


def reached(asker: ReporterRole) -> set[AdviceRow]:
    """Rows that questions, or somebody's own words, lead to."""
    by_words = {advise(TABLE, asker, told_by(row)) for row in TABLE.rows_for(asker)}
    return by_words | {row for _told, row in asked(asker)}


def test_every_row_and_every_rule_can_be_reached() -> None:
    named: set[str] = set()
    for asker in ReporterRole:
        rows = reached(asker)
        assert not {r.row_id for r in TABLE.rows_for(asker)} - {r.row_id for r in rows}, asker
        quoted = {row.row_id: [r for r in row.rules if asker in RULES[r].for_whom] for row in rows}
        unruled = sorted(row_id for row_id, rules in quoted.items() if not rules)
        assert unruled in ([], ["work"]), asker  # whose work it is, staff rules say
        named.update(rule for row in rows for rule in row.rules_for(asker))
    assert named == set(RULES)


def test_the_questions_are_few_and_each_is_asked_once() -> None:
    for asker in ReporterRole:
        assert max(len(told) for told, _row in asked(asker)) <= 6, asker
    assert max(len(told) for told, _row in asked(STUDENT)) <= 4


def test_what_is_told_is_not_asked_again() -> None:
    question = ask_next(TABLE, STAFF, {"topic": "photo", "people": "students"})
    assert question is not None
    assert question.question_id == "consent"


def test_nobody_of_management_ever_gets_a_disclaimer() -> None:
    for told, _row in asked(STAFF):
        row = advise(TABLE, STAFF, {**told, "mt": "yes"})
        assert row.verdict is not Verdict.WITH_DISCLAIMER, told
    opinion = {"topic": "words", "subject": "opinion", "mt": "yes"}
    assert advise(TABLE, STAFF, opinion).rules[0] == "A7"


def test_on_an_own_blog_the_disclaimer_is_an_offer_and_the_duty_another_rule() -> None:
    row = advise(TABLE, STAFF, {"topic": "words", "subject": "blog"})
    assert row.verdict is Verdict.WITH_DISCLAIMER
    assert row.rules[:2] == ("M7", "M1")
    assert "kún" in row.reason.key


def test_winning_students_is_for_management_first() -> None:
    for account in ("school", "own"):
        told = {"topic": "photo", "people": "students", "account": account, "recruit": "yes"}
        assert advise(TABLE, STAFF, told).verdict is Verdict.MANAGEMENT_FIRST


def test_under_sixteen_the_parents_decide() -> None:
    for asker in ReporterRole:
        told = {"topic": "photo", "people": "students", "consent": "yes", "age": "young"}
        row = advise(TABLE, asker, told)
        letter = "ask_friend_parents" if asker is ReporterRole.STUDENT else "ask_parents"
        assert (row.verdict, row.ready) == (Verdict.CONSENT_FIRST, letter)


def test_what_somebody_does_privately_is_their_own_affair() -> None:
    for asker in ReporterRole:
        row = advise(TABLE, asker, {"topic": "words", "subject": "private"})
        assert (row.verdict, row.rules[0]) == (Verdict.ALLOWED, "A9")


def test_each_is_named_the_rules_that_are_for_them() -> None:
    person = next(row for row in TABLE.rows if row.row_id == "person")
    assert person.rules_for(STUDENT) == ("L7", "A4", "A2")
    assert person.rules_for(STAFF) == ("M3", "A4", "M5", "A2")
    work = next(row for row in TABLE.rows if row.row_id == "work")
    assert work.rules_for(STUDENT) == work.rules


def test_in_doubt_it_is_not_posted() -> None:
    for asker in ReporterRole:
        row = advise(TABLE, asker, {})
        assert (row.row_id, row.verdict) == ("doubt", Verdict.DO_NOT_POST)


def test_consent_for_the_school_does_not_count_on_ones_own_account() -> None:
    told = {"topic": "photo", "people": "students", "consent": "yes", "account": "own"}
    assert advise(TABLE, STAFF, told).verdict is Verdict.DO_NOT_POST


def test_a_student_reads_short_sentences() -> None:
    said = [text.key for row in TABLE.rows_for(STUDENT) for text in (row.reason, row.now)]
    parts = [part for one in said for part in re.split(r"(?<=[.!?:])\s+", one)]
    assert not [part for part in parts if len(part.split()) > 10]


def test_mistakes_in_the_table_are_named_with_their_line() -> None:
    files = texts()
    files[ADVICE] = (
        files[ADVICE]
        .replace('assumed = "unsure"', 'assumed = "perhaps"')
        .replace('rules = ["M6", "M9"]', 'rules = ["M60"]')
        .replace('told = { recruit = ["yes"] }', 'told = { recruit = ["oui"], age2 = ["x"] }')
        .replace('ready = "offline"', 'ready = "online"')
        .replace('id = "own"', 'id = "own_"', 1)
        .replace('id = "doubt"\n', 'id = "doubt"\nfor_whom = ["staff"]\n')
        .replace("Foto, film of geluid", "Foto, film, geluid of nog iets anders")
        .replace('id = "sorry"', 'id = "removed"')
        .replace('rules = ["A8", "A4"]', "rules = []")
    )
    found = problems_of(files)
    assert all(re.fullmatch(rf"{ADVICE}:\d+", one.place) for one in found)
    assert [one.what for one in found] == [
        "This is too long for a button.",
        '"perhaps" is no answer.',
        '"own" is no answer.',
        '"removed" is there twice.',
        '"M60" is no rule.',
        '"online" is no text to copy.',
        "An advice without a rule.",
        '"oui" is no answer.',
        '"age2" is not known here.',
        '"sorry" is no text to copy.',
        '"own" is no answer.',
        '"own" is no answer.',
        "The last row is no answer to every doubt.",
    ]


def test_a_table_without_rows_is_a_mistake_and_no_crash() -> None:
    files = texts()
    files[ADVICE] = 'rows = []\n[[questions]]\nid = "a"\ntext = "A?"\nassumed = "b"\n'
    assert "advice.toml" in str(problems_of(files))
    assert replace(TABLE, rows=()).rows == ()
