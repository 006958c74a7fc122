"""An export asked for in a chat: made, handed out once to who asked, and gone ten minutes later."""

from __future__ import annotations

import asyncio
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from bot.cases.events import MarkedNude
from bot.cases.people import Role
from bot.conversations import moving
from bot.conversations.exporting import sealed_as
from bot.conversations.world import look_around
from bot.evidence.copies import copy_of, names_of
from bot.store import exports
from bot.store.exports import Mode
from bot.store.keyring import case_key_id
from bot.vault import FileSealer
from tests.conversations.chats import STORY
from tests.conversations.proof import sent_in
from tests.reports.an_office import STRANGE, Office, asked, page

pytestmark = pytest.mark.asyncio


async def test_it_is_made_sealed_and_handed_out_once_to_who_asked(office: Office) -> None:
    link = await office.ask()
    assert link.startswith("/export/")
    (file,) = office.files
    assert STORY.encode() not in (office.exporter.folder / file).read_bytes()
    async with page(office) as site:
        status, shown = await asked("GET", site + link)
        assert (status, b"Here is the export" in shown) == (200, True)
        status, content = await asked("POST", site + link)
        assert status == 200
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert archive.namelist()[0] == "zaak.pdf"
            assert archive.testzip() is None
        for method in ("GET", "POST"):
            assert (await asked(method, site + link))[0] == 404
    log = [what for _who, what in await office.house.log()]
    assert "TookExport" in log
    assert sum(what.startswith("Exported masked ") for what in log) == 1


async def test_a_link_opens_for_nobody_else(office: Office) -> None:
    link = await office.ask()
    async with page(office) as site:
        for method in ("GET", "POST"):
            assert (await asked(method, site + link, STRANGE))[0] == 404
        status, shown = await asked("GET", site + link, "")
        assert (status, b"waar je bent aangemeld" in shown) == (403, True)
        assert (await asked("POST", site + link, "f" * 32))[0] == 404
        crossing = {"Sec-Fetch-Site": "cross-site"}
        assert (await asked("POST", site + link, **crossing))[0] == 403
        assert (await asked("GET", f"{site}/export/{'x' * 22}"))[0] == 404
        assert (await asked("POST", site + link))[0] == 200
    assert ("j-de-wit", "Refused export") in await office.house.log()


async def test_ten_minutes_later_link_file_and_key_are_gone(office: Office) -> None:
    link = await office.ask()
    office.house.clock.travel(office.house.clock.now() + timedelta(minutes=11))
    async with page(office) as site:
        assert (await asked("POST", site + link))[0] == 404
    await office.exporter.work()
    assert (office.files, await office.ids()) == ([], [])
    keys = await office.house.run(lambda tx: exports.strangers(tx, ()))
    assert keys == []


async def test_an_item_that_went_bad_keeps_no_other_from_going_along(office: Office) -> None:
    house, folder = office.house, office.exporter.items
    folder.mkdir(exist_ok=True)
    bad, _good = [await sent_in(house, folder, words, "text") for words in (b"een", b"twee")]
    await copy_of(house.writer, folder, bad)
    for name in names_of(bad):
        (folder / name).write_bytes(b"went bad")
    link = await office.ask()
    async with page(office) as site:
        _status, content = await asked("POST", site + link)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert [name for name in archive.namelist() if name.startswith("bewijs-")] == [
            "bewijs-02.txt"
        ]


async def test_names_stay_in_when_a_second_person_agrees(office: Office) -> None:
    await office.open_export()
    assert "Also the reporter's name" not in office.mt.labels
    await office.mt.tap("With names")
    await office.make()
    assert office.files == []
    assert "wants an export with the names" in office.second.notes[-1]
    agree = office.second.data("I agree")
    await office.mt.press(agree)  # who asked is no second person
    assert "This question is over." in office.mt.said
    await office.second.press(agree)
    assert "It is made for mevrouw El Amrani now." in office.second.said
    await office.make()
    assert len(office.files) == 1
    assert "the export is ready" in office.mt.notes[-1]
    who = {what.split()[1]: by for by, what in await office.house.log() if "Exported " in what}
    assert who == {"unmasked": "f-el-amrani"}
    await office.second.press(agree)
    assert "This question is over." in office.second.said


async def test_a_no_ends_it_and_does_not_say_from_whom(office: Office) -> None:
    await office.name_the_reporter("Zwaluwtje")
    await office.open_export()
    await office.mt.tap("Also the reporter's name")
    assert "also the reporter's" in office.second.notes[-1]
    refuse = office.second.data("No")
    await office.second.press(refuse)
    assert "did not agree" in office.mt.notes[-1]
    assert "De Wit" not in office.mt.notes[-1]
    await office.second.press(refuse)
    await office.make()
    assert office.files == []


async def test_an_answer_that_was_given_cannot_be_refused_any_more(office: Office) -> None:
    await office.open_export()
    await office.mt.tap("With names")
    refuse = office.second.data("No")
    await office.second.tap("I agree")
    await office.second.press(refuse)
    assert "This question is over." in office.second.said
    assert len(await office.ids()) == 1


async def test_nobody_is_asked_where_nobody_may_agree(office: Office) -> None:
    await office.house.taken_off("j-de-wit")
    await office.open_export()
    await office.mt.tap("With names")
    assert "Nobody else may agree" in office.mt.said
    assert await office.ids() == []


async def test_who_may_not_export_has_no_button_and_no_way_around_it(office: Office) -> None:
    case = await office.house.case()
    mentor = next(chat for chat in office.house.chats.values() if "yilmaz" in chat.name)
    await mentor.command("zaak", case.name)
    assert "📦 Export" not in mentor.labels
    for data in ("export", "exportmake"):
        await mentor.press(f"a:{data}:{case.case_id}")
    await mentor.press(f"a:exportnames:{case.case_id}:unmasked")
    await mentor.press(f"a:exportagree:{'0' * 16}")
    await office.make()
    assert await office.ids() == []


@pytest.mark.parametrize("when", ["before it is made", "before it is fetched"])
async def test_who_is_taken_off_in_between_gets_nothing(office: Office, when: str) -> None:
    await office.open_export()
    await office.mt.tap("Make the export")
    if when == "before it is made":
        await office.house.taken_off("f-el-amrani")
        await office.make()
        assert (office.files, await office.ids()) == ([], [])
        return
    await office.make()
    link = office.link()
    await office.house.taken_off("f-el-amrani")
    async with page(office) as site:
        for method in ("GET", "POST"):
            assert (await asked(method, site + link))[0] == 404


async def test_a_second_person_who_left_takes_the_names_along(office: Office) -> None:
    await office.open_export()
    await office.mt.tap("With names")
    await office.second.tap("I agree")
    await office.house.leaves("j-de-wit")
    await office.make()
    assert office.files == []
    assert "could not be made" in office.mt.notes[-1]


async def test_without_a_page_to_fetch_it_from_telegram_says_so(office: Office) -> None:
    other = await office.house.management("o-kaya", door="telegram")
    world = replace(office.house.world, public_url="")
    office.house.conversations = replace(office.house.conversations, world=world)
    await other.command("zaak", (await office.house.case()).name)
    await other.tap("Export")
    assert "leaves by the page" in other.said


async def test_a_link_for_telegram_is_whole(office: Office) -> None:
    other = await office.house.management("o-kaya", door="telegram")
    await other.command("zaak", (await office.house.case()).name)
    await other.tap("Export", "Make the export")
    await office.make()
    url = json.loads(other.heard[-1])["buttons"][0][0]["url"]
    assert url.startswith("https://maatje.example/export/")


async def test_a_case_that_went_in_between_ends_in_words(office: Office) -> None:
    await office.open_export()
    await office.mt.tap("Make the export")
    case = await office.house.case()
    await office.house.run(lambda tx: tx.keys.destroy(case_key_id(case.case_id)))
    await office.make()
    assert office.files == []
    assert await office.ids() == []


async def marked_naked(office: Office) -> None:
    """Somebody who looked at proof met what nobody may pass on."""
    world, case = office.house.world, await office.house.case()
    event = MarkedNude("e-yilmaz")
    await office.house.run(lambda tx: moving.move(tx, world, look_around(tx), case, event))


async def keys(office: Office) -> list[str]:
    """The keys of exports that are there."""
    return await office.house.run(lambda tx: tx.keys.ids("export:", before=tx.now))


async def test_an_export_from_before_it_was_known_to_be_naked_is_not_fetched(
    office: Office,
) -> None:
    link = await office.ask()
    await marked_naked(office)
    assert await keys(office) == []
    async with page(office) as site:
        assert (await asked("POST", site + link))[0] == 404


async def test_an_export_that_was_being_made_when_it_became_known_is_thrown_away(
    office: Office,
) -> None:
    await office.open_export()
    await office.mt.tap("Make the export")
    async with asyncio.TaskGroup() as tasks:
        making = tasks.create_task(office.make())
        while not await keys(office):
            assert not making.done()
        await marked_naked(office)
    assert (office.files, await keys(office)) == ([], [])
    assert any("could not be made" in note for note in office.mt.notes)


async def test_a_file_that_a_crash_left_of_an_export_that_was_asked_for_is_made_anew(
    office: Office,
) -> None:
    await office.open_export()
    await office.mt.tap("Make the export")
    (export_id,) = await office.ids()
    (office.exporter.folder / export_id).write_bytes(b"of the process that died")
    await office.make()
    assert office.link().startswith("/export/")


async def test_what_a_crash_left_behind_is_swept(office: Office) -> None:
    case = await office.house.case()
    key = await office.house.run(lambda tx: tx.keys.fresh("export:00000000000000aa"))
    for name in ("00000000000000aa", "00000000000000bb"):
        with FileSealer(office.exporter.folder / name, key, sealed_as(name)) as sealer:
            sealer.finish()
    (office.exporter.folder / "00000000000000cc.part").write_bytes(b"half")
    kept = await office.house.run(
        lambda tx: exports.ask(tx, case.case_id, office.mt.ref, "f-el-amrani", Mode.MASKED)
    )
    await office.exporter.tidy()
    assert office.files == []
    assert await office.ids() == [kept.export_id]
    assert await office.house.run(lambda tx: tx.keys.ids("export:", before=tx.now)) == []


async def test_who_asks_again_has_one_export_at_a_time(office: Office) -> None:
    for _ in range(3):
        await office.open_export()
        await office.mt.tap("Make the export")
    assert len(await office.ids()) == 1


async def test_a_member_of_management_who_was_no_one_before_agrees_to_nothing(
    office: Office,
) -> None:
    await office.open_export()
    await office.mt.tap("With names")
    (export_id,) = await office.ids()
    teacher = await office.house.staff("k-visser", Role.STAFF)
    await teacher.press(f"a:exportagree:{export_id}")
    found = await office.house.run(lambda tx: exports.get(tx, export_id))
    assert found is not None
    assert found.agreed_by is None
