"""What lies in a colleague's chat on the page is handed out only while they may see it."""

from pathlib import Path

import pytest

from bot.store import contacts
from bot.store.meant import Meant
from tests.web.echo import Echo, echo
from tests.web.visitor import Visitor, next_message, visiting

pytestmark = pytest.mark.asyncio

STORY = "een heel geheim verhaal"
CASE = Meant("joris", "c1", "read")


async def a_colleague_reading(house: Echo, page: Visitor) -> str:
    """Joris, with a case in his chat; the reference of the chat."""
    await page.open()
    await house.until(lambda: house.heard)
    ref = house.heard[0].contact.contact_ref
    await house.site.writer.run(lambda tx: contacts.bind(tx, ref, "joris"))
    buttons = ((("blauwe vos", "a:case:c1", ""),),)
    await house.tell(ref, "show", STORY, buttons=buttons, meant=CASE)
    return ref


async def everything(page: Visitor, since: int = 0) -> str:
    return str((await page.open(since))["messages"])


async def test_who_may_still_see_it_finds_it_again(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await a_colleague_reading(house, page)
        assert STORY in await everything(page)


async def test_who_may_not_see_it_any_more_gets_it_as_removed(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await a_colleague_reading(house, page)
        seen = (await page.open())["revision"]
        house.unseen.add("joris")
        assert STORY not in await everything(page)
        news = (await page.open(seen))["messages"]
        assert [message.get("removed") for message in news] == [True]
        assert "ik ben Maatje" in await everything(page)


async def test_an_open_page_hears_that_it_is_gone(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        ref = await a_colleague_reading(house, page)
        state = await page.open()
        house.unseen.add("joris")
        async with page.events(state["ticket"], str(state["revision"])) as stream:
            house.site.hub.publish(ref)
            assert (await next_message(stream))["removed"] is True


async def test_what_a_colleague_said_goes_with_their_rights(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await a_colleague_reading(house, page)
        message = (await page.open())["messages"][-1]["id"]
        house.silent = True  # what is said back here is meant for nobody in particular
        await page.press("a:case:c1", message)
        await page.say("zij heeft het zelf verteld")
        assert "zij heeft het zelf verteld" in await everything(page)
        house.unseen.add("joris")
        left = await everything(page)
        assert "zij heeft" not in left
        assert "blauwe vos" not in left
        await page.press("a:case:c1", message)
        assert "blauwe vos" not in await everything(page)


async def test_a_screen_without_its_buttons_is_still_meant_for_them(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        ref = await a_colleague_reading(house, page)
        await house.tell(ref, "show", "Iets anders")
        assert STORY in await everything(page)
        house.unseen.add("joris")
        assert STORY not in await everything(page)
