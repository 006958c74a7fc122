"""Nobody adds a column that can hold words without deciding whether it is sealed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.columns import COLUMNS, Harmless, Sealed
from tests.store.conftest import Place


def typed_columns(path: Path) -> dict[str, str]:
    """Every column of a database file that SQLite does not force to hold a number."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(
            "SELECT tables.name || '.' || info.name, info.type"
            " FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS info"
            " WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'"
            " AND info.type NOT IN ('INTEGER', 'REAL')"
        )
        return dict(rows.fetchall())


async def all_columns(place: Place) -> dict[str, str]:
    await (await place.writer()).close()
    return typed_columns(place.path) | typed_columns(place.keys_path)


@pytest.mark.asyncio
async def test_t55_every_column_that_can_hold_words_is_sealed_or_harmless_for_a_reason(
    place: Place,
) -> None:
    assert set(COLUMNS) == set(await all_columns(place))
    assert all(kind.reason for kind in COLUMNS.values() if isinstance(kind, Harmless))


@pytest.mark.asyncio
async def test_a_sealed_column_cannot_hold_plain_text(place: Place) -> None:
    types = await all_columns(place)
    sealed = {name for name, kind in COLUMNS.items() if isinstance(kind, Sealed)}
    assert {name for name, type_ in types.items() if type_ == "BLOB"} == sealed | {"audit.mac"}


@pytest.mark.asyncio
async def test_every_table_is_strict_or_its_types_would_be_a_wish(place: Place) -> None:
    await (await place.writer()).close()
    for path in (place.path, place.keys_path):
        with closing(sqlite3.connect(path)) as db:
            loose = db.execute(
                "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
                " AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
        assert loose == []
