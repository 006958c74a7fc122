"""The commands people type, and what each leads to, as a table; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversations import (
    agenda,
    casework,
    devices,
    digest,
    forgetting,
    helping,
    listing,
    logbook,
    menu,
    mine,
    mydata,
    patterns,
    posting,
    privacy,
    quieting,
    rules,
    signalling,
    surveys,
    team,
    wiping,
    yearly,
)
from bot.conversations.enrolment import enrol
from bot.conversations.exchange import Exchange
from bot.text import N_, Text


@dataclass(frozen=True)
class CommandSpec:
    """A command as people and the door's menu know it.

    `stays`: the open question is asked again after it, or what was said there goes along.
    """

    name: str
    about: Text
    does: Callable[[Exchange, str], None]
    for_staff: bool = False
    stays: bool = False


def start(x: Exchange, code: str) -> None:
    """`/start`, or `/start <invitation>` from a link."""
    if code:
        enrol(x, code)
    else:
        menu.show_menu(x)


COMMANDS = (
    CommandSpec("start", N_("Menu"), start),
    CommandSpec("melden", N_("Report something"), lambda x, _a: menu.begin_report(x), stays=True),
    CommandSpec("bewijs", N_("Add proof"), lambda x, _a: mine.begin_proof(x)),
    CommandSpec("mijnmelding", N_("My report"), lambda x, _a: mine.my_reports(x)),
    CommandSpec(
        "contact", N_("Who can help me?"), lambda x, _a: helping.show_contact(x), stays=True
    ),
    CommandSpec("regels", N_("The rules"), lambda x, _a: rules.show_rules(x)),
    CommandSpec("mag", N_("May I post this?"), posting.begin),
    CommandSpec("hulp", N_("Help now"), lambda x, _a: helping.show_help(x), stays=True),
    CommandSpec("wis", N_("Wipe this chat"), lambda x, _a: wiping.wipe(x), stays=True),
    CommandSpec("taal", N_("Language"), lambda x, _a: menu.show_languages(x), stays=True),
    CommandSpec("privacy", N_("Who sees what"), lambda x, _a: privacy.show_privacy(x), stays=True),
    CommandSpec("stil", N_("Without sound"), lambda x, _a: quieting.quiet(x)),
    CommandSpec("mijngegevens", N_("What is kept about me"), lambda x, _a: mydata.offer(x)),
    CommandSpec("vergeetmij", N_("Forget me"), lambda x, _a: forgetting.ask(x)),
    CommandSpec("berichten", N_("Messages of school"), surveys.ask_news),
    CommandSpec("stop", N_("Stop"), lambda x, _a: menu.stop(x), stays=True),
    CommandSpec("zaken", N_("Cases"), lambda x, _a: listing.list_cases(x), for_staff=True),
    CommandSpec("zaak", N_("One case"), casework.find_case, for_staff=True),
    CommandSpec("logboek", N_("Who did what"), logbook.find, for_staff=True),
    CommandSpec("zorgoverleg", N_("Patterns"), lambda x, _a: patterns.classes(x), for_staff=True),
    CommandSpec("signaal", N_("Signals"), lambda x, _a: signalling.signals_of(x), for_staff=True),
    CommandSpec("agenda", N_("Year calendar"), lambda x, _a: agenda.show(x), for_staff=True),
    CommandSpec("apparaten", N_("My devices"), lambda x, _a: devices.mine(x), for_staff=True),
    CommandSpec("enquete", N_("Surveys"), surveys.show, for_staff=True),
    CommandSpec("geteld", N_("Count a class"), surveys.count, for_staff=True),
    CommandSpec("overzicht", N_("Numbers"), lambda x, _a: digest.show(x), for_staff=True),
    CommandSpec("jaarverslag", N_("Yearly evaluation"), yearly.begin, for_staff=True),
    CommandSpec("team", N_("People and invitations"), lambda x, _a: team.begin(x), for_staff=True),
)
BY_NAME = {spec.name: spec for spec in COMMANDS}
