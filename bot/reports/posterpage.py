"""Where everything stands on a poster of A4, and on a card for a wallet; knows no school."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.reports.board import WHITE, Board, Box, Colour, Look
from bot.reports.poster import Door, Line, Poster, Size

RED: Final[Colour] = (176, 16, 36)
PALE: Final[Colour] = (243, 245, 247)
GREY: Final[Colour] = (85, 90, 95)
EDGE: Final = 14.0


def draw(poster: Poster, size: Size) -> bytes:
    """The PDF."""
    width_height, pages = SIZES[size]
    board = Board(width_height, to_left=poster.to_left)
    board.set_lang(poster.language)
    board.set_title(poster.headline)
    board.set_creation_date(poster.made)
    for page in pages:
        board.add_page()
        page(board, poster)
    return bytes(board.output())


def _a4(board: Board, poster: Poster) -> None:
    main = _colour(poster.colours.main)
    board.ground(Box(0, 0, 210, 114), main)
    balloon = Box(EDGE, 12, 182, 66)
    board.balloon(balloon, WHITE, round_=10)
    board.words(poster.headline, balloon.inside(8), Look(60, main, bold=True))
    board.words(poster.under, Box(48, 81, 148, 29), Look(30, WHITE, bold=True))
    _doors(board, poster)
    _talk(board, poster)
    _danger(board, poster)


def _doors(board: Board, poster: Poster) -> None:
    """The codes, and beside them the steps: one code is larger than two."""
    one = len(poster.doors) == 1
    side = 76.0 if one else 58.0
    for at, door in enumerate(poster.doors):
        _door(board, poster, door, Box(EDGE + at * (side + 6), 119.5, side, side))
    left = EDGE + len(poster.doors) * (side + 6) + 4
    height = 27.0
    for at, step in enumerate(poster.steps):
        top = 119.5 + at * height
        mark = Box(left, top + height / 2 - 7, 14, 14) if one else Box(left, top + 9, 10, 10)
        board.numbered(mark, at + 1, _colour(poster.colours.second))
        text = Box(left + mark.width + 4, top + 2, 196 - left - mark.width - 4, height - 4)
        board.words(step, text, Look(24 if one else 16, bold=True))


def _door(board: Board, poster: Poster, door: Door, box: Box) -> None:
    frame = box.at(height=box.height + (0 if len(poster.doors) == 1 else 8))
    board.ground(frame.inside(-1.2), _colour(poster.colours.second), round_=3)
    board.ground(frame.inside(-0.2), WHITE, round_=2.4)
    board.code(door.url, box)
    if len(poster.doors) > 1:
        label = Box(box.x, box.y + box.height - 3, box.width, 10)
        board.words(door.label, label, Look(14, bold=True, centred=True))
    under = Box(box.x, frame.y + frame.height + 2, box.width, 7)
    board.words(_read(door.url), under, Look(15, bold=True, centred=True))


def _talk(board: Board, poster: Poster) -> None:
    """The school's number, and who is there on which days."""
    board.ground(Box(0, 206, 210, 44), PALE)
    main = _colour(poster.colours.main)
    board.words(poster.talk, Box(EDGE, 210, 80, 16), Look(19, bold=True))
    board.words(poster.phone, Box(EDGE, 227, 80, 18), Look(36, main, bold=True))
    height = 39 / max(len(poster.helpers), 1)
    for at, helper in enumerate(poster.helpers):
        name = Box(102, 208.5 + at * height + max(height - 13, 0) / 2, 96, 7)
        board.words(helper.name, name, Look(16, bold=True))
        about = f"{helper.role}: {helper.days}" if helper.days else helper.role
        board.words(about, name.at(y=name.y + 6.2, height=6), Look(13, GREY))


def _danger(board: Board, poster: Poster) -> None:
    """Whom to call in danger, and who else is there."""
    board.ground(Box(0, 250, 210, 47), RED)
    board.words(poster.danger, Box(EDGE, 253, 62, 37), Look(34, WHITE, bold=True))
    for at, line in enumerate(poster.lines):
        _line(board, line, Box(80 + at % 2 * 60, 252.5 + at // 2 * 19.5, 58, 19))
    foot = f"{poster.school} · {poster.made:%m-%Y}"
    board.words(foot, Box(EDGE, 291.5, 182, 4), Look(7.5, WHITE))


def _line(board: Board, line: Line, box: Box) -> None:
    third = box.height / 3
    board.words(line.number, box.at(height=third * 1.4), Look(19, WHITE, bold=True))
    name = box.at(y=box.y + third * 1.3, height=third * 0.8)
    board.words(line.name, name, Look(11, WHITE))
    about = f"{line.about} · {line.hours}" if line.hours else line.about
    board.words(about, name.at(y=name.y + third * 0.75), Look(11, WHITE))


def _front(board: Board, poster: Poster) -> None:
    """The card's first side: what it is for, and the codes."""
    main = _colour(poster.colours.main)
    one = len(poster.doors) == 1
    side = 40.0 if one else 24.0
    board.ground(Box(0, 0, 85.6, 54), main)
    right = 85.6 - side - 4
    board.balloon(Box(4, 4, right - 8, 28), WHITE, round_=3)
    board.words(poster.headline, Box(6, 5.5, right - 12, 25), Look(17, main, bold=True))
    board.words(poster.under, Box(4, 36, right - 8, 15), Look(10, WHITE, bold=True))
    for at, door in enumerate(poster.doors):
        box = Box(right, 4 + at * 25, side, side - (0 if one else 1))
        board.ground(box.inside(-0.6), WHITE, round_=1)
        board.code(door.url, box.at(height=box.width) if one else box.at(width=23, height=23))
    if one:
        address = Box(right - 2, 45.5, side + 4, 5)
        board.words(_read(poster.doors[0].url), address, Look(8, WHITE, bold=True, centred=True))


def _back(board: Board, poster: Poster) -> None:
    """The card's second side: whom to call."""
    main = _colour(poster.colours.main)
    board.words(poster.talk, Box(4, 2.5, 40, 4), Look(8, bold=True))
    board.words(poster.phone, Box(4, 6.5, 40, 7), Look(15, main, bold=True))
    board.words(poster.danger, Box(46, 3, 36, 10.5), Look(14, RED, bold=True))
    for at, helper in enumerate(poster.helpers):
        about = f"{helper.name}, {helper.role}: {helper.days}"
        board.words(about, Box(4, 14.8 + at * 3.8, 77.6, 3.6), Look(7))
    board.ground(Box(0, 27, 85.6, 27), RED)
    for at, line in enumerate(poster.lines):
        _line(board, line, Box(4 + at % 2 * 40, 28 + at // 2 * 12, 38, 11))
    foot = f"{poster.school} · {poster.made:%m-%Y}"
    board.words(foot, Box(4, 51.2, 77.6, 2.4), Look(4.5, WHITE))


def _read(url: str) -> str:
    """An address as somebody types it."""
    return url.removeprefix("https://").partition("?")[0].rstrip("/")


def _colour(hexed: str) -> Colour:
    return int(hexed[1:3], 16), int(hexed[3:5], 16), int(hexed[5:7], 16)


Page = Callable[[Board, Poster], None]
SIZES: Final[Mapping[Size, tuple[tuple[float, float], tuple[Page, ...]]]] = {
    Size.A4: ((210, 297), (_a4,)),
    Size.CARD: ((85.6, 54), (_front, _back)),
}
