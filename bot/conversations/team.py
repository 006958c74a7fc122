"""The people of the school as colleagues see them: the list, one of them, who is to be confirmed.

Never shows an address. What is done to somebody is done in `staffing` and `absence`.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.people import Absence, Person, Role
from bot.cases.rights import Action, may
from bot.cases.schooltime import local_day
from bot.conversations import menu
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.paging import page_of
from bot.flows.readers import days_of
from bot.flows.team import OFFERED
from bot.flows.wording import ROLE_WORDS
from bot.store import contacts, people
from bot.text import N_, Button, Text, verbatim

IN_FILE = N_(
    "This person stands in the file of the school. Change it there too, or it is undone at the"
    " next start."
)
NOT_KNOWN = N_("I do not know this colleague (any more).")


def begin(x: Exchange, page: str = "0") -> None:
    """`/team`: everyone, by role."""
    if not _opened(x):
        return
    found = sorted((one for one in x.around.people if _works_here(one)), key=_by_role)
    here, more = page_of(found, page)
    rows: list[tuple[Button, ...]] = [(_row(x, one),) for one in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "team", more),))
    if any(one.proposed for one in found) and confirms(x):
        rows.append((act(labelled("❔", N_("Roles to confirm")), "proposals"),))
    if manages(x):
        rows.append((act(labelled("➕", N_("Somebody new")), "join"),))
    x.show(*_summary(x, found), buttons=(*rows, (menu.MENU,)))


def manages(x: Exchange) -> bool:
    """Whether whoever this is may change who works here."""
    return x.person is not None and may(x.person, Action.MANAGE_PEOPLE, None, x.world.school)


def confirms(x: Exchange) -> bool:
    """Whether their "yes" lets a role count."""
    return x.person is not None and may(x.person, Action.CONFIRM_PEOPLE, None, x.world.school)


def managed(x: Exchange, person_id: str) -> Person | None:
    """The colleague, for who may change anything about them; else it is told why not."""
    if not manages(x):
        x.log(f"Refused {Action.MANAGE_PEOPLE}")
        menu.unknown_command(x)
        return None
    return _known(x, person_id)


def confirmable(x: Exchange, person_id: str) -> Person | None:
    """The same, for who may confirm a role of somebody else."""
    if not confirms(x) or (x.person and x.person.person_id == person_id):
        x.log(f"Refused {Action.CONFIRM_PEOPLE}")
        menu.unknown_command(x)
        return None
    return _known(x, person_id)


def show_person(x: Exchange, person_id: str) -> None:
    """One colleague and what can be done."""
    person = _known(x, person_id) if _opened(x) else None
    if person is None:
        return
    rows = [*_confirming(x, person), *(_managing(x, person) if manages(x) else ())]
    back = act(labelled("⬅️", N_("Team")), "team")
    x.show(*_about(x, person), buttons=(*rows, (back,)))


def show_proposals(x: Exchange) -> None:
    """Every role that waits, with one tap for each colleague."""
    if not confirms(x):
        _opened(x)
        return
    found = [one for one in x.around.people if one.proposed and one != x.person]
    lines = [PROPOSED.of(name=one.name, roles=_words(one.proposed)) for one in found]
    rows = [(act(verbatim(one.name), "person", one.person_id),) for one in found[:MOST]]
    if found:
        rows.append((act(labelled("✔️", N_("Confirm all of these")), "confirmall"),))
    back = act(labelled("⬅️", N_("Team")), "team")
    x.show(*(lines[:MOST] or [N_("No role waits.")]), buttons=(*rows, (back,)))


MOST = 7
PROPOSED = N_("{name} would be: {roles}.")


def _opened(x: Exchange) -> bool:
    if manages(x) or confirms(x):
        return True
    x.log(f"Refused {Action.MANAGE_PEOPLE}")
    menu.unknown_command(x)
    return False


def _known(x: Exchange, person_id: str) -> Person | None:
    person = x.around.person(person_id)
    if person is not None and _works_here(person):
        return person
    x.note(NOT_KNOWN)
    begin(x)
    return None


def _works_here(person: Person) -> bool:
    return person.active and not person.has(Role.STUDENT, Role.PARENT)


def _by_role(person: Person) -> tuple[int, str]:
    places = [number for number, role in enumerate(OFFERED) if role in person.roles]
    return (min(places, default=len(OFFERED)), person.name)


def _row(x: Exchange, person: Person) -> Button:
    role = next((ROLE_WORDS[role] for role in OFFERED if role in person.roles), N_("no role yet"))
    label = Text("{name}: {role}", values={"name": person.name, "role": role})
    return act(labelled(_sign(x, person), label), "person", person.person_id)


def _sign(x: Exchange, person: Person) -> str:
    if person.proposed:
        return "❔"
    if not x.around.reachable(person.person_id):
        return "⚠️"
    return "💤" if is_away(x, person) else "👤"


def is_away(x: Exchange, person: Person) -> bool:
    """Whether today is a day on which they are not in for a while."""
    return person.away is not None and local_day(x.world.school, x.tx.now) in person.away


def _summary(x: Exchange, found: list[Person]) -> Iterator[Text]:
    yield N_("{count} colleague.", "{count} colleagues.").of(count=len(found))
    cut_off = sum(not x.around.reachable(one.person_id) for one in found)
    if cut_off:
        yield N_(
            "⚠️ {count} of them has no chat that works: the next in line gets the reports.",
            "⚠️ {count} of them have no chat that works: the next in line gets the reports.",
        ).of(count=cut_off)
    if away := sum(is_away(x, one) for one in found):
        yield N_("💤 {count} of them is away.", "💤 {count} of them are away.").of(count=away)


def _words(roles: frozenset[Role]) -> tuple[Text, ...]:
    return tuple(ROLE_WORDS[role] for role in OFFERED if role in roles)


def _about(x: Exchange, person: Person) -> Iterator[Text]:
    yield verbatim(person.name)
    if roles := _words(person.roles):
        yield N_("Roles: {roles}.").of(roles=roles)
    if proposed := _words(person.proposed):
        yield N_("Not confirmed yet: {roles}.").of(roles=proposed)
    if person.classes:
        yield N_("Classes: {classes}.").of(classes=tuple(sorted(person.classes)))
    yield N_("In school: {days}.").of(days=days_of(person, x.facts))
    yield _how_reached(x, person)
    if person.away is not None and _still(x, person.away):
        yield _when_away(x, person.away)
    if person.speaks_for_school:
        yield N_("May speak for school.")
    if person.director:
        yield N_("Is director.")
    if manages(x) and person.person_id in people.from_file(x.tx):
        yield IN_FILE


def _how_reached(x: Exchange, person: Person) -> Text:
    count = sum(not one.blocked for one in contacts.with_mail(x.tx, person.person_id))
    if not count:
        return N_("Cannot be reached: no chat that works. Make an invitation.")
    return N_("Has {count} chat that works.", "Has {count} chats that work.").of(count=count)


def _still(x: Exchange, away: Absence) -> bool:
    return away.last is None or away.last >= local_day(x.world.school, x.tx.now)


def _when_away(x: Exchange, away: Absence) -> Text:
    who = x.around.name(away.deputy) if away.deputy else N_("the next in line")
    if away.last is None:
        return N_("Away from {first}. Instead of them: {who}.").of(first=away.first, who=who)
    return N_("Away from {first} until {last}. Instead of them: {who}.").of(
        first=away.first, last=away.last, who=who
    )


def _confirming(x: Exchange, person: Person) -> Iterator[tuple[Button, ...]]:
    if not confirms(x) or person == x.person:
        return
    for role in OFFERED:
        if role in person.proposed:
            label = N_("Confirm: {role}").of(role=ROLE_WORDS[role])
            no = act(labelled("➖", N_("No")), "refuserole", person.person_id, role.value)
            yes = act(labelled("✔️", label), "confirmrole", person.person_id, role.value)
            yield (yes, no)


def _managing(x: Exchange, person: Person) -> Rows:
    one = person.person_id
    away = person.away is not None and _still(x, person.away)
    absent = (
        act(labelled("👋", N_("Is back")), "isback", one)
        if away
        else act(labelled("💤", N_("Is not in")), "isaway", one)
    )
    marks = _marks(person) if x.person and Role.MANAGEMENT in x.person.roles else ()
    return (
        (act(labelled("🎟️", N_("Make an invitation")), "inviteas", one),),
        (absent, act(labelled("🪑", N_("Classes")), "newclasses", one)),
        *((_taking(person, role),) for role in OFFERED if role in person.roles),
        *marks,
        (act(labelled("📱", N_("Devices")), "devicesof", one),),
        (act(labelled("🚪", N_("Leaves school")), "leaves", one),),
    )


def _taking(person: Person, role: Role) -> Button:
    label = N_("Take away: {role}").of(role=ROLE_WORDS[role])
    return act(labelled("✂️", label), "takerole", person.person_id, role.value)


def _marks(person: Person) -> Rows:
    one = person.person_id
    speaks = N_("May not speak for school") if person.speaks_for_school else SPEAKS
    rows: Rows = ((act(labelled("🎙️", speaks), "speaks", one),),)
    if Role.MANAGEMENT in person.roles:
        director = N_("Is no director") if person.director else N_("Is director")
        rows = (*rows, (act(labelled("🏅", director), "director", one),))
    return rows


SPEAKS = N_("May speak for school")
