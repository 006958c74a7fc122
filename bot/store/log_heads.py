"""What was sent of the log and when, to compare the log with later; knows not who got it."""

from dataclasses import dataclass
from datetime import date

from bot.store.audit import Head
from bot.store.tx import Tx


@dataclass(frozen=True)
class SentHead:
    """The last line of the log on the day it was sent."""

    day: date
    head: Head


def keep(tx: Tx, day: date, head: Head) -> None:
    """Remember what is sent today; sqlite3.IntegrityError for a day that has its own."""
    tx.db.execute(
        "INSERT INTO log_heads (day, number, mac) VALUES (?, ?, ?)",
        (day.isoformat(), head.number, head.mac),
    )


def last(tx: Tx) -> SentHead | None:
    """The newest one; None if none was sent yet."""
    row = tx.db.execute("SELECT * FROM log_heads ORDER BY day DESC LIMIT 1").fetchone()
    if row is None:
        return None
    return SentHead(date.fromisoformat(row["day"]), Head(row["number"], row["mac"]))
