"""Who does it, in a few words: the wrong one would bring the wrong people in."""

from bot.cases.kinds import Doer
from bot.understanding.doing import HOME, doer_in

ANSWERS: dict[str, Doer | str | None] = {
    "een onbekende jongen van snapchat": Doer.OUTSIDER,
    "een jongen van een andere school": Doer.OUTSIDER,
    "mijn ex, hij zit niet op onze school": Doer.OUTSIDER,
    "iemand van buiten school die ik niet ken": Doer.OUTSIDER,
    "a stranger, some boy": Doer.OUTSIDER,
    "nee, iemand anders, ik ken hem niet": Doer.UNKNOWN,
    "ik weet niet wie": Doer.UNKNOWN,
    "een onbekend nummer": Doer.UNKNOWN,
    "een onbekende": Doer.UNKNOWN,
    "anoniem": Doer.UNKNOWN,
    "bilmiyorum": Doer.UNKNOWN,
    "mijn stiefvader": HOME,
    "de conciërge": Doer.STAFF,
    "mijn stagebegeleider": Doer.PLACEMENT,
    "ik weet niet wat ik moet doen": None,
    "ik snap het niet": None,
    "ik weet niet of het mijn mentor is": None,
    "niet mijn vader": None,
    "een leerling, ik ken hem niet": None,
    "mijn buurman meneer Jansen": None,
    "mijn vader en de leraar": None,
    "iemand op snap": None,
    "de juf zei dat iemand mij op het plein steeds weer uitscheldt en dat dit moet stoppen": None,
    "": None,
}


def test_a_few_words_say_who_it_is_and_what_is_not_plain_is_asked() -> None:
    assert {words: doer_in(words) for words in ANSWERS} == ANSWERS
