"""A unit of work inside a unit of work, for rows that must not drag each other down."""

from collections.abc import Callable
from typing import TypeVar

from bot.store.tx import Tx

T = TypeVar("T")


def apart(tx: Tx, work: Callable[[], T]) -> T:
    """Do `work`; when it raises, only its own changes are taken back and the exception goes on.

    May lie inside another one. When SQLite itself rolled everything back (a full disk), the
    whole unit fails.
    """
    mark = tx.keys.mark()
    tx.db.execute("SAVEPOINT apart")
    try:
        value = work()
    except Exception:
        tx.keys.back_to(mark)
        tx.memory.clear()  # it may hold what is taken back here
        tx.db.execute("ROLLBACK TO apart")
        tx.db.execute("RELEASE apart")
        raise
    tx.db.execute("RELEASE apart")
    return value
