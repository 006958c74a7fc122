"""Destroys the keys of days of which nothing is left; knows not what lay under them."""

from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.store.keyring import day_key_id
from bot.store.tx import Tx

_IN_USE: Final = """
SELECT key_id FROM inbox WHERE payload IS NOT NULL
UNION SELECT key_id FROM outbox WHERE message IS NOT NULL
UNION SELECT key_id FROM sessions
UNION SELECT key_id FROM mailbox WHERE body IS NOT NULL
"""
_DAY: Final = timedelta(days=1)


def destroy_spent(tx: Tx) -> int:
    """Destroy day keys no row needs and return how many; from then on backups are blind too.

    The key of today stays, it is about to be used. So do those of the machine's own today and the
    days beside it: a clock that was sent elsewhere must not take what the real day needs.
    """
    in_use = {row["key_id"] for row in tx.db.execute(_IN_USE)}
    machine = Clock().now()
    days = (tx.now, machine - _DAY, machine, machine + _DAY)
    in_use.update(map(day_key_id, days))
    spent = [key_id for key_id in tx.keys.ids("day:", before=tx.now) if key_id not in in_use]
    for key_id in spent:
        tx.keys.destroy(key_id)
    return len(spent)
