"""The fixed lists a case is described with; knows nothing of what follows from them.

The values are kept in the database and in school files: a value is never renamed.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The protocol's six kinds of misuse, and anything else."""

    INSULT = "insult"
    STALKING = "stalking"
    THREAT = "threat"
    IMAGE = "image"
    HACKING = "hacking"
    FORWARDING = "forwarding"
    OTHER = "other"


class Mark(StrEnum):
    """What else is true of a case, beside its kind."""

    COERCION = "coercion"
    NUDE = "nude"
    HOME = "home"
    DISCRIMINATION = "discrimination"
    EXCLUSION = "exclusion"
    AI_FAKE = "ai_fake"
    DOUBT = "doubt"
    TAKEN_BACK = "taken_back"  # the reporter does not want it any more
    PRACTICE = "practice"


class Victim(StrEnum):
    """To whom it was done."""

    STUDENT = "student"
    STAFF = "staff"
    SCHOOL = "school"


class Doer(StrEnum):
    """Who did it, as far as the reporter says."""

    STUDENT = "student"
    STAFF = "staff"
    PLACEMENT = "placement"
    OUTSIDER = "outsider"
    UNKNOWN = "unknown"


class RouteId(StrEnum):
    """A students among each other, B staff as victim, C staff as doer, Z worries about home."""

    A = "A"
    B = "B"
    C = "C"
    Z = "Z"


class ReporterRole(StrEnum):
    """Who tells it; also for whom a help line is."""

    STUDENT = "student"
    PARENT = "parent"
    STAFF = "staff"


class Outcome(StrEnum):
    """How a case ended."""

    AGREEMENTS = "agreements"
    APOLOGY = "apology"
    REMOVED = "removed"
    PARENTS_TALK = "parents_talk"
    MEASURE = "measure"
    POLICE = "police"
    HELP = "help"
    NO_INCIDENT = "no_incident"
    UNTRUE = "untrue"
    TAKEN_BACK = "taken_back"
    OTHER = "other"


class HelpTopic(StrEnum):
    """What a help line is for."""

    DANGER = "danger"
    SUICIDE = "suicide"
    SEXTORTION = "sextortion"
    SEXUAL_ABUSE = "sexual_abuse"
    HOME = "home"
    TALK = "talk"
    POLICE = "police"
    VICTIM = "victim"
    DISCRIMINATION = "discrimination"
    STAFF_MISCONDUCT = "staff_misconduct"
    PARENTS = "parents"
