"""`/enquete`, `/geteld`, `/berichten`: surveys as who leads them, mentors and others see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.cases.people import Role
from bot.cases.schooltime import first_of_school_year, local_day
from bot.cases.surveys import NAMES, Round, Survey, comes, days_of
from bot.conversations import menu, running, survey_progress, survey_words
from bot.conversations.exchange import Exchange, act, labelled
from bot.flows import survey as survey_flow
from bot.flows.session import Session
from bot.flows.survey import SURVEY_LINK, LinkGiven
from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.text import N_, Button, Text

WHICH = N_("Surveys of this school year")
DAYS = N_("Opens {opens}, reminds {reminds}, last call {last}, closes {closes}.")
ROUNDS = {
    Round.PLANNED: N_("It is planned and goes by itself."),
    Round.OPEN: N_("It is open."),
    Round.REMIND: N_("It is open; classes that lag were reminded."),
    Round.LAST: N_("It is the last call."),
    Round.CLOSED: N_("It is closed. Evaluate it with the safety coordinator."),
}
NOT_PLANNED = N_("It is not planned yet.")
CLASSES = N_("Counted by class: {counts}.")
LINK = N_("Link: {link}")
NO_LINK = N_("It has no link yet. Type /enquete and the link.")
COUNT_IT = N_("Type how many of your class took part, as in: /geteld 1a 14")
COUNTED = N_("Thank you. Counted for {name}: {number}.")
OF_WHICH = N_("Of which survey is this?")
NONE_OPEN = N_("No survey is open now.")
WANT = N_("May school send you messages here? For example: a list of questions.")
WANTED_NOW = N_("You get them now.")
NOT_WANTED_NOW = N_("You do not get them now.")
WANT_STOP = N_("You can stop it here at any time.")
YES_NEWS = N_("Good. You get messages of school here.")
NO_NEWS = N_("Good. You get no messages of school here.")
Row = tuple[Button, ...]


def show(x: Exchange, words: str = "") -> None:
    """Every survey of this school year; a link that was typed is kept where it is waited for."""
    if not _leads(x):
        menu.unknown_command(x)
        return
    if words.startswith("https://") and not _keep_link(x, words.split(maxsplit=1)[0]):
        return
    first = _first(x)
    rows: list[Row] = [
        (act(labelled("🗳️", NAMES[one]), "survey", one.value),)
        for one in Survey
        if comes(one, first, x.world.school)
    ]
    x.show(WHICH, buttons=(*rows, (menu.MENU,)))


def open_survey(x: Exchange, survey: str) -> None:
    """How far it is, how much is sent, how many took part, and what can be done."""
    if _asked(x, survey):
        _show(x, Survey(survey))


def plan(x: Exchange, survey: str) -> None:
    """From now on it goes by itself, on the days that are shown."""
    if _asked(x, survey) and x.person:
        campaigns.plan(x.tx, Survey(survey), _first(x).year, x.person.person_id)
        x.log("SurveyPlanned")
        _show(x, Survey(survey))


def pause(x: Exchange, survey: str) -> None:
    """Nothing more goes until somebody lets it go on."""
    one = _of(x, Survey(survey)) if _asked(x, survey) else None
    if one is not None:
        campaigns.pause(x.tx, one)
        x.log("SurveyPaused")
        _show(x, one.survey)


def go_on(x: Exchange, survey: str) -> None:
    """On where it stopped."""
    one = _of(x, Survey(survey)) if _asked(x, survey) else None
    if one is not None:
        campaigns.go_on(x.tx, one)
        x.log("SurveyGoesOn")
        _show(x, one.survey)


def count(x: Exchange, words: str = "") -> None:
    """`/geteld 1a 14`: a mentor says how many of their class took part."""
    name, _, number = words.strip().rpartition(" ")
    count_of(x, "", name, number)


def count_of(x: Exchange, survey: str, name: str, number: str = "") -> None:
    """The same of one survey, or "" for the one that is open; with two open it is asked which."""
    if x.person is None or not (x.person.has(Role.MENTOR) or _leads(x)):
        menu.unknown_command(x)
        return
    open_now = [one for one in campaigns.going(x.tx) if one.round is not Round.PLANNED]
    meant = [one for one in open_now if survey in {"", one.survey.value}]
    school_class = x.world.school.class_named(name) if name else None
    theirs = school_class and (school_class.name in x.person.classes or _leads(x))
    if not meant:
        x.show(NONE_OPEN, buttons=((menu.MENU,),))
    elif not school_class or not theirs or not number.isdecimal() or len(number) > len("99"):
        x.show(COUNT_IT, buttons=((menu.MENU,),))
    elif len(meant) > 1:
        _ask_which(x, meant, school_class.name, number)
    else:
        campaigns.count(x.tx, meant[0], school_class.name, int(number))
        x.log("SurveyCounted")
        told = COUNTED.of(name=school_class.name, number=int(number))
        x.show(told, buttons=((menu.MENU,),))


def _ask_which(x: Exchange, meant: Sequence[Campaign], name: str, number: str) -> None:
    rows = [
        (act(labelled("🗳️", NAMES[one.survey]), "counted", one.survey.value, name, number),)
        for one in meant
    ]
    x.show(OF_WHICH, buttons=(*rows, (menu.MENU,)))


def ask_news(x: Exchange, answer: str = "") -> None:
    """Whether somebody wants messages of school; asked again, it is how they stop."""
    if answer in {"yes", "no"}:
        campaigns.want_news(x.tx, x.contact.contact_ref, wants=answer == "yes")
        x.show(YES_NEWS if answer == "yes" else NO_NEWS, buttons=((menu.MENU,),))
        return
    yes = act(labelled("✔️", N_("Yes")), "news", "yes")
    no = act(labelled("➖", N_("No")), "news", "no")
    now = WANTED_NOW if campaigns.wants_news(x.tx, x.contact.contact_ref) else NOT_WANTED_NOW
    x.show(WANT, WANT_STOP, now, buttons=((yes,), (no,), (menu.MENU,)))


def _show(x: Exchange, survey: Survey) -> None:
    back = act(labelled("⬅️", N_("Back")), "surveys")
    one = _of(x, survey)
    lines = (NOT_PLANNED,) if one is None else tuple(_state(x, one))
    x.show(NAMES[survey], _days(x, survey), *lines, buttons=(*_ways(survey, one), (back,)))


def _state(x: Exchange, one: Campaign) -> Iterator[Text]:
    yield ROUNDS[one.round]
    yield from survey_words.progress(one, campaigns.progress(x.tx, one))
    counted = campaigns.counts(x.tx, one)
    names = (one.name for one in x.world.school.classes)
    yield CLASSES.of(counts=tuple(f"{name}: {counted.get(name, 0)}" for name in names))
    yield LINK.of(link=one.link) if one.link else NO_LINK


def _ways(survey: Survey, one: Campaign | None) -> Iterator[Row]:
    if one is None:
        yield (act(labelled("🗓️", N_("Plan it")), "surveyplan", survey.value),)
    elif one.paused:
        yield (act(survey_progress.GO_ON, "surveygoon", survey.value),)
    elif one.round is not Round.CLOSED:
        yield (act(survey_progress.PAUSE, "surveypause", survey.value),)
        yield (act(survey_progress.LOOK, "survey", survey.value),)


def _days(x: Exchange, survey: Survey) -> Text:
    days = days_of(survey, _first(x), x.world.school)
    return DAYS.of(opens=days.opens, reminds=days.reminds, last=days.last, closes=days.ends)


def _keep_link(x: Exchange, link: str) -> bool:
    """Whether that is done: with two that could be meant, somebody has to say which."""
    going = campaigns.going(x.tx)
    meant = [one for one in going if not one.link] or [*going]
    if len(meant) > 1:
        running.begin(x, SURVEY_LINK, answers={survey_flow.LINK.key: link})
        return False
    for one in meant:
        _link(x, one, link)
    return True


def linked(x: Exchange, _session: Session, effect: LinkGiven) -> None:
    """Somebody said of which survey it is."""
    going = [one for one in campaigns.going(x.tx) if one.survey == effect.survey]
    if not going or not _asked(x, effect.survey):
        return
    _link(x, going[0], effect.link)
    _show(x, going[0].survey)


def _link(x: Exchange, one: Campaign, link: str) -> None:
    campaigns.set_link(x.tx, one, link)
    x.log("SurveyLinked")


def _asked(x: Exchange, survey: str) -> bool:
    fits = survey in set(Survey) and _leads(x)
    if not fits:
        menu.unknown_command(x)
    return fits


def _of(x: Exchange, survey: Survey) -> Campaign | None:
    return campaigns.find(x.tx, survey, _first(x).year)


def _first(x: Exchange) -> date:
    return first_of_school_year(local_day(x.world.school, x.tx.now))


def _leads(x: Exchange) -> bool:
    return survey_progress.leads(x.world, x.person)
