"""Case names and recovery words: the curated lists themselves and what is drawn from them."""

import random
import re
import secrets
from itertools import combinations, product
from pathlib import Path

import pytest

from bot.cases.naming import (
    NamesRunOut,
    NameWords,
    fold,
    fresh_name,
    one_slip_apart,
    read_name_words,
    read_recovery,
    read_word_list,
    recovery_words,
)

FOLDER = Path(__file__).parents[2] / "bot" / "data" / "words"
NAMES = read_name_words((FOLDER / "case_names.toml").read_text(encoding="utf-8"))
RECOVERY_TEXT = (FOLDER / "recovery_nl.txt").read_text(encoding="utf-8")
RECOVERY = read_word_list(RECOVERY_TEXT)
FIVE = ("olifant", "zolder", "gitaar", "lantaarn", "brug")

# Not a list of all that is rude: enough to stop the usual ones from coming back unseen.
INSULTS = {
    "varken", "koe", "ezel", "slang", "rat", "aap", "hond", "teef", "kip", "geit", "kuiken",
    "zwijn", "pad", "hyena", "uil", "gans", "eikel", "muts", "trut", "doos", "pruim", "mossel",
    "poes", "nicht", "flikker", "homo", "pot", "hoer", "slet", "kwal", "mongool", "kanker",
    "tering", "tyfus", "kut", "lul", "pik", "kont", "reet", "tiet", "bloot", "naakt", "seks",
    "dood", "moord", "bloed", "wapen", "mes", "bom", "drugs", "wiet", "coke", "bier", "wijn",
    "god", "kerk", "moskee", "jood", "moslim", "neger", "nazi", "sukkel", "idioot",
    "pannenkoek", "wafel", "banaan", "perzik", "meloen", "bever",
}  # fmt: skip
ALLUSIONS = {
    "natte", "dikke", "zwarte", "harde", "hete", "kleine", "grote", "bruine", "witte", "blanke",
    "stijve", "zachte", "gele", "ronde", "vieze", "lekkere", "warme", "vrije", "stille",
    "zingende", "fluitende", "gladde", "lange", "diepe", "hoge", "oude", "jonge", "roze",
}  # fmt: skip
# Rude as a part of nearly any word that holds them.
RUDE_PARTS = re.compile(
    "kut|hoer|anus|neuk|kak|piem|slet|homo|moord|bloed|tiet|stront|poep|kanker|neger|wiet"
)
# Fine in the recovery list, where nobody is called by them.
HARMLESS_THERE = {"banaan", "meloen", "perzik"}


def test_there_are_enough_names_for_many_school_years() -> None:
    assert len(NAMES.adjectives) >= 60
    assert len(NAMES.things) >= 120


def test_every_half_of_a_name_is_short_and_written_with_one_capital() -> None:
    for word in (*NAMES.adjectives, *NAMES.things):
        assert 3 <= len(word) <= 9, word
        assert word.removeprefix("IJ")[1:].islower(), word
        assert word[0].isupper(), word


def test_every_adjective_has_the_form_that_goes_with_a_de_word() -> None:
    assert [word for word in NAMES.adjectives if not word.endswith("e")] == []


def test_no_two_halves_sound_the_same() -> None:
    halves = [*NAMES.adjectives, *NAMES.things]
    assert len({fold(word) for word in halves}) == len(halves)


def test_no_name_holds_an_insult_or_an_allusion() -> None:
    halves = {word.casefold() for word in (*NAMES.adjectives, *NAMES.things)}
    assert halves & (INSULTS | ALLUSIONS) == set()
    assert [word for word in halves if RUDE_PARTS.search(word)] == []


def test_pairs_kept_apart_are_made_of_words_that_exist() -> None:
    assert NAMES.never_together
    for first, second in NAMES.never_together:
        assert first in NAMES.adjectives, first
        assert second in NAMES.things, second


def test_fresh_names_differ_over_the_whole_space_and_then_run_out() -> None:
    few = NameWords(
        adjectives=NAMES.adjectives[:12],
        things=NAMES.things[:15],
        never_together=frozenset({(NAMES.adjectives[3], NAMES.things[4])}),
    )
    drawn: set[str] = set()
    for _ in range(12 * 15 - 1):
        name = fresh_name(few, drawn, secrets.choice)
        assert name not in drawn
        drawn.add(name)
    assert f"{NAMES.adjectives[3]} {NAMES.things[4]}" not in drawn
    with pytest.raises(NamesRunOut):
        fresh_name(few, drawn, secrets.choice)


def test_the_last_free_name_of_the_real_lists_is_found() -> None:
    every = {f"{first} {second}" for first, second in product(NAMES.adjectives, NAMES.things)}
    last = "Blauwe Otter"
    assert fresh_name(NAMES, every - {last}, secrets.choice) == last


def test_a_taken_name_is_known_in_any_capitals() -> None:
    only = NameWords(adjectives=("Blauwe",), things=("Otter",))
    with pytest.raises(NamesRunOut):
        fresh_name(only, {"blauwe OTTER"}, secrets.choice)


def test_names_left_over_are_not_given_in_the_order_of_the_file() -> None:
    taken = {f"{first} {NAMES.things[0]}" for first in NAMES.adjectives[1:]}
    few = NameWords(adjectives=NAMES.adjectives, things=NAMES.things[:2])
    chance = random.Random(3)  # noqa: S311 - a test that must come out the same each time
    drawn = {fresh_name(few, taken, chance.choice) for _ in range(40)}
    assert len(drawn) > 10


def test_the_recovery_list_holds_2048_sorted_plain_words() -> None:
    assert len(RECOVERY) == 2048
    assert "\n".join(sorted(set(RECOVERY))) + "\n" == RECOVERY_TEXT
    assert [word for word in RECOVERY if not re.fullmatch("[a-z]{4,9}", word)] == []


def test_no_two_recovery_words_sound_the_same() -> None:
    assert len({fold(word) for word in RECOVERY}) == len(RECOVERY)


def test_no_two_recovery_words_are_one_slip_apart() -> None:
    # Words one slip apart share what is left when a letter is taken out of one or both.
    alike: dict[str, list[str]] = {}
    for word in RECOVERY:
        for rest in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            alike.setdefault(rest, []).append(word)
    pairs = {pair for words in alike.values() for pair in combinations(words, 2)}
    assert [pair for pair in pairs if one_slip_apart(*pair)] == []


def test_no_recovery_word_is_rude() -> None:
    assert set(RECOVERY) & (INSULTS - HARMLESS_THERE) == set()
    assert [word for word in RECOVERY if RUDE_PARTS.search(word)] == []


def test_five_different_words_are_drawn() -> None:
    for _ in range(50):
        drawn = recovery_words(RECOVERY, secrets.choice)
        assert len(set(drawn)) == 5
        assert set(drawn) <= set(RECOVERY)


def test_a_stubborn_chance_still_gives_five_different_words() -> None:
    assert recovery_words(RECOVERY, lambda left: left[0]) == RECOVERY[:5]


@pytest.mark.parametrize(
    "typed",
    [
        "olifant zolder gitaar lantaarn brug",
        "  OLIFANT   Zolder\tgitaar\n lantaarn  brug. ",
        "olifant, zolder, gitaar, lantaarn en brug",
        "olifant-zolder-gitaar-lantaarn-brug",
        "1. olifant\n2. zolder\n3. gitaar\n4. lantaarn\n5. brug",
        "1) Olifant 2) zólder 3) gitaar 4) lantaarn 5) brug",
    ],
)
def test_words_are_read_in_any_dress(typed: str) -> None:
    assert read_recovery(typed, RECOVERY) == FIVE


@pytest.mark.parametrize(
    "typed",
    [
        "olifan zoldder gittaar lantarn brugg",
        "oilfant zolder gtiaar lantaarn brgu",
        "olyfant solder gitaar lantaarn bruch",
        "0lifant zolder gitaar lantaaru brug",
    ],
)
def test_one_slip_a_word_is_repaired(typed: str) -> None:
    assert read_recovery(typed, RECOVERY) == FIVE


def test_what_is_left_in_doubt_is_not_guessed() -> None:
    list_with_neighbours = ("appel", "boot", "brug", "citroen", "doos", "zolder", "boom")
    assert read_recovery("boo appel brug citroen zolder", list_with_neighbours) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "olifant zolder gitaar lantaarn",
        "olifant zolder gitaar lantaarn brug brug",
        "olifant zolder gitaar lantaarn qwertz",
        "olifant zolder gitaar lntrn brug",
        "😀 12345",
    ],
)
def test_anything_else_is_no_key(typed: str) -> None:
    assert read_recovery(typed, RECOVERY) is None


def test_what_has_no_letters_has_no_sound() -> None:
    assert fold("") == fold("\u0301") == ""


@pytest.mark.parametrize("many", [60, pytest.param(len(RECOVERY), marks=pytest.mark.slow)])
def test_every_list_word_survives_a_letter_left_out_or_stays_in_doubt(many: int) -> None:
    chance = random.Random(7)  # noqa: S311 - a test that must come out the same each time
    sounds = {fold(word) for word in RECOVERY}
    for word in chance.sample(RECOVERY, many):
        if fold(word[:-1]) in sounds:  # without its last letter it is another word of the list
            continue
        typed = " ".join([word[:-1], *FIVE[1:]])
        assert read_recovery(typed, RECOVERY) in {(word, *FIVE[1:]), None}
