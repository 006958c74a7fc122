"""Hears that somebody does not want to report (any more); does nothing about it.

All of the words must say so. "I do not want any more" is said of a life as well: that is never read
past, and neither is what is told beside it. Who "must" take it back may be forced to: that is told.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.understanding.folding import folded
from bot.understanding.patterns import as_read

LONGEST: Final = 100
"""Letters of such a wish; who types more tells something beside it."""
READ_PAST: Final = frozenset(
    as_read(
        "hoi hey hallo sorry oke ok maar dus dan nu nou toch graag liever alsnog ook even echt "
        "eigenlijk gewoon weer nog alsjeblieft aub pls please hi so but now just really actually "
        "lütfen şimdi proszę teraz jednak будь ласка зараз من فضلك لو سمحت الان በጃኹም በጃኻ ሕጂ"
    )
)
"""What tells nothing beside it."""

_IT: Final = "(?:(?:mijn|mn|me|deze|die) )?(?:melding|meldingen)"
_OFF: Final = (
    "(?:weg|(?:er )?af|eraf|ongedaan maken|(?:in|terug|weg) ?(?:trekken|nemen|halen|hebben|doen)"
    "|verwijderen|wissen|annuleren|cancelen|deleten|stoppen|stopzetten|schrappen|verwijderd|gewist"
    "|weggehaald|ingetrokken|verwijdert|wist|weghaalt|intrekt|stopt)"
)
_WHO: Final = "(?:ik|je|jij|jullie|u|school|iemand)"
_DUTCH: Final = (
    f"(?:haal|gooi|doe|neem|trek|laat) {_IT} (?:weg|terug|in|zitten|vallen)|laat {_IT}",
    f"(?:verwijder|wis|annuleer|cancel|delete|schrap|stop|stop met) {_IT}",
    f"(?:hoe |ik )?(?:trek|haal|neem) (?:ik )?{_IT} (?:in|weg|terug)",
    "(?:hoe moet |(?:hoe )?(?:ik )?(?:wil|wilde|kan|mag|zou|kunnen|willen) )?"
    f"(?:{_WHO} )?{_IT} {_OFF}",
    f"(?:ik wil dat )?{_IT} (?:kan |mag |moet )?(?:weg|weg is|weg gaat|stopt)",
    f"ik wil dat {_WHO} {_IT} {_OFF}|ik wil {_IT} niet(?: meer)?|ik wil (?:stoppen )?met {_IT}"
    "(?: stoppen)?",
    "(?:doe |ik wil )?geen melding(?: meer| doen)?",
    "ik wil (?:dit )?niet (?:meer |langer )?(?:melden|gemeld hebben)",
    "ik wil niet (?:meer |langer )?dat (?:(?:dit )?gemeld (?:is|wordt|blijft)"
    "|ik (?:dit )?gemeld heb)",
    f"ik heb spijt (?:van {_IT}|dat ik (?:dit )?(?:gemeld heb|heb gemeld))",
)
_REPORT: Final = "(?:(?:my|this) )?report"
_UNDO: Final = (
    f"(?:(?:delete|remove|cancel|withdraw|undo|erase|take back) {_REPORT}|take {_REPORT} back)"
)
_ENGLISH: Final = (
    f"(?:i (?:want|wanna|would like|need)(?: to)? |(?:how )?(?:can|do) (?:i|you) )?{_UNDO}",
    f"i want {_REPORT} (?:gone|deleted|removed|cancelled|canceled)",
    "i (?:dont|do not) want (?:to report(?: it| this)?|my report|this report)"
    "(?: anymore| any more)?",
    "i no longer want to report(?: it| this)?",
)
_OTHERS: Final = (
    "(?:bu )?(?:bildirimi|bildirimimi|raporumu|şikayetimi) (?:geri (?:al|alın|almak|alıyorum|çek|"  # noqa: RUF001 - as it is written
    "çekmek)|sil|silin|silmek|kaldır|kaldırın|kaldırmak|iptal (?:et|edin|etmek))(?: istiyorum)?",  # noqa: RUF001
    "(?:اريد|ابي|ابغى|بدي)? ?(?:ان )?(?:سحب|حذف|الغاء|اسحب|احذف|الغي|اسحبوا|احذفوا|الغوا) "
    "(?:هذا )?(?:بلاغي|البلاغ)",
    "(?:chcę |chciałbym |chciałabym |czy mogę |mogę )?(?:wycofać|usunąć|anulować|cofnąć|skasować|"
    "wycofuję|wycofaj|usuń|anuluj|cofnij|skasuj) (?:moje |swoje |to )?zgłoszenie",
    "(?:я )?(?:хочу |можна |можу )?(?:забрати|видалити|відкликати|скасувати|забери|заберіть|видали|"
    "видаліть|скасуй|скасуйте) (?:моє |своє |це )?звернення(?: назад)?",
    "(?:እቲ |ነቲ )?(?:ጸብጻበይ|ጸብጻብ) (?:ክስሕቦ|ክስሕብ|ስሓብዎ|ክድምስሶ|ደምስስዎ)(?: ይደሊ| እደሊ)?",
)


def _as_read(pattern: str) -> str:
    """A pattern holds whole words only, in the spelling that words are read in."""
    return re.sub(r"\w+", lambda word: folded(word[0]), pattern)


@cache
def _forms() -> re.Pattern[str]:
    """Only made when somebody types: it takes some milliseconds."""
    return re.compile("|".join(map(_as_read, (*_DUTCH, *_ENGLISH, *_OTHERS))))


def takes_back(words: str) -> bool:
    """Whether these words, and all of them, ask for a report to be taken back or not to be sent."""
    if len(words) > LONGEST:
        return False
    said = " ".join(one for one in as_read(words) if one not in READ_PAST)
    return _forms().fullmatch(said) is not None
