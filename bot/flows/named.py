"""Who of school is meant by words, by name or by what they are; knows no question.

A mentor or team leader is of a class: who that is shows when the class is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.cases.people import Role
from bot.flows.kit import Facts, Option, Options
from bot.text import N_, verbatim
from bot.understanding.folding import folded
from bot.understanding.names import (
    TITLES,
    name_words,
    people_named,
    people_nearly_named,
    titled,
)
from bot.understanding.roles import InRole, Own, roles_named, without_roles

MENTOR: Final = Option("+mentor", N_("the mentor"))
OF_CLASS: Final[Mapping[Role, Option]] = {
    Role.MENTOR: MENTOR,
    Role.TEAM_LEADER: Option("+leader", N_("the team leader")),
}
_CALLED: Final = {Role.MENTOR: N_("mentor"), Role.TEAM_LEADER: N_("team leader")}


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split()))


_BESIDE: Final = _words(
    "ja yes mijn mij me mn m n my de het is dit dat die it its this that the zijn haar hun onze"
)
_AND: Final = _words("en of ook and or also")
"""Between two people: "mijn mentor en meneer Kaya"; "een" is folded to "en", too."""
_NOT: Final = _words("niet nie nit nt geen not nooit")
_KEPT: Final = (
    _BESIDE | _NOT | _words("mag mogen moet wil liever lezen weten zien horen naar aan may read t")
)
"""What stands beside who must not read it."""


def roster(f: Facts) -> Options:
    """Everyone who works here, by name."""
    students = {Role.STUDENT, Role.PARENT}
    staff = (p for p in f.people if p.active and not p.roles <= students)
    return tuple(Option(p.person_id, verbatim(p.name)) for p in staff)


def named(words: str, f: Facts) -> tuple[str, ...]:
    """The ids of those who are named in these words: "it is meneer Jansen"."""
    return tuple(person.person_id for person in people_named(words, f.people))


def spoken_of(words: str, f: Facts) -> Options:
    """Everyone of school who is spoken of, and the roles of a class of which none is said."""
    if not words:  # it is looked at with every tap, and mostly before anything is told
        return ()
    near = (p.person_id for p in people_nearly_named(titled(words), f.people))
    return _options((*named(words, f), *near, *_by_role(words, f)), f)


def only(words: str, f: Facts) -> tuple[str, ...]:
    """Who it is, in words that say no more than that: "yes, my mentor"."""
    return _plainly(words, f, _BESIDE)


def meant(words: str, f: Facts) -> tuple[str, ...]:
    """Who it is: named, or what they are in an answer that says no more than that."""
    return tuple(dict.fromkeys((*named(words, f), *_plainly(words, f, _BESIDE))))


def kept(words: str, f: Facts) -> tuple[str, ...]:
    """Who must not read it, in an answer to that: "not my mentor"."""
    return tuple(dict.fromkeys((*named(words, f), *_plainly(words, f, _KEPT))))


def denies(words: str) -> bool:
    """Whether it says "not"."""
    return not _NOT.isdisjoint(folded(words).split())


def kept_unasked(words: str, f: Facts) -> tuple[str, ...]:
    """Who must not read it, where that is said and nothing else.

    With fewer "not" than people it may be said of only some of them.
    """
    each = dict.fromkeys(_each(words, f, _KEPT))
    many = sum(word in _NOT for word in folded(words).split())
    return tuple(id_ for ids in each for id_ in ids) if len(each) <= many else ()


def people_of(values: Iterable[str], school_class: str | None, f: Facts) -> frozenset[str]:
    """The ids behind these values; a role is whoever has it for this class.

    Nobody knows who of them is meant while no class says so: then it is everyone in that role.
    """
    chosen = set(values)
    roles = [role for role, option in OF_CLASS.items() if option.value in chosen]
    held = {
        id_ for role in roles for id_ in _of_class(role, school_class or "", f) or _holders(role, f)
    }
    return frozenset(held | {p.person_id for p in f.people if p.person_id in chosen})


def _plainly(words: str, f: Facts, beside: frozenset[str]) -> tuple[str, ...]:
    return tuple(id_ for ids in _each(words, f, beside) for id_ in ids)


def _each(words: str, f: Facts, beside: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Everyone these words are about, misspelt or by a role too; nobody where more is said.

    "My teacher" is a title beside a name, and may be anybody without one.
    """
    bare = " ".join(word for word in folded(words).split() if word not in beside)
    rest = set(without_roles(bare, *_school(f)).split()) - TITLES - _names(f) - _AND
    if not all(people_nearly_named((word,), f.people) for word in rest):
        return ()
    near = (p.person_id for p in people_nearly_named(rest, f.people))
    people, roles = (*named(words, f), *near), roles_named(bare, *_school(f))
    alone = not people or not _AND.isdisjoint(bare.split())
    if alone and not all(one.sure for one in roles):
        return ()
    return (*((id_,) for id_ in people), *(_ids(one, f) for one in roles if one.sure))


def _by_role(words: str, f: Facts) -> tuple[str, ...]:
    return tuple(id_ for one in roles_named(words, *_school(f)) for id_ in _ids(one, f))


def _ids(one: InRole, f: Facts) -> tuple[str, ...]:
    if one.role in OF_CLASS:
        known = _of_class(one.role, one.school_class, f)
        return known or (OF_CLASS[one.role].value,)
    directors = {p.person_id for p in f.people if p.director}
    return tuple(id_ for id_ in _holders(one.role, f) if id_ in directors)


def _holders(role: Role, f: Facts) -> tuple[str, ...]:
    return tuple(p.person_id for p in f.people if p.active and role in p.roles)


def _of_class(role: Role, name: str, f: Facts) -> tuple[str, ...]:
    found = f.school.class_named(name)
    if found is None:
        return ()
    own = {Role.MENTOR: found.mentor, Role.TEAM_LEADER: found.team_leader}[role]
    holders = (p for p in f.people if p.active and role in p.roles)
    return tuple(p.person_id for p in holders if found.name in p.classes or p.person_id == own)


def _options(values: Iterable[str], f: Facts) -> Options:
    wanted = set(values)
    everyone = (*roster(f), *OF_CLASS.values()) if wanted else ()
    return tuple(one for one in everyone if one.value in wanted)


def _school(f: Facts) -> tuple[tuple[str, ...], Own, frozenset[str]]:
    """What roles are found by: the classes, how they are called here, and everyone's name."""
    own = tuple((role, f.say(word)) for role, word in _CALLED.items())
    return tuple(one.name for one in f.school.classes), own, _names(f)


def _names(f: Facts) -> frozenset[str]:
    return frozenset[str]().union(*(name_words(p.name) for p in f.people if p.active))
