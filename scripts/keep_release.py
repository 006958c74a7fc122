"""Keeps a small data folder of this release, made by living a morning in it: `tests/data/`.

Run once for each release, before it goes out; nothing in it is real. A test opens it with every
later release.
"""

from __future__ import annotations

import asyncio
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from bot import __version__
from bot.app import offers as app
from bot.cases.people import Role
from bot.settings import read_settings
from tests.conversing import QUICK_REPORT, asked, choose, datas, press, report, until_screen
from tests.phone import Phone
from tests.stories.a_running_school import running_school
from tests.working import close, open_case, tick, tick_all

INTO: Final = Path(__file__).parents[1] / "tests" / "data"
STORIES: Final = {
    "closed": "ze zetten zwerfkatten op mijn foto",
    "at work": "ze schelden me elke dag uit in de klassenapp",
    "new": "iemand doet alsof hij mij is",
}
PHOTO: Final = b"\xff\xd8\xff\xe0 a picture that is none" * 40
MENTOR, MANAGEMENT = "e-yilmaz", "f-el-amrani"
"""Who works the cases: people of the packaged school."""
READERS: Final = {
    "i-schumacher": Role.SAFETY_COORDINATOR,
    "d-van-der-hoeven": Role.CONFIDANT,
    "h-van-den-berg": Role.BOARD,
}
"""Whom a school cannot do without."""

_KEPT: Final = ("data", "maatje.key")
_NOT_KEPT: Final = (".lock", "-wal", "-shm")


def main() -> int:
    """Write the archive; 1 when there is one of this release."""
    archive = INTO / f"release-{__version__}.tar.gz"
    if archive.exists():
        print(
            f"{archive.name} is there already. It never changes: remove it by hand to make it anew."
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="maatje-release-") as folder:
        asyncio.run(_live(Path(folder)))
        INTO.mkdir(exist_ok=True)
        _pack(Path(folder), archive)
    print(f"{archive.name}: {archive.stat().st_size:,} bytes")
    return 0


async def _live(folder: Path) -> None:
    """A morning: three reports, one of them with a picture, one at work, one closed."""
    given = {"DATA_DIR": str(folder / "data"), "KEY_FILE": str(folder / "maatje.key")}
    settings = read_settings(given, env_file=None)
    app.keep_recovery_key(settings, app.new_recovery_key(settings))
    async with running_school(folder) as school:
        mentor = await school.colleague(MENTOR, Role.MENTOR)
        management = await school.colleague(MANAGEMENT, Role.MANAGEMENT)
        for person_id, role in READERS.items():
            await school.colleague(person_id, role)
        sanne, kim, noor = (school.stranger(name) for name in ("Sanne", "Kim", "Noor"))
        await report(sanne, STORIES["closed"])
        await _to_its_end(mentor, management)
        await _with_a_picture(kim, STORIES["at work"])
        await tick(mentor, await open_case(mentor), "A.som")
        await report(noor, STORIES["new"])


async def _to_its_end(mentor: Phone, management: Phone) -> None:
    case_id = await open_case(mentor)
    for step_id in ("A.som", "A.zorgteam", "A.csv", "A.3"):
        await tick(mentor, case_id, step_id)
    await open_case(management)
    await tick_all(management, case_id)
    await close(management, case_id, outcome="agreements", words="De foto is weg.")


async def _with_a_picture(phone: Phone, story: str) -> None:
    await phone.type("/melden")
    for step, value in QUICK_REPORT:
        await choose(phone, step, value)
    await asked(phone, "story")
    await phone.send_photo(PHOTO)
    await phone.api.until(lambda: any(":nude" in data for data in datas(phone)))
    await press(phone, next(data for data in datas(phone) if data.endswith(":no")))
    await phone.wait_for("nog één keer")
    await phone.send_photo(PHOTO)
    await phone.wait_for("1 bestand")
    await phone.type(story)
    await choose(phone, "send", "put.1a")
    await choose(phone, "send", "send")
    await until_screen(phone, "a:codeonly:*")


def _pack(folder: Path, archive: Path) -> None:
    with tarfile.open(archive, "w:gz") as packed:
        for name in _KEPT:
            packed.add(folder / name, name, filter=_nobodys)


def _nobodys(one: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if one.name.endswith(_NOT_KEPT):
        return None
    one.uid = one.gid = 0
    one.uname = one.gname = "root"
    return one


if __name__ == "__main__":
    sys.exit(main())
