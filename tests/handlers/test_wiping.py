"""Wiping a chat at Telegram: few calls, nothing forgotten, whatever goes wrong on the way."""

from pathlib import Path

import pytest

from bot.conversations import wiping
from bot.conversations.exchange import GOODBYE
from bot.store import contacts, outbox, screens
from bot.store.outbox import ALL, Op, Outgoing
from bot.store.writer import Tx
from tests.botapi import BotApi
from tests.handlers.door import Echo, Running, telegram_door
from tests.handlers.test_sender import enqueue, known, note, state
from tests.phone import Phone

pytestmark = pytest.mark.asyncio

TWO_DAYS = 48 * 3600


async def much_said(door: Running, echo: Echo, phone: Phone, *, messages: int) -> str:
    """A chat in which the bot and the person said this much, and something long ago."""
    ref = (await known(door, echo, phone)).contact_ref
    now = int(phone.api.chats.now())
    phone.chat.add({"text": "van vorige week"}, by_bot=True, date=now - 3 * TWO_DAYS)

    def remember(tx: Tx) -> None:
        for number in range(messages - len(phone.chat.visible(by_bot=True))):
            shown = phone.chat.add({"text": "x"}, by_bot=number % 2 == 0, date=now)
            screens.remember(tx, ref, str(shown.message_id), mine=number % 2 == 1)

    await door.writer.run(remember)
    return ref


async def wipe(door: Running, ref: str) -> None:
    """What `/wis` puts in the outbox."""

    def both(tx: Tx) -> None:
        wiping.take_away(tx, ref, "telegram")
        outbox.enqueue(tx, Outgoing(ref, Op.NOTE, note("gewist")))

    await door.writer.run(both)


def left(phone: Phone) -> list[str]:
    return [one.text for one in (*phone.shown, *phone.own_messages)]


async def test_a_chat_is_wiped_in_calls_of_a_hundred_and_a_429_costs_one_more(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = await much_said(door, echo, sanne, messages=250)
        api.fail("deleteMessages", status=429, retry_after=1)
        await wipe(door, ref)
        await sanne.wait_for("gewist")
    refused, *calls = api.calls_of("deleteMessages")
    assert [len(call.params["message_ids"]) for call in calls] == [100, 100, 50]
    assert refused.params == calls[0].params
    assert left(sanne) == ["van vorige week", "gewist"]


async def test_a_message_that_cannot_be_deleted_does_not_keep_the_others(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = await much_said(door, echo, sanne, messages=100)
        why = "Bad Request: message can't be deleted"
        api.fail("deleteMessages", status=400, times=2, description=why)
        await wipe(door, ref)
        await sanne.wait_for("gewist")
    sizes = [len(call.params["message_ids"]) for call in api.calls_of("deleteMessages")]
    assert sizes == [100, 50, 25, 25, 50]
    assert left(sanne) == ["van vorige week", "gewist"]


async def test_what_was_under_way_when_a_chat_was_wiped_goes_too(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        async with api.hold("sendMessage"):
            await enqueue(door, Outgoing(ref, Op.NOTE, note("geheim")))
            await sanne.wait_for("geheim")
            await wipe(door, ref)
        await sanne.wait_for("gewist")
    assert left(sanne) == ["gewist"]
    assert len(api.calls_of("deleteMessages")) == 1


async def test_a_wipe_that_was_cut_off_goes_on_at_the_next_start(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = await much_said(door, echo, sanne, messages=150)
        api.fail("deleteMessages", status=502)
        api.cut("deleteMessages", after_accept=True)
        async with api.hold("deleteMessages"):
            await wipe(door, ref)
            await api.until(lambda: api.calls_of("deleteMessages"))
    async with telegram_door(api, folder, echo) as door:
        await sanne.wait_for("gewist", timeout=20)
        await state(door, "waiting", 0)
    assert left(sanne) == ["van vorige week", "gewist"]


@pytest.mark.parametrize("blocked", [True, False])
async def test_who_wanted_to_be_forgotten_is_also_when_nothing_can_be_said_any_more(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, *, blocked: bool
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        api.blocked(11, blocked=blocked)
        if not blocked:
            await wipe(door, ref)
            await sanne.wait_for("gewist")
        await enqueue(door, Outgoing(ref, Op.DELETE, target=ALL, guard=GOODBYE))
        seen = door.writer.committed.count
        while await door.writer.run(lambda tx: contacts.find(tx, ref)):
            seen = await door.writer.committed.wait(seen)


async def test_who_wants_no_sound_gets_none(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await door.writer.run(lambda tx: contacts.set_quiet(tx, ref, quiet=True))
        await enqueue(door, Outgoing(ref, Op.NOTE, note("zacht")))
        await sanne.wait_for("zacht")
        await door.writer.run(lambda tx: contacts.set_quiet(tx, ref, quiet=False))
        await enqueue(door, Outgoing(ref, Op.NOTE, note("hard")))
        await sanne.wait_for("hard")
    *_, soft, loud = api.calls_of("sendMessage")
    assert soft.params["disable_notification"] is True
    assert "disable_notification" not in loud.params
