"""Who does it, in a few words that answer that question; rather nobody than the wrong one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.cases.kinds import Doer
from bot.understanding.folding import folded
from bot.understanding.noticing import notice

HOME: Final = "home"
LONGEST: Final = 12
"""Words of an answer; more of them tell a story."""
FEW: Final = 4
"""Words in which a teacher is the one who does it, and is not just spoken of."""
_KIN: Final = frozenset({"father", "mother", "parents", "kin"})
_PERSON: Final = frozenset({"man", "lover", "someone"})
_OF_SCHOOL: Final = frozenset({"school", "pupil", "staff", "placement"})
_ELSEWHERE: Final = re.compile(
    r"\bbuiten schol\b|\b(?:niet|gen) (?:\w+ )?van (?:\w+ )?schol\b"
    r"|\bzit\w* niet (?:bij \w+ )?op (?:\w+ )?schol\b"
    r"|\bnot (?:\w+ )?(?:from|in|at) (?:\w+ )?schol\b"
)
"""As it reads once folded."""


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split()))


_OTHER: Final = _words("andere other another başka innej inna іншої інша اخرى تانية")
_TITLES: Final = _words("meneer mevrouw mevr mw sir miss")
"""Of teachers, and of a neighbour."""
_NUMBER: Final = _words("nummer number numara numer номер رقم ቁጽሪ")
_KNOW: Final = _words("weet weten idee ken kent know wiem znam знаю اعرف بعرف اعرفه بعرفه")
_KNOWS_NOT: Final = _words("bilmiyorum tanımıyorum ኣይፈልጥን ኣይፈልጦን anoniem anonymous idk")  # noqa: RUF001 - as it is written
_WHOM: Final = _words(
    "wie hem haar hun ze who him her them kim onu kto go jej хто його її من مين መን"
)


def doer_in(words: str) -> Doer | str | None:
    """Who it is, `HOME` for somebody of the family; None where that is not plain enough.

    Who is only said to be unknown may be anybody, of school too: that is not from outside.
    """
    noticed = notice(words).words
    spoken = frozenset(concept for word in noticed for concept in word.concepts)
    written = folded(words)
    said = frozenset(written.split())
    if not said or len(written.split()) > LONGEST or "pupil" in spoken:
        return None
    unnamed = "account" in spoken or not _NUMBER.isdisjoint(said)
    other_school = "school" in spoken and not _OTHER.isdisjoint(said)
    if other_school or _ELSEWHERE.search(written):
        return Doer.OUTSIDER if (_KIN | {"staff", "placement"}).isdisjoint(spoken) else None
    if "stranger" in spoken and _OF_SCHOOL.isdisjoint(spoken):
        return Doer.UNKNOWN if unnamed or _PERSON.isdisjoint(spoken) else Doer.OUTSIDER
    if _does_not_know(spoken, said) and (_KIN | _OF_SCHOOL).isdisjoint(spoken):
        return Doer.UNKNOWN
    if "not" in spoken or len(noticed) > FEW:
        return None
    return _named(spoken, titled=not _TITLES.isdisjoint(said))


def _named(spoken: frozenset[str], *, titled: bool) -> Doer | str | None:
    """The one kind of people spoken of."""
    kinds: Mapping[Doer | str, bool] = {
        Doer.PLACEMENT: "placement" in spoken,
        Doer.STAFF: "staff" in spoken and "placement" not in spoken and not titled,
        HOME: "me" in spoken and not _KIN.isdisjoint(spoken),
    }
    found = [one for one, here in kinds.items() if here]
    return found[0] if len(found) == 1 else None


def _does_not_know(spoken: frozenset[str], said: frozenset[str]) -> bool:
    """Not who it is: "I do not know what to do" asks for something else."""
    if not _KNOWS_NOT.isdisjoint(said):
        return len(said) <= FEW
    knows_not = "not" in spoken and not _KNOW.isdisjoint(said)
    return knows_not and not (_WHOM.isdisjoint(said) and _PERSON.isdisjoint(spoken))
