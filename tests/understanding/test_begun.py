"""A sentence that begins with a plain yes or no, and what only looks like one."""

from __future__ import annotations

from bot.understanding.begun import begins_with, tells_nothing

YES = (
    *(
        "ja hij stuurt ze door",
        "ja ze wachten op mij bij de fietsen",
        "ja, ze staan buiten",
        "ja nu",
    ),
    *("ja was gisteren weer", "ja er staat iemand", "ja bij mij thuis", "ja help me", "ja zeker"),
    "ja ze szkoły to mam",
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
    "hayır o okulda",  # noqa: RUF001 - as it is written
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
TURNED = (
    *(
        "nee ik ben niet veilig",
        "nee ik snap de vraag niet",
        "nee wel",
        "nah jawel",
        "nee kweet niet",
    ),
    *("nee dat durf ik niet te zeggen", "nee alleen in mijn ondergoed", "nee ik schaam me"),
    *("nee stop hiermee", "nee niet alleen zij", "ja dat klopt niet", "ja ik snap het niet"),
    *("ja, niet dus", "ja ik ben veilig", "yes, without my name please", "yes, if nobody hears it"),
    *("no i don't understand the question", "no they don’t", "hayır anlamadım", "evet değil"),  # noqa: RUF001
    *("hayır onu tanımıyorum", "evet adımı söylemezsen", "ні не хочу казати", "да ладно"),  # noqa: RUF001
    *(
        "ja, Kasia i Ola mamy zdjęcie",
        "tak, ale bez imienia",
        "так, якщо тихо",
    ),
    *("نعم لكن بدون اسمي", "لا، ما فهمت", "እወ ግን ስመይ ኣይትንገሩ", "ኣይፋልን ኣይተረድኣንን", "ja hij is het?"),
    *("nee maar hij zei dat hij het morgen doet", "nie, ale on tak mówi", "evet ama bilerek"),
)


def test_a_sentence_that_begins_with_an_answer_is_one_in_every_language() -> None:
    assert [begins_with(one) for one in YES] == [True] * len(YES)
    assert [begins_with(one) for one in NO] == [False] * len(NO)


def test_doubt_a_question_and_a_word_that_means_more_are_none() -> None:
    assert [one for one in NEITHER if begins_with(one) is not None] == []


def test_what_turns_it_round_or_hangs_it_on_something_is_looked_for_in_the_whole_sentence() -> None:
    assert [one for one in TURNED if begins_with(one) is not None] == []


def test_a_thumb_is_a_bare_yes_and_a_face_tells_how_somebody_is() -> None:
    assert [tells_nothing(sign) for sign in ("👍🏽", "✔️", "👎 !", "😭")] == [True] * 3 + [False]
