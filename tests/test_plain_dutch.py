"""Students can read what they are told: short sentences, few of them, in words they know."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from scripts.plain_dutch import Block, blocks, ease, hardest, uncommon, words

SAID = tuple(blocks())
SENTENCES = sorted({(sentence, block.places[0]) for block in SAID for sentence in block.sentences})

MOST_WORDS = 10
MOST_SENTENCES = 3
EASY = 80

QUOTED = {
    "Plaats geen foto, film of geluid van een ander zonder te vragen.",
}
"""Longer by a word or two, for a list would be broken; never over twelve."""

PARENTS = {
    "De mentor van uw kind kan u ook helpen.",
    "Gaat er online iets mis met uw kind?",
    "Gebeurt dit met uw kind?",
    "Vertel het aan school. Ook als u twijfelt.",
    "Weet uw kind dat u dit vertelt?",
}
"""Said to parents only, who are "u"."""

NAMES = {"csv", "discord", "helpwanted", "snapchat", "telegram", "tiktok"}
EXPLAINED = {
    **dict.fromkeys(("typ", "typte"), "forms of typen"),
    **dict.fromkeys(("wis", "gewist"), "forms of wissen, and a command"),
    **dict.fromkeys(("verstuur", "verstuurt"), "forms of versturen"),
    **dict.fromkeys(("blokkeer", "kopieer", "verberg"), "forms of what the buttons of apps say"),
    **dict.fromkeys(("scheld", "beledig", "roddelen"), "what the protocol forbids, said in a row"),
    "language": "beside the Dutch word, for who reads no Dutch",
    "discrimineren": "what the protocol forbids; every student learns it in class",
    "buitensluiten": "a kind of bullying, beside others in a list of buttons",
    "stalken": "explained on its button: steeds volgen",
    "nepaccount": "students' own word for it",
    "spraakbericht": "what the app itself calls it",
    "inspreken": "said beside typen, the other way to do it",
    "ingedrukt": "how to hold a finger; there is no shorter word",
    "doorsturen": "what the app's own button says",
    "cookie": "what browsers call it, with what it does",
    "disclaimer": "explained in the same line: zeg dat je voor jezelf praat",
    "terugbellen": "a label: bel mij terug",
    "terugnemen": "a report is taken back; the button says so",
    "verdergaan": "verder gaan, in one word",
    "wijzigde": "form of wijzigen, in a text for staff and older students",
    "zelfdoding": "113's own word, asked about by name",
    "korters": "iets korters: something shorter",
    "tele": "half of what is typed for Telegram",
    "jaarkalender": "a button of colleagues only",
    "melder": "a word for colleagues only",
    "verzorger": "beside ouder, on a button for grown-ups",
    **dict.fromkeys(
        ("vertrouwenspersoon", "teamleider", "zorgteam", "schoolleiding", "schoolmaatschappelijk"),
        "who somebody is at school, beside the name",
    ),
    **dict.fromkeys(("jeugdteam", "wijkagent"), "whom to call, beside the number"),
}
"""Seldom met in books and films, and why it stands here all the same."""


def test_a_sentence_for_students_has_at_most_ten_words() -> None:
    assert len(SENTENCES) > 400
    long = [(s, place) for s, place in SENTENCES if len(s.split()) > MOST_WORDS]
    assert not [found for found in long if found[0] not in QUOTED]
    assert all(len(sentence.split()) <= 12 for sentence in QUOTED)


def test_a_line_for_students_has_at_most_three_sentences() -> None:
    assert not [block for block in SAID if len(block.sentences) > MOST_SENTENCES]


def test_all_that_students_read_is_easy_as_a_whole() -> None:
    assert ease(sentence for sentence, _place in SENTENCES) >= EASY


def test_every_word_for_students_is_common_or_has_its_reason() -> None:
    known = NAMES | set(EXPLAINED)
    unknown = {word: s for s, _place in SENTENCES for word in uncommon(s) if word not in known}
    assert not unknown


def test_no_reason_is_left_over() -> None:
    met = {word for sentence, _place in SENTENCES for word in uncommon(sentence)}
    assert set(EXPLAINED) | NAMES <= met


def test_students_are_said_you_as_to_a_friend_and_never_shouted_at() -> None:
    formal = re.compile(r"\b(u|uw|gelieve|dient|indien|betreffende|middels)\b", re.IGNORECASE)
    loud = re.compile(r"\b[A-Z]{3,}\b|!")
    known = {"SOM", "CSV", "GGD"}
    assert {block.said for block in SAID} >= PARENTS
    for block in SAID:
        assert block.said in PARENTS or not formal.search(block.said), block
        assert set(loud.findall(block.said)) <= known, block


@pytest.mark.parametrize(
    ("sentences", "least", "most"),
    [
        (["Ik zie het. Wij praten met hem."], 100, 130),
        (["Naar aanleiding van bovenstaande melding adviseren wij mediation."], -40, 30),
    ],
)
def test_the_score_tells_easy_from_hard(
    sentences: Iterable[str], least: float, most: float
) -> None:
    assert least <= ease(sentences) <= most


def test_what_is_filled_in_later_is_no_word() -> None:
    assert words("Dag {name}, tot {day}.") == ["Dag", "tot"]


def test_the_table_has_the_hardest_first_and_their_place() -> None:
    table = hardest(20)
    assert len(table) == 20
    assert table == sorted(table)
    assert all(place for _score, _sentence, place in table)


def test_a_line_is_parted_into_its_sentences() -> None:
    assert Block("Stop. Praat met ons: nu.", ("x",)).sentences == (
        "Stop.",
        "Praat met ons:",
        "nu.",
    )
