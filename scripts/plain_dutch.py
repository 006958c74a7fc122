"""How hard to read the Dutch is that students meet; knows which sentences are theirs.

    python -m scripts.plain_dutch

prints the sentences that are hardest to read, each with its score and its place. Reading ease is
Douma's (see bot/understanding/readability.py); how common a word is comes from `wordfreq`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from wordfreq import zipf_frequency

from bot.understanding.readability import reading_ease
from scripts.catalogs import LOCALES, ROOT

COMMON: Final = 3.5
"""Zipf: about three times in a million words; below this a word needs a reason to be there."""
SHORTEST: Final = 4
"""Words from which a sentence has a score."""
STUDENTS: Final = frozenset(
    {
        *(f"bot/flows/{name}.py" for name in ("alarm", "calling", "coach", "contact", "day")),
        *(f"bot/flows/{name}.py" for name in ("engine", "evidence", "guessing", "help", "kinds")),
        *(f"bot/flows/{name}.py" for name in ("loose", "may_i_post", "mine", "more", "posted")),
        *(f"bot/flows/{name}.py" for name in ("readers", "report", "review", "rules", "steps")),
        *(f"bot/flows/{name}.py" for name in ("tell", "uploads", "what", "whats_next", "words")),
        *(f"bot/conversations/{name}.py" for name in ("attaching", "calling", "changing")),
        *(f"bot/conversations/{name}.py" for name in ("explaining", "feeling", "helping")),
        *(f"bot/conversations/{name}.py" for name in ("keepout", "lanes", "meeting", "menu")),
        *(f"bot/conversations/{name}.py" for name in ("mine", "privacy", "quieting")),
        *(f"bot/conversations/{name}.py" for name in ("reporting", "returning", "running")),
        *(f"bot/conversations/{name}.py" for name in ("take", "unsent", "watching", "wiping")),
        *(f"bot/evidence/{name}.py" for name in ("intake", "room")),
        *(f"bot/handlers/{name}.py" for name in ("downloads", "messages")),
        *("bot/jobs/aftercare.py", "bot/jobs/drafts.py", "bot/web/chat.py", "bot/web/privacy.py"),
        "bot/reports/poster.py",
        "bot/data/noordhoek/coach.toml",
    }
)
"""The files whose sentences students read; colleagues meet some of them too."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_WORD: Final = re.compile(r"\{\w*\}|/\w+")
"""What is filled in later, and a command."""
_ENDS: Final = re.compile(r"(?<=[.!?:])\s+")


@dataclass(frozen=True)
class Block:
    """One line of a message as the catalog has it, and the files it is said in."""

    said: str
    places: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the line, in order."""
        return tuple(part for part in _ENDS.split(self.said) if part)


def blocks() -> Iterator[Block]:
    """Every line that students read, in Dutch; lists of typed words are nobody's sentence."""
    with (LOCALES / "nl" / "LC_MESSAGES" / "bot.po").open("rb") as file:
        catalog = read_po(file, locale="nl")
    for message in catalog:
        places = tuple(sorted({place for place, _line in message.locations}))
        if message.id and STUDENTS.intersection(places):
            yield from (Block(said, places) for said in forms(message) if "|" not in said)
    yield from _rules()


def _rules() -> Iterator[Block]:
    """What the school's rules say to students; the protocol's own words are a quotation."""
    path = ROOT / "bot" / "data" / "noordhoek" / "rules.toml"
    for rule in tomllib.loads(path.read_text("utf-8"))["rules"]:
        if "student" in rule["for_whom"]:
            yield Block(rule["text"], (f"rule {rule['id']}",))


def forms(message: Message) -> tuple[str, ...]:
    """What is said, in each plural form."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def words(sentence: str) -> list[str]:
    """The words somebody reads; what is filled in later and commands are left out."""
    return _WORD.findall(_NO_WORD.sub("", sentence))


def ease(sentences: Iterable[str]) -> float:
    """Reading ease of all together."""
    return reading_ease([found for sentence in sentences if (found := words(sentence))])


def uncommon(sentence: str) -> list[str]:
    """The words of a sentence that are seldom met, in small letters."""
    small = (word.lower() for word in words(sentence))
    return [word for word in small if zipf_frequency(word, "nl") < COMMON]


def hardest(most: int) -> list[tuple[float, str, str]]:
    """(score, sentence, place) of those that are hardest to read, the hardest first."""
    scored = {
        (ease([sentence]), sentence, block.places[0])
        for block in blocks()
        for sentence in block.sentences
        if len(words(sentence)) >= SHORTEST
    }
    return sorted(scored)[:most]


def main() -> None:
    """Print the table."""
    said = [sentence for block in blocks() for sentence in block.sentences]
    print(f"{len(said)} sentences for students, reading ease of the whole {ease(said):.0f}")
    for score, sentence, place in hardest(20):
        print(f"{score:4.0f}  {sentence}  ({place})")


if __name__ == "__main__":
    main()
