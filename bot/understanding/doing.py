"""Who does it, in a few words that answer that question; rather nobody than the wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.cases.kinds import Doer
from bot.understanding.begun import BUT
from bot.understanding.folding import folded
from bot.understanding.noticing import notice
from bot.understanding.traits import Word

HOME: Final = "home"
LONGEST: Final = 12
"""Words of an answer; more of them tell a story."""
SHORT: Final = 4
"""Words in which a language that says "I do not know" in one of them says no more than that."""
NEAR: Final = 3
"""Words between which a "not" belongs to "know": not "I know who, and he does not stop"."""
_KIN: Final = frozenset({"father", "mother", "parents", "kin"})
_AT_WORK: Final = frozenset({"staff", "placement"})
_MAN: Final = frozenset({"man", "lover"})
_PERSON: Final = _MAN | {"someone"}
_OF_SCHOOL: Final = _AT_WORK | {"school", "school_thing", "pupil"}
_ELSEWHERE: Final = re.compile(
    r"\bvan buiten schol\b|\b(?:niet|gen) (?:\w+ )?van (?:\w+ )?schol$"
    r"|\bzit\w* niet (?:bij \w+ )?op (?:\w+ )?schol$"
    r"|\bnot (?:\w+ )?(?:from|in|at) (?:\w+ )?schol$"
)
"""As it reads once folded; "he is not in school today" goes on."""
_HERE: Final = re.compile(
    r"\b(?:hier|here|klas\w*|clas\w*|lerjar\w*|les\w*|werk\w*|work\w*|teach\w*|gym\w*"
    r"|plein|kantine|stagiair\w*|schonma\w*|inval\w*|vervang\w*|beveilig\w*|vrijwilig\w*"
    r"|erste|twede|derde|vierde|vijfde|[1-6] ?[a-z])\b"
)
"""What is said of who belongs to this school after all, or may."""


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split()))


_OTHER: Final = "|".join(_words("andere other another başka innej inna іншої інша اخرى تانية"))
_SCHOOLS: Final = "|".join(_words("school okul szkoł школ"))
_OTHER_SCHOOL: Final = re.compile(
    rf"\b(?:{_OTHER}) (?:{_SCHOOLS})\w*|{folded('مدرسة')} (?:{_OTHER})\b"
)
"""Right before it: "another boy from school" is one of this school."""
_TITLES: Final = _words("meneer mevrouw mevr mw sir miss")
"""Of teachers, and of a neighbour."""
_MINE: Final = _words("mijn mij me mn my benim mój moja moje moi мій моя мої мой")
_BESIDE: Final = _MINE | _words("de het een is dit dat die deze a the it its this that to jest це")
"""What stands beside the one word that is the answer; a verb there tells of something else."""
_OF_SPORT: Final = re.compile(r"coach|trainer|тренер|مدرب")
"""Who may teach here, and may as well be of a club."""
_ODD: Final = _words("vreemde")
"""Strange, and a stranger: of a boy it may be either."""
_NUMBER: Final = _words("nummer number numara numer номер رقم ቁጽሪ")
_KNOW: Final = _words("weet weten idee ken kent know wiem znam знаю اعرف بعرف اعرفه بعرفه")
_KNOWS_NOT: Final = _words("bilmiyorum tanımıyorum ኣይፈልጥን ኣይፈልጦን anoniem anonymous idk")  # noqa: RUF001 - as it is written
_HIDES: Final = BUT | _words("durf zeg zeggen vertel vertellen dare tell say")
"""Who knows and does not say it, or takes it back."""
_WHOM: Final = _words(
    "wie hem haar hun ze who him her them kim onu kto go jej хто його її من مين መን"
)


def doer_in(words: str) -> Doer | str | None:
    """Who it is, `HOME` for somebody of the family; None where that is not plain enough.

    Who is only said to be unknown may be anybody, of school too: that is not from outside.
    """
    written = folded(words)
    said = written.split()
    if not said or len(said) > LONGEST:
        return None
    noticed = notice(words).words
    spoken = frozenset(concept for word in noticed for concept in word.concepts)
    if "pupil" in spoken:
        return None
    return _named(spoken, said) or _nobody_here(spoken, noticed, written)


def of_students_only(words: str) -> bool:
    """Whether nobody of the family, of school or of a placement is spoken of."""
    spoken = {concept for word in notice(words).words for concept in word.concepts}
    return (_KIN | _AT_WORK).isdisjoint(spoken)


def _nobody_here(spoken: frozenset[str], noticed: Sequence[Word], written: str) -> Doer | None:
    """Somebody from outside or whom they do not know: never who may belong to the school."""
    said = frozenset(written.split())
    if _HERE.search(written) or not BUT.isdisjoint(said):
        return None
    if _OTHER_SCHOOL.search(written) or _ELSEWHERE.search(written):
        return Doer.OUTSIDER if (_KIN | _AT_WORK).isdisjoint(spoken) else None
    if "stranger" in spoken and _OF_SCHOOL.isdisjoint(spoken):
        return _stranger(spoken, said)
    if (_KIN | _OF_SCHOOL).isdisjoint(spoken) and _does_not_know(spoken, said, noticed):
        return Doer.UNKNOWN
    return None


def _stranger(spoken: frozenset[str], said: frozenset[str]) -> Doer | None:
    if "account" in spoken or not _NUMBER.isdisjoint(said) or _MAN.isdisjoint(spoken):
        return Doer.UNKNOWN
    return Doer.OUTSIDER if _ODD.isdisjoint(said) else None


def _named(spoken: frozenset[str], said: Sequence[str]) -> Doer | str | None:
    """The one kind of people spoken of, in an answer that is no more than who it is."""
    answer = [word for word in said if word not in _BESIDE]
    if len(answer) != 1 or _OF_SPORT.search(answer[0]):
        return None
    kinds: Mapping[Doer | str, bool] = {
        Doer.PLACEMENT: "placement" in spoken,
        Doer.STAFF: "staff" in spoken and "placement" not in spoken and answer[0] not in _TITLES,
        HOME: not (_KIN.isdisjoint(spoken) or _MINE.isdisjoint(said)),
    }
    found = [one for one, here in kinds.items() if here]
    return found[0] if len(found) == 1 else None


def _does_not_know(spoken: frozenset[str], said: frozenset[str], noticed: Sequence[Word]) -> bool:
    """Not who it is: "I do not know what to do" asks for something else."""
    if not _KNOWS_NOT.isdisjoint(said):
        return len(said) <= SHORT
    knows = [place for place, word in enumerate(noticed) if folded(word.written) in _KNOW]
    nots = [place for place, word in enumerate(noticed) if "not" in word.concepts]
    if not any(abs(one - other) <= NEAR for one in knows for other in nots):
        return False
    about_whom = not (_WHOM.isdisjoint(said) and _PERSON.isdisjoint(spoken))
    return about_whom and _HIDES.isdisjoint(said)
