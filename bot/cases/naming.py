"""Names a case in friendly words and draws, and forgivingly reads, the five words back to it.

It knows word lists only: no case, no contact, no store, and not where chance comes from.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

RECOVERY_LENGTH = 5
FEWEST_SPELLED = 3  # of five words that nobody asked for
TRIES = 32
SHORTEST_TYPED = 3  # shorter scraps, such as "en" between two words, are no list words

Choose = Callable[[Sequence[str]], str]

# In this order: what one Dutch ear cannot tell apart is written one way.
_SOUNDS = (
    ("ij", "y"), ("ei", "y"), ("ou", "au"), ("ch", "g"), ("ie", "i"), ("c", "k"), ("ks", "x"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_FIRST = {"v": "f", "z": "s"}
_LAST = {"d": "t", "b": "p"}


class NamesRunOut(Exception):
    """Every friendly name is in use by a kept case."""


@dataclass(frozen=True)
class NameWords:
    """The two halves of a case name, and the pairs that must never meet."""

    adjectives: tuple[str, ...]
    things: tuple[str, ...]
    never_together: frozenset[tuple[str, str]] = frozenset()


def read_name_words(toml_text: str) -> NameWords:
    """The words of `case_names.toml`; a missing list is a KeyError with the list's name."""
    table = tomllib.loads(toml_text)
    return NameWords(
        adjectives=tuple(table["adjectives"]),
        things=tuple(table["animals_and_things"]),
        never_together=frozenset((first, second) for first, second in table["never_together"]),
    )


def read_word_list(text: str) -> tuple[str, ...]:
    """One word a line, empty lines passed over."""
    return tuple(text.split())


def fresh_name(words: NameWords, taken: Collection[str], choose: Choose) -> str:
    """A name no kept case bears, however its capitals were written; raises `NamesRunOut`.

    When chance keeps hitting taken names, one is drawn from all that are left, so that a name
    never tells how many went before.
    """
    used = {name.casefold() for name in taken}
    for _ in range(TRIES):
        pair = choose(words.adjectives), choose(words.things)
        if _is_free(pair, words, used):
            return " ".join(pair)
    left = _names_left(words, used)
    if not left:
        raise NamesRunOut
    return choose(left)


def recovery_words(words: Sequence[str], choose: Choose) -> tuple[str, ...]:
    """Five different words of the list, in the order drawn."""
    drawn: tuple[str, ...] = ()
    while len(drawn) < RECOVERY_LENGTH:
        drawn += (choose([word for word in words if word not in drawn]),)
    return drawn


def read_recovery(typed: str, words: Sequence[str]) -> tuple[str, ...] | None:
    """The five list words meant by `typed`, in order; None when that is not beyond doubt.

    Capitals, accents, list numbers and whatever stands between words are passed over. A word may
    be spelled as it sounds, or hold one slip when only one list word is that near.
    """
    plain = _without_accents(typed)
    scraps = [scrap for scrap in re.findall("[a-z]+", plain) if len(scrap) >= SHORTEST_TYPED]
    if len(scraps) != RECOVERY_LENGTH:
        return None
    meant = tuple(word for scrap in scraps if (word := _nearest(scrap, words)) is not None)
    return meant if len(meant) == RECOVERY_LENGTH else None


def recovery_in(typed: str, words: Sequence[str]) -> tuple[str, ...] | None:
    """The same where nobody asked for them: five in a row as they are written, whatever is around.

    Nothing but five words may hold a slip in two of them: a sentence can sound like any list.
    """
    known = frozenset(words)
    said = re.findall(r"[^\W\d_]+", _without_accents(typed))
    rows = (tuple(said[at : at + RECOVERY_LENGTH]) for at in range(len(said)))
    for row in rows:
        if len(set(row)) == RECOVERY_LENGTH and known.issuperset(row):
            return row
    alone = len(said) == RECOVERY_LENGTH and len(known.intersection(said)) >= FEWEST_SPELLED
    return read_recovery(typed, words) if alone else None


def fold(word: str) -> str:
    """How `word` sounds: equal for spellings that Dutch writers mix up, such as ei and ij."""
    sound = _without_accents(word)
    for written, heard in _SOUNDS:
        sound = sound.replace(written, heard)
    sound = _DOUBLED.sub(r"\1", sound)
    if not sound:
        return sound
    sound = _FIRST.get(sound[0], sound[0]) + sound[1:]
    return sound[:-1] + _LAST.get(sound[-1], sound[-1])


def one_slip_apart(one: str, other: str) -> bool:
    """Whether a letter added, left out, changed or swapped with its neighbour tells them apart."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, other_rest = one[at:], other[at:]
    swapped = rest[1::-1] == other_rest[:2] and rest[2:] == other_rest[2:]
    changed = rest[1:] == other_rest[1:]
    return swapped or changed or rest[1:] == other_rest or rest == other_rest[1:]


def _is_free(pair: tuple[str, str], words: NameWords, used: Collection[str]) -> bool:
    return pair not in words.never_together and " ".join(pair).casefold() not in used


def _names_left(words: NameWords, used: Collection[str]) -> list[str]:
    pairs = ((first, second) for first in words.adjectives for second in words.things)
    return [" ".join(pair) for pair in pairs if _is_free(pair, words, used)]


def _nearest(scrap: str, words: Sequence[str]) -> str | None:
    if scrap in words:
        return scrap
    heard = fold(scrap)
    alike = [word for word in words if fold(word) == heard]
    near = alike or [word for word in words if one_slip_apart(scrap, word)]
    return near[0] if len(near) == 1 else None


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
