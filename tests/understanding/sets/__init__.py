"""The sentences that understanding is learnt from and measured on, by many imagined hands.

A third, fixed by the hash of the sentence, is held out: nothing is learnt from it or tuned on it.
Only `phrases` are learnt from wholly; they are by one hand, and would flatter the figures.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.understanding.naked import may_be_naked

HERE = Path(__file__).parent
DANGER = (
    *("danger", "danger_nl", "danger_world", "danger_lead", "danger_nl_more", "danger_world_more"),
    *("danger_calm", "danger_others", "danger_asked", "everyday", "everyday_more"),
)
REPORTS = ("reports", "reports_more", "reports_lead", "reports_other_hand", "reports_asked")
INTENTS = ("intent_more", "intent_other_hand", "intent_asked")
POSTING = ("posting", "posting_more")
TERSE = ("posting_terse", "posting_near")
"""For the verdict; only those that are asked say what somebody wants."""
_ASKED = re.compile(
    r"\?|\b(mag|mogen|kan|kunnen|can|may|oke?|oké|akkoord|prima|toegestaan)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Sentence:
    """One sentence and the right answer to one question about it."""

    text: str = field(repr=False)
    answer: str
    measured: bool = True

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring."""
        third = int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % 3 == 0
        return self.measured and third

    @property
    def sign(self) -> str:
        """What a failure may print: it finds the sentence and tells nothing of it."""
        return f"{self.answer}:{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"


def _read(*names: str) -> Iterator[dict[str, str]]:
    for name in names:
        yield from map(json.loads, (HERE / f"{name}.jsonl").read_text("utf-8").splitlines())


def danger() -> list[Sentence]:
    """Danger and everyday talk; questions to the bot and most reports are everyday talk too."""
    told = [Sentence(one["text"], one["label"]) for one in _read(*DANGER)]
    other = (one for one in _read(*INTENTS) if one["intent"] != "report")
    posting = (one for one in _read(*POSTING, *TERSE) if not may_be_naked(one["text"]))
    asked = (*_read("intent"), *posting, *other, *filter(_calm, _read("reports")))
    told += [Sentence(one["text"], "none") for one in asked]
    return _once([*told, *_phrases("danger")])


def examined() -> list[Sentence]:
    """What examiners asked who wrote neither for us nor against us; most others lie on the edge."""
    return _once(Sentence(one["text"], one["label"]) for one in _read("danger_asked"))


def _phrases(question: str) -> Iterator[Sentence]:
    """The many ways to say the same, by one hand: learnt from, and never measured on."""
    for file in sorted((HERE / "phrases" / question).glob("*.txt")):
        answer = ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("# "):
                answer = line[2:]
            else:
                yield Sentence(line, answer, measured=False)


def _once(told: Iterable[Sentence]) -> list[Sentence]:
    """The first of each: nothing that is measured on is learnt from under another name."""
    found: dict[str, Sentence] = {}
    for one in told:
        found.setdefault(one.text, one)
    return list(found.values())


def _calm(report: dict[str, str]) -> bool:
    """Bad enough, and no danger: nobody is threatened, followed or seen naked."""
    calm = report["category"] in {"insult", "image", "hacking", "forwarding"}
    return calm and report["route"] != "C" and not may_be_naked(report["text"])


def intent() -> list[Sentence]:
    """What somebody wants of the bot."""
    asked = [Sentence(one["text"], one["intent"]) for one in _read("intent", *INTENTS)]
    posting = (*_read(*POSTING), *(one for one in _read(*TERSE) if _ASKED.search(one["text"])))
    asked += [Sentence(one["text"], "may_i_post") for one in posting]
    told = [Sentence(one["text"], "report") for one in _read(*REPORTS)]
    said = (Sentence(one.text, "report", one.measured) for one in _phrases("report"))
    return _once([*asked, *told, *_phrases("intent"), *said])


def category() -> list[Sentence]:
    """The kind of misuse of a report."""
    return _about("category", at=0)


def route() -> list[Sentence]:
    """Who does it to whom."""
    return _about("route", at=1)


def _about(what: str, *, at: int) -> list[Sentence]:
    told = [Sentence(one["text"], one[what]) for one in _read(*REPORTS)]
    said = (replace(one, answer=one.answer.split()[at]) for one in _phrases("report"))
    return _once([*told, *said])
