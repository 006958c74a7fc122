"""What the bot says, before anyone has translated it: the pure rooms speak in `Text`.

Knows no language, no door and no screen; `i18n` renders, the senders show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Text:
    """One sentence (or short block) to be translated: `key` is the English sentence itself.

    `values` fill the `{name}` placeholders: `str` is shown as it is, `int` and the first
    `count` choose the plural, `date` and `datetime` are written in the reader's way, a `Text`
    is translated first, a tuple of strings becomes a list ("a, b and c").
    """

    key: str
    plural: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def of(self, **values: Any) -> Text:
        """The same sentence with (more) placeholders filled."""
        return replace(self, values={**self.values, **values})

    def __hash__(self) -> int:
        return hash((self.key, self.plural))


def N_(key: str, plural: str | None = None) -> Text:  # noqa: N802 - gettext's own name
    """Mark a sentence for translation."""
    return Text(key, plural)


def verbatim(words: str) -> Text:
    """Somebody's own words or a name: never translated, never read as a placeholder."""
    return Text("{words}", values={"words": words})


SIGNED = "{icon} {label}"


def signed(icon: str, label: Text) -> Text:
    """A label with its pictogram."""
    return Text(SIGNED, values={"icon": icon, "label": label})


@dataclass(frozen=True)
class Button:
    """One button: `data` comes back when it is pressed (at most 64 bytes), or `url` opens."""

    label: Text
    data: str = ""
    url: str = ""


@dataclass(frozen=True)
class Bars:
    """One panel of a chart: for each label a bar of every series, which is a name and numbers.

    Upright for moments, `sideways` for anything whose names are long.
    """

    title: Text
    labels: tuple[Text, ...]
    series: tuple[tuple[Text, tuple[int, ...]], ...]
    sideways: bool = False


@dataclass(frozen=True)
class Message:
    """One message: paragraphs shown under each other, and rows of buttons below them.

    A `block` is shown letter for letter, to be copied whole. `picture` is the name of a drawing of
    ours shown above the paragraphs, which say what it shows. A `chart`, drawn when it is sent, too.
    """

    lines: tuple[Text, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    block: bool = False
    picture: str = ""
    chart: tuple[Bars, ...] = ()


def to_data(text: Text) -> dict[str, Any]:
    """A `Text` as plain JSON data, see `from_data`."""
    data: dict[str, Any] = {"k": text.key}
    if text.plural is not None:
        data["p"] = text.plural
    if text.values:
        data["v"] = {name: _value_to_data(value) for name, value in text.values.items()}
    return data


def from_data(data: Mapping[str, Any]) -> Text:
    """The `Text` that `to_data` wrote."""
    held = data.get("v")
    values = {name: _value_from_data(value) for name, value in held.items()} if held else {}
    return Text(data["k"], data.get("p"), values)


def message_to_data(message: Message) -> dict[str, Any]:
    """A `Message` as plain JSON data."""
    return {
        **({"block": True} if message.block else {}),
        "lines": [to_data(line) for line in message.lines],
        "buttons": [
            [{"label": to_data(b.label), "data": b.data, "url": b.url} for b in row]
            for row in message.buttons
        ],
        **({"picture": message.picture} if message.picture else {}),
        **({"chart": [_bars_to_data(one) for one in message.chart]} if message.chart else {}),
    }


def message_from_data(data: Mapping[str, Any]) -> Message:
    """The `Message` that `message_to_data` wrote."""
    return Message(
        tuple(from_data(line) for line in data["lines"]),
        tuple(
            tuple(Button(from_data(b["label"]), b["data"], b["url"]) for b in row)
            for row in data["buttons"]
        ),
        data.get("block", False),
        data.get("picture", ""),
        tuple(_bars_from_data(one) for one in data.get("chart", ())),
    )


def _bars_to_data(bars: Bars) -> dict[str, Any]:
    return {
        "title": to_data(bars.title),
        "labels": [to_data(one) for one in bars.labels],
        "series": [[to_data(name), list(values)] for name, values in bars.series],
        "sideways": bars.sideways,
    }


def _bars_from_data(data: Mapping[str, Any]) -> Bars:
    return Bars(
        from_data(data["title"]),
        tuple(from_data(one) for one in data["labels"]),
        tuple((from_data(name), tuple(values)) for name, values in data["series"]),
        data["sideways"],
    )


def _value_to_data(value: Any) -> Any:
    match value:
        case Text():
            return {"text": to_data(value)}
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple():
            return {"list": [_value_to_data(part) for part in value]}
        case _:
            return value


def _value_from_data(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    match data:
        case {"text": inner}:
            return from_data(inner)
        case {"moment": iso}:
            return datetime.fromisoformat(iso)
        case {"day": iso}:
            return date.fromisoformat(iso)
        case {"list": parts}:
            return tuple(_value_from_data(part) for part in parts)
        case _:
            return data
