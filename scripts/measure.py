"""Measures understanding on the third of the sentences that nothing was learnt from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.understanding.about import category_of, intent_of, route_of
from bot.understanding.danger import Danger, heard_in
from bot.understanding.noticing import Noticed, notice
from tests.understanding import sets
from tests.understanding.sets import Sentence

CALM = {Danger.NONE, Danger.AMBIGUOUS}

Figures = dict[str, float]


def figures() -> Figures:
    """Each as a share: of danger what is heard and named, of everyday talk what rings.

    `_asked` is the same of examinations alone, as people who ask write.
    """
    return {
        **_danger(sets.danger()),
        **{f"{name}_asked": share for name, share in _danger(sets.examined()).items()},
        "intent": _right(sets.intent(), intent_of),
        "category": _right(sets.category(), category_of),
        "route": _right(sets.route(), route_of),
    }


def _danger(sentences: Sequence[Sentence]) -> Figures:
    heard = [(one.answer, heard_in(notice(one.text)).danger) for one in _held_out(sentences)]
    told = [(right, found) for right, found in heard if right not in CALM]
    return {
        "recall": _share(found is not Danger.NONE for _, found in told),
        "suicide": _share(
            found is not Danger.NONE for right, found in told if right == Danger.SUICIDE
        ),
        "kind": _share(found == right for right, found in told),
        "alarms": _share(
            found is not Danger.NONE for right, found in heard if right == Danger.NONE
        ),
    }


def _right(sentences: Sequence[Sentence], read: Callable[[Noticed], str]) -> float:
    return _share(read(notice(one.text)) == one.answer for one in _held_out(sentences))


def _held_out(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [one for one in sentences if one.held_out]


def _share(right: Iterable[bool]) -> float:
    each = list(right)
    return round(sum(each) / len(each), 3)
