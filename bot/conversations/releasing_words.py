"""How far the question is whether an original may leave, as staff and the reporter see it."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.items import kind_of
from bot.conversations.links import link_for
from bot.conversations.quoting import quoted
from bot.store import evidence, releases
from bot.store.evidence import Item
from bot.store.releases import Release, Reporter
from bot.text import N_, Button, Text

SECOND = (Role.MANAGEMENT, Role.SAFETY_COORDINATOR)

WANTED = N_("{who} wants the original to leave: “{why}”")
REPORTER_ASKED = N_("The reporter is asked. No answer means no.")
REPORTER_NO = N_("The reporter said no: the original stays here.")
SECOND_ASKED = N_("Management or the safety coordinator must agree too.")
NOW = N_("You can have the original now, for ten minutes. Sign in on the page for it.")

ASK_REPORTER = (
    N_("May school give this to somebody outside school? {kind}, {at}."),
    N_("It can show who made it, and where. You may say no."),
)


def may_second(person: Person, release: Release) -> bool:
    """Whether this colleague is the one who may agree: never the one who asked."""
    return person.has(*SECOND) and person.person_id != release.asked_by


def release_lines(x: Exchange, item: Item, person: Person) -> tuple[Text, ...]:
    """What a colleague reads of it beside the item; nothing when nobody asked."""
    release = releases.get(x.tx, item.item_id)
    if release is None:
        return ()
    if releases.original_may_leave(x.tx, item.item_id, person.person_id):
        return (NOW,)
    wanted = _wanted(x, release)
    match release.reporter:
        case Reporter.NO:
            return wanted, REPORTER_NO
        case Reporter.ASKED:
            return wanted, REPORTER_ASKED
        case _:
            return (wanted,) if release.confirmed_by else (wanted, SECOND_ASKED)


def _wanted(x: Exchange, release: Release) -> Text:
    """The reason is somebody's own words: in Telegram not, when there is a page."""
    who = x.around.name(release.asked_by)
    if x.world.content_on_page and x.contact.door != "web":
        return N_("{who} wants the original to leave. Read why on the page.").of(who=who)
    return WANTED.of(who=who, why=quoted(release.reason))


def release_rows(x: Exchange, item: Item, person: Person) -> Rows:
    """What a colleague can do about it now."""
    if button := _release_button(x, item, person):
        return ((button,),)
    return ()


def _release_button(x: Exchange, item: Item, person: Person) -> Button | None:
    case_id, item_id = item.case_id or "", item.item_id
    release = releases.get(x.tx, item_id)
    if releases.original_may_leave(x.tx, item_id, person.person_id):
        return _fetch(x, item_id, person)
    if release is not None and release.reporter in {Reporter.NO, Reporter.ASKED}:
        return None
    if release is not None and not release.confirmed_by:
        agree = act(labelled("✔️", N_("I agree")), "agree", case_id, item_id)
        return agree if may_second(person, release) else None
    return act(labelled("🔏", N_("The original must leave")), "original", case_id, item_id)


def _fetch(x: Exchange, item_id: str, person: Person) -> Button | None:
    if x.contact.door != "web" and not x.world.public_url:
        return None
    return link_for(x.tx, x.world, x.contact.door, person.person_id, item_id, original=True)


def reporter_is_asked(x: Exchange, case: Case) -> tuple[tuple[Text, ...], Rows]:
    """The question that waits for the reporter, if there is one: one at a time."""
    for release in releases.asked_of_reporter(x.tx, case.case_id):
        item = evidence.get(x.tx, release.item_id)
        if item is not None and not item.destroyed:
            first, *rest = ASK_REPORTER
            about = first.of(kind=kind_of(item), at=item.received_at)
            yes = act(
                labelled("✔️", N_("Yes, school may give it")), "origyes", case.case_id, item.item_id
            )
            no = act(labelled("➖", N_("No, do not give it")), "origno", case.case_id, item.item_id)
            return (about, *rest), ((yes,), (no,))
    return (), ()
