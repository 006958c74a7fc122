"""Who could be told of a case: the holders of a role who can be told, and who acts for them.

Nobody who was taken off, named as doer or reported it comes out; knows no order and no moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.cases.rights import excluded, own_case
from bot.cases.school import School
from bot.cases.schooltime import present

Reachable = Callable[[str], bool]


def anyone(_person_id: str) -> bool:
    """For `reachable` when it does not matter who has a contact."""
    return True


@dataclass(frozen=True)
class Candidates:
    """The people a case could go to, at one moment; `day` None: whoever is in or not."""

    case: Case
    school: School
    people: tuple[Person, ...]
    day: date | None
    reachable: Reachable

    def holding(self, role: Role) -> tuple[Person, ...]:
        """Who has the role for this case and can be told, the class's own mentor first."""
        own = self._of_class().values()
        mine = (one for one in self.people if self.fits(one, role) and self._tellable(one))
        return tuple(sorted(mine, key=lambda one: one.person_id not in own))

    def in_line(self, role: Role, line: Sequence[Role]) -> Iterator[Person]:
        """Who is in and acts for the role: its holders, else the deputies they named."""
        yield from (one for one in self.holding(role) if self._present(one))
        for holder in (one for one in self.people if self.fits(one, role)):
            if not excluded(self.case, holder.person_id):
                yield from self._deputies(holder, line)

    def _deputies(self, holder: Person, line: Sequence[Role]) -> Iterator[Person]:
        found = {one.person_id: one for one in self.people}
        away = (holder.away.deputy,) if holder.away and not self._present(holder) else ()
        for person_id in (*away, *holder.deputies):
            deputy = found.get(person_id)
            if deputy and deputy.has(*line) and self._tellable(deputy) and self._present(deputy):
                yield deputy

    def fits(self, person: Person, role: Role) -> bool:
        """Whether they have the role for this case: a mentor has it for their own class."""
        if role not in {Role.MENTOR, Role.TEAM_LEADER}:
            return role in person.roles
        if self.case.school_class is None:
            return False
        if role not in person.roles:
            return False
        if self.case.school_class in person.classes:
            return True
        return person.person_id == self._of_class().get(role)

    def _of_class(self) -> dict[Role, str]:
        found = self.school.class_named(self.case.school_class or "")
        return {Role.MENTOR: found.mentor, Role.TEAM_LEADER: found.team_leader} if found else {}

    def meant(self, person: Person, role: Role) -> bool:
        """Whether it is theirs to know by this role, whether a message arrives or not."""
        return self.fits(person, role) and self._may_know(person)

    def _may_know(self, person: Person) -> bool:
        one = person.person_id
        return person.active and not (excluded(self.case, one) or own_case(self.case, one))

    def _tellable(self, person: Person) -> bool:
        return self._may_know(person) and self.reachable(person.person_id)

    def _present(self, person: Person) -> bool:
        return self.day is None or present(person, self.day, self.school)
