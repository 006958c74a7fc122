"""Which cases belong together, as a handler said; knows no right and no reporter."""

from bot.store.tx import Tx


def link(tx: Tx, one: str, other: str) -> None:
    """Keep that two cases belong together; once is enough."""
    if one != other:
        tx.db.execute(
            "INSERT INTO case_links (case_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            sorted((one, other)),
        )


def unlink(tx: Tx, one: str, other: str) -> None:
    """They do not, after all."""
    tx.db.execute("DELETE FROM case_links WHERE case_id = ? AND other_id = ?", sorted((one, other)))


def linked_with(tx: Tx, case_id: str) -> tuple[str, ...]:
    """The ids of the cases linked with this one."""
    rows = tx.db.execute(
        "SELECT other_id AS id FROM case_links WHERE case_id = :id"
        " UNION SELECT case_id FROM case_links WHERE other_id = :id ORDER BY id",
        {"id": case_id},
    ).fetchall()
    return tuple(row["id"] for row in rows)
