"""The sentences that understanding is learnt from and measured on, by many imagined hands.

A third, fixed by the hash of the sentence, is held out: nothing is learnt from it or tuned on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.understanding.naked import may_be_naked

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sentence:
    """One sentence and the right answer to one question about it."""

    text: str = field(repr=False)
    answer: str

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 3 == 0

    @property
    def sign(self) -> str:
        """What a failure may print: it finds the sentence and tells nothing of it."""
        return f"{self.answer}:{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"


def _read(name: str) -> Iterator[dict[str, str]]:
    return map(json.loads, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines())


def danger() -> list[Sentence]:
    """Danger and everyday talk; questions to the bot and most reports are everyday talk too."""
    told = [Sentence(one["text"], one["label"]) for one in _read("danger")]
    asked = (*_read("intent"), *_read("posting"), *filter(_calm, _read("reports")))
    return told + [Sentence(one["text"], "none") for one in asked]


def _calm(report: dict[str, str]) -> bool:
    """Bad enough, and no danger: nobody is threatened, followed or seen naked."""
    calm = report["category"] in {"insult", "image", "hacking", "forwarding"}
    return calm and report["route"] != "C" and not may_be_naked(report["text"])


def intent() -> list[Sentence]:
    """What somebody wants of the bot."""
    asked = [Sentence(one["text"], one["intent"]) for one in _read("intent")]
    asked += [Sentence(one["text"], "may_i_post") for one in _read("posting")]
    return asked + [Sentence(one["text"], "report") for one in _read("reports")]


def category() -> list[Sentence]:
    """The kind of misuse of a report."""
    return [Sentence(one["text"], one["category"]) for one in _read("reports")]


def route() -> list[Sentence]:
    """Who does it to whom."""
    return [Sentence(one["text"], one["route"]) for one in _read("reports")]
