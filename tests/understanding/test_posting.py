"""What the words of "may I post this?" tell, and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.cases.advice import Verdict, advise, advise_at_once, ask_next
from bot.cases.kinds import ReporterRole
from bot.understanding.naked import may_be_naked
from bot.understanding.posting import MOST_READ, asks_to_post, judged, read
from bot.understanding.signs import read_signs
from tests.cases.noordhoek import noordhoek

SETS = Path(__file__).parent / "sets"
TABLE = noordhoek().advice
STAFF, STUDENT, PARENT = ReporterRole.STAFF, ReporterRole.STUDENT, ReporterRole.PARENT


def verdict(text: str, asker: ReporterRole) -> Verdict:
    return judged(text, asker, TABLE, naked=may_be_naked(text)).verdict


def measured(name: str) -> tuple[int, list[str], list[str]]:
    """How many sentences there are, those judged wrong, and among them those allowed wrongly."""
    lines = (SETS / name).read_text("utf-8").splitlines()
    wrong, allowed = [], []
    for one in map(json.loads, lines):
        got, wanted = verdict(one["text"], ReporterRole(one["asker"])), Verdict(one["verdict"])
        said = f"{one['text']!r}: {got}, not {wanted}"
        wrong += [said] if got is not wanted else []
        allowed += [said] if (got, wanted) == (Verdict.ALLOWED, Verdict.DO_NOT_POST) else []
    return len(lines), wrong, allowed


def test_the_verdict_is_right_on_the_sentences_it_was_built_with() -> None:
    count, wrong, allowed = measured("posting.jsonl")
    assert count >= 770
    assert len(wrong) <= 0.03 * count, "\n".join(wrong)
    assert not allowed


@pytest.mark.parametrize(
    ("name", "least", "right"),
    [("posting_held_out.jsonl", 250, 0.88), ("posting_by_another_hand.jsonl", 200, 0.88)],
)
def test_the_verdict_is_mostly_right_on_sentences_that_were_kept_apart(
    name: str, least: int, right: float
) -> None:
    """Chosen by the hash of the sentence; nothing was changed to please them."""
    count, wrong, allowed = measured(name)
    assert count >= least
    assert len(wrong) <= (1 - right) * count, len(wrong)
    assert not allowed


def test_what_is_likely_is_weighed_with_what_is_known() -> None:
    told = {"topic": "photo", "people": "students", "account": "own"}
    disclaimer = {Verdict.WITH_DISCLAIMER: 0.6, Verdict.CONSENT_FIRST: 0.4}
    unsure = {Verdict.CONSENT_FIRST: 0.7, Verdict.DO_NOT_POST: 0.3}
    surely = {Verdict.CONSENT_FIRST: 0.9, Verdict.DO_NOT_POST: 0.1}
    assert advise_at_once(TABLE, STAFF, told, unsure).row_id == "own_account"
    assert advise_at_once(TABLE, STAFF, told, surely).row_id == "photo_staff"
    assert advise_at_once(TABLE, STAFF, {}, disclaimer).row_id == "opinion"
    assert advise_at_once(TABLE, STAFF, {"subject": "blog"}, disclaimer).row_id == "blog"
    assert advise_at_once(TABLE, STUDENT, {}, disclaimer).row_id == "doubt"
    assert advise_at_once(TABLE, STUDENT, {}, {}).row_id == "doubt"


def test_what_harms_somebody_is_never_allowed() -> None:
    surely = {Verdict.ALLOWED: 1.0}
    assert advise_at_once(TABLE, STUDENT, {"harm": "mock"}, surely).row_id == "mock"
    told = {"harm": "derailing"}
    assert advise_at_once(TABLE, STAFF, told, surely).verdict is Verdict.DO_NOT_POST


def test_what_a_row_forbids_that_knows_something_is_never_allowed() -> None:
    told = {"topic": "lesson", "moment": "lesson"}
    assert advise_at_once(TABLE, STUDENT, told, {Verdict.ALLOWED: 1.0}).row_id == "lesson"


def test_what_is_allowed_gives_way_to_a_little_doubt() -> None:
    told = {"topic": "photo", "people": "nobody"}
    assert advise_at_once(TABLE, STUDENT, told, {}).verdict is Verdict.ALLOWED
    doubt = {Verdict.ALLOWED: 0.8, Verdict.DO_NOT_POST: 0.2}
    assert advise_at_once(TABLE, STUDENT, told, doubt).verdict is Verdict.DO_NOT_POST


def test_what_is_read_is_known_to_the_schools_table() -> None:
    for sign in read_signs("posting.toml").signs:
        question = TABLE.question(sign.question)
        assert sign.answer in {one.answer_id for one in question.answers}, sign


def test_the_words_that_say_so_can_be_shown() -> None:
    asked = read("Mag ik deze FOTO van klas 2b op mijn eigen insta?", STAFF)
    assert asked.told == {"topic": "photo", "people": "students", "account": "own"}
    assert "eigen" in asked.because["account"]


@pytest.mark.parametrize("asker", [STUDENT, PARENT, STAFF])
@pytest.mark.parametrize(
    "words",
    [
        "telefoonnummers van de klas in de groepsapp",
        "mobiel nummer van Noor",
        "zijn telefoonnummer",
        "tel nr van Ali",
        "haar 06 nummer op snap",
    ],
)
def test_the_number_of_somebody_else_is_theirs(words: str, asker: ReporterRole) -> None:
    assert advise(TABLE, asker, read(words, asker).told).row_id == "confidential"


@pytest.mark.parametrize(
    "words", ["mijn telefoonnummer op insta", "telefoonnummer van mij", "de telefoon van Noor"]
)
def test_a_number_or_a_phone_of_another_is_no_using_of_ones_own_phone(words: str) -> None:
    told = read(words, STUDENT).told
    assert "topic" not in told
    assert "harm" not in told


OF_OTHERS = (
    "foto van de tekening van Noor",
    "mag ik dit plaatsen? het is een foto van het werkstuk van Sem",
    "foto van de knutselwerkjes van groep 1b",
    "foto van haar tekening",
    "foto van de fiets van Ali",
    "foto van zijn fiets",
    "foto van de hond van mijn oma",
    "foto van schrift van jayden uit 1c met zijn naam erop",
)
"""What somebody else made or has."""
NOT_ALONE = (
    "filmpje van de muziekles alleen handen te zien",
    "een foto van een lokaal, er hangt een lijst met medicijnen",
    "foto van het lokaal met de presentielijst",
    "foto van het whiteboard met namen erop",
    "foto knutselwerk groep",
    "foto van de gitaar van Sem",
)
"""Where somebody may be in it, or what is written of them."""
NOBODYS = (
    "foto van mijn fiets",
    "foto van mijn tekening",
    "foto van mijn hond",
    "foto van een vogelhuisje van hout",
    "foto van het gebouw van school",
    "foto van mijn vakantie van vorig jaar",
)


@pytest.mark.parametrize("asker", [STUDENT, PARENT, STAFF])
@pytest.mark.parametrize("words", [*OF_OTHERS, *NOT_ALONE])
def test_with_something_of_somebody_else_nothing_is_allowed_at_once(
    words: str, asker: ReporterRole
) -> None:
    told = read(words, asker).told
    asked = ask_next(TABLE, asker, told)
    decided = advise(TABLE, asker, told)
    assert decided.verdict is not Verdict.ALLOWED or (asked and asked.question_id == "people")


@pytest.mark.parametrize("asker", [STUDENT, PARENT, STAFF])
@pytest.mark.parametrize("words", OF_OTHERS)
def test_whose_it_is_decides_about_something_of_somebody_else(
    words: str, asker: ReporterRole
) -> None:
    told = read(words, asker).told
    assert advise(TABLE, asker, told).verdict is Verdict.CONSENT_FIRST
    asked = ask_next(TABLE, asker, told)
    assert asked is not None
    assert asked.question_id in {"consent", "maker"}


@pytest.mark.parametrize("words", NOBODYS)
def test_a_picture_of_ones_own_or_of_nobody_stays_allowed(words: str) -> None:
    assert advise(TABLE, STUDENT, read(words, STUDENT).told).row_id == "photo_nobody"


OF_A_PERSON = (
    "mag ik een foto van Sara plaatsen",
    "foto van Mo op vakantie",
    "mag ik een foto plaatsen van Sara op het strand",
    "can I post a picture of Sara",
    "can i post a photo of Mo on holiday",
    "photo of Mo playing football",
    "photo of Mo's cat",
    "photo of my friends dog",
    "selfie with Sara",
    "picture of me with Mo",
    "Sara'nın fotoğrafını paylaşabilir miyim",  # noqa: RUF001 - as it is written
    "saranin tatil fotografi",
    "arkadasimin fotografi",
    "Sara ile kendi fotografim",
    "Sarayla selfie",
    "czy mogę wrzucić zdjęcie Sary",
    "zdjęcie Sary z wakacji",
    "zdjęcie psa Sary",
    "moje zdjęcie z Sarą",
    "чи можу я викласти фото Сари",
    "фото собаки Сари",
    "моє фото з Сарою",
    "هل يمكنني نشر صورة سارة",
    "صورة سارة في العطلة",
    "صورة كلب سارة",
    "ስእሊ ሳራ ክልጥፍ እኽእል ዶ",
    "ስእሊ ሳራ ኣብ ዕረፍቲ",
    "ናይ ሳራ ስእሊ",
)
"""Somebody else may be in it, or it is theirs, by a name that no list knows."""


@pytest.mark.parametrize("asker", [STUDENT, PARENT, STAFF])
@pytest.mark.parametrize("words", OF_A_PERSON)
def test_of_a_picture_of_somebody_by_name_it_is_asked_who_is_in_it(
    words: str, asker: ReporterRole
) -> None:
    told = read(words, asker).told
    asked = ask_next(TABLE, asker, told)
    assert advise(TABLE, asker, told).verdict is not Verdict.ALLOWED
    assert asked is not None
    assert asked.question_id in {"people", "consent"}


OWN_ELSEWHERE = (
    "photo of my cat",
    "can I post a picture of my holiday",
    "picture of me",
    "kedimin fotografi",
    "kendi fotoğrafım",  # noqa: RUF001 - as it is written
    "zdjęcie mojego kota",
    "moje selfie",
    "moje zdjęcie z wakacji",
    "фото мого кота",
    "моє фото",
    "صورة قطتي",
    "صورتي",
)


@pytest.mark.parametrize("words", [*OWN_ELSEWHERE, "foto of filmpje van mijn hond"])
def test_a_picture_of_ones_own_stays_allowed_in_every_language(words: str) -> None:
    assert advise(TABLE, STUDENT, read(words, STUDENT).told).row_id == "photo_nobody"


def test_a_picture_of_ones_own_screen_is_not_passed_on() -> None:
    own, other = "screenshot van mijn eigen snap", "screenshot van de snap van Sem"
    assert [read(one, STUDENT).told.get("harm") for one in (own, other)] == [None, "forward"]


def test_a_long_story_tells_nothing() -> None:
    asked = read("mag ik een foto van mijn hond posten " * 100, STUDENT)
    assert not asked.told
    assert advise(TABLE, STUDENT, asked.told).verdict is Verdict.DO_NOT_POST


def test_words_about_somebody_naked_come_before_all_others() -> None:
    long = "x " * MOST_READ
    assert read("mag ik haar nudes doorsturen", STUDENT).told["harm"] == "nude"
    assert read(f"{long} naaktfoto", STUDENT).told == {"harm": "nude"}


@given(text=some.text(max_size=200), asker=some.sampled_from(ReporterRole))
@settings(max_examples=30, deadline=None)
def test_whatever_is_typed_there_is_an_answer(text: str, asker: ReporterRole) -> None:
    assert verdict(text, asker) in Verdict


def test_a_plain_question_whether_one_may_post_is_known() -> None:
    asked = (
        "mag dit op insta?",
        "Mag ik deze foto plaatsen",
        "can i post this",
        "mogen we dit delen",
    )
    other = ("mag ik met iemand praten", "hij zet mij op insta", "mag ik deze naaktfoto posten")
    assert [asks_to_post(one) for one in (*asked, *other)] == [True] * 4 + [False] * 3
