"""Somebody asks what is kept, gets it, and is forgotten: nothing of them is left in the folder."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.cases.kinds import ReporterRole
from bot.cases.people import Role
from bot.conversations.forgetting import LAST_WORDS
from bot.store import cases, contacts, post_questions
from bot.store.post_questions import PostQuestion
from bot.store.writer import Tx
from tests.conversing import QUICK_REPORT, asked, choose, press, report
from tests.phone import Phone
from tests.stories import canaries
from tests.stories.a_running_school import RunningSchool, running_school
from tests.stories.cast import Cast
from tests.stories.on_the_page import PagePhone
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.asyncio

PATIENCE: Final = 20
QUESTION: Final = "mag ik de kievit van de klas plaatsen"
SECOND: Final = "boomvalk in een melding die niet af is"
THEIRS: Final = {
    "contacts": ("address", "cases"),
    "sessions": ("data", "touched"),
    "chat_messages": ("at",),
    "post_questions": ("contact", "words"),
}
"""What lies sealed for one contact alone, by table."""


def of_them(tx: Tx, ref: str) -> list[bytes]:
    """Every sealed value that leads to them, as it lies on the disk."""
    found: list[bytes] = []
    for table, columns in THEIRS.items():
        where = "" if table == "post_questions" else f" WHERE contact_ref = '{ref}'"
        rows = tx.db.execute(f"SELECT {', '.join(columns)} FROM {table}{where}")  # noqa: S608
        found += [value for row in rows.fetchall() for value in row]
    return found


def reference(tx: Tx, phone: Phone) -> str:
    """What every table calls this phone."""
    return contacts.reference(tx, "telegram", str(phone.person.user_id))


def _asked(tx: Tx, ref: str) -> None:
    """A question that waits for management."""
    one = PostQuestion("", ReporterRole.STUDENT, None, "ask", ref, QUESTION)
    post_questions.add(tx, one, tx.now.date())


async def told_everything(school: RunningSchool, sanne: Phone, school_class: str) -> None:
    """A report, a question to management, and a second report that is not sent."""
    await report(sanne, canaries.STORY, school_class=school_class)
    await school.house.writer.run(lambda tx: _asked(tx, reference(tx, sanne)))
    await sanne.type("/melden")
    for step, value in QUICK_REPORT:
        await choose(sanne, step, value)
    await asked(sanne, "story")
    await sanne.type(SECOND)
    await sanne.wait_for("Wie vertelt het")


async def test_what_is_kept_is_handed_over_and_then_forgotten(tmp_path: Path, cast: Cast) -> None:
    async with running_school(tmp_path, cast) as school:
        await school.colleague(cast.mt, Role.MANAGEMENT)
        sanne = school.stranger()
        await told_everything(school, sanne, cast.school_class)
        ref = await school.house.writer.run(lambda tx: reference(tx, sanne))

        await sanne.type("/mijngegevens")
        await press(sanne, "a:getdata")
        await school.api.until(lambda: school.api.calls_of("sendDocument"))
        (sent,) = school.api.calls_of("sendDocument")
        for canary in (canaries.STORY, QUESTION, SECOND):
            assert sent.holds(canary)
        assert "protect_content" not in sent.params or sent.params["protect_content"] == "false"

        theirs = await school.house.writer.run(lambda tx: of_them(tx, ref))
        assert len(canaries.files_with(tmp_path / "data", ref, *theirs)) > len(theirs) > 8
        await sanne.type("/vergeetmij")
        await press(sanne, "a:forgetyes")
        await sanne.wait_for("Ik ben je vergeten.")
        await _gone(school, ref)
        await school.api.until(lambda: not sanne.shown)
        await school.house.writer.empty_log()

        data = tmp_path / "data"
        secret = (ref, str(sanne.person.user_id), canaries.STORY, QUESTION, SECOND)
        assert canaries.files_with(data, *secret, *theirs) == []
        assert await school.house.writer.run(_of_the_report) == [None, 1]
        assert sanne.own_messages == []


async def test_on_the_page_it_is_a_file_and_the_cookie_of_who_was_forgotten_leads_nowhere(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        url = f"http://127.0.0.1:{school.served.web.port}"
        async with visiting(url) as visitor, visiting(url) as other:
            sanne = PagePhone(visitor, school.house)
            await visitor.open()
            await sanne.type(canaries.STORY)
            await sanne.type("/mijngegevens")
            async with visitor.session.get(f"{url}/mydata") as answer:
                assert "attachment" in answer.headers["Content-Disposition"]
                assert canaries.STORY in await answer.text()
            await visitor.session.get(f"{url}/mydata")
            async with visitor.session.get(f"{url}/mydata") as answer:  # the third in a row
                assert answer.status == 429
                assert "Je hebt dit bestand net gekregen." in await answer.text()
            async with other.session.get(f"{url}/mydata") as answer:
                assert answer.status == 404
            before = _cookie(visitor)
            ref = await school.house.writer.run(lambda tx: contacts.reference(tx, "web", before))
            await sanne.type("/vergeetmij")
            await press(sanne, "a:forgetyes")
            await sanne.wait_for("Ik ben je vergeten.")
            await _gone(school, ref)
            await visitor.open()
            assert _cookie(visitor) != before


def _cookie(visitor: Visitor) -> str:
    return next(one.value for one in visitor.session.cookie_jar if one.key == "maatje")


async def _gone(school: RunningSchool, ref: str) -> None:
    """Wait as long as the last words stay, and once more where they were noted late."""
    async with asyncio.timeout(PATIENCE):
        while await school.house.writer.run(lambda tx: contacts.find(tx, ref)) is not None:
            await school.at(school.house.clock.now() + LAST_WORDS + timedelta(minutes=1))
            school.served.web.sender.wake()


def _of_the_report(tx: Tx) -> list[object]:
    """Who reported it, and how many reports there are."""
    (case,) = cases.all_cases(tx)
    return [cases.reporter(tx, case.case_id), 1]
