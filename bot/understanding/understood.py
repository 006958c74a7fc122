"""Everything the bot makes of one free text, in the fixed form that programs may read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cases.kinds import Kind
from bot.understanding.about import Intent, LikelyRoute, category_of, intent_of, route_of
from bot.understanding.danger import Danger, heard_in
from bot.understanding.naked import may_be_naked
from bot.understanding.noticing import notice


class Asker(StrEnum):
    """Who types it."""

    STUDENT = "student"
    PARENT = "parent"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a text means, as far as a machine can tell; a person always confirms it.

    `verdict` and `rules` are about a posting question only.
    """

    intent: Intent
    danger: Danger
    urgent: bool
    sexual_image: bool
    category: Kind | None
    route: LikelyRoute | None
    verdict: str | None
    rules: tuple[str, ...]


def understand(text: str, _asker: Asker = Asker.STUDENT) -> Understood:
    """What is made of this text."""
    noticed = notice(text)
    alarm = heard_in(noticed)
    intent = intent_of(noticed)
    reported = intent is Intent.REPORT
    route = route_of(noticed) if reported else None
    sexual_image = may_be_naked(text)
    return Understood(
        intent=intent,
        danger=alarm.danger,
        urgent=alarm.urgent or (reported and _presses(sexual_image, route)),
        sexual_image=sexual_image,
        category=category_of(noticed) if reported else None,
        route=route,
        verdict=None,
        rules=(),
    )


def _presses(sexual_image: bool, route: LikelyRoute | None) -> bool:
    return sexual_image or route is LikelyRoute.C
