"""Everything the bot makes of one free text, in the fixed form that programs may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.cases.advice import AdviceTable, Verdict
from bot.cases.kinds import Kind, ReporterRole
from bot.understanding import posting
from bot.understanding.about import Intent, LikelyRoute, category_of, intent_of, route_of
from bot.understanding.danger import Danger, heard_in
from bot.understanding.naked import may_be_naked
from bot.understanding.noticing import Noticed, notice


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a text means, as far as a machine can tell; a person always confirms it.

    `category` and `route` are about a report only, `verdict` and `rules` about a posting question.
    """

    intent: Intent
    danger: Danger
    urgent: bool
    sexual_image: bool
    category: Kind | None = None
    route: LikelyRoute | None = None
    verdict: Verdict | None = None
    rules: tuple[str, ...] = ()


def understand(text: str, asker: ReporterRole, table: Callable[[], AdviceTable]) -> Understood:
    """What is made of this text; the school's `table` of advice is asked for when it is needed."""
    noticed = notice(text)
    alarm, intent, naked = heard_in(noticed), intent_of(noticed), may_be_naked(text)
    if intent is Intent.REPORT:
        return _report(noticed, alarm.danger, urgent=alarm.urgent, naked=naked)
    asked = intent is Intent.MAY_I_POST
    row = posting.judged(text, asker, table()) if asked else None
    return Understood(
        intent=intent,
        danger=alarm.danger,
        urgent=alarm.urgent,
        sexual_image=naked,
        verdict=row.verdict if row else None,
        rules=row.rules_for(asker) if row else (),
    )


def _report(noticed: Noticed, danger: Danger, *, urgent: bool, naked: bool) -> Understood:
    route = route_of(noticed)
    return Understood(
        intent=Intent.REPORT,
        danger=danger,
        urgent=urgent or naked or route is LikelyRoute.C,
        sexual_image=naked,
        category=category_of(noticed),
        route=route,
    )
