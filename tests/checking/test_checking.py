"""Whatever is wrong or undecided is listed, in one run, each with its place and its mend."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from bot.cases.people import Person, Role
from bot.checking import Outside, TokenAnswer
from bot.settings import packaged_school
from bot.store import contacts, people
from bot.store.tx import Tx
from bot.vault import KeyFault, RootKey
from tests.checking.a_host import NOBODY_ASKED, Host

FOUR = ("mt", "csv", "confidant", "board")


@pytest.mark.asyncio
async def test_a_new_host_in_order_hears_only_what_is_still_to_be_done(host: Host) -> None:
    found = await host.check()
    assert {finding.level for finding in found} == {"warning"}
    assert await host.told() == []
    assert len(found) == len(FOUR) + 8
    assert not host.data.exists(), "a check makes nothing"
    assert not host.key.exists()


@pytest.mark.asyncio
async def test_every_finding_has_a_place_a_sentence_and_a_mend(host: Host) -> None:
    for finding in await host.check(go_live=True, SCHOOL_DIR=str(packaged_school())):
        assert finding.place
        assert finding.what.endswith(".")
        assert finding.mend


@pytest.mark.asyncio
async def test_undecided_is_an_error_when_going_live(host: Host) -> None:
    undecided = [
        one for one in await host.check(go_live=True) if one.what.startswith("Not decided yet: ")
    ]
    assert len(undecided) == 8
    assert {one.level for one in undecided} == {"error"}
    assert str(undecided[0]).endswith("Write it below [decisions], such as dpia_date = 2026-12-01.")
    assert all(one.place.startswith("school.toml:") for one in undecided)


@pytest.mark.asyncio
@pytest.mark.parametrize(("go_live", "level"), [(False, "warning"), (True, "error")])
async def test_what_is_made_up_is_named_with_its_line(
    host: Host, go_live: bool, level: str
) -> None:
    host.change("school.toml", 'id = "f-el-amrani"\n', 'id = "f-el-amrani"\nmade_up = true\n')
    text = (host.school / "school.toml").read_text("utf-8").splitlines()
    line = text.index("made_up = true") + 1
    [told] = await host.told(go_live=go_live)
    expected = f"{level:7}  school.toml:{line}: Of the people, f-el-amrani is made up. "
    assert told.startswith(expected)


@pytest.mark.asyncio
async def test_all_made_up_people_are_one_line(host: Host) -> None:
    for one in ("f-el-amrani", "e-yilmaz"):
        host.change("school.toml", f'id = "{one}"\n', f'id = "{one}"\nmade_up = true\n')
    [told] = await host.told()
    assert "f-el-amrani" in told
    assert "e-yilmaz" in told
    assert " are made up. " in told


@pytest.mark.asyncio
async def test_wrong_settings_do_not_hide_what_else_is_wrong(host: Host) -> None:
    host.change("school.toml", 'name = "Praktijkschool De Noordhoek"\n', "")
    told = await host.told(SEND_RATE="fast", LOG_LEVEL="loud")
    assert len(told) == 3
    assert sum(" environment: " in line for line in told) == 2
    assert sum(" school.toml:" in line for line in told) == 1


@pytest.mark.asyncio
async def test_all_mistakes_of_the_school_folder_are_listed_with_their_lines(host: Host) -> None:
    host.change("school.toml", '"0183-625350"', '"phone"')
    (host.school / "help_lines.toml").unlink()
    told = await host.told()
    assert [line.split(": ")[0].split()[-1].split(":")[0] for line in told] == [
        "school.toml",
        "help_lines.toml",
    ]


@pytest.mark.asyncio
async def test_a_school_file_that_is_no_text_is_one_finding(host: Host) -> None:
    (host.school / "school.toml").write_bytes(b"\xff\xfe")
    [told] = await host.told()
    assert told == (
        "error    school.toml: This file is not written in UTF-8. Save it again as UTF-8."
    )


@pytest.mark.asyncio
async def test_facts_nobody_looked_at_for_a_year_are_named(host: Host) -> None:
    host.change("help_lines.toml", "checked = 2026-11-22", "checked = 2025-11-21")
    facts = (host.school / "help_lines.toml").read_text("utf-8").count("checked = 2025-11-21")
    told = await host.told()
    old = [line for line in told if "more than a year ago" in line]
    assert len(old) == facts
    assert all("help_lines.toml:" in line for line in old)


@pytest.mark.asyncio
async def test_a_help_line_that_is_not_verified_is_named(host: Host) -> None:
    shutil.copy(packaged_school() / "help_lines.toml", host.school)
    told = await host.told()
    assert told, "the packaged school has such lines"
    assert all("is not verified, so nobody is shown it." in line for line in told)


@pytest.mark.asyncio
async def test_a_calendar_that_has_run_out_is_named(host: Host) -> None:
    host.clock.travel(host.clock.now() + timedelta(days=700))
    assert any("No holiday lies ahead." in line for line in await host.told())


@pytest.mark.asyncio
async def test_a_missing_key_with_data_is_an_error_and_no_new_key_is_made(host: Host) -> None:
    await host.start_once()
    host.key.unlink()
    [told] = await host.told()
    assert told == (
        f"error    KEY_FILE: {KeyFault.MISSING}"
        " Put the key file back; no new key is made while there is data."
    )
    assert not host.key.exists()


@pytest.mark.asyncio
async def test_a_key_that_others_can_read_is_an_error(host: Host) -> None:
    RootKey.create(host.key)
    host.key.chmod(0o444)
    [told] = await host.told()
    assert told == (
        "error    KEY_FILE: The key file can be read by other users. Run chmod 0400 on it."
    )


@pytest.mark.asyncio
async def test_a_key_of_other_data_is_an_error(host: Host) -> None:
    await host.start_once()
    host.key.unlink()
    RootKey.create(host.key)
    [told] = await host.told()
    assert told == (
        "error    DATA_DIR: The key file does not belong to this data."
        " Put the right key file in place."
    )


@pytest.mark.asyncio
async def test_a_damaged_database_is_an_error_and_stays_as_it_is(host: Host) -> None:
    await host.start_once()
    database = host.data / "maatje.db"
    torn = database.read_bytes()[:100] + b"\xff" * 4000 + database.read_bytes()[4100:]
    database.write_bytes(torn)
    told = await host.told()
    assert told == [
        "error    DATA_DIR: The database is damaged; nothing was changed. Restore a backup."
    ]
    assert database.read_bytes() == torn


@pytest.mark.asyncio
async def test_a_database_of_a_newer_release_is_an_error(host: Host) -> None:
    writer = await host.writer()
    await writer.run(lambda tx: tx.db.execute("PRAGMA user_version = 9999"))
    await writer.close()
    [told] = await host.told()
    assert told.startswith("error    DATA_DIR: The database was made by a newer release.")


@pytest.mark.asyncio
async def test_a_data_folder_open_to_others_is_a_warning(host: Host) -> None:
    host.data.mkdir(mode=0o755)
    host.data.chmod(0o755)
    [told] = await host.told()
    assert told.startswith("warning  DATA_DIR: Other users of this machine can look into")


@pytest.mark.asyncio
async def test_with_data_a_role_that_nobody_can_reach_is_an_error(host: Host) -> None:
    await host.start_once()
    unreached = [one for one in await host.check() if one.place == "people"]
    assert {one.level for one in unreached} == {"error"}
    assert [one.mend.split()[3] for one in unreached] == list(FOUR)


@pytest.mark.asyncio
async def test_one_way_to_reach_a_role_is_a_warning_and_two_are_enough(host: Host) -> None:
    writer = await host.writer()

    def enrol(tx: Tx) -> None:
        for number, role in enumerate((Role.CONFIDANT, Role.BOARD)):
            people.put(tx, Person(f"p{number}", f"Mevrouw {number}", frozenset({role})))
        for address, person in (("a", "p0"), ("b", "p1"), ("c", "p1"), ("d", "p0")):
            contacts.bind(tx, contacts.meet(tx, "web", address, "nl").contact_ref, person)
        contacts.blocked(tx, contacts.reference(tx, "web", "d"))

    await writer.run(enrol)
    found = [str(one) for one in await host.check() if one.place == "people"]
    await writer.close()
    assert [line.split(":")[0] for line in found] == [
        "error    people",
        "error    people",
        "warning  people",
    ]
    assert "There is only one way to reach the confidant." in found[2]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("outside", "told"),
    [
        (Outside(TokenAnswer.REFUSED), "error    BOT_TOKEN: Telegram refuses the bot token."),
        (Outside(TokenAnswer.UNREACHED), "warning  BOT_TOKEN: Telegram could not be reached"),
        (
            Outside(TokenAnswer.ACCEPTED, timedelta(seconds=-75)),
            "warning  clock: The clock of this machine is 75 seconds off.",
        ),
        (
            Outside(TokenAnswer.ACCEPTED, timedelta(minutes=6)),
            "error    clock: The clock of this machine is 360 seconds off.",
        ),
    ],
)
async def test_what_the_network_knows_is_told(host: Host, outside: Outside, told: str) -> None:
    [line] = await host.told(outside)
    assert line.startswith(told)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CASE_CONTENT", "page", "there is no address of it"),
        ("WEBHOOK_SECRET", "a-secret-word", "A webhook also needs BOT_TOKEN and PUBLIC_URL"),
        ("TIMEZONE", "Europe/Paris", "The school folder names another time zone."),
    ],
)
async def test_settings_that_do_not_go_together_are_a_warning(
    host: Host, name: str, value: str, told: str
) -> None:
    [line] = await host.told(NOBODY_ASKED, **{name: value})
    assert line.startswith(f"warning  {name}: ")
    assert told in line


@pytest.mark.asyncio
async def test_errors_come_first(host: Host) -> None:
    levels = [one.level for one in await host.check(Outside(TokenAnswer.REFUSED))]
    assert levels == sorted(levels)
    assert levels[0] == "error"


@pytest.mark.asyncio
async def test_a_sentence_of_the_protocol_without_a_home_is_named(host: Host) -> None:
    protocol = host.school / "protocol.txt"
    protocol.write_text(protocol.read_text("utf-8") + "\nBel de burgemeester.", "utf-8")
    host.change("protocol_index.toml", "rule:M13", "rule:M99")
    told = await host.told()
    assert len(told) == 3
    assert all('has the home "rule:M99", which is not there.' in line for line in told[:2])
    assert 'goes on with "Bel de burgemeester.", and the index does not.' in told[2]


@pytest.mark.asyncio
async def test_a_protocol_that_is_not_there_is_named(host: Host) -> None:
    (host.school / "protocol.txt").unlink()
    [told] = await host.told()
    assert told.startswith("warning  protocol.txt: This file is missing.")


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["sentences = [", "sentences = 3"])
async def test_an_index_that_cannot_be_read_is_named(host: Host, text: str) -> None:
    (host.school / "protocol_index.toml").write_text(text, "utf-8")
    told = await host.told()
    assert any("protocol_index.toml" in line for line in told)


@pytest.mark.asyncio
async def test_a_new_school_is_led_to_what_it_still_lacks(host: Host) -> None:
    """Before real use nobody may be missing and students must be able to open the page."""
    found = [one for one in await host.check(go_live=True) if one.level == "error"]
    whats = [one.what for one in found]
    assert "There is no address at which students can open the page." in whats
    assert "There is no way yet to reach the board." in whats
    found = await host.check(go_live=True, PUBLIC_URL="https://maatje.example")
    assert not [one for one in found if one.place == "PUBLIC_URL"]
