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
    return bytes(drawn(poster, size).output())


def drawn(poster: Poster, size: Size) -> Board:
    """The paper with all on it."""
    width_height, pages = SIZES[size]
    board = Board(width_height, to_left=poster.to_left)
    board.set_lang(poster.language)
    board.set_title(poster.headline)
    board.set_creation_date(poster.made)
    for page in pages:
        board.add_page()
        page(board, poster)
    return board


def _a4(board: Board, poster: Poster) -> None:
    main = _colour(poster.colours.main)
    board.ground(Box(0, 0, 210, 93), main)
    balloon = Box(EDGE, 10, 182, 51)
    board.balloon(balloon, WHITE, round_=10)
    board.words(poster.headline, balloon.inside(6), Look(60, main, bold=True, even=True))
    board.words(poster.under, Box(48, 64, 148, 26), Look(30, WHITE, bold=True, even=True))
    _doors(board, poster)
    _talk(board, poster)
    _danger(board, poster)


def _doors(board: Board, poster: Poster) -> None:
    """The codes, and beside them the steps: one code is larger than two."""
    one = len(poster.doors) == 1
    side, from_top = 76.0 if one else 58.0, 97.5
    for at, door in enumerate(poster.doors):
        _door(board, poster, door, Box(EDGE + at * (side + 6), from_top, side, side))
    left = EDGE + len(poster.doors) * (side + 6) + 4
    height = 27.0
    for at, step in enumerate(poster.steps):
        top = from_top + at * height
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
    board.ground(Box(0, 184, 210, 56), PALE)
    main = _colour(poster.colours.main)
    board.words(poster.talk, Box(EDGE, 190, 82, 20), Look(22, bold=True, even=True))
    board.words(poster.phone, Box(EDGE, 213, 82, 18), Look(36, main, bold=True))
    height = 52 / max(len(poster.helpers), 1)
    for at, helper in enumerate(poster.helpers):
        name = Box(104, 186.5 + at * height + max(height - 17.3, 0) / 2, 96, 7)
        board.words(helper.name, name, Look(16, bold=True))
        about = "\n".join(filter(None, (helper.role, helper.days)))
        board.words(about, name.at(y=name.y + 6.8, height=10.4), Look(12, GREY, top=True))


def _danger(board: Board, poster: Poster) -> None:
    """Whom to call in danger, and who else is there."""
    board.ground(Box(0, 240, 210, 57), RED)
    board.words(_call(poster), Box(EDGE, 244, 62, 44), Look(34, WHITE, bold=True, even=True))
    for at, line in enumerate(poster.lines):
        _line(board, line, Box(82 + at % 2 * 59, 243 + at // 2 * 26, 57, 25.5))
    board.words(_foot(poster), Box(EDGE, 289, 64, 5), Look(10, WHITE))


def _line(board: Board, line: Line, box: Box) -> None:
    """A number, whose it is, what it is about and when."""
    part = box.height / 25.5
    small = Look(part * 12.5, WHITE, top=True)
    board.words(line.number, box.at(height=part * 8.8), Look(part * 21, WHITE, bold=True))
    board.words(line.name, box.at(y=box.y + part * 8.6, height=part * 5.8), small)
    about = "\n".join(filter(None, (line.about, line.hours)))
    board.words(about, box.at(y=box.y + part * 14.2, height=part * 11.2), small)


def _front(board: Board, poster: Poster) -> None:
    """The card's first side: what it is for, and the codes."""
    main = _colour(poster.colours.main)
    one = len(poster.doors) == 1
    side = 40.0 if one else 24.0
    board.ground(Box(0, 0, 85.6, 54), main)
    right = 85.6 - side - 4
    board.balloon(Box(4, 4, right - 8, 28), WHITE, round_=3)
    board.words(poster.headline, Box(6, 5.5, right - 12, 25), Look(17, main, bold=True))
    board.words(poster.under, Box(4, 36, right - 8, 13.8), Look(10, WHITE, bold=True, even=True))
    for at, door in enumerate(poster.doors):
        box = Box(right, 4 + at * 25, side, side - (0 if one else 1))
        board.ground(box.inside(-0.6), WHITE, round_=1)
        code = box if one else Box(box.x + 2, box.y, 20.5, 20.5)
        board.code(door.url, code)
        if not one:
            label = Box(box.x, code.y + 19.6, box.width, 3.2)
            board.words(door.label, label, Look(7, bold=True, centred=True))
    if one:
        address = Box(right - 2, 45.5, side + 4, 5)
        board.words(_read(poster.doors[0].url), address, Look(8, WHITE, bold=True, centred=True))
    board.words(_foot(poster), Box(4, 50.2, 77.6, 3), Look(6, WHITE))


def _back(board: Board, poster: Poster) -> None:
    """The card's second side: whom to call."""
    main = _colour(poster.colours.main)
    board.words(poster.talk, Box(4, 1.8, 40, 6.4), Look(8, bold=True, even=True))
    board.words(poster.phone, Box(4, 8, 40, 6), Look(14, main, bold=True))
    board.words(_call(poster), Box(46, 2, 36, 12), Look(14, RED, bold=True, even=True))
    for at, helper in enumerate(poster.helpers):
        about = f"{helper.name}, {helper.role}: {helper.short}"
        board.words(about, Box(4, 14.6 + at * 3.6, 77.6, 3.4), Look(7.5))
    board.ground(Box(0, 25.8, 85.6, 28.2), RED)
    for at, line in enumerate(poster.lines):
        _line(board, line, Box(4 + at % 2 * 40, 26.4 + at // 2 * 13.8, 38, 13.4))


def _call(poster: Poster) -> str:
    """The number never on a line apart from "call"."""
    return poster.danger.replace(" 112", "\u00a0112")


def _foot(poster: Poster) -> str:
    """Whose it is and how old."""
    return f"{poster.school} · {poster.made:%m-%Y}"


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
