"""Learns the weights of bot/understanding/data/learnt.json from the sentences of the tests.

    python -m scripts.learn

First it learns from two thirds of them and measures on the third that is fixed by the hash of the
sentence; what is shipped is then learnt in the same way from all of them. Nothing is tuned on that
third.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.understanding.concepts import DATA
from bot.understanding.noticing import notice
from bot.understanding.weighing import SCALE, forget
from scripts.measure import figures
from tests.understanding import sets
from tests.understanding.sets import Sentence, category, danger, intent, route

FREEDOM: Final = 0.03
"""`C` of the regression, chosen by learning from two thirds of two thirds."""
ROUNDS: Final = 500
"""More than it ever takes to find the weights."""
FEWEST: Final = 2
"""Sentences in which a trait must be seen."""
MOST: Final = 2
"""How often a trait counts in one sentence."""
FIGURES: Final = Path(sets.__file__).parent.parent / "figures.json"
"""What was measured."""
MOST_USEFUL: Final = {"danger": 75_000, "intent": 30_000, "category": 10_000, "route": 6_000}
"""Traits that are kept for each question."""
QUESTIONS: Final = {"danger": danger, "intent": intent, "category": category, "route": route}

Told = Sequence[tuple[Counter[str], str]]


def scale(told: Told, *, most: int, freedom: float = FREEDOM) -> dict[str, object]:
    """The scale that best gives traits like these the answer they stand with.

    A trait that is seen seldom tells more than one that is seen everywhere. Only the `most` useful
    are kept, and weighed once more without the others: that answers better than as many of the
    weights that were found together. `freedom`: how little a weight is pulled back to nothing.
    """
    # Imported where something is learnt: who only asks what was learnt from does not wait for it.
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    vectors = DictVectorizer()
    counted = vectors.fit_transform(_known(told))
    worth = TfidfTransformer(norm=None).fit(counted)
    seen = worth.transform(counted).tocsc()
    answers = [answer for _traits, answer in told]
    model = LogisticRegression(C=freedom, max_iter=ROUNDS).fit(seen, answers)
    decides = abs(model.coef_ * worth.idf_).max(axis=0) * counted.getnnz(axis=0) ** 0.5
    kept = sorted(decides.argsort()[-most:])
    model.fit(seen[:, kept], answers)
    weights = (model.coef_ * worth.idf_[kept] * SCALE).round().astype(int).T.tolist()
    named = dict(zip(vectors.get_feature_names_out()[kept], weights, strict=True))
    return {
        "answers": model.classes_.tolist(),
        "start": (model.intercept_ * SCALE).round().astype(int).tolist(),
        "weights": {name: each for name, each in named.items() if any(each)},
    }


def _known(told: Told) -> list[dict[str, int]]:
    """The traits of each that are seen in more than one, and how often they count."""
    seen = Counter(trait for traits, _answer in told for trait in traits)
    return [
        {trait: min(times, MOST) for trait, times in traits.items() if seen[trait] >= FEWEST}
        for traits, _answer in told
    ]


def _traits(sentence: Sentence) -> Counter[str]:
    return Counter(notice(sentence.text).traits())


def written(scales: Mapping[str, Mapping[str, object]]) -> str:
    """One trait a line, so that a change can be read."""
    text = json.dumps(scales, ensure_ascii=False, separators=(",", ":"))
    return text.replace('],"', '],\n"').replace('{"', '{\n"') + "\n"


def known_by(told: Iterable[Sequence[str]]) -> str:
    """What sentences with their answers are known by: stands beside what was learnt from them."""
    return hashlib.sha256(json.dumps([list(one) for one in told]).encode()).hexdigest()[:16]


def sentences_of(name: str) -> str:
    """What the sentences of a scale are known by now."""
    return known_by((one.text, one.answer) for one in QUESTIONS[name]())


def learnt(*, apart: bool = False) -> dict[str, dict[str, Any]]:
    """Every scale, with what its sentences are known by; `apart`: from what is not held out."""
    return {name: {"from": sentences_of(name), **_scale(name, apart)} for name in QUESTIONS}


def _scale(name: str, apart: bool) -> dict[str, object]:
    studied = (one for one in QUESTIONS[name]() if not (apart and one.held_out))
    return scale([(_traits(one), one.answer) for one in studied], most=MOST_USEFUL[name])


def write(scales: Mapping[str, Mapping[str, object]]) -> None:
    """Put these weights in the place of those that were."""
    (DATA / "learnt.json").write_text(written(scales), "utf-8")
    forget()


def main() -> None:
    """Learn from two thirds and measure on the other one; then learn from all."""
    write(learnt(apart=True))
    found = {"from": {name: sentences_of(name) for name in QUESTIONS}, **figures()}
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    write(learnt())
    print(FIGURES.read_text("utf-8"))


if __name__ == "__main__":
    main()
