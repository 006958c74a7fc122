"""Words about somebody naked, as teenagers type them, and words that only look like it."""

import pytest

from bot.understanding.naked import may_be_naked


@pytest.mark.parametrize(
    "words",
    [
        "hij heeft een naaktfoto van mij",
        "ik sta er bloot op",
        "ze vroegen om nudes",
        "NUUUDES sturen",
        "stuur n00ds",
        "het gaat over seks",
        "s3ks filmpje",
        "s e k s",
        "s.e.x",
        "seggs",
        "een dickpic gekregen",
        "hij stuurde een dick pic",
        "sexting",
        "een foto zonder kleren",
        "je ziet haar tieten",
        "hij liet zijn piemel zien",
        "een sextape van Kim",
        "ze kijken porno in de klas",
        "p0rn0",
        "n4akt",
        "n@@kt",
        "nakt op snap",
        "halfnaakt gefilmd",
        "he has a nude of me",
        "I am naked in it",
        "sex pics",
        "no clothes on",
        "my boobs",
        "🍆",
        "ze zeiden: kleed je uit",
        "ik moest mijn shirt omhoog doen",
        "ze filmden mij onder de douche, er is een filmpje",
        "een foto van mijn kont",
        "geen nudes sturen zei ik",
        "ik wil niet naakt op de foto",
        "ik sta op de bangalijst",
        "blote foto",
        "sexuele foto",
        "intieme beelden",
    ],
)
def test_words_that_may_be_about_somebody_naked_are_heard(words: str) -> None:
    assert may_be_naked(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Hij scheldt mij uit in de app",
        "Jij bent een lul",
        "wat een kut dag",
        "ik liep op blote voeten",
        "hij sloeg met zijn blote handen",
        "hij snakt naar aandacht",
        "we werden blootgesteld aan rook",
        "hij noemt mij homoseksueel",
        "dat is seksistisch",
        "jongens en meisjes, elke sekse",
        "het gaat niet over seks",
        "het is niet naakt",
        "Bobs foto staat op insta",
        "zij zegt dat ik dom ben",
        "ik zit in 1a met 30 kinderen",
        "but he filmed me in class",
        "ze pikken mijn fiets op een foto",
        "er staat een foto van mij online",
    ],
)
def test_words_that_only_look_like_it_are_not(words: str) -> None:
    assert not may_be_naked(words)
