"""A sentence that begins with a plain yes or no, and what only looks like one."""

from __future__ import annotations

from bot.understanding.begun import begins_with

YES = (
    "ja hij stuurt ze door",
    "JAAA!! steeds weer",
    "evet gönderiyor",
    "نعم هو يرسلها",
    "tak, on wysyła",
    "так, він шле",
    "እወ ንሱ ይሰዶ",
    "yes he sends them",
)
NO = (
    "nee hij is weg",
    "Neeee, hij is weg",
    "no he is at school",
    "hayır onu tanımıyorum",  # noqa: RUF001 - as it is written
    "لا، هو في المدرسة",
    "nie, on już poszedł",
    "ні він у школі",  # noqa: RUF001 - as it is written
    "ኣይፋልን ንሱ ኣብ ቤት ትምህርቲ",
)
NEITHER = (
    *("", "ja", "nee", "hij doet het", "ja nee", "nee ik weet niet of hij het doet"),
    *("ja wat moet ik nu doen", "no one helps me", "nie chcę o tym mówić", "لا أريد الكلام"),
    *("tak się stało wczoraj", "ja go znam", "yok öyle değil", "так сталося вчора"),
)
BUT = ("nee maar hij zei dat hij het morgen doet", "nie, ale on tak mówi", "evet ama bilerek")


def test_a_sentence_that_begins_with_an_answer_is_one_in_every_language() -> None:
    assert [begins_with(one) for one in YES] == [True] * len(YES)
    assert [begins_with(one) for one in NO] == [False] * len(NO)


def test_doubt_a_question_and_a_word_that_means_more_are_none() -> None:
    assert [one for one in NEITHER if begins_with(one) is not None] == []


def test_a_but_can_be_left_undecided() -> None:
    assert begins_with(BUT[0]) is False
    assert [begins_with(one, but=False) for one in BUT] == [None] * len(BUT)
