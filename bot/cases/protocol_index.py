"""Where each sentence of the protocol has its home; knows the school's data and no conversation.

The sentences together are the whole text: what is added to the protocol has no home yet, and shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.cases.kinds import Kind
from bot.cases.people import Role
from bot.cases.school import School
from bot.cases.toml_table import Table

INDEX, PROTOCOL_TEXT = "protocol_index.toml", "protocol.txt"
NOTHING = "nothing: "
CONVERSATIONS = frozenset({"report", "proof"})
SIGNALS = frozenset({"seen", "development", "advice", "breach"})
AROUND = 60

_MEANT = 'a list such as ["a sentence", "rule:M1 step:A.4"]'
_BULLET = re.compile(r"^\s*(?:[•\uf0b7]|o(?=\s))\s*", re.MULTILINE)


@dataclass(frozen=True)
class Sentence:
    """One sentence or bullet; without `homes` it asks nothing, and `why` says so."""

    text: str
    homes: tuple[str, ...] = ()
    why: str = ""


def plain(text: str) -> str:
    """A text without its layout: no bullets, no line ends, single spaces."""
    return " ".join(_BULLET.sub(" ", text).split())


def read_index(file: Table) -> tuple[Sentence, ...]:
    """`sentences`, a list of pairs; what is no pair is a problem of the table."""
    given = file.any("sentences", f"a list, each {_MEANT}")
    rows = given if isinstance(given, list) else []
    found = [one for row in rows if (one := _sentence(row)) is not None]
    if not rows or len(found) < len(rows):
        file.problem("sentences", '"sentences" is not right.', f"Write each as {_MEANT}.")
    file.end()
    return tuple(found)


def _sentence(row: object) -> Sentence | None:
    match row:
        case [str() as text, str() as home] if home.startswith(NOTHING):
            return Sentence(text, why=home.removeprefix(NOTHING))
        case [str() as text, str() as homes] if homes.split():
            return Sentence(text, tuple(homes.split()))
    return None


def homes_of(school: School) -> frozenset[str]:
    """Every home there is in this school."""
    steps = (step.step_id for route in school.routes for step in route.steps)
    found: dict[str, Iterable[str]] = {
        "step": steps,
        "duty": (duty.duty_id for duty in school.duties),
        "rule": (rule.rule_id for rule in school.rules),
        "kind": Kind,
        "signal": SIGNALS,
        "contact": ("phone", *(role for role in Role if school.with_role(role))),
        "conversation": CONVERSATIONS,
    }
    return frozenset(f"{kind}:{one}" for kind, ids in found.items() for one in ids)


def homeless(sentences: Iterable[Sentence], school: School) -> Iterator[tuple[Sentence, str]]:
    """Each sentence with a home that does not exist."""
    known = homes_of(school)
    for sentence in sentences:
        yield from ((sentence, home) for home in sentence.homes if home not in known)


def first_difference(sentences: Iterable[Sentence], protocol: str) -> str | None:
    """The place in the protocol's text from where the index does not follow; None when it does."""
    rest = plain(protocol)
    for sentence in sentences:
        said = plain(sentence.text)
        if not rest.startswith(said):
            return rest[:AROUND]
        rest = rest[len(said) :].lstrip()
    return rest[:AROUND] or None
