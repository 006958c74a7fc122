"""The menu and the language; who begins and stops a report."""

from __future__ import annotations

from bot.cases.rights import Action, may
from bot.conversations import addressing, running, thread, unsent
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.flows.report import REPORT, practising
from bot.flows.session import Session
from bot.store import contacts, post_questions
from bot.text import N_, Button, Text, verbatim

MENU = act(labelled("🏠", N_("Menu")), "menu")
LANGUAGES = act(labelled("🌐", N_("Language / Taal")), "languages")
"""On the first screen, and said in a second language too: who reads no Dutch has to find it."""
UNKNOWN_COMMAND = N_("I do not know that command. This is what I can do:")
GONE = N_("It is gone.")
NOT_HERE = N_("I cannot find that report here.")
GREETING = N_("Hi, I am Maatje. I help when something goes wrong online.")


def show_menu(x: Exchange) -> None:
    """What is needed most, few and big."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    report = act(labelled("📣", N_("Report something")), "report")
    if draft is not None:
        report = running.ON
    cases = ((act(labelled("🗂️", N_("Cases")), "cases"),),) if x.person else ()
    rows: list[tuple[Button, ...]] = [
        *cases,
        *_signals(x),
        *_team(x),
        *_devices(x),
        (report,),
        (act(_my_report(x), "mine"),),
        *_answer(x),
        (act(labelled("🤔", N_("May I post this?")), "mag"),),
        (act(labelled("💁", N_("Who can help me?")), "contact"),),
        (act(labelled("🆘", N_("Help now")), "help"),),
        (act(labelled("➡️", N_("More")), "more"), LANGUAGES),
    ]
    x.show(GREETING, N_("What do you want to do?"), buttons=tuple(rows))


def show_more(x: Exchange) -> None:
    """What is needed less often."""
    x.show(
        N_("What do you want to do?"),
        buttons=(
            *_calendar(x),
            (act(labelled("📲", N_("I posted something myself")), "posted"),),
            (act(labelled("🗣️", N_("Something is said about me")), "about"),),
            (act(labelled("📖", N_("The rules")), "rules"),),
            (act(labelled("🎓", N_("Practise a report")), "practice"),),
            (act(labelled("🔒", N_("Who sees what")), "privacy"),),
            (MENU,),
        ),
    )


def show_missing(x: Exchange) -> None:
    """No such report for this contact; the one that is not sent yet stays one tap away."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    x.show(NOT_HERE, buttons=(*(((running.ON,),) if draft else ()), (MENU,)))


def unknown_command(x: Exchange) -> None:
    """What there is instead."""
    x.note(UNKNOWN_COMMAND)
    show_menu(x)


def _my_report(x: Exchange) -> Text:
    """Who could not be reached finds here that something waits."""
    if thread.has_news(x.tx, contacts.my_cases(x.tx, x.contact.contact_ref)):
        return labelled("📬", N_("News of my report"))
    return labelled("🔎", N_("My report"))


def _answer(x: Exchange) -> Rows:
    """What management answered, until it was looked at: the note of it may be wiped."""
    one = post_questions.unseen(x.tx, x.contact.contact_ref)
    if one is None:
        return ()
    return ((act(labelled("📬", N_("Answer: may I post it?")), "postmine", one.question_id),),)


def _devices(x: Exchange) -> tuple[tuple[Button, ...], ...]:
    return ((act(labelled("📱", N_("My devices")), "devices"),),) if x.person else ()


def _calendar(x: Exchange) -> tuple[tuple[Button, ...], ...]:
    return ((act(labelled("🗓️", N_("Year calendar")), "agenda"),),) if x.person else ()


def _signals(x: Exchange) -> tuple[tuple[Button, ...], ...]:
    if x.person and may(x.person, Action.WRITE_SIGNAL, None, x.world.school):
        return ((act(labelled("📡", N_("Signals")), "signals"),),)
    return ()


def _team(x: Exchange) -> tuple[tuple[Button, ...], ...]:
    """For who may change or confirm who works here."""
    rights = (Action.MANAGE_PEOPLE, Action.CONFIRM_PEOPLE)
    if x.person and any(may(x.person, one, None, x.world.school) for one in rights):
        return ((act(labelled("📒", N_("People and invitations")), "team"),),)
    return ()


def tell_or_menu() -> tuple[tuple[Button, ...], ...]:
    """What one can do after something was only told."""
    return ((act(labelled("📣", N_("Report something")), "report"),), (MENU,))


def show_languages(x: Exchange) -> None:
    """Choose the language, or go back with the one there is."""
    i18n = x.world.i18n
    rows = tuple((act(verbatim(i18n.name(one)), "language", one),) for one in i18n.languages)
    back = act(labelled("⬅️", N_("Back")), "language", x.contact.language)
    x.show(N_("Which language do you want?"), buttons=(*rows, (back,)))


def choose_language(x: Exchange, language: str) -> None:
    """Keep the choice and go on in it."""
    addressing.speak(x, x.world.i18n.pick(language), formal=addressing.is_formal(x))
    if not running.go_on(x):
        show_menu(x)


def begin_report(x: Exchange) -> None:
    """A new report, or the one that is not sent yet."""
    if unsent.take_along(x):
        return
    if running.load(x.tx, x.contact.contact_ref).draft is not None:
        resume(x)
    else:
        running.leave(x)
        running.begin(x, REPORT)


def begin_practice(x: Exchange) -> None:
    """A report that goes to nobody."""
    running.begin(x, REPORT, answers=practising(Session(REPORT.name, "")).answers)


def resume(x: Exchange) -> None:
    """Go on where it stopped."""
    if unsent.take_along(x):
        return
    running.bring_back(x)
    if not running.go_on(x):
        show_menu(x)


def stop(x: Exchange) -> None:
    """Stop without losing anything: what was typed stays until it is thrown away or too old.

    The report is parked, so that words typed below this screen are no answer in it.
    """
    running.keep_words(x)
    now_open = running.load(x.tx, x.contact.contact_ref)
    stopped = now_open.session is not None and now_open.session is now_open.draft
    running.leave(x)
    if stopped:
        show_stopped(x)
    else:
        show_menu(x)


def show_stopped(x: Exchange) -> None:
    """What becomes of the report that is not sent yet, and the ways on from there."""
    x.show(
        N_("Stopped. Not sent yet. Nobody reads this."),
        N_("You can go on later. It is gone after {days} days.").of(
            days=x.world.school.terms.draft_days
        ),
        buttons=(
            (act(labelled("▶️", N_("Go on")), "resume"),),
            (act(labelled("🗑️", N_("Throw it away")), "discard"),),
            (MENU,),
        ),
    )


def throw_away(x: Exchange) -> None:
    """Really gone."""
    running.throw_away(x)
    if not running.go_on(x, GONE):
        x.show(GONE, buttons=tell_or_menu())
