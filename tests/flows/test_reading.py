"""Words typed where buttons are shown."""

from __future__ import annotations

import pytest

from bot.flows.kinds import KIND_OPTIONS
from bot.flows.kit import Option
from bot.flows.reading import by_number, meant
from bot.flows.what import NO_OPTION, UNSURE_OPTION, YES_OPTION
from bot.text import N_, Text, verbatim
from tests.handlers.door import I18N
from tests.talk import english

YES_NO = (YES_OPTION, NO_OPTION, UNSURE_OPTION)


def value(words: str, options: tuple[Option, ...] = YES_NO, *, exact: bool = False) -> str:
    found = meant(words, options, english, exact=exact)
    return found.value if found else ""


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("yes", "yes"),
        ("YES!!", "yes"),
        ("  yesss ", "yes"),
        ("yes 😭", "yes"),
        ("yep", "yes"),
        ("Nope.", "no"),
        ("👍", "yes"),
        ("👎🏽", "no"),
        ("✔", "yes"),
        ("🤷", "unsure"),
        ("1", "yes"),
        ("3", "unsure"),
        ("idk", "unsure"),
        ("i dont know", "unsure"),
        ("I don't know", "unsure"),
        ("no idea", "unsure"),
    ],
)
def test_the_many_ways_to_type_yes_and_no(words: str, wanted: str) -> None:
    assert value(words) == wanted


@pytest.mark.parametrize(
    "words",
    ["", "   ", "🐙", "no one helps me", "yes and no", "he says yes all the time", "0", "4", "99"],
)
def test_what_is_not_an_answer_is_not_taken_for_one(words: str) -> None:
    assert value(words) == ""


def test_an_answer_that_is_turned_round_is_none_in_any_language() -> None:
    """Neither the label within a "not", nor a long "no" before the words that matter."""
    back = Option("back", N_("I take this report back."), also=N_("take it back|terugnemen"))
    turned = ("niet terugnemen", "ik wil het niet terugnemen", "never take it back")
    assert [value(words, (back,)) for words in turned] == ["", "", ""]
    assert value("toch maar terugnemen hoor", (back,)) == ""
    assert value("ja graag terugnemen", (back,)) == ""
    yes, no = Option("yes", verbatim("evet")), Option("no", verbatim("hayır"))  # noqa: RUF001
    said = ("hayır güvende değilim", "hayır sadece sütyenle", "evet ama adım olmasın")  # noqa: RUF001
    assert [value(words, (yes, no)) for words in said] == ["", "", ""]
    assert value("hayır", (yes, no)) == "no"  # noqa: RUF001


def test_a_yes_and_a_no_of_a_few_words_are_known_in_dutch() -> None:
    def dutch(text: Text) -> str:
        return I18N.render(text, "nl")

    for words, wanted in (("ja dat klopt", "yes"), ("ja graag", "yes"), ("nee nu niet", "no")):
        found = meant(words, YES_NO, dutch)
        assert found is not None
        assert found.value == wanted


@pytest.mark.parametrize("words", ["9" * 5000, "²²", "𐩀", "١٢"])
def test_strange_numbers_do_no_harm(words: str) -> None:
    assert value(words) == ""


def test_a_digit_in_another_script_is_that_digit() -> None:
    assert value("٢") == "no"


def test_eleven_is_not_one() -> None:
    many = tuple(Option(str(n), verbatim(f"answer {n}")) for n in range(1, 12))
    assert value("11", many) == "11"
    assert value("1", many) == "1"


def test_numbers_count_the_answers_on_the_screen() -> None:
    found = meant("1", YES_NO, english, numbered=YES_NO[1:])
    assert found is NO_OPTION


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("threats", "threat"),
        ("it is stalking", "stalking"),
        ("gossip", "insult"),
        ("a fake account of me", "hacking"),
        ("fake", "hacking"),
        ("FORCES", "coercion"),
        ("others", "forwarding"),
        ("a", ""),
        ("he said that he was stalking her for years", ""),
    ],
)
def test_a_part_of_a_label_or_a_short_sentence_will_do_when_it_fits_one(
    words: str, wanted: str
) -> None:
    assert value(words, KIND_OPTIONS) == wanted


def test_only_the_whole_label_counts_when_it_must_be_exact() -> None:
    assert value("threats", KIND_OPTIONS, exact=True) == "threat"
    assert value("it is threats", KIND_OPTIONS, exact=True) == ""
    assert value("3", KIND_OPTIONS, exact=True) == ""


def test_a_space_too_many_makes_no_difference() -> None:
    options = (Option("1a", verbatim("1a")), Option("w", N_("WhatsApp")))
    assert value("1 a", options) == "1a"
    assert value("whats app", options) == "w"


def test_no_number_is_no_place_on_the_screen() -> None:
    assert by_number("one", YES_NO) is None
