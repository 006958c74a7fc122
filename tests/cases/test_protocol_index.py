"""Every sentence of the protocol has a home in Maatje, or says why it asks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.protocol_index import (
    CONVERSATIONS,
    INDEX,
    PROTOCOL_TEXT,
    Sentence,
    first_difference,
    homeless,
    plain,
    read_index,
)
from bot.cases.toml_lines import Document, parse
from bot.cases.toml_table import Table
from bot.conversations.every_flow import FLOWS
from tests.cases.noordhoek import FOLDER, noordhoek


def index_of(text: str) -> tuple[Table, tuple[Sentence, ...]]:
    document = parse(INDEX, text)
    assert isinstance(document, Document)
    table = Table(document, [])
    return table, read_index(table)


TABLE, SENTENCES = index_of((FOLDER / INDEX).read_text("utf-8"))
PROTOCOL = (FOLDER / PROTOCOL_TEXT).read_text("utf-8")


def test_the_index_is_the_whole_protocol_sentence_by_sentence() -> None:
    assert first_difference(SENTENCES, PROTOCOL) is None
    assert TABLE.problems == []


def test_every_sentence_has_a_home_that_is_there_or_a_reason_to_have_none() -> None:
    assert list(homeless(SENTENCES, noordhoek())) == []
    assert all(one.homes or one.why for one in SENTENCES)
    assert sum(bool(one.homes) for one in SENTENCES) >= 129


def test_the_conversations_that_are_a_home_can_be_begun() -> None:
    assert set(FLOWS) >= CONVERSATIONS


def test_every_rule_quotes_the_protocol_to_the_letter() -> None:
    protocol = plain(PROTOCOL)
    for rule in noordhoek().rules:
        for sentence in rule.source.split(". "):
            assert plain(sentence).rstrip(".;") in protocol, rule.rule_id


def test_every_duty_of_the_protocol_quotes_it_to_the_letter() -> None:
    protocol = plain(PROTOCOL)
    made_here = {"augustus"}
    for duty in noordhoek().duties:
        assert (duty.duty_id in made_here) != (plain(duty.source) in protocol), duty.duty_id


def test_there_are_thirteen_rules_for_staff_and_ten_for_everyone() -> None:
    ids = [rule.rule_id for rule in noordhoek().rules]
    assert [one for one in ids if one.startswith("M")] == [f"M{n}" for n in range(1, 14)]
    assert [one for one in ids if one[0] in "AS"] == [*(f"A{n}" for n in range(1, 10)), "S1"]


@pytest.mark.parametrize("added", ["Nieuw: bel de burgemeester.", "x"])
def test_a_sentence_that_is_added_to_the_protocol_shows(added: str) -> None:
    assert first_difference(SENTENCES, f"{PROTOCOL}\n{added}") == added
    in_the_middle = PROTOCOL.replace("Leerlingen groeien op", f"{added} Leerlingen groeien op")
    found = first_difference(SENTENCES, in_the_middle)
    assert found is not None
    assert found.startswith(added)


def test_a_sentence_that_is_taken_out_shows() -> None:
    shorter = plain(PROTOCOL).replace("Leerlingen groeien op met dit fenomeen.", "")
    found = first_difference(SENTENCES, shorter)
    assert found is not None
    assert found.startswith("Ook de opvattingen")


def test_a_home_that_is_gone_is_named_with_its_sentence() -> None:
    without = replace(noordhoek(), rules=())
    found = [home for _, home in homeless(SENTENCES, without)]
    assert "rule:M1" in found
    assert not any(home.startswith("step:") for home in found)


@pytest.mark.parametrize(
    "text",
    ["", "sentences = 3", 'sentences = ["a"]', 'sentences = [["a", ""]]', "sentences = [[1, 2]]"],
)
def test_an_index_that_is_no_list_of_pairs_is_a_problem(text: str) -> None:
    table, found = index_of(text)
    assert table.problems
    assert not found
