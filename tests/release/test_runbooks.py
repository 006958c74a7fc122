"""The pages for a bad day: each command is carried out in a house with cases in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.house import ROOT
from tests.release.a_host import at_the_machine, unpacked, with_a_backup
from tests.release.walkthrough import Reader, blocks

PAGES = sorted((ROOT / "docs/runbooks").glob("*.md"))


def test_every_page_for_a_bad_day_is_there_and_has_commands() -> None:
    index = (ROOT / "docs/runbooks/index.md").read_text("utf-8")
    for page in PAGES:
        assert page.stem == "index" or f"]({page.name})" in index
        assert blocks(page), page.name


@pytest.mark.slow
@pytest.mark.asyncio
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
async def test_its_commands_do_what_they_say(page: Path, tmp_path: Path) -> None:
    paper = await with_a_backup(unpacked(tmp_path), tmp_path)
    async with BotApi("123456:HET-NIEUWE-TOKEN") as api:
        reader = Reader(tmp_path, at_the_machine(api.url), paper.answer)
        try:
            for block in blocks(page):
                await reader.does(block)
        finally:
            await reader.ends_what_is_open()
