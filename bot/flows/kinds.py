"""The kinds of misuse as students call them, and how each is asked; pure words, asks nothing.

Protocol: "oneigenlijk gebruik sociale media" (the six kinds).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.kinds import Kind, Mark
from bot.flows.kit import Option, Options
from bot.text import N_, Text

COERCION = "coercion"
"""No kind of the protocol: it is kept as a threat, with a mark."""

KIND_OPTIONS: Options = (
    Option(Kind.INSULT, N_("Bullying, swearing, gossip"), "🤬", N_("insult|swear|bullying|gossip")),
    Option(Kind.STALKING, N_("Stalking"), "👣", N_("following me|stalk")),
    Option(Kind.THREAT, N_("Threats"), "👊", N_("threat|threaten|scared")),
    Option(Kind.IMAGE, N_("Photo, film or sound"), "📷", N_("photo|film|picture|video|sound")),
    Option(Kind.HACKING, N_("Hacked, or a fake account"), "🎭", N_("hacked|hacking|fake account")),
    Option(Kind.FORWARDING, N_("Passed on to others"), "↪️", N_("forwarded|shared")),
    Option(COERCION, N_("Someone forces me"), "✋", N_("forced|blackmail|sextortion|money")),
    Option(Kind.OTHER, N_("Something else"), "🧩", N_("other|else")),
)

OF_ANOTHER = Option(
    COERCION, N_("Someone is forced"), "✋", N_("forced|blackmail|sextortion|money")
)

PICTURED = frozenset({Kind.IMAGE, COERCION, Kind.FORWARDING})
"""Kinds in which somebody naked may be seen."""

KIND_ASKED: Mapping[str, Text] = {
    Kind.INSULT: N_("Is it about bullying, swearing or gossip?"),
    Kind.STALKING: N_("Is it about stalking?"),
    Kind.THREAT: N_("Is it about threats?"),
    Kind.IMAGE: N_("Is it about a photo, film or sound?"),
    Kind.HACKING: N_("Is it about hacking, or a fake account?"),
    Kind.FORWARDING: N_("Is it about passing on to others?"),
    COERCION: N_("Does someone force you, or someone else?"),
}

MARK_OPTIONS: Options = (
    Option(Mark.DISCRIMINATION, N_("Discrimination"), "", N_("racism")),
    Option(Mark.EXCLUSION, N_("Being shut out"), "", N_("excluded")),
    Option(Mark.AI_FAKE, N_("Fake, made with AI"), "", N_("deepfake|fake")),
)
