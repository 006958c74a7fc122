"""What a move looks at: one case at one moment, and the people there are; moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.cases.candidates import Reachable, anyone
from bot.cases.case import Case
from bot.cases.events import PingPeople
from bot.cases.people import CONTENT_ROLES, Person
from bot.cases.reaching import Ping, PingKind, first_to_know, owner_of
from bot.cases.rights import Action, excluded, may, own_case
from bot.cases.routes import Route
from bot.cases.school import School
from bot.cases.schooltime import unattended
from bot.cases.steps import route_of


@dataclass(frozen=True)
class Scene:
    """A case at one moment, with the people there are and who of them can be told anything."""

    case: Case
    now: datetime
    school: School
    people: tuple[Person, ...]
    reachable: Reachable = anyone

    @property
    def route(self) -> Route:
        """The case's own route."""
        return route_of(self.case, self.school)

    def person(self, person_id: str) -> Person | None:
        """Who this is."""
        return next((one for one in self.people if one.person_id == person_id), None)

    def acts_as_owner(self, case: Case, person_id: str) -> bool:
        """Whether the case is theirs, or of somebody they stand in for."""
        person = self.person(person_id)
        stands_in = person is not None and case.owner in person.stands_in
        return person_id == case.owner or stands_in

    def has_in_hand(self, case: Case, person_id: str) -> bool:
        """Whether this person works here, may see the case and hears what we send."""
        person = self.person(person_id)
        if person is None or not person.active or excluded(case, person_id):
            return False
        if not person.has(*CONTENT_ROLES) or unattended(person, self.school, self.now):
            return False
        return self.reachable(person_id) and not own_case(case, person_id)

    def next_owner(self, case: Case) -> str | None:
        """Whose case it is by the order of the route; None: nobody is left."""
        return owner_of(case, self.school, self.people, self.now, reachable=self.reachable)

    def first_pings(self, case: Case) -> tuple[PingPeople, ...]:
        """Who is told at once, each with the word of a new report."""
        pings = self._first(case)
        kinds = dict.fromkeys(ping.kind for ping in pings)
        return tuple(
            PingPeople(kind, tuple(ping.person_id for ping in pings if ping.kind is kind))
            for kind in kinds
        )

    def first_people(self, case: Case) -> tuple[str, ...]:
        """Who is told at once and may know what it is about."""
        return tuple(
            ping.person_id for ping in self._first(case) if ping.kind is not PingKind.WAITING
        )

    def who_knows(self, case: Case) -> tuple[str, ...]:
        """Those, and whose case it is and who was asked, as far as they may read it."""
        theirs = map(self.person, (case.owner or "", *sorted(case.asked)))
        reading = (one for one in theirs if one and may(one, Action.READ, case, self.school))
        added = (one.person_id for one in reading)
        return tuple(dict.fromkeys((*self.first_people(case), *added)))

    def _first(self, case: Case) -> tuple[Ping, ...]:
        return first_to_know(case, self.school, self.people, self.now, reachable=self.reachable)
