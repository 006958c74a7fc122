"""Which language for whom: turns `Text` into a sentence, with its days and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime, get_day_names
from babel.lists import format_list

from bot.catalog import Catalog, read_catalog
from bot.direction import begun_right, kept_apart
from bot.text import Message, Text

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_REVIEWER = re.compile(r"^\|[^|]*\| `(\w+)` \|.*\|([^|]*)\|$", re.MULTILINE)
NOT_YET = "not yet"
A_ROW = 3
DAYS = {"tr": "d MMMM EEEE"}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
FORMAL: Final = "-x-formal"
"""Behind a language: that of who is addressed formally, a parent. HTML knows it as private use."""


def locales_folder() -> Path:
    """Where the catalogs lie: beside the code when run from the tree, inside it when installed."""
    inside = Path(__file__).parent / "locales"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "locales"


class I18n:
    """The catalogs of one run, each read once, when somebody reads that language.

    `timezone` is the school's: moments are shown in it. `names` are words that the school has
    another one for.
    """

    def __init__(
        self,
        folder: Path,
        *,
        default: str,
        timezone: ZoneInfo,
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._catalogs = {
            path.name: (_po(path), _po(path).stat().st_mtime_ns)
            for path in sorted(folder.iterdir())
            if _po(path).is_file()
        }
        self._formal = {
            name: (path, path.stat().st_mtime_ns)
            for name in self._catalogs
            if (path := folder / name / "LC_MESSAGES" / "formal.po").is_file()
        }
        self.default = default
        self._timezone = timezone
        self._named = _naming(names)
        self._safety = _safety(folder)
        self._own_words = _reviewed(folder) | {default}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages offered, the school's own first."""
        others = sorted(set(self._catalogs) - {self.default})
        return (self.default, *others)

    def let_go(self) -> None:
        """Hold the sentences of no language; those that somebody reads are soon held again."""
        read_catalog.cache_clear()

    def pick(self, wanted: str | None) -> str:
        """The offered language nearest to what a phone or browser says ("nl-BE" → "nl")."""
        short = (wanted or "").replace("_", "-").split("-")[0].lower()
        return short if short in self._catalogs else self.default

    def direction(self, language: str) -> str:
        """`rtl` or `ltr`, as HTML's `dir` wants it."""
        return "rtl" if plain(language) in RIGHT_TO_LEFT else "ltr"

    def name(self, language: str) -> str:
        """The language's name in itself, for the button that chooses it."""
        return (Locale.parse(plain(language)).display_name or language).capitalize()

    def names(self, language: str) -> tuple[str, ...]:
        """What people call it: in itself, in the school's own language, in English."""
        locale = Locale.parse(plain(language))
        return tuple(locale.get_display_name(one) or "" for one in (language, self.default, "en"))

    def render(self, text: Text, language: str) -> str:
        """One sentence in `language`; a sentence without a translation stands as it is.

        Where nobody has read the language's sentences about danger yet, the school's own sentence
        stands below each.
        """
        said = self._said(text, language)
        spoken = plain(language)
        if text.key in self._safety and spoken not in self._own_words:
            return f"{said}\n{self._said(text, self.default + language.removeprefix(spoken))}"
        return said

    def _said(self, text: Text, language: str) -> str:
        values = {name: self._value(value, language) for name, value in text.values.items()}
        count = 1 if text.plural is None else int(text.values["count"])
        catalog = self._catalog_of(text.key, language)
        sentence = self._named(catalog.say(text.key, text.plural, count))
        if plain(language) not in RIGHT_TO_LEFT or _PLACEHOLDER.fullmatch(sentence):
            return _fill(sentence, values)
        apart = {name: kept_apart(value) for name, value in values.items()}
        return begun_right(_fill(sentence, apart))

    def _catalog_of(self, key: str, language: str) -> Catalog:
        """Where this sentence stands: the formal ones are only those that are said otherwise."""
        spoken = plain(language)
        if language != spoken and spoken in self._formal:
            formal = read_catalog(*self._formal[spoken])
            if key in formal.sentences:
                return formal
        found = self._catalogs.get(spoken)
        return read_catalog(*found) if found else Catalog()

    def moment(self, at: datetime, language: str) -> str:
        """A moment with its year, for what is kept for longer than a chat."""
        local = at.astimezone(self._timezone)
        return format_datetime(local, "EEEE d MMMM y HH:mm", locale=plain(language))

    def weekdays(self, days: Iterable[int], language: str, *, short: bool = False) -> str:
        """Weekdays by name (1 = Monday): three or more in a row as from – to, else a list."""
        spoken = plain(language)
        names = get_day_names("abbreviated" if short else "wide", locale=spoken)
        wanted = sorted(days)
        if len(wanted) >= A_ROW and wanted[-1] - wanted[0] == len(wanted) - 1:
            return f"{names[wanted[0] - 1]} – {names[wanted[-1] - 1]}"
        return (
            format_list([names[day - 1] for day in wanted], locale=plain(language))
            if wanted
            else ""
        )

    def paragraphs(self, message: Message, language: str) -> tuple[str, ...]:
        """The lines of one message, in order, empty ones left out."""
        return tuple(line for line in (self.render(t, language) for t in message.lines) if line)

    def _in_line(self, value: Any, language: str) -> str:
        """A value beside others: in a language from the right each is a piece of its own."""
        said = self._value(value, language)
        return kept_apart(said) if plain(language) in RIGHT_TO_LEFT else said

    def _value(self, value: Any, language: str) -> str:
        match value:
            case Text():
                return self.render(value, language)
            case datetime():
                local = value.astimezone(self._timezone)
                return format_datetime(local, f"{_day(language)} HH:mm", locale=plain(language))
            case date():
                return format_date(value, _day(language), locale=plain(language))
            case tuple():
                parts = [self._in_line(part, language) for part in value]
                return format_list(parts, locale=plain(language)) if parts else ""
            case _:
                return str(value)


def plain(language: str) -> str:
    """The language itself, whoever is addressed in it."""
    return language.removesuffix(FORMAL)


def _day(language: str) -> str:
    """A day with its weekday, in the order in which the language says them."""
    return DAYS.get(plain(language), "EEEE d MMMM")


def _naming(names: Mapping[str, str]) -> Callable[[str], str]:
    """What puts the school's own words into a sentence of ours; places to fill in stay."""
    if not names:
        return str
    begun = {_begun(usual): _begun(own) for usual, own in names.items()}
    both = {**begun, **names}
    usual = "|".join(re.escape(one) for one in both)
    found = re.compile(rf"(?<![\w{{/])(?:{usual})(?![\w}}])")
    return lambda sentence: found.sub(lambda one: both[one[0]], sentence)


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _safety(folder: Path) -> frozenset[str]:
    """The keys of the sentences about danger."""
    path = folder / "safety.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else ()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _reviewed(folder: Path) -> frozenset[str]:
    """The languages whose sentences about danger somebody has read, by the table in the README."""
    path = folder / "README.md"
    rows = _REVIEWER.findall(path.read_text("utf-8")) if path.exists() else ()
    return frozenset(language for language, by in rows if not by.strip().startswith(NOT_YET))


def _po(folder: Path) -> Path:
    return folder / "LC_MESSAGES" / "bot.po"


def _fill(sentence: str, values: dict[str, str]) -> str:
    """Fill `{name}` once and nothing else: a brace in somebody's words is shown as it is."""
    if not values:
        return sentence
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), sentence)
