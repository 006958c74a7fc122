"""What the guides and documents name is there: buttons, commands, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.__main__ import main
from bot.conversations.card_buttons import OFFERS
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
_BEHIND_MORE = re.compile(r"\*\*\[Meer\]\*\*,?(?: en)?(?: dan)?(?: op)? \*\*\[([^\]]+)\]\*\*")
_FORMAL = re.compile(r"\b([Uu]|[Uu]w|[Uu]zelf)\b")
FOR_HANDLERS = ("mentoren.md", "mt.md", "vertrouwenspersoon.md", "zorgteam.md")
TO_OTHERS = {
    *("bot/flows/accused.py", "bot/flows/contact.py", "bot/flows/grownups.py", "bot/flows/tell.py"),
    *("bot/reports/personfile.py", "bot/reports/poster.py", "bot/data/noordhoek/advice.toml"),
}
"""What is said or written to parents, or to whoever asks for what is kept about them."""
_COMMAND = re.compile(r"`/([a-z]+)")
_TYPED = re.compile(
    r"(?:`|^|&& )(?:\.venv/bin/)?(?:maatje|python -m bot) ([a-z][^`\n#|]*)", re.MULTILINE
)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def told(pages: list[Path], pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(page, what it names) of everything that is marked so."""
    for page in pages:
        joined = pattern in {_BUTTON, _BEHIND_MORE}
        words = re.sub(r"\s+", " ", page.read_text("utf-8")) if joined else None
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


def test_what_a_guide_finds_behind_more_is_a_button_of_the_card() -> None:
    behind = list(told([GUIDES[0].parent / name for name in FOR_HANDLERS], _BEHIND_MORE))
    said = {key: words for entry in entries("nl") for key, words in forms(entry)}
    card = {said[offer.label.key] for offer in OFFERS}
    assert len(behind) > 8
    assert not [one for one in behind if one[1] not in card]


def test_colleagues_are_addressed_in_one_way() -> None:
    """The chat says "je" to them; only parents are addressed formally."""
    pages = [page for page in GUIDES if page.name not in {"ouders.md", "thema-avond.md"}]
    assert not list(told(pages, _FORMAL))
    formal = [
        (entry.locations[0][0], words)
        for entry in entries("nl")
        for _key, words in forms(entry)
        if _FORMAL.search(words) and not any(one in TO_OTHERS for one, _line in entry.locations)
    ]
    assert formal == []


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
