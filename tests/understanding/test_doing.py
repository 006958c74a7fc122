"""Who does it, in a few words: the wrong one would bring the wrong people in."""

from bot.cases.kinds import Doer
from bot.understanding.doing import HOME, doer_in, of_students_only

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
    "ik ken die man niet": Doer.UNKNOWN,
    "anoniem": Doer.UNKNOWN,
    "bilmiyorum": Doer.UNKNOWN,
    "mijn stiefvader": HOME,
    "het is mijn vader": HOME,
    "mój ojciec": HOME,
    "de conciërge": Doer.STAFF,
    "my teacher": Doer.STAFF,
    "z innej szkoły": Doer.OUTSIDER,
    "başka okuldan biri": Doer.OUTSIDER,
    "من مدرسة اخرى": Doer.OUTSIDER,
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


OF_THIS_SCHOOL = (
    "een jongen uit een andere klas op school",
    "andere klas",
    "een andere jongen van school",
    "andere kinderen op school",
    "twee andere meisjes van mijn school",
    "jongens van de andere locatie van onze school",
    "another boy from school",
    "a kid from another class at school",
    "okuldan baska bir cocuk",
    "iemand uit mijn klas maar het is buiten school gebeurd",
    "na school buiten school door jongens van 3a",
    "klasgenoot maar buiten school",
    "een onbekende jongen uit de vierde",
    "onbekende jongens uit leerjaar 4",
    "een vreemde jongen",
    "he is not in school today",
    "een lerares van een andere school",
    "ik ken hem niet zo goed, hij zit in 2b",
)
"""Or they may be: outside of it there is no hearing, no measure and no parent."""
WORK_HERE = (
    "een onbekende man die hier werkt",
    "een man van buiten school die hier lesgeeft",
    "hij zit niet op school want hij werkt er",
    "ik ken de man niet maar hij werkt hier",
    "onbekende vent in de kantine",
    "a man who works here that I don't know",
    "een vreemde man in de gymzaal",
    "de schoonmaker, ik ken hem niet",
)
"""They would read what is told of them."""
NOT_THE_DOER = (
    "mijn zus helpt mij",
    "mijn stiefvader helpt mij",
    "mijn moeder weet het",
    "mijn broertje wordt gepest",
    "mijn zus haar vriend",
    "mijn neef uit 2b",
    "ablam bana yardim ediyor",
    "اخي يساعدني",
    "mijn mentor weet het",
    "mijn juf is lief",
    "mentor helpt",
    "wychowawca wie",
    "mijn voetbaltrainer",
    "mijn coach",
    "baas van de winkel",
    "vader van een klasgenoot",
    "misschien meneer Jansen",
)
"""Who helps, or is only spoken of."""
WHO_HIDES_IT = (
    "ik weet wie het is maar durf het niet te zeggen",
    "ik weet wie het is en hij stopt niet",
    "ik weet wie, ik zeg het niet",
)
"""It may be the one who would read it."""
UNCLEAR = (*OF_THIS_SCHOOL, *WORK_HERE, *NOT_THE_DOER, *WHO_HIDES_IT)


def test_a_few_words_say_who_it_is_and_what_is_not_plain_is_asked() -> None:
    assert {words: doer_in(words) for words in ANSWERS} == ANSWERS


def test_who_is_not_clear_is_nobody_and_least_of_all_from_outside_or_unknown() -> None:
    assert [words for words in UNCLEAR if doer_in(words) is not None] == []


def test_only_of_students_is_what_speaks_of_no_grown_up() -> None:
    told = ("een klasgenoot van mij", "vader van een klasgenoot", "de juf van een leerling")
    assert [of_students_only(words) for words in told] == [True, False, False]
