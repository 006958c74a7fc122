"""The last test message of each colleague and whether it was tapped; knows no role."""

from bot.store.tx import Tx, day_of


def sent(tx: Tx, person_id: str) -> None:
    """A new one goes out; the one before counts no more."""
    tx.db.execute(
        "INSERT OR REPLACE INTO probes (person_id, sent_at) VALUES (?, ?)",
        (person_id, day_of(tx.now)),
    )


def seen(tx: Tx, person_id: str) -> None:
    """They tapped it."""
    tx.db.execute("UPDATE probes SET seen = 1 WHERE person_id = ?", (person_id,))


def missed(tx: Tx) -> tuple[str, ...]:
    """Who did not tap the one of an earlier day."""
    rows = tx.db.execute(
        "SELECT person_id FROM probes WHERE seen = 0 AND sent_at < ? ORDER BY person_id",
        (day_of(tx.now),),
    )
    return tuple(row["person_id"] for row in rows.fetchall())


def news(tx: Tx) -> tuple[str, ...]:
    """Those of `missed` that nobody was told of yet; asking counts as telling."""
    rows = tx.db.execute(
        "UPDATE probes SET told = 1 WHERE seen = 0 AND told = 0 AND sent_at < ?"
        " RETURNING person_id",
        (day_of(tx.now),),
    )
    return tuple(sorted(row["person_id"] for row in rows.fetchall()))
