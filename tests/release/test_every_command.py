"""Whatever the documents tell somebody to type is typed, in a house of the first release.

The guide and the pages for a bad day are followed in their own tests, in their own order. What
cannot be done on any machine stands in the tables here, each with its reason.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook

from tests.botapi import BotApi
from tests.house import ROOT
from tests.release.a_host import Paper, at_the_machine, unpacked, with_a_backup
from tests.release.walkthrough import Block, Reader

PAGES: Final = [
    *sorted(ROOT.glob("[!C]*.md")),
    ROOT / "CONTRIBUTING.md",
    *(ROOT / folder / "README.md" for folder in ("deploy", "benchmarks", "locales")),
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "flows"),
]
KINDS: Final = {"sh", "text", "python", "toml", "powershell"}
"""What a block can hold; for PowerShell there is no Windows here."""

NOT_HERE: Final = {
    "rsync": "it goes to a second machine",
    "useradd": "it adds a user to this machine",
    "systemctl": "systemd has to run; tests/deploy has it look at the units",
    "maatje-at": "it goes through systemd too",
}
GIVEN: Final = {
    'maatje invite ROLE --name "..."': 'maatje invite staff --name "mevrouw De Wit"',
    "maatje restore --from FOLDER --into data": "maatje restore --from backups --into fire/data",
    "DATA_DIR=... KEY_FILE=... maatje keys rotate": "maatje keys rotate",
    "KEY_FILE=/etc/maatje/noordhoek/maatje.key /opt/maatje/bin/maatje keys create": (
        "DATA_DIR=new KEY_FILE=/etc/maatje/noordhoek/maatje.key /opt/maatje/bin/maatje keys create"
    ),
    "maatje backup key --new": "maatje backup key --new && maatje backup",
    "maatje export --person": 'maatje export --person "mevrouw El Amrani"',
    "maatje verify": 'maatje export "$(cat zaak.txt)" && maatje verify ./*.zip',
    "maatje understand --why": 'maatje understand --why "ik durf niet meer naar huis"',
}
"""What is filled in where the page says only what to fill in."""

ENDS: Final = {"--go-live": 1, "--log-head": 1}
"""Where not all is well in this house: it is made up, and its log is a short one."""

TOO_LONG: Final = {
    "test": "the tests beside this one; .ci/run",
    "slow": "this one among them",
    "bench": "half an hour, on a quiet machine",
    "soak": "ten minutes",
    "mutants": "a test run for each safeguard",
    "learn": "writes its weights anew",
    "pictures": "draws its pictures anew",
}
SHORTER: Final = {"kill": "KILLS=1", "random": "UPDATES=200"}
MOVED: Final = re.compile(r"/(opt/maatje|etc/maatje|etc/systemd/system|usr/local/bin)(?=[/\s])")

_FENCE: Final = re.compile(
    r"(<!-- uitvoeren.*-->\n)?^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL
)
_TYPED: Final = re.compile(
    r"`((?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(?:maatje|python -m bot|make)\s[a-z-][^`]*)`"
)


def commands(page: Path) -> list[str]:
    """What the page tells to type, in its order; without what its own test carries out."""
    text = page.read_text("utf-8")
    found = [(one.start(), " ".join(one[1].split())) for one in _TYPED.finditer(text)]
    for fence in _FENCE.finditer(text):
        if fence[3] == "sh" and not fence[1]:
            lines = (line.partition("  #")[0].strip() for line in fence[4].splitlines())
            found += [(fence.start(), line) for line in lines if line]
    typed = (line.replace(".venv/bin/", "") for _, line in sorted(found, key=lambda one: one[0]))
    return list(dict.fromkeys(typed))


def _made(line: str) -> str | None:
    """The target of a line that begins with make."""
    return line.split()[1] if line.startswith("make ") else None


TYPED: Final = {page: commands(page) for page in PAGES}
OTHERS: Final = [page for page, lines in TYPED.items() if any(not _made(one) for one in lines)]
TARGETS: Final = {made for lines in TYPED.values() for one in lines if (made := _made(one))}


def test_every_block_says_what_it_holds_and_the_tables_hold_nothing_that_is_gone() -> None:
    kinds = {fence[3] for page in PAGES for fence in _FENCE.finditer(page.read_text("utf-8"))}
    everything = " ".join(line for lines in TYPED.values() for line in lines)
    assert kinds <= KINDS
    assert not [one for one in (*NOT_HERE, *GIVEN, *ENDS) if one not in everything]
    assert not {*TOO_LONG, *SHORTER} - TARGETS


@pytest.mark.slow
@pytest.mark.asyncio
@pytest.mark.parametrize("page", OTHERS, ids=lambda page: page.relative_to(ROOT).as_posix())
async def test_what_a_page_tells_to_type_does_what_it_says(page: Path, tmp_path: Path) -> None:
    paper = await _a_machine(tmp_path, TYPED[page])
    if page.parent.name == "deploy":
        _with_the_source(tmp_path)
    async with BotApi("123456:HET-NIEUWE-TOKEN") as api:
        env = at_the_machine(api.url) | {"PUBLIC_URL": "https://maatje.example"}
        reader = Reader(tmp_path, env, paper.answer)
        try:
            for line in TYPED[page]:
                await _type(reader, MOVED.sub(rf"{tmp_path}/\1", GIVEN.get(line, line)))
        finally:
            await reader.ends_what_is_open()


async def _type(reader: Reader, line: str) -> None:
    parts = [part for part in line.split(" && ") if part.split()[0] not in NOT_HERE]
    line = " && ".join(parts)
    if not line or _made(line):
        return
    if line.endswith(" demo"):
        line = f"set +o pipefail; timeout -s INT 20 {line} --no-browser | grep -m1 http://127"
    stays = line.endswith(" run")
    await reader.does(
        Block(
            line,
            stays=stays,
            ends_the_other=False,
            in_a_window="backup key" in line or "restore --from" in line,
            code=next((code for word, code in ENDS.items() if word in line), 0),
        )
    )
    if stays:
        await reader.ends_what_is_open()


async def _a_machine(folder: Path, lines: list[str]) -> Paper:
    """A house; where the page begins with the recovery key, one that has none yet."""
    settings = unpacked(folder)
    staff = Workbook()
    sheet = staff.create_sheet(index=0)
    for row in (("naam", "rol", "klas"), ("mevrouw Aalbers", "medewerker", "")):
        sheet.append(row)
    staff.save(folder / "staff.xlsx")
    (folder / "staff.csv").write_text("naam;rol;klas\nmevrouw Aalbers;medewerker;\n", "utf-8")
    if "maatje backup key" not in lines:
        return await with_a_backup(settings, folder)
    (settings.data_dir / "recovery.pub").unlink()
    return Paper()


def _with_the_source(folder: Path) -> None:
    """As somebody finds it who unpacked a release here; and two folders that every machine has."""
    for name in ("etc/systemd/system", "usr/local/bin"):
        (folder / name).mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and not (folder / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


@pytest.mark.slow
@pytest.mark.parametrize("target", sorted(TARGETS))
def test_what_can_be_made_is_made(target: str) -> None:
    words = ["make", *(["--dry-run"] if target in TOO_LONG else []), target]
    words += [SHORTER[target]] if target in SHORTER else []
    if target == "demo":
        words = ["bash", "-c", "timeout -s INT 20 make demo | grep -m1 http://127"]
    done = subprocess.run(  # noqa: S603 - our own commands
        words, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
