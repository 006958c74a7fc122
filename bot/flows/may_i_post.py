"""`/mag`: may I post this? Asks what the words do not tell yet; the school's table decides.

Protocol, the rules for staff, for everyone and for students. A photo is not looked at and not
fetched: who is on it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.cases.advice import HARM, AdviceQuestion, AdviceRow, Verdict, advise, ask_next
from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people import Role
from bot.cases.rulebook import Rule
from bot.flows.help import lines_for
from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Facts,
    Flow,
    Go,
    Note,
    Option,
    Options,
    Said,
    Sent,
    Stored,
    Taken,
    Typed,
)
from bot.flows.reading import nods
from bot.flows.steps import Choice, Given, offered
from bot.flows.tellers import instead
from bot.flows.what import YES
from bot.flows.words import Words, appended, shortened, text_of
from bot.text import N_, Text, verbatim
from bot.understanding.begun import tells_nothing
from bot.understanding.danger import Danger, danger_in
from bot.understanding.posting import NUDE, PostingQuestion, denies, read

MOST_QUESTIONS = 5
UNSEEN = N_("I do not open your photo and I do not keep it. So I do not see who is on it.")

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.ALLOWED: N_("🟢 You may."),
    Verdict.WITH_DISCLAIMER: N_("🟢 You may, if you say that you speak for yourself."),
    Verdict.CONSENT_FIRST: N_("🟠 First ask for consent."),
    Verdict.MANAGEMENT_FIRST: N_("🟠 First ask management."),
    Verdict.DO_NOT_POST: N_("🔴 Do not post it."),
}
ALLOWING = frozenset({Verdict.ALLOWED, Verdict.WITH_DISCLAIMER})


@dataclass(frozen=True)
class Advised:
    """What the table says: the row, to whom, and the words it was asked with.

    `unsaid`: it was asked plainly and is none of the answers, so it has to be told anew.
    """

    row: AdviceRow
    asker: ReporterRole
    words: str = field(repr=False)
    unsaid: bool = False


PICTURED = Given(key="pictured")
"""That a photo came, of which nothing was fetched."""
PLACED = Given(key="placed")
"""That the device it is on found in it where it was made."""
PLAIN = Given(key="plain")
"""That the words were read wrongly: everything is asked, or in `OTHER_WORDS` told anew."""
OTHER_WORDS = "other"
UNKNOWN = ".unknown"
"""How the answer ends that it is none of the others."""


@dataclass(frozen=True, kw_only=True)
class AskedWho(Choice):
    """What they want to post may be told before who they are: it is kept, and shown."""

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The question, after the words that were told."""
        told = text_of(asking.answers, ABOUT)
        kept = (N_("I have this: {words}").of(words=shortened(told)),) if told else ()
        return (*kept, *super().lines(asking))

    def take(self, said: Said, asking: Asking) -> Taken:
        """Who it is, or what they want to post."""
        taken = super().take(said, asking)
        if not isinstance(taken, Again) or not isinstance(said, Typed):
            return taken
        if tells_nothing(said.words) or nods(said.words, asking.facts.say):
            return taken
        if len(text_of(asking.answers, ABOUT)) + len(said.words) > ABOUT.most:
            return taken
        before = asking.answers.stored.get(ABOUT.key, "")
        return Go(put=((ABOUT.key, appended(before, ["t", said.words])),))


ASKER = AskedWho(
    key="asker",
    text=N_("Who are you?"),
    options=(
        Option(ReporterRole.STUDENT, N_("Student"), "🧑", N_("student|pupil|me")),
        Option(
            ReporterRole.PARENT, N_("Parent or carer"), "👪", N_("parent|mother|father|mum|dad")
        ),
        Option(ReporterRole.STAFF, N_("I work here"), "🏫", N_("teacher|staff|mentor|employee")),
    ),
    when=lambda _a, f: f.person is None,
)


PLACES = frozenset({"location", "venue"})
A_PLACE = N_("This is a place. Who sees it, knows where somebody is. Think before you post it.")


class About(Words):
    """Own words, or those of a message that was passed on."""

    def take(self, said: Said, asking: Asking) -> Taken:
        """Only words count: a thing that came with them is no answer."""
        if isinstance(said, Sent) and said.kind in PLACES:
            return Again(A_PLACE)
        if isinstance(said, Sent) and said.words:
            return self._kept(["t", said.words[: self.most]], asking, "")
        return super().take(said, asking)


ABOUT = About(
    key="about",
    text=(
        N_("What do you want to post?"),
        N_("Tell it in one or two sentences. You may send the photo with it."),
    ),
    asked=lambda a, _f: not a[PICTURED],
)


def asker_of(a: Answers, f: Facts) -> ReporterRole:
    """A colleague who is known, or who somebody says they are."""
    return ReporterRole.STAFF if f.person else ReporterRole(a[ASKER] or ReporterRole.STUDENT)


@lru_cache(maxsize=16)
def _read(words: str, asker: ReporterRole) -> PostingQuestion:
    """Each of the questions looks at the same words."""
    return read(words, asker)


def told(a: Answers, f: Facts, *, before: int = MOST_QUESTIONS) -> dict[str, str]:
    """By question the answer: from the words, from who it is, and from the buttons so far."""
    known = {} if a[PLAIN] == YES else dict(_read(text_of(a, ABOUT), asker_of(a, f)).told)
    if a[PICTURED] and known.get("topic") != "work":
        known["topic"] = "photo"
    if f.person is not None:
        known["mt"] = "yes" if f.person.has(Role.MANAGEMENT) else "no"
        known["speaks"] = "yes" if f.person.speaks_for_school else "no"
    given = (a[one] for one in QUESTIONS[:before])
    return known | dict(one.split(".", 1) for one in given if one)


def question(a: Answers, f: Facts, number: int) -> AdviceQuestion | None:
    """What is asked as this one of at most five; None: it is known enough."""
    return ask_next(f.school.advice, asker_of(a, f), told(a, f, before=number))


@dataclass(frozen=True, kw_only=True)
class Asked(Choice):
    """One question of the table, whichever comes next; what is typed is read as the first words.

    What would allow it is only tapped, or named by its label: of words it may be misread.
    """

    number: int

    def take(self, said: Said, asking: Asking) -> Taken:
        """An answer by its label, or told in own words; not when these were read wrongly before."""
        taken = super().take(said, asking)
        if (
            not isinstance(taken, Again)
            or not isinstance(said, Typed)
            or PLAIN.key in asking.answers.stored
        ):
            return taken
        found = self._told(said.words, asking)
        return Stored(found) if found and not self._allows(found, asking) else taken

    def _told(self, words: str, asking: Asking) -> str:
        """The answer in these words; "" where they tell what is not, or of danger."""
        if denies(words) or danger_in(words).danger is not Danger.NONE:
            return ""
        read_so = _read(words, asker_of(asking.answers, asking.facts)).told
        known = tuple(".".join(one) for one in dict(read_so).items())
        return next(iter(offered(known, self.all_options(asking))), "")

    def _allows(self, answer: str, asking: Asking) -> bool:
        a, f = asking.answers, asking.facts
        known = told(a, f, before=self.number) | dict([answer.split(".", 1)])
        return advise(f.school.advice, asker_of(a, f), known).verdict in ALLOWING


def _asked(number: int) -> Asked:
    def text(a: Answers, f: Facts) -> Text:
        asked = question(a, f, number)
        return asked.text if asked else verbatim("")

    def options(a: Answers, f: Facts) -> Options:
        asked = question(a, f, number)
        offered = asked.offered(asker_of(a, f)) if asked else ()
        name = asked.question_id if asked else ""
        return tuple(Option(f"{name}.{one.answer_id}", one.text) for one in offered if one.text)

    return Asked(
        key=f"q{number + 1}",
        number=number,
        text=text,
        options=options,
        when=lambda a, f: question(a, f, number) is not None,
    )


QUESTIONS = tuple(_asked(number) for number in range(MOST_QUESTIONS))


def _naked(a: Answers, f: Facts) -> bool:
    return told(a, f).get(HARM) == NUDE


PLACE = Note(
    key="place",
    text=N_("A photo can tell where it was made. Turn the place off before you post it."),
    when=lambda a, _f: bool(a[PICTURED]) and not a[PLACED],
)
PLACE_FOUND = Note(
    key="placefound",
    text=(
        N_("This photo or film tells where it was made."),
        N_("Take the place out first. Or make a picture of your screen."),
    ),
    when=lambda a, _f: bool(a[PLACED]),
)
NUDE_RULES = Note(
    key="nude",
    text=(
        N_("Do NOT send the photo or film to me. Do not pass it on."),
        N_("Take no picture of it. Leave it on the phone."),
        N_("Show it to nobody."),
    ),
    when=_naked,
)
NUDE_HELP = Note(
    key="nudehelp",
    text=lambda a, f: (
        N_("These people can help you:"),
        *lines_for(asker_of(a, f), f, HelpTopic.SEXTORTION, HelpTopic.SUICIDE),
    ),
    when=_naked,
)


def _advised(a: Answers, f: Facts) -> tuple[Advised, ...]:
    asker, row = asker_of(a, f), advise(f.school.advice, asker_of(a, f), told(a, f))
    unsaid = a[PLAIN] == YES and any((a[one] or "").endswith(UNKNOWN) for one in QUESTIONS)
    return (Advised(row, asker, text_of(a, ABOUT), unsaid),)


MAY_I_POST = Flow(
    "mag",
    (PICTURED, PLACED, PLAIN, ASKER, ABOUT, PLACE, PLACE_FOUND, NUDE_RULES, NUDE_HELP, *QUESTIONS),
    _advised,
    unseen=UNSEEN,
    instead=lambda a, _f: instead(a[ASKER]),
)


def quoted_rule(row: AdviceRow, asker: ReporterRole, f: Facts) -> Rule:
    """The first rule that is for who asks; of a staff rule alone, that one."""
    rules = {rule.rule_id: rule for rule in f.school.rules}
    fitting = (rule_id for rule_id in row.rules if asker in rules[rule_id].for_whom)
    return rules[next(fitting, row.rules[0])]


def advice_lines(row: AdviceRow, asker: ReporterRole, f: Facts) -> tuple[Text, ...]:
    """Three lines: colour and verdict, why with the rule in the protocol's own words, what now."""
    rule = quoted_rule(row, asker, f)
    source = rule.source.strip(" ;.")
    why = N_("{reason} The protocol says ({rule}): “{words}”.")
    told_why = why.of(reason=row.reason, rule=rule.rule_id, words=source)
    return (VERDICTS[row.verdict], told_why, row.now)
