"""Builds the documents as a site and looks at what came out: `make docs`.

Every link and every anchor leads somewhere, and no page asks any other machine for anything. Where
links to other sites lead cannot be looked at from here: they are listed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "build" / "site"
FETCHED = frozenset({"src", "srcset", "poster", "data"})
"""What a browser gets by itself, on any element; of `href` only on a `link`."""
NOT_FETCHED = frozenset({"canonical", "alternate", "prev", "next"})
_CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?(https?:)?//""")


@dataclass
class Page(HTMLParser):
    """What one page refers to, and the places in it that can be referred to."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        given = {name: value or "" for name, value in attrs}
        self.names |= {given[name] for name in ("id", "name") if name in given}
        self.fetched += [value for name, value in given.items() if name in FETCHED]
        if tag == "link" and given.get("rel") not in NOT_FETCHED:
            self.fetched.append(given.get("href", ""))
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])


@cache
def read(path: Path) -> Page:
    """One page of the site."""
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


def problems(site: Path) -> Iterator[str]:
    """Everything that is wrong with a built site, one sentence each."""
    for path in sorted(site.rglob("*.html")):
        page = read(path)
        where = path.relative_to(site)
        yield from (f"{where} fetches {one}" for one in page.fetched if _elsewhere(one))
        for link in (*page.links, *page.fetched):
            if not _elsewhere(link) and not _leads_somewhere(link, path, site):
                yield f"{where} leads nowhere: {link}"
    for path in sorted(site.rglob("*.css")):
        if _CSS_URL.search(path.read_text("utf-8")):
            yield f"{path.relative_to(site)} fetches from elsewhere"


def outside(site: Path) -> set[str]:
    """The links to other sites."""
    pages = (read(path) for path in site.rglob("*.html"))
    return {link for page in pages for link in page.links if _elsewhere(link)}


def _elsewhere(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.netloc) or parts.scheme in {"http", "https"}


def _leads_somewhere(link: str, path: Path, site: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme or link == "":
        return True
    # The page for an address that is not there is served at any depth: its links begin at the root.
    start = site if parts.path.startswith("/") else path.parent
    target = (start / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return False
    return target.suffix != ".html" or not parts.fragment or _holds(target, parts.fragment)


def _holds(target: Path, fragment: str) -> bool:
    return unquote(fragment) in read(target).names


def main() -> int:
    """Build and look; 1 when anything is wrong."""
    # Not `--quiet`: a warning that is not said does not count for `--strict`.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    calm = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    if subprocess.run(command, cwd=ROOT, env=calm, check=False).returncode:  # noqa: S603 - ours
        return 1
    found = list(problems(SITE))
    for problem in found:
        print(problem, file=sys.stderr)
    pages = list(SITE.rglob("*.html"))
    links = sum(len(read(path).links) for path in pages)
    print(f"{len(pages)} pages, {links} links, {len(found)} wrong, to other sites:")
    for link in sorted(outside(SITE)):
        print(f"  {link}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
