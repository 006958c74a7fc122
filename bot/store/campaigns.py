"""Surveys as campaigns: the round, the counts per class, and to whom each round goes; no right.

A row of `campaign_sends` becomes one row of the outbox, in one unit of work with being marked: so
nobody gets a round twice, however often the house stops in between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.cases.surveys import Round, Survey
from bot.store.hold import FAR
from bot.store.tx import Tx

_WAITS: Final = """
UPDATE outbox SET not_before = not_before + ? WHERE state = 'waiting' AND id IN (
    SELECT outbox_id FROM campaign_sends WHERE survey = ? AND school_year = ?)
"""


@dataclass(frozen=True)
class Campaign:
    """One survey in one school year."""

    survey: Survey
    school_year: int
    link: str
    round: Round
    paused: bool
    begun_by: str


@dataclass(frozen=True)
class Progress:
    """Of one round: to how many it goes, and how many of these are done with."""

    total: int
    done: int


def plan(tx: Tx, survey: Survey, school_year: int, by: str) -> None:
    """From now on it goes by itself; nothing changes when it was planned already."""
    tx.db.execute(
        "INSERT INTO campaigns (survey, school_year, begun_by) VALUES (?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (survey.value, school_year, by),
    )


def find(tx: Tx, survey: Survey, school_year: int) -> Campaign | None:
    """None when it is not planned."""
    row = tx.db.execute(
        "SELECT * FROM campaigns WHERE survey = ? AND school_year = ?", (survey.value, school_year)
    ).fetchone()
    return _campaign(row) if row else None


def going(tx: Tx) -> tuple[Campaign, ...]:
    """Those that are not closed."""
    rows = tx.db.execute("SELECT * FROM campaigns WHERE round <> 'closed' ORDER BY survey")
    return tuple(_campaign(row) for row in rows.fetchall())


def set_link(tx: Tx, one: Campaign, link: str) -> None:
    """Where it is filled in, as the school was given it."""
    _set(tx, one, "link", link)


def begin_round(tx: Tx, one: Campaign, begun: Round, contact_refs: Iterable[str]) -> None:
    """The next round, and to whom it goes; what waited of an earlier one is not queued any more."""
    key = (one.survey.value, one.school_year)
    _set(tx, one, "round", begun.value)
    tx.db.execute(
        "DELETE FROM campaign_sends WHERE survey = ? AND school_year = ? AND outbox_id IS NULL", key
    )
    tx.db.executemany(
        "INSERT INTO campaign_sends (survey, school_year, round, contact_ref) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(*key, begun.value, ref) for ref in contact_refs],
    )


def to_send(tx: Tx, one: Campaign, limit: int) -> list[str]:
    """The next contacts of the open round."""
    rows = tx.db.execute(
        "SELECT contact_ref FROM campaign_sends"
        " WHERE survey = ? AND school_year = ? AND outbox_id IS NULL LIMIT ?",
        (one.survey.value, one.school_year, limit),
    )
    return [row["contact_ref"] for row in rows.fetchall()]


def queued(tx: Tx, one: Campaign, contact_ref: str, outbox_id: int) -> None:
    """It lies in the outbox now."""
    tx.db.execute(
        "UPDATE campaign_sends SET outbox_id = ?"
        " WHERE survey = ? AND school_year = ? AND round = ? AND contact_ref = ?",
        (outbox_id, one.survey.value, one.school_year, one.round.value, contact_ref),
    )


def pause(tx: Tx, one: Campaign) -> None:
    """Nothing more goes, also what waits in the outbox; what is under way arrives."""
    if not one.paused:
        _set(tx, one, "paused", 1)
        tx.db.execute(_WAITS, (FAR, one.survey.value, one.school_year))


def go_on(tx: Tx, one: Campaign) -> None:
    """On where it stopped."""
    if one.paused:
        _set(tx, one, "paused", 0)
        tx.db.execute(_WAITS, (-FAR, one.survey.value, one.school_year))


def waiting(tx: Tx, one: Campaign) -> int:
    """How many lie in the outbox still."""
    row = tx.db.execute(
        "SELECT count(*) AS number FROM campaign_sends JOIN outbox ON outbox.id = outbox_id"
        " WHERE survey = ? AND school_year = ? AND round = ? AND state = 'waiting'",
        (one.survey.value, one.school_year, one.round.value),
    ).fetchone()
    number: int = row["number"]
    return number


def progress(tx: Tx, one: Campaign) -> Progress:
    """How far the open round is."""
    row = tx.db.execute(
        "SELECT count(*) AS total, sum(outbox_id IS NOT NULL AND outbox_id NOT IN"
        " (SELECT id FROM outbox WHERE state = 'waiting')) AS done FROM campaign_sends"
        " WHERE survey = ? AND school_year = ? AND round = ?",
        (one.survey.value, one.school_year, one.round.value),
    ).fetchone()
    return Progress(row["total"], row["done"] or 0)


def count(tx: Tx, one: Campaign, school_class: str, took_part: int) -> None:
    """How many of a class took part so far, as its mentor says."""
    tx.db.execute(
        "INSERT INTO campaign_classes (survey, school_year, school_class, took_part)"
        " VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET took_part = excluded.took_part",
        (one.survey.value, one.school_year, school_class, took_part),
    )


def counts(tx: Tx, one: Campaign) -> dict[str, int]:
    """What was counted, by class."""
    rows = tx.db.execute(
        "SELECT * FROM campaign_classes WHERE survey = ? AND school_year = ? ORDER BY school_class",
        (one.survey.value, one.school_year),
    )
    return {row["school_class"]: row["took_part"] for row in rows.fetchall()}


def want_news(tx: Tx, contact_ref: str, *, wants: bool) -> None:
    """From now on, or not any more."""
    words = (
        "INSERT INTO news_wanted (contact_ref) VALUES (?) ON CONFLICT DO NOTHING"
        if wants
        else "DELETE FROM news_wanted WHERE contact_ref = ?"
    )
    tx.db.execute(words, (contact_ref,))


def news_wanted(tx: Tx) -> tuple[str, ...]:
    """Every contact that said yes and can be reached."""
    rows = tx.db.execute(
        "SELECT contact_ref FROM news_wanted JOIN contacts USING (contact_ref)"
        " WHERE blocked_at IS NULL ORDER BY contact_ref"
    )
    return tuple(row["contact_ref"] for row in rows.fetchall())


def wants_news(tx: Tx, contact_ref: str) -> bool:
    """Whether this contact said yes."""
    asked = tx.db.execute("SELECT 1 FROM news_wanted WHERE contact_ref = ?", (contact_ref,))
    return asked.fetchone() is not None


def rounds_sent(tx: Tx, contact_ref: str) -> int:
    """How many rounds of surveys go, or went, to this contact."""
    found = tx.db.execute(
        "SELECT count(*) FROM campaign_sends WHERE contact_ref = ?", (contact_ref,)
    )
    number: int = found.fetchone()[0]
    return number


def _set(tx: Tx, one: Campaign, column: str, value: str | int) -> None:
    tx.db.execute(
        f"UPDATE campaigns SET {column} = ? WHERE survey = ? AND school_year = ?",  # noqa: S608
        (value, one.survey.value, one.school_year),
    )


def _campaign(row: sqlite3.Row) -> Campaign:
    return Campaign(
        Survey(row["survey"]),
        row["school_year"],
        row["link"],
        Round(row["round"]),
        bool(row["paused"]),
        row["begun_by"],
    )
