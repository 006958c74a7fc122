"""What a school calls its roles where that is another word than usual; knows no sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.cases.people import Role
from bot.cases.toml_table import Table

USUAL: Final[Mapping[Role, str]] = {
    Role.MENTOR: "mentor",
    Role.TEAM_LEADER: "teamleider",
    Role.CARE_TEAM: "zorgteam",
    Role.CONFIDANT: "vertrouwenspersoon",
    Role.SAFETY_COORDINATOR: "CSV",
    Role.MANAGEMENT: "MT",
}
"""The word that the sentences have for it."""
LONGER: Final = 4
"""So many letters a word may be longer than the usual one: it stands on buttons too."""


def read_role_names(table: Table) -> Mapping[str, str]:
    """[role_names]: the usual word, and what stands in its place."""
    found = {}
    for role, usual in USUAL.items():
        own = table.text(role.value, default=usual)
        if len(own) > len(usual) + LONGER:
            most = len(usual) + LONGER
            table.problem(
                role.value,
                f'"{own}" does not fit on a button.',
                f"Write at most {most} letters: an abbreviation, or a shorter word.",
            )
        if own != usual:
            found[usual] = own
    table.end()
    return found
