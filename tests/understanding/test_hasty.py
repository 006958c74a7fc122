"""Dutch as thirteen-year-olds type it is heard like the same words in full."""

from __future__ import annotations

import pytest

from bot.understanding.danger import Danger, danger_in
from bot.understanding.noticing import notice
from bot.understanding.wording import wording

IN_FULL = {
    "ik wil nie dat mn ouders 't weten": "ik wil niet dat mijn ouders het weten",
    "kwil t nie": "ik wil het niet",
    "k snap nie wa je bedoelt": "ik snap niet wat je bedoelt",
    "wilnie zeggen wrm": "wil niet zeggen waarom",
    "da wil ik ni omda t nie mag": "dat wil ik niet omdat het niet mag",
    "k ben over t hek want t is nie ver": "ik ben over het hek want het is niet ver",
    "kweenie ff": "ik weet niet even",
}
OTHER_LANGUAGES = (
    *("nie chce zyc", "mowi ze nie da rady", "ana wa ommi", "ni hao", "kwiat", "nie"),
    *("ben da olmek istiyorum", "bana yardim et", "miss da hills"),
)
ENGLISH = (
    "i don t even want to live|i don t even want to be here|i don t even want to wake up|"
    "i don t want to live|i can t live like this"
)
CALM = (
    "ik wil nie dat me ouders t weten|ik wil t nie|me mama mag t nie weten|ik wil nie meedoen|"
    "ik wil nie dat hij t ziet|ik wil nie dat je t leest|ik durf nie te komen|ik wil het weg|"
    "ik wil gewoon dat het weg is|ik wil niet meer dat jullie er iets mee doen|"
    "nee ik wil toch niet lisa wil het niet|kwil nie praten met me mentor|ik heb da nie gedaan|"
    "ik wil nie met me naam erbij|kweenie wie t was|laat maar|"
    "ik wil die foto weg|me vriendin wil nie dat jij t doorgeeft|tis nie waar wa hij zegt|"
    "ik wil nie meer dat jullie me pa bellen|k vind t nie leuk wa ze in de app zeggen"
)
NOT_WANTING_TO_LIVE = (
    "ik wil nie meer leve|kwil nie meer|k wil niet meer|ik wil dood|ik hoef nie meer|kwil dood|"
    "door die foto wil ik weg|door de fotos wil ik weg|hoeft niet meer|hoeft nie meer|"
    "ik wil er nie meer zijn|kwil der nie meer zijn|t leve hoeft van mij nie meer|"
    "wilnie meer leven|ikwilniemeerleven|kwil nie meer wakker worden|kheb geen zin meer in t leve|"
    "van mij hoeft t nie meer|wrm leef ik nog|nie chce juz zyc"
)


@pytest.mark.parametrize(("typed", "full"), IN_FULL.items())
def test_what_is_typed_in_a_hurry_is_read_in_full(typed: str, full: str) -> None:
    assert list(wording(typed)) == full.split()


@pytest.mark.parametrize("words", ENGLISH.split("|"))
def test_english_with_a_space_for_the_apostrophe_is_heard_like_english(words: str) -> None:
    assert danger_in(words) == danger_in(words.replace(" t ", "'t "))
    assert danger_in(words).danger is Danger.SUICIDE


@pytest.mark.parametrize("words", OTHER_LANGUAGES)
def test_a_word_of_another_language_stays_what_it_is(words: str) -> None:
    assert list(wording(words)) == words.split()


def test_words_typed_together_are_read_in_full_too() -> None:
    assert [word.written for word in notice("ikwilniemeerleven").words] == [
        *("ik", "wil", "niet", "meer", "leven")
    ]


def test_who_does_not_want_something_is_not_heard_as_tired_of_life() -> None:
    assert [one for one in CALM.split("|") if danger_in(one).danger is not Danger.NONE] == []


def test_who_does_not_want_to_live_is_heard_in_any_spelling() -> None:
    wanted = NOT_WANTING_TO_LIVE.split("|")
    assert [one for one in wanted if danger_in(one).danger is not Danger.SUICIDE] == []


def test_somebody_who_knows_where_they_live_is_no_wish_to_die() -> None:
    assert danger_in("hij weet waar ik woon").danger is not Danger.SUICIDE
