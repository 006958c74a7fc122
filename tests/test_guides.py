"""What the guides and documents name is there: buttons, commands, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.__main__ import main
from bot.conversations.commands import BY_NAME
from scripts.site import problems
from tests.house import ROOT
from tests.test_locales import entries, forms

DOCS = ROOT / "docs"
GUIDES = sorted((DOCS / "guides").rglob("*.md"))
PAGES = [
    path for folder in (DOCS, ROOT / "deploy") for path in sorted(folder.rglob("*.md"))
] + sorted(ROOT.glob("*.md"))
PICTURES = DOCS / "guides" / "pictures"
LARGEST = 3_000_000
MOST_WORDS_FOR_STUDENTS = 12

_BUTTON = re.compile(r"\*\*\[([^\]]+)\]\*\*")
_COMMAND = re.compile(r"`/([a-z]+)")
_TYPED = re.compile(
    r"(?:`|^|&& )(?:\.venv/bin/)?(?:maatje|python -m bot) ([a-z][^`\n#|]*)", re.MULTILINE
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def told(pages: list[Path], pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(page, what it names) of everything that is marked so."""
    for page in pages:
        words = re.sub(r"\s+", " ", page.read_text("utf-8")) if pattern is _BUTTON else None
        found = pattern.findall(words or page.read_text("utf-8"))
        yield from ((page.relative_to(ROOT).as_posix(), one) for one in found)


def labels() -> set[str]:
    """Whatever can stand on a button, in Dutch."""
    return {said for entry in entries("nl") for _key, said in forms(entry)}


def test_every_button_of_a_guide_is_a_button() -> None:
    named = list(told(GUIDES, _BUTTON))
    known = labels()
    assert len(named) > 80
    assert not [one for one in named if one[1] not in known]
    assert not [one for one in named if len(one[1]) > 30]


def test_every_command_of_a_guide_is_a_command() -> None:
    named = list(told([*GUIDES, *sorted((DOCS / "privacy").glob("*.md"))], _COMMAND))
    assert len(named) > 30
    assert not [one for one in named if one[1] not in BY_NAME]


def test_every_command_line_in_the_documents_can_be_typed() -> None:
    named = list(told(PAGES, _TYPED))
    assert len(named) > 10
    assert not [one for one in named if not can_be_typed(one[1].split())]


def can_be_typed(words: list[str]) -> bool:
    """The commands are there, and so is every option."""
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words.pop(0))
        if found is None:
            return False
        command = found
    known = {name for one in command.params for name in (*one.opts, "--help")}
    return all(word.partition("=")[0] in known for word in words if word.startswith("--"))


def test_every_link_between_the_documents_leads_somewhere() -> None:
    dead = []
    for page in PAGES:
        for link in _LINK.findall(page.read_text("utf-8")):
            path = link.partition("#")[0]
            if path and not link.startswith(("http", "mailto:")):
                dead += [] if (page.parent / path).exists() else [f"{page.name}: {link}"]
    assert not dead


def test_every_picture_of_the_guides_is_shown_and_together_they_are_small() -> None:
    drawn = {path.name for path in PICTURES.glob("*.png")}
    shown = {Path(link).name for _page, link in told(GUIDES, _LINK) if link.endswith(".png")}
    assert shown == drawn
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < LARGEST


def test_the_page_for_students_has_short_sentences() -> None:
    page = (DOCS / "guides" / "leerlingen.md").read_text("utf-8")
    plain = re.sub(r"!\[.*|[*#`\[\]]", "", page)
    sentences = re.split(r"[.!?:]\s|\n", plain)
    assert not [one for one in sentences if len(one.split()) > MOST_WORDS_FOR_STUDENTS]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ('<a href="b.html#here">', 0),
        ('<a href="b.html#there">', 1),
        ('<a href="c.html">', 1),
        ('<a href="https://example.org">', 0),
        ('<img src="https://example.org/a.png">', 1),
        ('<link rel="stylesheet" href="https://example.org/a.css">', 1),
        ('<link rel="canonical" href="https://example.org/">', 0),
    ],
)
def test_a_site_that_fetches_from_elsewhere_or_leads_nowhere_is_told(
    tmp_path: Path, words: str, wrong: int
) -> None:
    (tmp_path / "a.html").write_text(words, "utf-8")
    (tmp_path / "b.html").write_text('<h1 id="here">', "utf-8")
    assert len(list(problems(tmp_path))) == wrong


def test_letters_from_elsewhere_in_a_style_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a { background: url(//example.org/a.png) }", "utf-8")
    assert list(problems(tmp_path)) == ["a.css fetches from elsewhere"]
