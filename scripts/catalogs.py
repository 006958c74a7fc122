"""Collects every sentence of the product and keeps the catalogs in step.

`python scripts/catalogs.py` writes locales/bot.pot and brings each locales/<lang>/…/bot.po up to
date; with `--check` it writes nothing and fails when anything would change.
English sentences come from the code (`N_`), Dutch ones from the school folder's own files.
"""

from __future__ import annotations

import argparse
import io
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
# By how many arguments there are: one key, or one for one and one for more.
KEYWORDS: dict[str, dict[int | None, tuple[int | tuple[int, int] | tuple[int, str], ...] | None]]
KEYWORDS = {"N_": {1: (1,), 2: (1, 2), 3: (1, 2)}}  # a comma at the end counts as one more
SCHOOL_TEXT = frozenset({"text", "short"})
"""The keys of the school's files whose value is a sentence that people read."""


def code_sentences() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(file, key) of each marked sentence; a pair of keys has a plural."""
    found = extract_from_dir(
        ROOT / "bot", method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    )
    for filename, _line, message, _comments, _context in found:
        yield f"bot/{filename}", message


def school_sentences() -> Iterator[tuple[str, str]]:
    """(file, Dutch sentence) of everything in the school folders that is shown."""
    for path in sorted((ROOT / "bot" / "data").rglob("*.toml")):
        name = str(path.relative_to(ROOT))
        for text in _texts(tomllib.loads(path.read_text("utf-8-sig"))):
            yield name, text


def _texts(value: object) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                if key in SCHOOL_TEXT and isinstance(inner, str):
                    yield inner
                else:
                    yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


@cache
def template() -> Catalog:
    """The catalog of everything there is to translate, without line numbers: it is stable.

    All of the code is read for it, so once; nobody changes it.
    """
    catalog = Catalog(project="maatje", fuzzy=False, charset="utf-8")
    for filename, key in (*sorted(code_sentences(), key=str), *school_sentences()):
        catalog.add(key, locations=[(filename, 0)])
    return catalog


def written(catalog: Catalog) -> str:
    """The catalog as it stands in its file: without a date, one line each."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, sort_by_file=True, omit_header=True, ignore_obsolete=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    if catalog.locale:
        head += f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    return f"{head}\n{out.getvalue().decode()}"


def updated(path: Path, source: Catalog) -> str:
    """One language's file with new sentences added, gone ones left out, nothing guessed."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(source, no_fuzzy_matching=True)
    return written(catalog)


def pruned(path: Path, source: Catalog) -> str:
    """What is said otherwise to parents: only of sentences that are still there."""
    with path.open("rb") as file:
        said = read_po(file, locale=path.parent.parent.name)
    kept = Catalog(locale=said.locale, project="maatje", fuzzy=False, charset="utf-8")
    for message in source:
        found = said.get(message.id) if message.id else None
        if found is not None and found.string:
            kept.add(message.id, found.string, locations=message.locations)
    return written(kept)


def main() -> int:
    """Write or check; the exit code tells whether anything was out of step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    source = template()
    wanted = {LOCALES / "bot.pot": written(source)}
    wanted |= {path: updated(path, source) for path in sorted(LOCALES.glob("*/*/bot.po"))}
    wanted |= {path: pruned(path, source) for path in sorted(LOCALES.glob("*/*/formal.po"))}
    stale = [p for p, text in wanted.items() if not p.exists() or p.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of step: run `make catalogs`" if check else path)
        if not check:
            path.write_text(wanted[path], "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
