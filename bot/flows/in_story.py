"""Who of school is spoken of in the story: whether they do it, and whether they may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from zlib import crc32

from bot.flows.kit import Answers, Asking, Facts, Option, Options
from bot.flows.named import OF_CLASS, only, spoken_of
from bot.flows.steps import Choice
from bot.flows.tell import DOER_WHO, STORY, has_class, staff_sexual, victim_named
from bot.flows.what import NO_OPTION, YES_OPTION
from bot.flows.words import text_of
from bot.text import N_, Text
from bot.understanding.names import without_who_is
from bot.understanding.roles import keeps_from

NOBODY, MAY_NOT = "+nobody", "+maynot"
MAY_NOT_WORDS = N_("may not read it|must not read it|no, may not read it")

DOES_IT = N_("{names} (does it)")
IS_NOT_IT: Final[Mapping[str, Text]] = {
    NOBODY: N_("{names} (does not do it, and may read this)"),
    MAY_NOT: N_("{names} (does not do it, but may not read this)"),
}


def _told(a: Answers, f: Facts) -> str:
    return without_who_is(text_of(a, STORY), f.people)


def _found(a: Answers, f: Facts) -> Options:
    already = {a[DOER_WHO], victim_named(a)}
    if not has_class(a, f):
        already.update(option.value for option in OF_CLASS.values())
    return tuple(one for one in spoken_of(_told(a, f), f) if one.value not in already)


def passed_over(a: Answers) -> bool:
    """Somebody was asked about, who does not do it and may read it."""
    return (a[ABOUT] or "").startswith(NOBODY)


def accused(a: Answers) -> str | None:
    """Who of those in the story does it: a person, or a role of a class."""
    return None if (a[ABOUT] or "").startswith((NOBODY, MAY_NOT)) else a[ABOUT]


def kept_from(a: Answers, f: Facts) -> tuple[str, ...]:
    """Who of those in the story must not read it."""
    if (a[ABOUT] or "").startswith(MAY_NOT):
        return tuple(option.value for option in _found(a, f))
    return tuple(filter(None, (accused(a),)))


def _about_options(a: Answers, f: Facts) -> Options:
    """Who is spoken of, and "No" to exactly these: another one in the story is asked about again.

    Where the story says that somebody must not read it, a bare "no" could mean either.
    """
    found, denied = _found(a, f), keeps_from(_told(a, f))
    which = f"{crc32(' '.join([*(o.value for o in found), *('-' * denied)]).encode()):x}"
    no = Option(NOBODY + which, N_("No, may read it"), NO_OPTION.icon) if denied else NO_OPTION
    may_not = Option(MAY_NOT + which, N_("No, but may not read it"), "🚷", MAY_NOT_WORDS)
    if len(found) == 1 and not denied:
        found = (replace(found[0], also=YES_OPTION.label),)
    return (*found, may_not, replace(no, value=NOBODY + which))


@dataclass(frozen=True, kw_only=True)
class About(Choice):
    """One of them does it, or none; read later, the answer says by itself of whom and what."""

    def shown(self, asking: Asking) -> Text:
        """Who is spoken of, with what is said of them."""
        value, found = asking.answers[self] or "", _found(asking.answers, asking.facts)
        no = next((text for mark, text in IS_NOT_IT.items() if value.startswith(mark)), None)
        who = found if no else [one for one in found if one.value == value]
        return (no or DOES_IT).of(names=tuple(one.label for one in who))


ABOUT = About(
    key="about",
    text=(
        N_("Is it this person who does it?"),
        N_("Then this person will not read your report."),
    ),
    label=N_("Named in your story"),
    options=_about_options,
    read=only,
    when=lambda a, f: bool(_found(a, f)) and not staff_sexual(a, f),
)
