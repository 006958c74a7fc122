"""P2 of the test plan: whatever happens in a school, nothing is lost, and who sees what is right.

The model is tiny on purpose: who may read a report between students is its class's mentor, the
coordinator and management, as long as they work here, have that role and are not kept out of it.
"""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_it

from bot.cases.people import Role
from bot.conversations import leaving
from bot.flows.kit import Typed
from bot.store import audit, cases, entries, erase, people
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME
from tests.randomly.unlucky import School, Unlucky, a_school

T = TypeVar("T")

TOKEN = re.compile(r"teken\d+")
CLASSES = ("1a", "1b")


@dataclass(eq=False)
class Colleague:
    """Somebody of the staff, as far as a report between students is about them."""

    person_id: str
    role: Role
    leads: str = ""
    here: bool = True
    chat: Unlucky = field(init=False)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(self.person_id)


@dataclass(eq=False)
class Told:
    """One report: what was said by whom, and who is kept out of it."""

    case_id: str
    name: str
    school_class: str
    reporter: Unlucky
    theirs: set[str]
    among_staff: set[str] = field(default_factory=set)
    kept_out: set[str] = field(default_factory=set)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(self.name)

    @property
    def words(self) -> set[str]:
        return self.theirs | self.among_staff


def team() -> list[Colleague]:
    return [
        Colleague("e-yilmaz", Role.MENTOR, "1a"),
        Colleague("t-bakker", Role.MENTOR, "1b"),
        Colleague("i-schumacher", Role.SAFETY_COORDINATOR),
        Colleague("f-el-amrani", Role.MANAGEMENT),
        Colleague("d-van-der-hoeven", Role.CONFIDANT),
    ]


def may_read(who: Colleague, told: Told) -> bool:
    if not who.here or who.person_id in told.kept_out:
        return False
    if who.role is Role.MENTOR:
        return who.leads == told.school_class
    return who.role in {Role.SAFETY_COORDINATOR, Role.MANAGEMENT}


class AnySchool(RuleBasedStateMachine):
    """Everything happens in an order that nobody would choose."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = TemporaryDirectory(prefix="maatje-any-")
        self.numbers = count(1)
        self.told: list[Told] = []
        self.telling: Unlucky | None = None
        self.gone: set[str] = set()
        self.team = team()
        self.school: School = self.do(a_school(Path(self.folder.name) / "data"))
        self.school.heard = self.heard
        for one in self.team:
            one.chat = self.do(self.school.staff(one.person_id, one.role))  # type: ignore[assignment]

    def do(self, coming: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(coming)

    def teardown(self) -> None:
        self.do(self.school.writer.close())
        self.loop.close()
        self.folder.cleanup()

    def token(self) -> str:
        return f"teken{next(self.numbers)}"

    def heard(self, chat: Unlucky, said: str) -> None:
        """No word of a report comes to whom it is not for at that moment."""
        for token in TOKEN.findall(said):
            assert self.may_hear(chat, token), f"{chat.name} heard {token}"

    def may_hear(self, chat: Unlucky, token: str) -> bool:
        told = next((one for one in self.told if token in one.words), None)
        if told is None or chat is told.reporter:
            own = chat is self.telling or (told is not None and token in told.theirs)
            return own and token not in self.gone
        who = next((one for one in self.team if one.chat is chat), None)
        return who is not None and may_read(who, told)

    # What happens.

    @rule(school_class=st.sampled_from(CLASSES))
    def report(self, school_class: str) -> None:
        token = self.token()
        self.telling = self.school.chat(f"pupil of {token}")
        told = Told("", "", school_class, self.telling, {token})
        self.told.append(told)
        story = f"hij zegt steeds nare dingen {token}"
        self.do(self.telling.report(*ABOUT_ME, school_class=school_class, story=story))
        known = {one.case_id for one in self.told}
        (case,) = [one for one in self.do(self.school.cases()) if one.case_id not in known]
        told.case_id, told.name, self.telling = case.case_id, case.name, None

    @precondition(lambda self: self.told)
    @rule(draw=st.data())
    def look(self, draw: st.DataObject) -> None:
        who, told = self.somebody(draw), self.one(draw)
        self.do(who.chat.command("zaak", told.name))
        assert bool(told.words & set(TOKEN.findall(who.chat.said))) is may_read(who, told)

    @precondition(lambda self: self.told)
    @rule(draw=st.data(), field=st.sampled_from(["note", "reply"]))
    def write(self, draw: st.DataObject, field: str) -> None:
        who, told, token = self.somebody(draw), self.one(draw), self.token()
        if who.role is Role.SAFETY_COORDINATOR:  # reads it, and works it only when it came to them
            return
        if may_read(who, told):
            (told.among_staff if field == "note" else told.theirs).add(token)
        self.do(self.write_it(who.chat, told, field, token))
        if not may_read(who, told):
            self.gone.add(token)

    async def write_it(self, chat: Unlucky, told: Told, field: str, token: str) -> None:
        await chat.press(f"a:{field}:{told.case_id}")
        await chat.type(f"aantekening {token}")
        for label in ("Everyone who works this case", "Send it like this"):
            if any(label in one for one in chat.labels):
                await chat.tap(label)

    @precondition(lambda self: self.told)
    @rule(draw=st.data())
    def tell_more(self, draw: st.DataObject) -> None:
        told, token = self.one(draw), self.token()
        told.theirs.add(token)
        self.do(told.reporter.press(f"a:talk:{told.case_id}"))
        self.do(told.reporter.type(f"en dan nog {token}"))

    @precondition(lambda self: self.told)
    @rule(draw=st.data())
    def change_words(self, draw: st.DataObject) -> None:
        told, token = self.one(draw), self.token()
        told.theirs.add(token)
        self.do(told.reporter.change(f"zo was het {token}"))

    @precondition(lambda self: self.told)
    @rule(draw=st.data())
    def die_before_it_is_looked_at(self, draw: st.DataObject) -> None:
        told, token = self.one(draw), self.token()
        told.theirs.add(token)
        self.do(told.reporter.press(f"a:talk:{told.case_id}"))
        self.do(told.reporter.lays_down(Typed(f"net op tijd {token}")))
        self.do(self.school.crash())
        self.do(self.school.work_off())
        self.do(self.school.crash())
        self.do(self.school.deliver())

    @rule()
    def crash(self) -> None:
        self.do(self.school.crash())

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.school.hours_later(hours)
        self.do(self.school.tick())

    @precondition(lambda self: self.told)
    @rule(draw=st.data())
    def keep_out(self, draw: st.DataObject) -> None:
        told, who = self.one(draw), self.somebody(draw)
        case = self.do(self.school.run(lambda tx: cases.get(tx, told.case_id)))
        if case is None or case.owner == who.person_id:
            return
        told.kept_out.add(who.person_id)
        changed = replace(case, excluded=case.excluded | {who.person_id})
        self.do(self.school.run(lambda tx: cases.save(tx, changed)))

    @rule(draw=st.data(), leaves=st.booleans())
    def lose_rights(self, draw: st.DataObject, leaves: bool) -> None:
        mentor = draw.draw(st.sampled_from(self.team[:2]))
        if not mentor.here:
            return
        mentor.here = False
        self.do(self.school.run(lambda tx: self.end_it(tx, mentor, leaves=leaves)))
        self.do(self.school.deliver())

    def end_it(self, tx: Tx, mentor: Colleague, *, leaves: bool) -> None:
        person = people.get(tx, mentor.person_id)
        assert person is not None
        if leaves:
            leaving.leave(tx, self.school.world, person, by="f-el-amrani")
        else:
            leaving.take_role(tx, self.school.world, person, Role.MENTOR, by="f-el-amrani")

    @precondition(lambda self: len(self.told) > 1)
    @rule(draw=st.data())
    def shred(self, draw: st.DataObject) -> None:
        told = self.one(draw)
        self.told.remove(told)
        self.gone |= told.words
        self.do(self.school.run(lambda tx: erase.shred_case(tx, told.case_id)))
        self.do(self.team[2].chat.command("zaak", told.name))
        assert "I do not know a case with that name." in self.team[2].chat.said

    def somebody(self, draw: st.DataObject) -> Colleague:
        return draw.draw(st.sampled_from(self.team))

    def one(self, draw: st.DataObject) -> Told:
        return draw.draw(st.sampled_from(self.told))

    # What is always so.

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        kept = self.do(self.school.run(words_by_case))
        told = {one.case_id: sorted(one.words) for one in self.told}
        assert kept == told, f"{kept} in place of {told}"

    @invariant()
    def the_log_is_whole(self) -> None:
        assert self.do(self.school.run(audit.verify)) is None

    @invariant()
    def every_open_case_has_an_owner_and_a_next_date(self) -> None:
        for case in self.do(self.school.cases()):
            assert case.owner is not None
            assert case.due is not None


def words_by_case(tx: Tx) -> dict[str, list[str]]:
    return {
        case.case_id: sorted(
            token for e in entries.of_case(tx, case.case_id) for token in TOKEN.findall(e.body)
        )
        for case in cases.all_cases(tx)
    }


QUIET = settings(
    deadline=None, suppress_health_check=[*HealthCheck], derandomize=True, database=None
)


@pytest.mark.parametrize(
    ("schools", "steps"), [(8, 20), pytest.param(60, 50, marks=pytest.mark.slow)]
)
def test_p2_in_any_school_nothing_is_lost_and_nobody_sees_what_is_not_theirs(
    schools: int, steps: int
) -> None:
    run_it(AnySchool, settings=settings(QUIET, max_examples=schools, stateful_step_count=steps))
