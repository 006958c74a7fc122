"""Words that lead out of any conversation: a cry for help, and giving up; shows nothing."""

from __future__ import annotations

from bot.conversations import running, unasked
from bot.conversations.every_flow import FLOWS
from bot.conversations.exchange import Exchange
from bot.conversations.spoken import TOLD_FREELY
from bot.flows.engine import HELP, STOP, navigation, open_step
from bot.flows.kit import Option, Sent, Typed
from bot.flows.reading import meant
from bot.flows.report import REPORT
from bot.flows.words import Words, typed_in
from bot.text import N_
from bot.understanding.danger import danger_in

PLAIN_STOP = Option(STOP, N_("Stop"), "✖️")
CRY = Option(HELP, N_("Help"), also=N_("help me|help mij|hulp|112|113|sos"), signs=("🆘",))


def way_out(x: Exchange, said: Typed | Sent) -> str:
    """`HELP` or `STOP`; who types "help" and nothing else is not made to look for a button."""
    facts = x.facts
    if isinstance(said, Typed) and meant(said.words, (CRY,), facts.say, exact=True):
        return HELP
    found = navigation(said, facts)
    gives_up = found == STOP and not _is_plain(x, said)
    return "" if gives_up and _asks_nothing(x, said) else found


def _is_plain(x: Exchange, said: Typed | Sent) -> bool:
    """Whether it is the word on the button, which tells nobody anything."""
    return meant(said.words, (PLAIN_STOP,), x.facts.say, exact=True) is not None


def may_be_answer(x: Exchange, said: Typed | Sent) -> bool:
    """Whether somebody may wait for these words; a report that stops says itself it is not sent."""
    session = running.load(x.tx, x.contact.contact_ref).session
    if session is None or session.flow == REPORT.name or _is_plain(x, said):
        return False
    flow = FLOWS[session.flow]
    step = open_step(flow, session, x.facts)
    return isinstance(step, Words) and step not in TOLD_FREELY and not typed_in(flow, session)


def _asks_nothing(x: Exchange, said: Typed | Sent) -> bool:
    """Whether "hoeft niet meer" gives up no conversation; as first words it may be danger."""
    session = running.load(x.tx, x.contact.contact_ref).session
    return session is None or unasked.is_alarming(x, said, danger_in(said.words))
