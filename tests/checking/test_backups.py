"""Without a way back after a fire, `check` says so, and how to get one."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.backups.folder import BackupFolder, Lives
from bot.backups.making import Source, back_up
from bot.store import hold
from bot.vault import RecoveryKey, RootKey, keep_public
from tests.checking.a_host import Host

KEYLESS = "There is no recovery key yet, so no backups are made."


async def told(host: Host, place: str, *, go_live: bool = False) -> list[str]:
    """What is found at one place."""
    found = await host.check(go_live=go_live)
    return [str(one) for one in found if one.place == place]


async def prepare(host: Host) -> Source:
    """A first run and a recovery key."""
    await host.start_once()
    root = RootKey.load(host.key)
    keep_public(host.data / "recovery.pub", RecoveryKey.create().public(), root)
    (host.data / "evidence").mkdir()
    return Source(host.data, root, {}, host.clock, Lives(7, 28))


@pytest.mark.asyncio
@pytest.mark.parametrize(("go_live", "level"), [(False, "warning"), (True, "error")])
async def test_no_recovery_key_is_told_with_the_command(
    host: Host, go_live: bool, level: str
) -> None:
    assert await told(host, "recovery.pub") == []
    await host.start_once()
    [line] = await told(host, "recovery.pub", go_live=go_live)
    assert line == f"{level:7}  recovery.pub: {KEYLESS} Run maatje backup key on a terminal."


@pytest.mark.asyncio
async def test_a_recovery_key_of_somebody_else_is_an_error(host: Host) -> None:
    await prepare(host)
    (host.data / "recovery.pub").write_text("maatje-recovery-1:YQ==:00")
    [line] = await told(host, "recovery.pub")
    assert line.startswith("error")
    assert line.endswith("Run maatje backup key --new on a terminal.")


@pytest.mark.asyncio
async def test_no_backup_an_old_one_and_one_on_the_same_disk_are_told(host: Host) -> None:
    source = await prepare(host)
    assert [line.split(": ")[1][:24] for line in await told(host, "BACKUP_DIR")] == [
        "There is no backup yet. "
    ]
    [first] = await told(host, "BACKUP_DIR", go_live=True)
    assert first.startswith("error")
    await asyncio.to_thread(back_up, source, BackupFolder(host.folder / "backups"))
    [same_disk] = await told(host, "BACKUP_DIR")
    assert "on the same disk" in same_disk
    host.clock.travel(host.clock.now() + timedelta(days=3))
    old, _ = await told(host, "BACKUP_DIR")
    assert "The newest backup is 3 days old." in old


@pytest.mark.asyncio
async def test_a_hold_is_told_with_its_end(host: Host) -> None:
    await host.start_once()
    writer = await host.writer()
    await writer.run(hold.begin)
    await writer.close()
    [line] = await told(host, "hold")
    assert "on hold since 2026-11-22 12:00 UTC" in line
    assert "maatje restore --release send" in line
