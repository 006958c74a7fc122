"""Cuts long texts into what one Telegram message holds; knows no chat and no network."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 4096
"""UTF-16 code units in one message, as Telegram counts (core.telegram.org/bots/api#sendmessage)."""

_JOINER: Final = "\u200d"
_SELECTORS: Final = frozenset("\ufe0e\ufe0f\u20e3")
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_HANGUL_TAILS: Final = range(0x1160, 0x1200)


def units(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, longest: int = LONGEST) -> list[str]:
    """Pieces of at most `longest` units that joined are the text; a character stays whole.

    Cut after a line end or a space where the last half of a piece has one. A single character
    longer than a piece (a made-up heap of accents) is cut wherever it must.
    """
    pieces: list[str] = []
    rest = text
    while units(rest) > longest:
        piece = rest[: _cut(rest, longest)]
        pieces.append(piece)
        rest = rest[len(piece) :]
    return [*pieces, rest]


def whole(text: str) -> str:
    """The text with half characters (lone surrogates) replaced, so that it can be stored."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def characters(text: str) -> Iterator[str]:
    """What a reader sees as one character each: an accent, a flag, a family stay together.

    The rules of Unicode annex 29 that matter in chats; no library for them is needed.
    """
    start, flags = 0, 0
    for index in range(1, len(text)):
        flags = flags + 1 if ord(text[index - 1]) in _FLAG_LETTERS else 0
        if not _belongs(text[index - 1], text[index], flags):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _belongs(before: str, after: str, flags: int) -> bool:
    """Whether a character begun by `before` goes on with `after`."""
    if after == "\n":
        return before == "\r"
    if _extends(after):
        return before not in "\r\n"
    if before == _JOINER:
        return unicodedata.category(after) in {"So", "Sm", "Sk"}
    return ord(after) in _FLAG_LETTERS and flags % 2 == 1


def _extends(character: str) -> bool:
    code = ord(character)
    return (
        character == _JOINER
        or character in _SELECTORS
        or code in _SKIN_TONES
        or code in _TAGS
        or code in _HANGUL_TAILS
        or unicodedata.category(character) in {"Mn", "Mc", "Me"}
    )


def _cut(text: str, longest: int) -> int:
    """How many code points make the first piece; the text is longer than one."""
    fits = end = after_line = after_space = 0
    for character in characters(text[:longest]):
        fits += units(character)
        if fits > longest:
            break
        end += len(character)
        after_line = end if character in {"\n", "\r\n"} else after_line
        after_space = end if character.isspace() else after_space
    if end == longest and _goes_on(text, end):  # the last one may be only its beginning
        end -= len(list(characters(text[:end]))[-1])
    at_least = end // 2
    nice = next((cut for cut in (after_line, after_space) if at_least < cut <= end), end)
    return nice or _code_points(text, longest)


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and len(list(characters(text[end - 1 : end + 1]))) == 1


def _code_points(text: str, longest: int) -> int:
    """The most code points that fit, at least one."""
    count, used = 0, 0
    for character in text:
        used += units(character)
        if used > longest:
            break
        count += 1
    return max(count, 1)
