"""What every conversation may count on: the school, the languages, the words for names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.cases.naming import NameWords
from bot.cases.people import Person
from bot.cases.school import School
from bot.flows.kit import Facts
from bot.i18n import I18n
from bot.store import contacts, people
from bot.store.contacts import Contact
from bot.store.tx import Tx


@dataclass(frozen=True)
class World:
    """Made once by `app`. `content_on_page`: staff read content on the page, not in Telegram.

    `mails`: there is a mail server for their pings.
    """

    school: School = field(repr=False)
    i18n: I18n = field(repr=False)
    name_words: NameWords = field(repr=False)
    recovery_words: tuple[str, ...] = field(repr=False)
    content_on_page: bool
    public_url: str
    mails: bool = False


@dataclass(frozen=True)
class Around:
    """The people of this moment, read once for a unit of work."""

    people: tuple[Person, ...] = field(repr=False)
    reachable: Callable[[str], bool]

    def person(self, person_id: str | None) -> Person | None:
        """Who this is; None when nobody is meant or known."""
        return next((one for one in self.people if one.person_id == person_id), None)

    def colleague(self, contact: Contact) -> Person | None:
        """Whose chat this is; None for a reporter, and for who does not work here any more."""
        person = self.person(contact.person_id)
        return person if person and person.active else None

    def name(self, person_id: str | None) -> str:
        """A colleague's name, for staff."""
        person = self.person(person_id)
        return person.name if person else "–"


def look_around(tx: Tx) -> Around:
    """Everyone the school knows now, and who of them has a chat that works."""
    return Around(people.all_people(tx), lambda person_id: has_contact(tx, person_id))


def has_contact(tx: Tx, person_id: str) -> bool:
    """Whether a ping to this person can arrive anywhere."""
    return contacts.reaches(tx, person_id)


def facts_for(world: World, around: Around, contact: Contact, now: datetime) -> Facts:
    """What the flows are handed. Only who can be reached counts as a reader."""
    return Facts(
        now=now,
        school=world.school,
        door=contact.door,
        say=lambda text: world.i18n.render(text, contact.language),
        people=around.people,
        reachable=around.reachable,
        person=around.colleague(contact),
    )
