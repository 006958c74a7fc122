"""Signs of something in a text: patterns of words, written down in a file; decides nothing.

A pattern is words in order. `foto*` begins with it, `*foto*` holds it, `@staff` is any word of that
list, `a/b` is either, `..` is up to six words between, and `a & b` is both, wherever they stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.cases.kinds import ReporterRole
from bot.understanding.folding import folded

DATA: Final = Path(__file__).parent / "data"
LONGEST_WORD: Final = 40
"""Letters of a word that are looked at."""
_SMALL: Final = re.compile(r"(?<![\w*@/_])(?:de|het|een|n|t|the|a|an)(?![\w*/_])", re.IGNORECASE)
"""Words that are read past."""
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019\u02bc`\u00b4](?=\w)")
_GAP: Final = "(?: [^ ]+){0,6}"
_ANY: Final = "[^ ]*"

Lists = Mapping[str, str]
Part = re.Pattern[str]


@dataclass(frozen=True)
class Sign:
    """That `question` is answered with `answer`, if a text of one of `for_whom` shows it.

    It does when all parts of one of `patterns` are there and nothing of `unless` is.
    """

    question: str
    answer: str
    for_whom: frozenset[ReporterRole]
    patterns: tuple[tuple[Part, ...], ...] = field(repr=False)
    unless: tuple[tuple[Part, ...], ...] = field(repr=False)

    def seen(self, said: str) -> str:
        """The words that show it, "" when nothing does."""
        found = _seen(self.patterns, said)
        return "" if found and _seen(self.unless, said) else found


@dataclass(frozen=True)
class Signs:
    """The signs of a file, in its order; `implied` by question the topic that it makes it."""

    signs: tuple[Sign, ...] = field(repr=False)
    implied: Mapping[str, str] = field(hash=False)


def as_read(text: str) -> str:
    """A text as patterns are held against it: folded words with a space around each."""
    words = folded(_SMALL.sub(" ", _APOSTROPHE.sub("", text))).split()
    return f" {' '.join(word[:LONGEST_WORD] for word in words)} "


def read_signs(name: str) -> Signs:
    """Those of a file."""
    data = tomllib.loads((DATA / name).read_text("utf-8"))
    lists = {key: _either(words.split()) for key, words in data["lists"].items()}
    return Signs(tuple(_sign(entry, lists) for entry in data["signs"]), data["implied"])


def _sign(entry: Mapping[str, Any], lists: Lists) -> Sign:
    question, _, answer = entry["is"].partition(".")
    return Sign(
        question,
        answer,
        frozenset(map(ReporterRole, entry.get("for_whom", ReporterRole))),
        tuple(_patterns(entry["words"], lists)),
        tuple(_patterns(entry.get("unless", ()), lists)),
    )


def _patterns(written: list[str], lists: Lists) -> Iterator[tuple[Part, ...]]:
    """One alternative a pattern; those of a single part are looked for together."""
    single = [one for one in written if "&" not in one]
    if single:
        yield (_compiled("|".join(_sequence(one, lists) for one in single)),)
    for one in written:
        if "&" in one:
            yield tuple(_compiled(_sequence(part, lists)) for part in one.split("&"))


def _compiled(expression: str) -> Part:
    return re.compile(f" (?:{expression})(?= )")


def _sequence(pattern: str, lists: Lists) -> str:
    out = ""
    for word in _SMALL.sub(" ", pattern).split():
        if word == "..":
            out += _GAP
        else:
            out += (" " if out else "") + _word(word, lists)
    return out


def _word(word: str, lists: Lists) -> str:
    options = [lists[one[1:]] if one.startswith("@") else _either([one]) for one in word.split("/")]
    return f"(?:{'|'.join(options)})"


def _either(words: list[str]) -> str:
    return "|".join(dict.fromkeys(_written(word) for word in words))


def _written(word: str) -> str:
    """One word, or several with "_" between them, as they are read."""
    bare = re.escape(folded(_SMALL.sub(" ", word.strip("*").replace("_", " ")).replace("'", "")))
    before = _ANY if word.startswith("*") else ""
    return f"{before}{bare}{_ANY if word.endswith('*') else ''}"


def _seen(patterns: tuple[tuple[Part, ...], ...], said: str) -> str:
    for parts in patterns:
        found = [match[0].strip() for part in parts if (match := part.search(said))]
        if len(found) == len(parts):
            return " … ".join(found)
    return ""
