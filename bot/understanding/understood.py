"""Everything the bot makes of one free text, in the fixed form that programs may read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.cases.advice import AdviceTable, Verdict
from bot.cases.kinds import Kind, ReporterRole
from bot.understanding import posting
from bot.understanding.about import Intent, LikelyRoute, category_of, route_of, shares_of
from bot.understanding.danger import Danger, heard_in
from bot.understanding.naked import may_be_naked
from bot.understanding.noticing import notice

PERHAPS: Final = 0.03
"""How likely a text must be a question about posting to be answered as one."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What a text means, as far as a machine can tell; a person always confirms it.

    `category` and `route` are about a report only, `verdict` and `rules` about a posting question;
    they are given as well where a text may be one, though something else is likelier.
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
    alarm, wanted, naked = heard_in(noticed), shares_of("intent", noticed), may_be_naked(text)
    intent = Intent(max(wanted, key=lambda one: wanted[one]))
    reported = intent is Intent.REPORT
    route = route_of(noticed) if reported else None
    asked = bool(noticed.words) and wanted[Intent.MAY_I_POST] >= PERHAPS
    row = posting.judged(text, asker, table(), naked=naked) if asked else None
    return Understood(
        intent=intent,
        danger=alarm.danger,
        urgent=alarm.urgent or (reported and (naked or route is LikelyRoute.C)),
        sexual_image=naked,
        category=category_of(noticed) if reported else None,
        route=route,
        verdict=row.verdict if row else None,
        rules=row.rules_for(asker) if row else (),
    )
