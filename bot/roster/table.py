"""Turns the bytes of a CSV or Excel file into rows of words; knows no column."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from bot.roster.faults import NoList

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 50 * 1024 * 1024
MOST_LINES: Final = 2000
MOST_COLUMNS: Final = 50
LONGEST: Final = 500
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"

Row = tuple[str, ...]


def rows_of(content: bytes) -> tuple[Row, ...]:
    """The rows with their words trimmed, in their places; raise NoList."""
    if len(content) > MOST_BYTES:
        raise NoList("The file is larger than 5 MB. Save only the staff list and try again.")
    if content.startswith(_OLD_EXCEL):
        raise NoList("This is an old Excel file (.xls). Save it as .xlsx or as CSV.")
    read = _excel if content.startswith(_ZIP) else _csv
    rows = tuple(_limited(read(content)))
    if not any(any(row) for row in rows):
        raise NoList("The file is empty. The first line names the columns, such as name and role.")
    return rows


def _limited(rows: Iterable[Iterable[Any]]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number > MOST_LINES:
            raise NoList(
                f"The list has more than {MOST_LINES} lines. Is this the list of the staff?"
            )
        yield tuple(_words(cell) for cell in list(row)[:MOST_COLUMNS])


def _words(cell: Any) -> str:
    """As it would be typed: Excel makes a number of a day."""
    if cell is None:
        return ""
    whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return " ".join(str(whole).split())[:LONGEST]


def _csv(content: bytes) -> Iterator[list[str]]:
    words = _decoded(content)
    if "\0" in words:
        raise NoList("This is no CSV and no Excel file. Save the list as .xlsx or as CSV.")
    heading = next((line for line in words.splitlines() if line.strip()), "")
    sign = max(";,\t", key=heading.count)
    try:
        yield from csv.reader(io.StringIO(words, newline=""), delimiter=sign)
    except csv.Error:
        raise NoList(
            "The file is torn: a cell goes on and on. Is a quotation mark never closed?"
        ) from None


def _decoded(content: bytes) -> str:
    """Excel writes CSV in UTF-8 with a mark, in UTF-16, or as Windows did."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _excel(content: bytes) -> Iterator[tuple[Any, ...]]:
    """The first sheet; a formula comes as it was typed, and is never worked out."""
    torn = "The Excel file cannot be read. Open it, save it as .xlsx or CSV, and try again."
    try:
        _check_size(content)
        import openpyxl  # noqa: PLC0415  a seventh of the start of every other command

        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        yield from book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except NoList:
        raise
    except Exception:  # noqa: BLE001 - whatever is wrong inside, it is no list
        raise NoList(torn) from None


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
            raise NoList("The Excel file is far larger inside than outside. Save it as CSV.")
