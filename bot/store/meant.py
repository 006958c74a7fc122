"""Which colleague a message is meant for, so that it is asked again; knows no right itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Meant:
    """Who may see it, of which case it tells, and `guard`: what they must be allowed for that."""

    person_id: str
    case_id: str | None = None
    guard: str = ""
