"""The four words a reporter sees of their case; knows no handler and no step."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.cases.case import Case, CaseState
from bot.text import N_, Text


class Status(StrEnum):
    """How far a report is, in the reporter's eyes."""

    RECEIVED = "received"
    READ = "read"
    WORKING = "working"
    DONE = "done"


STATUS_OF_STATE: Mapping[CaseState, Status] = {
    CaseState.NEW: Status.RECEIVED,
    CaseState.READ: Status.READ,
    CaseState.WORKING: Status.WORKING,
    CaseState.CLOSED: Status.DONE,
}

STATUS_WORDS: Mapping[Status, Text] = {
    Status.RECEIVED: N_("Received"),
    Status.READ: N_("Read"),
    Status.WORKING: N_("We are working on it"),
    Status.DONE: N_("Done"),
}


def status_of(case: Case) -> Status:
    """The status a reporter sees."""
    return STATUS_OF_STATE[case.state]


def is_news(before: Status, after: Status) -> bool:
    """Whether the reporter is told: that what was read is worked on says nothing new to them."""
    return after is not before and (before, after) != (Status.READ, Status.WORKING)
