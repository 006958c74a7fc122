"""Whether a number that can be called stands in words, and is said to be one's own.

Knows no country and no person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from bot.understanding.folding import folded, plain

FEWEST_DIGITS: Final = 6
"""Of a number that can be called."""
WHOLE: Final = 9
"""Of one with everything in front: fewer may be an amount, where no number was asked for."""
_RUN: Final = re.compile(r"\d[\d\s.()/\u2010-\u2015-]*")
"""Digits as those of a number are written, or pasted: with spaces and dashes of other kinds."""
_MOMENT: Final = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:20)?[0-3]\d"
    r"(?![./-]?\d| \d\d )"
    r"|(?<![\d-])20\d\d-[01]\d-[0-3]\d(?![\d-])"
    r"|(?<![\d./-])[0-2]?\d[.:][0-5]\d(?![./-]?\d)"
)
"""A day or a time, of which a few beside each other have as many digits."""

_OWN: Final = (
    r"(?:(?:dit|dat|het|hier) (?:is )?)?(?:mijn|mn|m n|me) (?:eigen )?(?:mobiele )?"
    r"(?:telefoonnummer|telefoon|mobiel|nummer|nr|tel)(?: is)?(?: dit)?",
    r"(?:(?:je|jij|jullie|u) (?:kan|kunt|kunnen|mag|mogen)|kan|kun|kunt|kunnen) "
    r"(?:(?:je|jullie|u) )?(?:mij|me) (?:bellen|bereiken)(?: op)?",
    r"(?:bel|app)(?: maar)? (?:mij|me)(?: maar)?(?: terug)?(?: op)?",
    r"(?:mijn naam is|ik heet|ik ben|my name is) (?!\w*(?:[dt]|en)\b)\w+",
    r"(?:het )?(?:telefoonnummer|nummer|nr|tel)|op",
    r"(?:(?:this|here|it) (?:is )?)?my (?:own )?(?:phone |mobile )?(?:number|phone|nr)(?: is)?",
    r"(?:you (?:can|may) |can you )?(?:call|phone|reach) me(?: back)?(?: (?:on|at))?|number|on|at",
    r"(?:benim )?(?:telefon )?numaram(?: bu)?|beni (?:ara|arayın|arayabilirsiniz)",  # noqa: RUF001 - as it is written
    r"(?:to )?(?:jest )?(?:mój|moj) (?:numer|telefon)(?: telefonu)?(?: to)?|"
    r"(?:zadzwoń|zadzwońcie|proszę zadzwonić) do mnie",
    r"(?:це )?мій (?:номер|телефон)(?: телефону)?|(?:по)?(?:дзвоніть|телефонуйте) мені",
    r"(?:هذا )?رقمي(?: هو)?|اتصلوا بي|اتصل بي",
    r"(?:እዚ )?ቁጽረይ(?: እዩ)?|ቁጽሪ ተሌፎነይ|ደውሉለይ",
    r"hoi|hallo|hey|hi|hello|dag|ja|yes|ok|oke|please|pls|plz|alsjeblieft|alstublieft|aub|graag",
    r"bedankt|dankje|dank je|thanks|thx|lütfen|proszę|будь ласка|من فضلك|በጃኹም",
)
"""What is said beside a number by who gives their own; after "I am" a name, and nothing that was
done to them."""
_OTHERS: Final = (
    r"(?:hij|hem|zij|ze|hun|die|he|she|they|ona|oni|він|вона|вони|هي|هم|ንሱ|ንሳ|ንሳቶም)"
    r"(?! (?:mag|mogen|kan|kunnen|moet|moeten|may|can)\b)"
)
"""Somebody else who does something; not who may call."""
_HOME: Final = (
    "moeder moeders mama mam vader papa pap ouders oma opa tante voogd "
    "mother mum mom dad father parents mamy mamo tata мама тато امي ابي ኣደይ ኣቦይ"
)
"""Whose number is given to be called on."""
_THEIRS: Final = (
    "".join(f"(?<!{who} )" for who in _HOME.split())
    + r"\b(?:(?:zijn|zn|z n|haar|hun) (?:mobiele )?(?:telefoonnummer|nummer|nr|tel)"
    r"|(?:his|her|their) (?:phone |mobile )?(?:number|nr)"
    r"|(?:jego|jej|ich) (?:numer|nr)|(?:його|її|їх|їхній) номер"
    r"|رقمه|رقمها|رقمهم|رقم هاتفه|رقم هاتفها|ቁጽሩ|ቁጽራ|ቁጽሪ (?:ስልኩ|ስልካ|ተሌፎኑ|ተሌፎና))",
    r"(?:nummer|nr) van (?:hem|haar|hun|die|dat|(?:de|een) (?:dader|pester|jongen|gast))",
    r"number of (?:him|her|them|that|the (?:bully|boy|girl))",
    r"(?:onun|onların|failin|zorbanın) (?:telefon )?numarası",  # noqa: RUF001 - as it is written
    r"(?:numer|nr) (?:telefonu )?(?:sprawcy|tego|tej)|номер (?:кривдника|того|тієї|цього)",
    r"رقم (?:المتنمر|الفاعل|الولد|البنت)|ቁጽሪ (?:ናቱ|ናታ)",
)
"""A number that is said to be of somebody else."""


def number_in(words: str, fewest: int = FEWEST_DIGITS) -> bool:
    """Whether so many digits stand together, beside days and times."""
    runs = _RUN.findall(_MOMENT.sub(";", words))
    return any(sum(map(str.isdecimal, run)) >= fewest for run in runs)


def is_number(words: str) -> bool:
    """Whether they are a whole number that can be called, and nothing else."""
    return number_in(words, WHOLE) and not any(map(str.isalpha, words))


def beside_own(words: str) -> list[str]:
    """The words, folded, beside numbers and what says that a number is one's own."""
    return _pattern(_OWN).sub(" ", folded(_RUN.sub(" ", words))).split()


def of_another(words: str) -> bool:
    """Whether somebody else does something in these words, or the number is theirs.

    "He calls me from", "that is his number"; and not the number of a parent.
    """
    does = _pattern((_OTHERS,)).search(" ".join(beside_own(words)))
    return bool(does or _pattern(_THEIRS, plain).search(plain(words)))


@cache
def _pattern(ways: tuple[str, ...], read_in: Callable[[str], str] = folded) -> re.Pattern[str]:
    """Whole words, in the spelling that words are read in; made when first needed."""
    joined = "|".join(ways)
    read = re.sub(r"(?<!\\)\w\w+", lambda word: read_in(word[0]), joined)
    return re.compile(rf"\b(?:{read})\b")
