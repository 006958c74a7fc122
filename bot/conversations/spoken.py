"""Words that do what they say wherever they are typed: menu, a language, "call me" after danger.

They are no story and go to nobody; knows no button.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.cases.naming import recovery_in
from bot.conversations import answering, calling, returning, running, watching
from bot.conversations.every_flow import FLOWS, STAFF_FLOWS
from bot.conversations.exchange import Exchange
from bot.conversations.menu import choose_language, resume, show_menu, show_stopped, stop
from bot.conversations.mine import begin_take_back, own_cases
from bot.flows import engine
from bot.flows.kit import Option, Sent, Typed
from bot.flows.loose import LOOSE
from bot.flows.may_i_post import ABOUT
from bot.flows.mine import FIVE_WORDS, MESSAGE, RECOVER, WordsTyped
from bot.flows.more import WISH
from bot.flows.reading import meant
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.tell import STORY
from bot.flows.whats_next import QUESTION
from bot.flows.words import Words
from bot.text import N_
from bot.understanding.folding import folded
from bot.understanding.greeting import is_greeting
from bot.understanding.taking_back import takes_back
from bot.understanding.telephone import is_number

HELLO = N_("Hi! Good that you are here.")
TO_MENU: Final = Option(
    "menu", N_("Menu"), also=N_("the menu|main menu|to the menu|back to the menu")
)
REPORTED: Final = Option(
    "before",
    N_("I reported before"),
    also=N_("my report|i reported already|i lost my phone|new phone|five words|i have five words"),
)
IS_IT_READ: Final = Option(
    "read", N_("Is it read?"), also=N_("is my report read|did someone read it|who read it")
)
PUT_AWAY: Final = (
    Option("on", N_("Go on"), also=N_("continue|go on with my report")),
    Option("away", N_("Throw it away")),
)
"""The buttons below a report that was stopped."""
SAFE: Final = Option(
    "safe", N_("I am safe"), also=N_("safe|i'm safe|my child is safe|the other is safe")
)
AFTER_DANGER: Final = (
    SAFE,
    Option("talk", N_("I want to talk"), also=N_("talk|i want to talk with someone")),
    Option("call", N_("Call me back"), also=N_("call me|please call me|can someone call me")),
)
"""The buttons below whom to call: who is in danger and types what they say is not left unheard."""
OF_DANGER: Final = frozenset({"", REPORT.name, LOOSE.name})
"""Where "safe" answers us; elsewhere it may be what they tell school."""
FOR_A_DAY: Final = timedelta(days=1)
TOLD_FREELY: Final = (STORY, FIVE_WORDS, ABOUT)
"""Where "hello", or the name of a language, tells nothing to anybody."""
TOLD_SCHOOL: Final = (*TOLD_FREELY, MESSAGE, WISH, QUESTION)
"""Where "hello" tells nothing, but a language may be what school asked for."""


def obeyed(x: Exchange, said: Typed | Sent) -> bool:
    """Whether these words do something by themselves: then it is done."""
    if not isinstance(said, Typed):
        return False
    if _came_back(x, said.words) or _led(x, said.words):
        return True
    if _answered_danger(x, said.words) or answering.asked_in_words(x, said.words):
        return True
    if _took_up(x, said.words) or _took_back(x, said.words):
        return True
    if _is_no_answer(x, TOLD_FREELY) and _spoken(x, said.words):
        return True
    return _is_no_answer(x, TOLD_SCHOOL) and _greeted(x, said.words)


def _came_back(x: Exchange, words: str) -> bool:
    """Five words in a row are the way back to a report, and must not be read in another."""
    if _flow(x) in {RECOVER.name, *STAFF_FLOWS}:
        return False
    five = recovery_in(words, x.world.recovery_words)
    if five is None:
        return False
    running.leave(x)
    returning.recover(x, Session(RECOVER.name, ""), WordsTyped(" ".join(five)))
    return True


def _led(x: Exchange, words: str) -> bool:
    ways = (TO_MENU,) if _flow(x) in STAFF_FLOWS else (TO_MENU, REPORTED)
    found = meant(words, ways, x.facts.say, exact=True)
    if not _flow(x) and meant(words, (IS_IT_READ,), x.facts.say, exact=True) and own_cases(x):
        found = REPORTED
    if found is None:
        return False
    running.leave(x)
    if found is TO_MENU:
        show_menu(x)
    else:
        returning.reported_before(x)
    return True


def _answered_danger(x: Exchange, words: str) -> bool:
    warned = running.load(x.tx, x.contact.contact_ref).warned.values()
    if x.person or not any(x.tx.now.timestamp() - at < FOR_A_DAY.total_seconds() for at in warned):
        return False
    found = meant(words, AFTER_DANGER, x.facts.say, exact=True)
    if found is SAFE and _flow(x) not in OF_DANGER:
        return False
    if found is SAFE and answering.asked_in_words(x, words):
        return True
    if not found and not _flow(x) and is_number(words):  # nothing else is asked: it is to be called
        calling.call_back(x, number=words)
        return True
    match found.value if found else "":
        case "safe":
            watching.safe(x)
        case "talk":
            watching.talk_now(x, watching.told_in(x))
        case "call":
            calling.call_back(x, watching.told_in(x))
    return found is not None


def _took_up(x: Exchange, words: str) -> bool:
    """Nothing is thrown away by words alone: the button for it is shown."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    if _flow(x) not in {"", LOOSE.name} or now_open.draft is None:
        return False
    found = meant(words, PUT_AWAY, x.facts.say, exact=True)
    if found is None:
        return False
    running.leave(x)
    if found.value == "on":
        resume(x)
    else:
        show_stopped(x)
    return True


def _took_back(x: Exchange, words: str) -> bool:
    """A report that is being told stops; one that was sent is taken back with a tap only."""
    if _flow(x) in STAFF_FLOWS or not _is_no_answer(x, TOLD_FREELY) or not takes_back(words):
        return False
    was = running.load(x.tx, x.contact.contact_ref)
    reported = any(not one.closed for one in own_cases(x))
    if running.is_practising(x):
        stop(x)
    elif was.draft is not None and (was.draft is was.session or not reported):
        running.leave(x)
        show_stopped(x)
    else:
        running.leave(x)
        begin_take_back(x)
    return True


def _spoken(x: Exchange, words: str) -> bool:
    """The name of a language, in itself, in the school's own or in English."""
    i18n, wanted = x.world.i18n, folded(words)
    for language in i18n.languages:
        if wanted in map(folded, i18n.names(language)):
            choose_language(x, language)
            return True
    return False


def _greeted(x: Exchange, words: str) -> bool:
    if not is_greeting(words):
        return False
    if running.is_open(x):
        x.note(HELLO)
    if not running.go_on(x):
        show_menu(x)
    return True


def _is_no_answer(x: Exchange, freely: Sequence[Words]) -> bool:
    """Not where they may be one, as a name is, or where a colleague writes; `freely` they may."""
    session = running.load(x.tx, x.contact.contact_ref).session
    if session is None:
        return True
    step = engine.open_step(FLOWS[session.flow], session, x.facts)
    return not isinstance(step, Words) or any(step is one for one in freely)


def _flow(x: Exchange) -> str:
    session = running.load(x.tx, x.contact.contact_ref).session
    return session.flow if session else ""
