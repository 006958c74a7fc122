"""Who plays in a story at which school; knows no story.

De Noordhoek comes with the program. De Kade is made up and differs in whatever a school decides
itself; what a story shows holds there too, or something was written for one school only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.app.ground import read_files
from bot.cases.school import School
from bot.cases.schoolfile import read_school
from bot.settings import packaged_school
from tests.house import ROOT


@dataclass(frozen=True)
class Cast:
    """The ids of the people, as the school's file has them, and two classes."""

    folder: Path
    school_class: str
    mentor: str
    other_class: str
    other_mentor: str
    csv: str
    mt: str
    other_mt: str
    care: str
    confidant: str
    team_leader: str
    board: str
    admin: str
    staff: str

    @cached_property
    def school(self) -> School:
        """The school's file."""
        return read_school(read_files(self.folder))

    def name(self, person_id: str) -> str:
        """How colleagues call them."""
        person = self.school.person(person_id)
        assert person is not None
        return person.name

    def surname(self, person_id: str) -> str:
        """The last word of it: unlike any word of a story."""
        return self.name(person_id).split()[-1]

    def says(self, words: str) -> str:
        """What stands in a sentence here, of one with the usual names of the roles."""
        for usual, own in self.school.role_names.items():
            words = re.sub(rf"\b{usual}\b", own, words)
        return words


NOORDHOEK = Cast(
    packaged_school(),
    school_class="1a",
    mentor="e-yilmaz",
    other_class="1b",
    other_mentor="t-bakker",
    csv="i-schumacher",
    mt="f-el-amrani",
    other_mt="j-de-wit",
    care="n-haddad",
    confidant="d-van-der-hoeven",
    team_leader="a-van-dijk",
    board="h-van-den-berg",
    admin="c-okoye",
    staff="b-smit",
)
KADE = Cast(
    ROOT / "tests" / "data" / "de_kade",
    school_class="T1",
    mentor="w-bouzid",
    other_class="T2",
    other_mentor="s-kramer",
    csv="r-van-leeuwen",
    mt="k-hendriks",
    other_mt="a-osman",
    care="l-molenaar",
    confidant="f-santos",
    team_leader="b-peters",
    board="v-schouten",
    admin="t-li",
    staff="g-aydin",
)
