"""Who of management wants the weekly numbers; knows no right."""

from bot.store.tx import Tx


def subscribed(tx: Tx) -> frozenset[str]:
    """Everyone who wants them, by id."""
    rows = tx.db.execute("SELECT person_id FROM digest_readers").fetchall()
    return frozenset(row["person_id"] for row in rows)


def put(tx: Tx, person_id: str, *, wants: bool) -> None:
    """From now on, or not any more."""
    words = (
        "INSERT INTO digest_readers (person_id) VALUES (?) ON CONFLICT DO NOTHING"
        if wants
        else "DELETE FROM digest_readers WHERE person_id = ?"
    )
    tx.db.execute(words, (person_id,))
