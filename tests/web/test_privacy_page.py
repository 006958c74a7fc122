"""The page that says who sees what: for everybody, in their language, without a script."""

from pathlib import Path

import pytest

from tests.web.echo import echo
from tests.web.visitor import visiting

pytestmark = pytest.mark.asyncio


async def test_it_says_who_sees_what_in_the_words_of_the_chat(tmp_path: Path) -> None:
    async with (
        echo(tmp_path) as house,
        visiting(house.url) as page,
        page.session.get(f"{house.url}/privacy") as answer,
    ):
        assert answer.status == 200
        assert "script" not in answer.headers["Content-Security-Policy"]
        told = await answer.text()
    for line in (
        "Without your name, people of school do not see who you are.",
        "A report you do not send is gone after 14 days.",
        "A cookie lets this page know your browser again.",
        "The log keeps what you open and do.",
        "Questions? Ask school: 0183-625350.",
        "Leave quickly",
    ):
        assert line in told


async def test_it_speaks_the_language_that_the_browser_asks_for(tmp_path: Path) -> None:
    locales = Path(__file__).parents[2] / "locales"
    async with echo(tmp_path, locales=locales) as house, visiting(house.url) as page:
        for asked, line in (("en-GB,nl", "Who sees what"), ("xx", "Wie ziet wat")):
            headers = {"Accept-Language": asked}
            async with page.session.get(f"{house.url}/privacy", headers=headers) as answer:
                assert f"<h1>{line}</h1>" in await answer.text()
