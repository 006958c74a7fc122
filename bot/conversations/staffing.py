"""What is done about a colleague: invited, confirmed, a role taken away, marked, gone.

Each act is asked for a right, is one transaction and leaves one line in the log.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.cases.people import Person, Role
from bot.cases.rights import Action, visible
from bot.conversations import confirming, leaving, menu, running
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.conversations.team import (
    IN_FILE,
    begin,
    confirmable,
    confirms,
    managed,
    manages,
    show_person,
    show_proposals,
)
from bot.flows.session import Session
from bot.flows.team import JOIN, NEW_CLASSES, OFFERED, ClassesChanged, Joined
from bot.flows.wording import ROLE_WORDS
from bot.store import cases, people
from bot.text import N_, Message, verbatim

NAMESAKE = N_("There is a colleague with that name already. Use a fuller name for somebody else.")
INVITED = N_("The invitation of {name} stands above.")
ON_THE_PAGE = N_("On the page: the address of Maatje with /in/{code} behind it.")
FOR_YOU = N_("Your role is confirmed: {role}.")


def join(x: Exchange) -> None:
    """Ask who is new."""
    if manages(x):
        running.begin(x, JOIN)
    else:
        begin(x)


def joined(x: Exchange, _session: Session, effect: Joined) -> None:
    """Keep them without a role, and print their invitation; a name twice is no new colleague."""
    if not manages(x) or x.person is None:
        begin(x)
        return
    known = [one for one in people.find_by_name(x.tx, effect.name) if one.active]
    if known:
        x.note(NAMESAKE)
        show_person(x, known[0].person_id)
        return
    person = Person(secrets.token_hex(8), effect.name)
    people.put(x.tx, person)
    people.grant(x.tx, person.person_id, classes=effect.classes)
    _invite(x, person, effect.role)


def invite_as(x: Exchange, person_id: str, page: str = "0") -> None:
    """In which role; their own ones first."""
    person = managed(x, person_id)
    if person is None:
        return
    roles = sorted(OFFERED, key=lambda role: role not in person.roles)
    here, more = page_of(roles, page)
    rows = [(act(ROLE_WORDS[role], "invite", person_id, role.value),) for role in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "inviteas", person_id, more),))
    back = act(labelled("⬅️", N_("Back")), "person", person_id)
    x.show(N_("In which role does {name} come in?").of(name=person.name), buttons=(*rows, (back,)))


def invite(x: Exchange, person_id: str, role: str) -> None:
    """Print the link that lets this colleague in once."""
    person = managed(x, person_id)
    if person is not None and role in OFFERED:
        _invite(x, person, Role(role))


def _invite(x: Exchange, person: Person, role: Role) -> None:
    at_once = confirming.counts_at_once(x.around, x.world, person, role, by=x.person)
    code = people.invite(x.tx, person.person_id, role, confirmed=at_once)
    x.log(f"Invited {role.value}", person.person_id)
    for_whom = N_("For {name}, as {role}. It works once, until {until}.")
    later = () if at_once else (N_("Management or the safety coordinator confirms it first."),)
    until = x.tx.now + people.VALID
    x.note(for_whom.of(name=person.name, role=ROLE_WORDS[role], until=until), *later)
    url = x.world.public_url
    x.block(verbatim(f"{url.rstrip('/')}/in/{code}" if url else code))
    on_page = () if url else (ON_THE_PAGE.of(code=code),)
    x.note(N_("In Telegram: /start {code}").of(code=code), *on_page, N_("Hand it over yourself."))
    _show_invited(x, person)


def _show_invited(x: Exchange, person: Person) -> None:
    """No button to invite once more: it would seem that it still must be done."""
    back = act(labelled("⬅️", verbatim(person.name)), "person", person.person_id)
    team = act(labelled("📒", N_("Team")), "team")
    x.show(INVITED.of(name=person.name), buttons=((back,), (team,)))


def confirm(x: Exchange, person_id: str, role: str) -> None:
    """The role counts from now on."""
    _answer(x, person_id, role, confirmed=True)


def refuse(x: Exchange, person_id: str, role: str) -> None:
    """The role does not come to count."""
    _answer(x, person_id, role, confirmed=False)


def _answer(x: Exchange, person_id: str, role: str, *, confirmed: bool) -> None:
    person = confirmable(x, person_id)
    if person is not None and role in person.proposed:
        _settle(x, person, Role(role), confirmed=confirmed)
    if person is not None:
        _show_anew(x, person_id)


def _settle(x: Exchange, person: Person, role: Role, *, confirmed: bool) -> None:
    people.answer_proposal(x.tx, person.person_id, role, confirmed=confirmed)
    what = f"RoleConfirmed {role.value}" if confirmed else f"RoleRefused {role.value}"
    x.log(what, person.person_id)
    if confirmed:
        message = Message((FOR_YOU.of(role=ROLE_WORDS[role]),))
        confirming.tell(x.tx, person.person_id, message)


def confirm_all(x: Exchange) -> None:
    """Every role that waits, but one's own."""
    if not confirms(x):
        begin(x)
        return
    for person in x.around.people:
        for role in sorted(person.proposed if person != x.person else ()):
            _settle(x, person, role, confirmed=True)
    show_proposals(x)


def take_role(x: Exchange, person_id: str, role: str) -> None:
    """One role less, at once."""
    person = managed(x, person_id)
    if person is None or x.person is None or role not in person.roles:
        return
    if role == Role.MANAGEMENT and leaving.is_last(x.around, person):
        x.note(leaving.LAST_OF_MANAGEMENT)
    else:
        leaving.take_role(x.tx, x.world, person, Role(role), by=x.person.person_id)
        _warn_of_file(x, person_id)
    _show_anew(x, person_id)


def leaves(x: Exchange, person_id: str) -> None:
    """What follows when this colleague leaves; cases by name only for who may see them."""
    person = managed(x, person_id)
    if person is None or x.person is None:
        return
    if leaving.is_last(x.around, person):
        x.note(leaving.LAST_OF_MANAGEMENT)
        show_person(x, person_id)
        return
    theirs = [one for one in cases.open_cases(x.tx) if one.owner == person_id]
    seen = visible(theirs, x.person, x.world.school)[:7]
    rows = [(act(labelled("🗂️", verbatim(one.name)), "case", one.case_id),) for one in seen]
    yes = act(labelled("🚪", N_("Yes, leaves now")), "gone", person_id)
    back = act(labelled("⬅️", N_("Back")), "person", person_id)
    told = (N_("Hand these over yourself if somebody else should have them:"),) if seen else ()
    x.show_list(
        N_("{name} leaves. All rights end at once.").of(name=person.name),
        N_("Open cases go to the next in line, who is told."),
        *told,
        buttons=(*rows, (yes,), (back,)),
        case_ids=[one.case_id for one in seen],
    )


def gone(x: Exchange, person_id: str) -> None:
    """Somebody does not work here any more."""
    person = managed(x, person_id)
    if person is None or x.person is None:
        return
    if leaving.is_last(x.around, person):
        x.note(leaving.LAST_OF_MANAGEMENT)
    else:
        leaving.leave(x.tx, x.world, person, by=x.person.person_id)
        _warn_of_file(x, person_id)
        x.note(N_("{name} has no access any more.").of(name=person.name))
    begin(x)


def ask_classes(x: Exchange, person_id: str) -> None:
    """Ask which classes they have from now on."""
    person = managed(x, person_id)
    if person is not None:
        now = ",".join(sorted(person.classes))
        running.begin(x, NEW_CLASSES, subject=person_id, drafts={"classes": "=" + now})


def classes_changed(x: Exchange, session: Session, effect: ClassesChanged) -> None:
    """Of a class that is new to them they see what comes from now on, and no older case."""
    person = managed(x, session.subject)
    if person is None:
        return
    known = frozenset(one.name for one in x.world.school.classes)
    people.set_classes(x.tx, person.person_id, frozenset(effect.classes) & known)
    x.log("ClassesChanged", person.person_id)
    _warn_of_file(x, person.person_id)
    _show_anew(x, person.person_id)


def speaks(x: Exchange, person_id: str) -> None:
    """Turn "may speak for school" on or off."""
    person = _of_management(x, person_id)
    if person is not None:
        changed = replace(person, speaks_for_school=not person.speaks_for_school)
        _mark(x, changed, "SpeaksChanged")


def director(x: Exchange, person_id: str) -> None:
    """Turn "is director" on or off; only for somebody of the management."""
    person = _of_management(x, person_id)
    if person is not None and Role.MANAGEMENT in person.roles:
        _mark(x, replace(person, director=not person.director), "DirectorChanged")


def _of_management(x: Exchange, person_id: str) -> Person | None:
    person = managed(x, person_id)
    if person is None or (x.person and Role.MANAGEMENT in x.person.roles):
        return person
    x.log(f"Refused {Action.MANAGE_PEOPLE}")
    begin(x)
    return None


def _mark(x: Exchange, person: Person, what: str) -> None:
    people.put(x.tx, person)
    x.log(what, person.person_id)
    _warn_of_file(x, person.person_id)
    _show_anew(x, person.person_id)


def _warn_of_file(x: Exchange, person_id: str) -> None:
    if person_id in people.from_file(x.tx):
        x.note(IN_FILE)


def _show_anew(x: Exchange, person_id: str) -> None:
    if manages(x) or confirms(x):
        show_person(x, person_id)
    else:
        menu.show_menu(x)
