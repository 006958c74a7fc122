"""Draws charts as a picture, in a process of its own; knows no case and no reader.

matplotlib is slow to start and large: the bot neither waits for it nor keeps it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.axes import Axes

log = logging.getLogger(__name__)

SECONDS: Final = 60.0
_FONTS: Final = Path(__file__).parent / "fonts"
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from bot.reports.drawing import main; main()"
)
COMMAND: Final = (sys.executable, "-I", "-B", "-c", _START, str(Path(__file__).parents[2]))

# Okabe and Ito's colours, told apart by everyone; the second series is hatched besides.
_COLOURS: Final = ("#0072B2", "#E69F00")
_HATCHES: Final = ("", "//")
_WIDE, _DPI, _SIZE = 6.0, 150, 17
"""Inches; 900 points across, with letters a phone shows large enough."""

_KEPT: Final = ("HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "SYSTEMROOT")

Panel = dict[str, Any]
"""`title`, `labels` and `series`: names with as many numbers as there are labels."""


async def picture(panels: Sequence[Panel]) -> bytes:
    """The chart as PNG; b"" when it cannot be drawn: the words beside it say the same."""
    return await picture_by(COMMAND, panels, seconds=SECONDS)


async def picture_by(command: tuple[str, ...], panels: Sequence[Panel], *, seconds: float) -> bytes:
    """As `picture` does, by another process."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_surroundings()
    )
    try:
        async with asyncio.timeout(seconds):
            drawn, _ = await process.communicate(json.dumps(panels).encode())
    except TimeoutError:
        process.kill()
        await process.wait()
    if process.returncode:
        log.error("ALARM: a chart was not drawn: status %s.", process.returncode)
        return b""
    return drawn


def _surroundings() -> dict[str, str]:
    """Where matplotlib keeps the list of letters it found; of ours, the token say, nothing."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def main() -> None:
    """In the process: panels in, a picture out."""
    sys.stdout.buffer.write(draw(json.loads(sys.stdin.buffer.read())))


def draw(panels: Sequence[Panel]) -> bytes:
    """Panels under each other: columns for moments, bars with their number for anything else."""
    from matplotlib import rcParams  # noqa: PLC0415 - only here
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.font_manager import fontManager  # noqa: PLC0415
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415

    fontManager.addfont(_FONTS / "NotoSans-Regular.ttf")
    rcParams["axes.unicode_minus"] = False  # our letters lack that sign
    heights = [_height(panel) for panel in panels]
    figure = Figure(
        figsize=(_WIDE, sum(heights)),
        dpi=_DPI,
        layout=ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.12),
    )
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(panels), squeeze=False, height_ratios=heights)[:, 0]
    for panel, one in zip(panels, axes, strict=True):
        _panel(one, panel)
    out = BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _height(panel: Panel) -> float:
    return 0.8 + 0.72 * len(panel["labels"]) if panel["sideways"] else 3.4


def _panel(axes: Axes, panel: Panel) -> None:
    font = {"family": "Noto Sans", "size": _SIZE}
    axes.set_title(panel["title"], loc="left", pad=12, family="Noto Sans", size=_SIZE + 2)
    (_sideways if panel["sideways"] else _upright)(axes, panel)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(family="Noto Sans", size=_SIZE - 1)
    axes.spines[["top", "right"]].set_visible(False)
    if len(panel["series"]) > 1:
        most = len(panel["series"])
        axes.legend(
            loc="upper left", ncols=most, frameon=False, prop=font, bbox_to_anchor=(0, 1.06)
        )


def _upright(axes: Axes, panel: Panel) -> None:
    """Columns beside each other, a group for each moment."""
    width = 0.8 / len(panel["series"])
    for number, (name, values) in enumerate(panel["series"]):
        at = [place + number * width for place in range(len(values))]
        bars = axes.bar(
            at, values, width, label=name, color=_COLOURS[number], hatch=_HATCHES[number]
        )
        axes.bar_label(bars, [str(value) for value in values], family="Noto Sans", size=_SIZE - 2)
    axes.set_xticks(
        [place + 0.4 - width / 2 for place in range(len(panel["labels"]))], panel["labels"]
    )
    highest = max((max(values, default=0) for _, values in panel["series"]), default=0)
    axes.set_ylim(0, max(4, highest * 1.55))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def _sideways(axes: Axes, panel: Panel) -> None:
    """One bar under the other, the first on top, its words above it: a phone is narrow."""
    ((_name, values),) = panel["series"]
    bars = axes.barh(range(len(values)), values, 0.36, color=_COLOURS[0])
    axes.bar_label(bars, padding=6, family="Noto Sans", size=_SIZE)
    for place, words in enumerate(panel["labels"]):
        axes.text(0, place - 0.23, words, family="Noto Sans", size=_SIZE - 1, va="bottom")
    axes.set_ylim(len(values) - 0.6, -0.75)
    axes.set_xlim(0, max([*values, 1]) * 1.15)
    axes.set_axis_off()
