"""What may also come later in a report, and what is only changed on the look-back."""

from __future__ import annotations

from bot.cases.case import Reader
from bot.cases.kinds import Doer, Kind, Mark
from bot.cases.people import Person, Role
from bot.cases.schooltime import present
from bot.flows.day import WEEKDAYS, Day
from bot.flows.kit import Answers, Facts, Option
from bot.flows.steps import Choice, Several
from bot.flows.tell import (
    DOER,
    KIND,
    KIND_OPTIONS,
    NO,
    NO_OPTION,
    UNSURE_OPTION,
    WHO,
    WHOM,
    YES_OPTION,
    is_staff,
    nude_path,
    roster,
    staff_sexual,
)
from bot.flows.words import Words
from bot.text import N_, Text

FALLBACK = Reader.DEFAULT.value
EACH_DAY = frozenset({1, 2, 3, 4, 5})


def has_class(a: Answers, f: Facts) -> bool:
    """A student is the victim and no colleague the doer: the mentor of the class may help."""
    about_student = a[WHO] == "self" or a[WHOM] == "student"
    return about_student and a[DOER] not in {Doer.STAFF, Doer.PLACEMENT} and bool(f.school.classes)


def _class_question(a: Answers, _f: Facts) -> Text:
    if a[WHO] == "self":
        return N_("What is your class? Then your mentor reads it.")
    return N_("Which class? Then the mentor of that class reads it.")


CLASS = Choice(
    key="class",
    text=_class_question,
    label=N_("Class"),
    options=lambda _a, f: tuple(Option(c.name, Text(c.name)) for c in f.school.classes),
    columns=4,
    when=has_class,
    later=True,
)


def _days(person: Person, facts: Facts) -> Text:
    names = facts.say(WEEKDAYS).split("|")
    if person.days >= EACH_DAY:
        return N_("every school day")
    return Text("{days}", values={"days": tuple(names[d - 1] for d in sorted(person.days))})


def _who_is_there(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = [N_("Who may read it?")]
    for role in (Role.SAFETY_COORDINATOR, Role.CONFIDANT):
        for person in (p for p in f.people if p.active and role in p.roles):
            lines.append(N_("{name}: {days}.").of(name=person.name, days=_days(person, f)))
            if not present(person, f.now.date(), f.school):
                lines.append(N_("Not here today."))
    return tuple(lines)


READER = Choice(
    key="reader",
    text=_who_is_there,
    label=N_("Who reads it"),
    default=FALLBACK,
    options=(
        Option(Reader.DEFAULT, N_("The usual people"), "👤", N_("mentor|usual")),
        Option(Reader.SAFETY_COORDINATOR, N_("The safety coordinator"), "🛡️", N_("coordinator")),
        Option(Reader.CONFIDANT, N_("Only the confidant"), "🤝", N_("confidant")),
    ),
    when=lambda a, f: not is_staff(a, f),
)

NOT_THEM = Several(
    key="notthem",
    text=(
        N_("Who must NOT read it? Tap the names, or type them."),
        N_("They will never see this report."),
    ),
    label=N_("May not read it"),
    default="",
    options=lambda _a, f: roster(f),
)

MORE_KINDS = Several(
    key="kinds",
    text=N_("What else happens? Tap all that fit."),
    label=N_("This too"),
    default="",
    options=lambda a, _f: tuple(o for o in KIND_OPTIONS if o.value != a[KIND]),
)

MARKS = Several(
    key="marks",
    text=N_("Does one of these fit?"),
    label=N_("About"),
    default="",
    options=(
        Option(Mark.DISCRIMINATION, N_("Discrimination"), "", N_("racism")),
        Option(Mark.EXCLUSION, N_("Being shut out"), "", N_("excluded")),
        Option(Mark.AI_FAKE, N_("Fake, made with AI"), "", N_("deepfake|fake")),
    ),
)

APP = Choice(
    key="app",
    text=N_("Which app is it?"),
    label=N_("App"),
    options=(
        Option("whatsapp", N_("WhatsApp"), "", N_("app|whats app")),
        Option("snapchat", N_("Snapchat"), "", N_("snap")),
        Option("instagram", N_("Instagram"), "", N_("insta")),
        Option("tiktok", N_("TikTok"), "", N_("tik tok")),
        Option("game", N_("A game"), "🎮", N_("roblox|fortnite|minecraft|discord")),
        Option("other", N_("Another app"), "", N_("telegram|youtube|facebook|mail")),
        UNSURE_OPTION,
    ),
    columns=2,
    later=True,
)

SINCE = Day(key="since", text=N_("When did it start?"), label=N_("Since"), later=True)

STILL = Choice(
    key="still",
    text=N_("Does it still happen?"),
    label=N_("Still happens"),
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    later=True,
)


def may_send_files(a: Answers, f: Facts) -> bool:
    """No file on the nude path, and none when staff and sex come together."""
    return not nude_path(a) and not staff_sexual(a, f)


KEEP = Choice(
    key="keep",
    text=(N_("Do you have proof? A picture of the chat, for example."),),
    label=N_("Proof"),
    options=(
        Option("self", N_("I keep it myself"), "📱", N_("keep it")),
        Option("send", N_("I send it now"), "📎", N_("send it")),
        Option("none", N_("I have no proof"), "➖", N_("no|none|nothing")),
    ),
    when=may_send_files,
    later=True,
)

ITEMS = Words(
    key="items",
    text=N_("Send your pictures or files now. Tap Done when you are ready."),
    label=N_("Files"),
    skip=N_("Skip this"),
    items=True,
    words=False,
    many=True,
    when=lambda a, f: may_send_files(a, f) and a[KEEP] == "send",
    later=True,
)

NAMES = Words(
    key="names",
    text=N_("Who is in it? Type the names you know."),
    label=N_("Names"),
    skip=N_("Skip this"),
    later=True,
)

WISH = Words(
    key="wish",
    text=N_("What do you want to happen?"),
    label=N_("What you want"),
    skip=N_("Skip this"),
    later=True,
)

NAME = Words(
    key="name",
    text=(
        N_("What is your name? School sees it then."),
        N_("You cannot take your name back later."),
    ),
    label=N_("Your name"),
    default="[]",
    skip=N_("Without my name"),
)

DOUBT = Choice(
    key="doubt",
    text=N_("Are you in doubt whether this is an incident?"),
    label=N_("In doubt"),
    default=NO,
    options=(YES_OPTION, NO_OPTION),
    when=is_staff,
)

LATER = (CLASS, APP, SINCE, STILL, KEEP, ITEMS, NAMES, WISH)
ON_LOOK_BACK = (MORE_KINDS, MARKS, READER, NOT_THEM, NAME, DOUBT)


def all_kinds(a: Answers) -> frozenset[Kind]:
    """Every kind the reporter tapped; "someone forces me" is kept as a threat."""
    known = {kind.value for kind in Kind}
    tapped = (a[KIND], *(a[MORE_KINDS] or ()))
    return frozenset(Kind(k) if k in known else Kind.THREAT for k in tapped if k)
