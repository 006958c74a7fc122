"""How proof is kept in one app, and how that asks to be removed; knows no conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.text import Text

OTHER = "other"
"""The app of which nothing is known."""


class Picture(StrEnum):
    """The drawings there are; each lies in `bot/data/pictures` and beside the page."""

    CHAT = "chat"
    POST = "post"
    OTHER_PHONE = "other_phone"


@dataclass(frozen=True)
class CoachScreen:
    """One step, one screen: short lines, and maybe a drawing beside them."""

    lines: tuple[Text, ...]
    picture: Picture | None = None


@dataclass(frozen=True)
class CoachedApp:
    """What to do in one app; `remove` says how the app itself is asked to take it away."""

    app_id: str
    name: str
    screens: tuple[CoachScreen, ...]
    remove: tuple[Text, ...]
    source: str
    checked: date
    seen_in_app: bool = False
