"""The document of one case: what was told, done, decided and kept; knows no paper and no database.

The protocol asks the school to be able to show for it what was done (A.9, B.8).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from bot.cases.case import StepState, StepStatus
from bot.cases.involved import Part as Taken
from bot.cases.kinds import Doer, Mark, ReporterRole, Victim
from bot.cases.routes import Duty, RouteStep
from bot.cases.school import School
from bot.cases.status import STATUS_WORDS, status_of
from bot.cases.steps import route_of
from bot.flows.involved import PART_OPTIONS
from bot.flows.wording import KIND_WORDS, MARK_WORDS, OUTCOME_WORDS, ROLE_WORDS, ROUTE_WORDS
from bot.i18n import I18n
from bot.reports.document import Document, Fact, Heading, Line, Part, Quote
from bot.reports.dossier import Dossier, Exhibit
from bot.reports.logsheet import told_of, who_did
from bot.store.entries import Entry
from bot.text import N_, Text, from_data

REPORTER_WORDS: Final = {
    ReporterRole.STUDENT: N_("a student"),
    ReporterRole.PARENT: N_("a parent"),
    ReporterRole.STAFF: N_("somebody who works here"),
}
VICTIM_WORDS: Final = {
    Victim.STUDENT: N_("a student"),
    Victim.STAFF: N_("somebody who works here"),
    Victim.SCHOOL: N_("the school itself"),
}
DOER_WORDS: Final = {
    Doer.STUDENT: N_("a student"),
    Doer.STAFF: N_("somebody who works here"),
    Doer.PLACEMENT: N_("somebody of the work placement"),
    Doer.OUTSIDER: N_("somebody outside school"),
    Doer.UNKNOWN: N_("not known"),
}
ITEM_WORDS: Final = {
    "photo": N_("Photo"),
    "video": N_("Film"),
    "voice": N_("Voice message"),
    "audio": N_("Sound"),
    "file": N_("File"),
    "sticker": N_("Sticker"),
    "location": N_("Place"),
    "contact": N_("Contact"),
}
PART_WORDS: Final = {Taken(option.value): option.label for option in PART_OPTIONS}
PAGES: Final = N_("page {page} of {pages}")
UNSHOWN: Final = N_(
    "□ stands for a sign that this document cannot draw; its name stands behind it."
)
PROOF_KEPT: Final = N_("Who reported it sent proof, or keeps it.")
PROOF_UNKNOWN: Final = N_("Who reported it sent no proof, and did not say that they keep it.")
USUAL_ENDING: Final = N_("School has finished your report. Thank you for telling it.")


def case_document(dossier: Dossier, school: School, i18n: I18n, *, inside: set[str]) -> Document:
    """In the school's own language; `inside` are the names of the exhibits that go along."""
    return _Telling(dossier, school, i18n, inside).document()


@dataclass(frozen=True)
class _Telling:
    dossier: Dossier
    school: School
    i18n: I18n
    inside: set[str]

    def document(self) -> Document:
        case, made = self.dossier.case, self.when(self.dossier.made)
        title = self.say(N_("Case {name}").of(name=case.name))
        made_by = N_("made on {moment} by {who}").of(moment=made, who=self.dossier.order.by)
        return Document(
            title=title,
            under=f"{self.school.name} – {self.say(made_by)}",
            foot=f"{self.school.name} – {title} – {self.say(made_by)}",
            pages=self.say(PAGES),
            unshown=self.say(UNSHOWN),
            language=self.i18n.default,
            made=self.dossier.made,
            parts=tuple(self._parts()),
        )

    def say(self, text: Text) -> str:
        return self.i18n.render(text, self.i18n.default)

    def when(self, at: datetime | None) -> str:
        return "–" if at is None else self.i18n.moment(at, self.i18n.default)

    def _parts(self) -> Iterator[Part]:
        yield from self._cautions()
        yield from self._facts()
        yield from self._people()
        yield from self._report()
        yield from self._steps()
        yield from self._talk()
        yield from self._notes()
        yield from self._evidence()
        yield from self._log()

    def _cautions(self) -> Iterator[Part]:
        if self.dossier.order.unmasked:
            yield Line(self.say(N_("Names stand in this document. Two people chose so.")))
        else:
            yield Line(
                self.say(
                    N_(
                        "Names that Maatje knows were replaced, but not those of who works this "
                        "case. A name it does not know, such as one in somebody's story, still "
                        "stands there: read the text before you pass it on."
                    )
                )
            )
        yield Line(self.say(N_("Notes that somebody wrote for themselves are not in it.")))

    def _facts(self) -> Iterator[Part]:
        case = self.dossier.case
        yield self._head(N_("The case in short"))
        yield self._fact(N_("Status"), self.say(STATUS_WORDS[status_of(case)]))
        yield self._fact(N_("Reported"), self.when(case.created))
        yield self._fact(N_("Kind"), self._list(KIND_WORDS, (case.kind, *sorted(case.more_kinds))))
        yield self._fact(N_("Route"), f"{case.route} – {self.say(ROUTE_WORDS[case.route])}")
        if case.marks & MARK_WORDS.keys():
            yield self._fact(
                N_("Marks"), self._list(MARK_WORDS, sorted(case.marks & MARK_WORDS.keys()))
            )
        if case.school_class:
            yield self._fact(N_("Class"), case.school_class)
        yield self._fact(N_("First read"), self.when(case.read_at))
        yield self._fact(N_("First answered"), self.when(case.answered_at))
        yield self._fact(N_("Closed"), self.when(case.closed_at))
        outcome = case.outcome and self.say(OUTCOME_WORDS[case.outcome])
        yield self._fact(N_("Outcome"), outcome or "–")

    def _people(self) -> Iterator[Part]:
        case, names = self.dossier.case, self.dossier.names
        yield self._head(N_("People involved"))
        reporter = self.say(REPORTER_WORDS[case.reporter_role])
        if self.dossier.reporter_name:
            reporter = f"{reporter}: {self.dossier.reporter_name}"
        yield self._fact(N_("Reported by"), reporter)
        yield self._fact(N_("Done to"), self._who(VICTIM_WORDS[case.victim], case.victim_person))
        yield self._fact(N_("Done by"), self._who(DOER_WORDS[case.doer], case.doer_person))
        for one in self.dossier.involved:
            of_class = f" ({one.school_class})" if one.school_class else ""
            yield self._fact(PART_WORDS[one.part], names.name(one.involved_id) + of_class)
        yield self._fact(N_("Owner"), names.name(case.owner))
        if case.asked:
            asked = ", ".join(names.name(one) for one in sorted(case.asked))
            yield self._fact(N_("Asked for advice"), asked)

    def _who(self, words: Text, person_id: str | None) -> str:
        """Who reported it about themselves is not named by it."""
        if person_id is None or self.dossier.is_reporter(person_id):
            return self.say(words)
        return f"{self.say(words)}: {self.dossier.names.name(person_id)}"

    def _report(self) -> Iterator[Part]:
        yield self._head(N_("What was reported"))
        for entry in self._entries("detail"):
            for label, answer in json.loads(entry.body):
                words = self.dossier.told.masked(self.say(from_data(answer)))
                yield Quote(self.say(from_data(label)), words)
        for entry in self._entries("story"):
            yield self._quote(N_("The reporter's own words"), entry)

    def _steps(self) -> Iterator[Part]:
        yield self._head(N_("Steps and decisions"))
        route = {step.step_id: step for step in route_of(self.dossier.case, self.school).steps}
        for state in self.dossier.case.steps:
            yield self._step(state, route.get(state.step_id))
            for entry in self._entries("step_note"):
                if entry.body.startswith(f"{state.step_id} – "):
                    yield self._quote(N_("Written down"), entry)

    def _step(self, state: StepState, step: RouteStep | None) -> Part:
        """A route that was changed since keeps the steps it had, by their number."""
        number = state.step_id
        what = "" if step is None else f"{self.say(step.text)} ({step.reference}; {number})"
        how = {
            StepStatus.OPEN: N_("Not done yet."),
            StepStatus.DONE: N_("Done by {who}, {moment}."),
            StepStatus.NOT_NEEDED: N_("Not needed: so said {who}, {moment}."),
        }[state.status]
        if step is not None and step.duty is Duty.REPORTING:  # nobody looked whether it was done
            how = N_("The protocol asks this of who reports it. Nobody checked it.")
        if step is not None and step.duty is Duty.PROOF:
            how = PROOF_KEPT if state.ended else PROOF_UNKNOWN
        values = {"who": self._doer_of(state, step), "moment": self.when(state.at)}
        label = number if step is None else self.say(step.short or ROLE_WORDS[step.owner])
        return Fact(label, f"{what}\n{self.say(how.of(**values))}".strip())

    def _doer_of(self, state: StepState, step: RouteStep | None) -> str:
        if state.by is None:
            return "–" if step is None else self.say(ROLE_WORDS[step.owner])
        return who_did(state.by, self.dossier, self.say)

    def _talk(self) -> Iterator[Part]:
        yield self._head(N_("Talk with the reporter"))
        found = self._entries("talk_in", "talk_out", "outcome")
        for entry in found:
            about = N_("Reporter") if entry.kind == "talk_in" else N_("School")
            yield self._quote(about, entry)
        yield from self._nothing(found)

    def _notes(self) -> Iterator[Part]:
        yield self._head(N_("Notes"))
        found = self._entries("note", "som", "advice_asked", "advice")
        for entry in found:
            yield self._quote(N_("Note"), entry)
        yield from self._nothing(found)

    def _evidence(self) -> Iterator[Part]:
        yield self._head(N_("Evidence"))
        if Mark.NUDE in self.dossier.case.marks:
            warning = N_("It may be about nakedness: no file goes along, passing it on is a crime.")
            yield Line(self.say(warning))
        for exhibit in self.dossier.exhibits:
            yield Fact(exhibit.name, self._exhibit(exhibit))
            if exhibit.sha256:
                yield Line(f"SHA-256 {exhibit.sha256}", small=True)
        yield from self._nothing(self.dossier.exhibits)

    def _exhibit(self, exhibit: Exhibit) -> str:
        item = exhibit.item
        kind = ITEM_WORDS.get(item.kind)
        told = [
            self.say(kind) if kind else item.kind,
            self.say(N_("{size} bytes").of(size=str(item.size))),
            self.when(item.received_at),
        ]
        if item.destroyed:
            told.append(self.say(N_("destroyed")))
        elif exhibit.name not in self.inside:
            told.append(self.say(N_("not inside: it stays sealed at school")))
        return ", ".join(told)

    def _log(self) -> Iterator[Part]:
        yield self._head(N_("Who looked and who changed something"))
        for line in self.dossier.log:
            yield Line(told_of(line, self.dossier, self.school, self.say), small=True)
        yield Line(
            self.say(
                N_(
                    "The list SHA256SUMS beside this document proves that no file was changed: "
                    "“sha256sum -c SHA256SUMS”, or “maatje verify”."
                )
            )
        )

    def _entries(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.dossier.entries if entry.kind in kinds]

    def _quote(self, about: Text, entry: Entry) -> Part:
        """Whose words these are, and when; no words at the end stand for the usual sentence."""
        who = () if entry.author is None else (who_did(entry.author, self.dossier, self.say),)
        head = " – ".join((self.say(about), *who, self.when(entry.at)))
        return Quote(head, self.dossier.words(entry) or self.say(USUAL_ENDING))

    def _head(self, text: Text) -> Heading:
        return Heading(self.say(text))

    def _fact(self, label: Text, value: str) -> Fact:
        return Fact(self.say(label), value)

    def _list(self, words: Mapping[Any, Text], chosen: Iterable[StrEnum]) -> str:
        return ", ".join(self.say(words[one]) for one in chosen)

    def _nothing(self, found: Sized) -> Iterator[Part]:
        if not found:
            yield Line(self.say(N_("Nothing.")))
