"""To whom a yearly evaluation is presented; knows no evaluation."""

from __future__ import annotations

from enum import StrEnum

from bot.text import N_


class Audience(StrEnum):
    """To whom it is presented; a closed list, so that no words of anybody come in."""

    TEAM = "team"
    STUDENTS = "students"
    PARENTS = "parents"
    COUNCIL = "council"
    MANAGEMENT = "management"


AUDIENCES = {
    Audience.TEAM: N_("the team"),
    Audience.STUDENTS: N_("students"),
    Audience.PARENTS: N_("parents"),
    Audience.COUNCIL: N_("the participation council"),
    Audience.MANAGEMENT: N_("management and the safety coordinator"),
}
