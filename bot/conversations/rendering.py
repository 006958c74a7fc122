"""Turns what is to be said into finished sentences in the reader's language; knows no door."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from bot.i18n import I18n
from bot.text import SIGNED, Bars, Button, Message, Text, signed

OWN_LABELS = 4096
"""Labels of buttons that are held in a language; there are some hundreds."""

Panel = dict[str, Any]
"""One panel of a chart, all words in the reader's language."""

# NUL ends a text for some readers; the others turn the reading direction of what follows, so
# that somebody's words could pose as ours. Translations may hold them, values may not.
_HARMFUL = re.compile("[\x00\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Rendered:
    """What a door shows: finished sentences. A button is (label, data, url).

    `picture` names a drawing: `bot/data/pictures/<name>.png`, and .svg beside the page. `chart` is
    what is to be drawn, as plain data, and `drawn` the picture of it once there is one.
    """

    lines: tuple[str, ...] = field(repr=False)
    buttons: tuple[tuple[tuple[str, str, str], ...], ...] = field(default=(), repr=False)
    block: bool = False
    picture: str = ""
    chart: tuple[Panel, ...] = field(default=(), repr=False)
    drawn: bytes = field(default=b"", repr=False)


def render(message: Message, i18n: I18n, language: str) -> Rendered:
    """The message as the reader sees it; empty lines are left out."""
    clean = Message(tuple(_clean(line) for line in message.lines))
    return Rendered(
        i18n.paragraphs(clean, language),
        tuple(tuple(_button(b, i18n, language) for b in row) for row in message.buttons),
        message.block,
        message.picture,
        tuple(_panel(bars, i18n, language) for bars in message.chart),
    )


def _panel(bars: Bars, i18n: I18n, language: str) -> Panel:
    def say(text: Text) -> str:
        return i18n.render(_clean(text), language)

    return {
        "title": say(bars.title),
        "labels": [say(one) for one in bars.labels],
        "series": [[say(name), list(values)] for name, values in bars.series],
        "sideways": bars.sideways,
    }


def harmless(words: str) -> str:
    """Somebody's words without the characters that fool the eye; the rest as it is."""
    return _HARMFUL.sub("", words)


def _button(button: Button, i18n: I18n, language: str) -> tuple[str, str, str]:
    return _label(button.label, i18n, language), button.data, button.url


def _label(label: Text, i18n: I18n, language: str) -> str:
    """Most labels are ours and the same each time; nobody's words are kept."""
    inner = label.values.get("label") if label.key == SIGNED else label
    if not isinstance(inner, Text) or inner.values:
        return i18n.render(_clean(label), language)
    icon = "" if inner is label else str(label.values["icon"])
    return _own_label(i18n, language, icon, inner.key)


@lru_cache(maxsize=OWN_LABELS)
def _own_label(i18n: I18n, language: str, icon: str, key: str) -> str:
    label = Text(key)
    return i18n.render(signed(icon, label) if icon else label, language)


def _clean(text: Text) -> Text:
    """The very same where nothing is to be taken out, as nearly always."""
    values = _clean_values(text.values) if text.values else text.values
    return text if values == text.values else replace(text, values=values)


def _clean_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _clean_value(value) for name, value in values.items()}


def _clean_value(value: Any) -> Any:
    match value:
        case str():
            return harmless(value)
        case Text():
            return _clean(value)
        case tuple():
            return tuple(_clean_value(part) for part in value)
        case _:
            return value
