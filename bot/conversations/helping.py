"""`/hulp` and `/contact`: whom to call now, and who of the school is there for what."""

from __future__ import annotations

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.schooltime import is_open
from bot.conversations import addressing, running
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.menu import MENU, tell_or_menu
from bot.flows.contact import (
    OPTIONS,
    About,
    about_lines,
    first_lines,
    mentor_lines,
    school_lines,
    talk_lines,
)
from bot.flows.help import dialled, help_buttons, help_now, lines_about_topic
from bot.i18n import plain
from bot.text import N_, Button, Text, verbatim

IN_A_ROW = 4
Row = tuple[Button, ...]


def show_help(x: Exchange) -> None:
    """Whom to call now, with big buttons; then the open question again, or the menu button."""
    x.note(*help_now(x.facts), buttons=_big_buttons(x))
    if not running.go_on(x):
        x.show(N_("You can also tell me what happens."), buttons=tell_or_menu())


def _big_buttons(x: Exchange) -> tuple[Row, ...]:
    """Six at most. On the page a tap dials; Telegram has no such buttons and shows the lines."""
    rows: list[Row] = []
    for one in help_buttons(x.facts):
        if x.contact.door == "web":
            rows.append((Button(one.label, url=one.way),))
        else:
            rows.append((act(one.label, "helpline", one.topic),))
    return (*rows, (_school_button(x),))


def _school_button(x: Exchange) -> Button:
    school = x.world.school
    label = Text("{way} – {about}", values={"way": school.phone, "about": N_("our school")})
    if x.contact.door == "web" and is_open(school, x.tx.now):
        return Button(label, url=dialled(school.phone))
    return act(label, "contact")


def show_lines(x: Exchange, topic: str) -> None:
    """Everyone outside school who helps with this now."""
    known = topic in set(HelpTopic)
    lines = lines_about_topic(HelpTopic(topic), x.facts, _role(x, "")) if known else ()
    x.note(N_("Danger? Call 112."), *lines)
    if not running.go_on(x):
        x.show(N_("You can also tell me what happens."), buttons=tell_or_menu())


def show_contact(
    x: Exchange, who: str = "", *, talking: tuple[HelpTopic, ...] | None = None
) -> None:
    """Who is there now; then what it is about, or the open question again.

    `talking`: they just said that they want to talk, about this as far as it was heard.
    """
    if who == ReporterRole.PARENT:
        addressing.speak(x, plain(x.contact.language), formal=True)
    role = _role(x, who)
    x.note(
        *(first_lines(x.facts, role) if talking is None else talk_lines(x.facts, role, talking)),
        *school_lines(x.facts),
        buttons=_call(x),
    )
    if running.go_on(x):
        return
    rows = tuple((act(OPTIONS[one].shown, "contactfor", one, role),) for one in About)
    x.show(
        N_("Danger? Call 112."),
        N_("What is it about? Then I say who helps."),
        buttons=(*rows, *_for_who_it_is(role), *tell_or_menu()),
    )


def _role(x: Exchange, who: str) -> ReporterRole:
    """A colleague who is known; a parent who says so, or said so before in this chat."""
    if x.person is not None:
        return ReporterRole.STAFF
    parent = who == ReporterRole.PARENT or addressing.is_formal(x)
    return ReporterRole.PARENT if parent else ReporterRole.STUDENT


def _for_who_it_is(role: ReporterRole) -> tuple[Row, ...]:
    if role is ReporterRole.STAFF:
        return ()
    label = N_("My mentor") if role is ReporterRole.STUDENT else N_("The mentor of my child")
    mentor = (act(labelled("🧑‍🏫", label), "mymentor"),)
    parent = act(labelled("👪", N_("I am a parent")), "contact", ReporterRole.PARENT)
    return (mentor, (parent,)) if role is ReporterRole.STUDENT else (mentor,)


def show_contact_for(x: Exchange, about: str, who: str = "") -> None:
    """Who helps with this, of the school and outside it."""
    if about not in set(About):
        show_contact(x)
        return
    role = _role(x, who)
    lines = (*about_lines(About(about), x.facts, role), *school_lines(x.facts))
    x.show(*lines, buttons=(*_call(x), *_back(role)))


def show_mentor(x: Exchange, class_name: str = "") -> None:
    """The mentor of a class, after which class was asked."""
    lines = mentor_lines(class_name, x.facts)
    if lines:
        x.show(*lines, *school_lines(x.facts), buttons=(*_call(x), *_back()))
        return
    names = [one.name for one in x.world.school.classes]
    taps = [act(verbatim(name), "mymentor", name) for name in names]
    rows = tuple(tuple(taps[at : at + IN_A_ROW]) for at in range(0, len(taps), IN_A_ROW))
    x.show(N_("Which class are you in?"), buttons=(*rows, *_back()))


def _back(role: ReporterRole = ReporterRole.STUDENT) -> tuple[Row, ...]:
    return ((act(labelled("⬅️", N_("Back")), "contact", role),), (MENU,))


def _call(x: Exchange) -> tuple[Row, ...]:
    """A tap that dials, where the door has those and somebody picks up."""
    school = x.world.school
    if x.contact.door != "web" or not is_open(school, x.tx.now):
        return ()
    label = labelled("📞", N_("Call school"))
    return ((Button(label, url=dialled(school.phone)),),)
