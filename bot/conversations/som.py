"""The text for SOM: one block a student, plain, without the reporter and without our case name.

No way to write into SOM from outside is known, so a person copies it. The rules of the block:
at most 1,500 characters, other students as "leerling 2", and facts that a person typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from bot.cases.case import Case, StepStatus
from bot.cases.involved import Part
from bot.cases.people import Person, Role
from bot.cases.routes import Duty
from bot.cases.schooltime import local_day
from bot.cases.steps import next_steps, route_of
from bot.conversations.exchange import Exchange
from bot.flows.wording import KIND_WORDS, ROLE_WORDS
from bot.store import entries, evidence, involved
from bot.store.involved import Involved
from bot.text import N_, Text, from_data

STUDENT = N_("student")
MOST = 1500
"""Characters; a note in SOM is read on a small part of a screen."""

SIGNED = N_("initials: {initials}")
PART_WORDS = {
    Part.VICTIM: N_("it was done to this student"),
    Part.DOER: N_("this student would have done it"),
    Part.WITNESS: N_("this student saw it"),
}
HOW = N_(
    "Read it once more: is there a name in it? Take it out first. "
    "Then copy the text into SOM, as an internal note."
)
DETAILS = {"App": N_("Where: {answer}."), "Since": N_("Since: {answer}.")}
"""What belongs in the block of the report's own answers, by the label it is kept under."""


def block(x: Exchange, case: Case, mine: Involved | None, facts: str) -> str:
    """The block in the school's own language, ready to copy."""
    i18n = x.world.i18n
    people = involved.of_case(x.tx, case.case_id)
    others = [one.name for one in people if mine is None or one.student != mine.student]
    lines = (i18n.render(line, i18n.default) for line in _lines(x, case, mine, facts))
    masked = mask("\n".join(lines), others, i18n.render(STUDENT, i18n.default))
    return masked if len(masked) <= MOST else masked[: MOST - 1].rstrip() + "…"


def mask(text: str, names: Sequence[str], word: str) -> str:
    """Other students become "student 2", "student 3"; their first and last names alone too."""
    for number, name in enumerate(names, start=2):
        parts = [name, *(part for part in name.split() if part[:1].isupper() and len(part) > 1)]
        for part in sorted(parts, key=len, reverse=True):
            whole = rf"(?<!\w){re.escape(part)}(?:'?s)?(?!\w)"
            text = re.sub(whole, f"{word} {number}", text, flags=re.IGNORECASE)
    return text


def initials(person: Person) -> str:
    """ "mevrouw El Amrani" signs as EA."""
    return "".join(word[0] for word in person.name.split() if word[0].isupper())


def signature(person: Person) -> Text:
    """What is kept with the step that says it stands in SOM."""
    return SIGNED.of(initials=initials(person))


def _lines(x: Exchange, case: Case, mine: Involved | None, facts: str) -> Iterator[Text]:
    day = local_day(x.world.school, case.created)
    yield N_("REPORT SOCIAL MEDIA, {day}").of(day=f"{day:%d-%m-%Y}")
    if mine is not None:
        yield N_("Student: {name}, {part}.").of(name=mine.name, part=PART_WORDS[mine.part])
    kinds = (KIND_WORDS[case.kind], *(KIND_WORDS[kind] for kind in sorted(case.more_kinds)))
    yield N_("Kind: {kinds}.").of(kinds=tuple(kinds))
    yield from _details(x, case)
    if facts:
        yield N_("Facts: {facts}").of(facts=" ".join(facts.split()))
    yield _proof(len(evidence.of_case(x.tx, case.case_id)))
    yield from _steps(x, case)
    if x.person is not None:
        yield N_("By: {initials}.").of(initials=written_by(x.person))


def _proof(count: int) -> Text:
    if not count:
        return N_("Proof: no file was sent.")
    return N_("Proof: {count} file, kept safe.", "Proof: {count} files, kept safe.").of(count=count)


def written_by(person: Person) -> Text:
    """What they are to the school, and their initials where a name has any."""
    role, short = ROLE_WORDS[max(person.roles, key=list(Role).index)], initials(person)
    return Text("{role} ({short})", values={"role": role, "short": short}) if short else role


def _details(x: Exchange, case: Case) -> Iterator[Text]:
    for entry in entries.of_case(x.tx, case.case_id, {"detail"}):
        for label, answer in json.loads(entry.body):
            sentence = DETAILS.get(from_data(label).key)
            if sentence is not None:
                yield sentence.of(answer=from_data(answer))


def _steps(x: Exchange, case: Case) -> Iterator[Text]:
    """Who was told, and what comes next."""
    route = route_of(case, x.world.school)
    done = {state.step_id for state in case.steps if state.status is StepStatus.DONE}
    told = [one for one in route.steps if one.duty is Duty.INFORM and one.step_id in done]
    if told:
        yield N_("Told: {steps}.").of(steps=tuple(step.button for step in told))
    coming = [one for one in next_steps(case, route) if one.duty is not Duty.SOM]
    if coming:
        yield N_("Next: {step}").of(step=coming[0].text)
