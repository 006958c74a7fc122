"""What is not told yet of the proof: the account, the moment, the link; knows no file.

It names questions and no answers, so it may stand in any chat.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.cases.case import Case
from bot.flows.evidence import ACCOUNT, LINK, MOMENT
from bot.flows.more import SINCE
from bot.store import entries
from bot.store.tx import Tx
from bot.text import N_, Text, from_data

QUESTIONS = ((ACCOUNT,), (MOMENT, SINCE), (LINK,))
POINTS = tuple(tuple(one.label for one in each if one.label) for each in QUESTIONS)
"""Each is told by an answer to one of its questions, and is called by the first."""


def not_told(tx: Tx, case: Case) -> Iterator[Text]:
    """One line for who works the case, nothing when all is told."""
    told = set(_told(tx, case))
    missing = tuple(
        labels[0] for labels in POINTS if told.isdisjoint(label.key for label in labels)
    )
    if missing:
        yield N_("Not told yet: {missing}. You can ask the reporter.").of(missing=missing)


def _told(tx: Tx, case: Case) -> Iterator[str]:
    """The names of the questions that have an answer; who skipped one, gave none."""
    for entry in entries.of_case(tx, case.case_id, {"detail"}):
        for label, answer in json.loads(entry.body):
            if from_data(answer) != ACCOUNT.none:
                yield from_data(label).key
