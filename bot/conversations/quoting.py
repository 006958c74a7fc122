"""Words of people on a screen, so that they cannot pose as another line; knows no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.store.entries import Entry, EntryKind
from bot.text import N_, Text

USUAL_ENDING = N_("School has finished your report. Thank you for telling it.")
GOES_ON = "\n│ "


def words_of(entry: Entry) -> str | Text:
    """What somebody wrote; no words at the end of a case stand for the usual sentence."""
    if entry.kind is EntryKind.OUTCOME and not entry.body:
        return USUAL_ENDING
    return quoted(entry.body)


def quoted(words: str) -> str:
    """Somebody's own words: every further line shows that it still belongs to them."""
    return GOES_ON.join(words.splitlines())


def quoted_in(text: Text) -> Text:
    """A sentence of ours with all words of people in it quoted."""
    return replace(text, values=_quoted_values(text.values))


def _quoted_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _quoted_value(value) for name, value in values.items()}


def _quoted_value(value: Any) -> Any:
    match value:
        case str():
            return quoted(value)
        case Text():
            return quoted_in(value)
        case tuple():
            return tuple(_quoted_value(part) for part in value)
        case _:
            return value
