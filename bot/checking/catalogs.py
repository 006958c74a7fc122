"""What is unfinished in the catalogs, sentence by sentence; knows nobody who reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.checking.finding import Finding, error, warning

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


def check_catalogs(folder: Path, *, default: str, go_live: bool) -> tuple[Finding, ...]:
    """All offered languages: fuzzy and empty entries, and placeholders that do not match."""
    files = sorted(folder.glob("*/LC_MESSAGES/bot.po"))
    found = [finding for file in files for finding in _of_file(file, go_live=go_live)]
    if default not in {file.parent.parent.name for file in files}:
        mend = "Choose one that has a folder in locales."
        what = f'There is no catalog of the language "{default}".'
        found.append(error("DEFAULT_LANGUAGE", what, mend))
    return tuple(found)


def _of_file(file: Path, *, go_live: bool) -> Iterator[Finding]:
    language = file.parent.parent.name
    place = f"locales/{language}/LC_MESSAGES/bot.po"
    try:
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, OSError):
        yield error(place, "This catalog cannot be read.", "Take it anew from the release.")
        return
    yield from _gaps(catalog, place, go_live=go_live)
    for message in catalog:
        if message.id and not message.fuzzy and not _fits(message):
            what = "The translation has other {placeholders} than the sentence."
            yield error(f"{place}:{message.lineno}", what, "Use the very same ones.")


def _gaps(catalog: Catalog, place: str, *, go_live: bool) -> Iterator[Finding]:
    """One line for all: they wait for a translator, and people see the English sentence."""
    entries = [message for message in catalog if message.id]
    fuzzy = [message for message in entries if message.fuzzy]
    empty = [message for message in entries if not message.fuzzy and not all(_forms(message))]
    for kind, messages in (("only guessed (fuzzy)", fuzzy), ("not translated", empty)):
        if messages:
            at = f"{place}:{messages[0].lineno}"
            what = f"{len(messages)} of {len(entries)} sentences are {kind}; this is the first."
            yield warning(at, what, "Translate them.", is_error=go_live)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _fits(message: Message) -> bool:
    """Every form of a plural may leave out the count, which "one day" says in words."""
    keys = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    asked = [_names(key) for key in keys]
    allowed = frozenset().union(*asked)
    needed = allowed - {"count"} if len(keys) > 1 else allowed
    return all(needed <= _names(form) <= allowed for form in _forms(message) if form)


def _names(sentence: str) -> frozenset[str]:
    return frozenset(_PLACEHOLDER.findall(sentence))
