"""The words that stand in a staff list, Dutch or English, and what they mean here."""

from __future__ import annotations

import re
from typing import Final

from bot.cases.people import WORKDAYS, Role
from bot.understanding.folding import folded

_COLUMNS: Final = {
    "name": "naam|name|volledige naam|full name|medewerker|collega|employee",
    "first": "voornaam|roepnaam|first name",
    "infix": "tussenvoegsel|tussenvoegsels|infix",
    "last": "achternaam|last name|surname",
    "roles": "rol|rollen|functie|functies|role|roles|function",
    "classes": "klas|klassen|mentorklas|mentorklassen|mentor van|class|classes",
    "days": "dag|dagen|werkdagen|aanwezig|days|workdays",
    "deputies": "vervanger|vervangers|vervanging|deputy|deputies|substitute",
    "email": "e mail|email|mail|e mailadres|emailadres|email address|e mail address",
    "phone": "telefoon|telefoonnummer|mobiel|tel|phone|mobile",
}
_ROLES: Final = {
    Role.MENTOR: "mentor|mentrix",
    Role.TEAM_LEADER: "teamleider|team leader|afdelingsleider",
    Role.CARE_TEAM: "zorgteam|care team|zorgcoordinator|ondersteuningscoordinator",
    Role.SOCIAL_WORKER: "smw|schoolmaatschappelijk werk|schoolmaatschappelijk werker|social worker",
    Role.CONFIDANT: "vertrouwenspersoon|confidant",
    Role.SAFETY_COORDINATOR: "csv|coordinator sociale veiligheid|veiligheidscoordinator"
    "|safety coordinator|anti pestcoordinator",
    Role.MANAGEMENT: "mt|management|schoolleiding|directie|directeur",
    Role.BOARD: "bestuur|bestuurder|board",
    Role.ADMIN: "beheerder|ict|systeembeheer|systeembeheerder|admin|administrator",
    Role.STAFF: "medewerker|personeel|docent|leraar|lerares|leerkracht|vakdocent|oop|conciërge"
    "|onderwijsassistent|instructeur|staff|teacher",
}
_DAYS: Final = ("ma|maandag|mon|monday", "di|dinsdag|tue|tuesday", "wo|woensdag|wed|wednesday")
_MORE_DAYS: Final = ("do|donderdag|thu|thursday", "vr|vrijdag|fri|friday")

COLUMNS: Final = {folded(word): key for key, said in _COLUMNS.items() for word in said.split("|")}
ROLES: Final = {folded(word): role for role, said in _ROLES.items() for word in said.split("|")}
DAYS: Final = {
    folded(word): number
    for number, said in enumerate((*_DAYS, *_MORE_DAYS), start=1)
    for word in (*said.split("|"), str(number))
}
EVERY_DAY: Final = frozenset(map(folded, ("alle", "alle dagen", "elke dag", "all", "every day")))
_BETWEEN: Final = re.compile(r"[,;/&+|]|\b(?:en|and)\b")
_UNTIL: Final = re.compile(r"\s*[-–]\s*")
_IN_WORDS: Final = re.compile(r"t/m|tot en met|until")
_ENDS: Final = 2


def parts(words: str) -> tuple[str, ...]:
    """What stands in one cell, one by one."""
    return tuple(part for one in _BETWEEN.split(words) if (part := one.strip()) and part != "-")


def role_of(words: str) -> Role | None:
    """The role somebody means; students and parents stand in no staff list."""
    known = ROLES.get(folded(words))
    named = words.casefold().replace(" ", "_")
    return known or next((role for role in ROLES.values() if role.value == named), None)


def days_of(words: str) -> frozenset[int] | None:
    """Weekdays, 1 = Monday; None for what is no day. An empty cell is every day."""
    if not words or folded(words) in EVERY_DAY:
        return WORKDAYS
    found: set[int] = set()
    for part in parts(_IN_WORDS.sub("-", words)):
        ends = [DAYS.get(folded(end)) for end in _UNTIL.split(part)]
        if None in ends or len(ends) > _ENDS:
            return None
        numbers = [end for end in ends if end]
        found.update(range(numbers[0], numbers[-1] + 1))
    return frozenset(found) or None
