"""How somebody is addressed: formally once they said that they are a parent; knows no sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.cases.kinds import ReporterRole
from bot.conversations.exchange import Exchange
from bot.flows.accused import ACCUSED, ROLE
from bot.flows.may_i_post import ASKER, MAY_I_POST
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.what import WHO
from bot.i18n import FORMAL, plain
from bot.store import contacts

WHO_IT_IS: Final[Mapping[str, str]] = {
    REPORT.name: WHO.key,
    MAY_I_POST.name: ASKER.key,
    ACCUSED.name: ROLE.key,
}
"""The question of each conversation in which somebody says who they are."""


def is_formal(x: Exchange) -> bool:
    """Whether this chat is a parent's, as far as they said."""
    return x.contact.language.endswith(FORMAL)


def heed(x: Exchange, session: Session) -> None:
    """From the answer to who they are on, every sentence in this chat is one for them."""
    said = session.answers.get(WHO_IT_IS.get(session.flow, ""))
    if said:
        speak(x, plain(x.contact.language), formal=said == ReporterRole.PARENT)


def speak(x: Exchange, language: str, *, formal: bool) -> None:
    """Go on in this language, and in the form of address that fits."""
    spoken = language + FORMAL * formal
    if spoken != x.contact.language:
        contacts.set_language(x.tx, x.contact.contact_ref, spoken)
        x.contact = contacts.find(x.tx, x.contact.contact_ref) or x.contact
