"""Sending to Telegram: permanent and temporary failures are two things, and order is kept."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from bot.cases.coach import Picture
from bot.store import contacts, outbox, screens
from bot.store.contacts import Contact
from bot.store.outbox import Op, Outgoing
from bot.store.writer import Tx
from bot.text import Bars, Button, Message, verbatim
from tests.botapi import BotApi
from tests.handlers.door import Echo, Running, telegram_door
from tests.phone import Phone

pytestmark = pytest.mark.asyncio


def note(words: str) -> Message:
    return Message((verbatim(words),))


async def enqueue(door: Running, *outgoing: Outgoing) -> None:
    def all_of_them(tx: Tx) -> None:
        for one in outgoing:
            outbox.enqueue(tx, one)

    await door.writer.run(all_of_them)


async def state(door: Running, name: str, number: int) -> None:
    seen = door.writer.committed.count
    while await door.writer.run(lambda tx: outbox.count(tx, name)) < number:
        seen = await door.writer.committed.wait(seen)


async def known(door: Running, echo: Echo, phone: Phone) -> Contact:
    await phone.say("hallo")
    contact = next(e.contact for e in reversed(echo.events))
    found = await door.writer.run(lambda tx: contacts.find(tx, contact.contact_ref))
    assert found is not None
    return found


async def test_t18_a_429_holds_up_one_chat_only_and_keeps_its_order(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, milan: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        milans = (await known(door, echo, milan)).contact_ref
        api.fail("sendMessage", status=429, retry_after=1, chat_id=11)
        words = [Outgoing(ref, Op.NOTE, note(word)) for word in ("een", "twee", "drie")]
        await enqueue(door, *words, Outgoing(milans, Op.NOTE, note("gewoon door")))
        await milan.wait_for("gewoon door")
        assert sanne.messages == ["hallo"]
        await sanne.wait_for("drie")
    calls = api.calls_of("sendMessage", chat_id=11)
    assert sanne.messages == ["hallo", "een", "twee", "drie"]
    assert calls[2].at - calls[1].at >= 0.95


async def test_t19_an_answer_lost_after_acceptance_comes_at_most_twice(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        api.cut("sendMessage", after_accept=True)
        await sanne.type("hallo")
        await state(door, "sent", 1)
    assert sanne.messages == ["hallo", "hallo"]


@pytest.mark.parametrize("picture", [*Picture])
async def test_a_drawing_comes_as_a_photo_with_what_it_shows_below_it(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, picture: Picture
) -> None:
    message = Message((verbatim("Tekening van een gesprek."),), picture=picture)
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await enqueue(door, Outgoing(ref, Op.NOTE, message), Outgoing(ref, Op.NOTE, note("En nu?")))
        await sanne.wait_for("En nu?")
    drawing = sanne.shown[-2]
    assert drawing.fields["caption"] == "Tekening van een gesprek."
    assert drawing.fields["photo"][0]["file_size"] < 15_000


async def test_a_chart_is_drawn_when_it_is_sent_and_comes_as_a_photo_of_its_own(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    bars = Bars(verbatim("Per week"), (verbatim("2-11"),), ((verbatim("Nieuw"), (7,)),))
    message = Message((verbatim("Cijfers"),), chart=(bars,))
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await enqueue(door, Outgoing(ref, Op.NOTE, message), Outgoing(ref, Op.NOTE, note("En nu?")))
        await sanne.wait_for("En nu?")
    photo = sanne.shown[-2]
    assert photo.fields["caption"] == "Cijfers"
    drawn = {"title": "Per week", "labels": ["2-11"], "series": [["Nieuw", [7]]], "sideways": False}
    assert photo.fields["photo"][0]["file_size"] == len(json.dumps([drawn]))


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_temporary_failure_is_tried_again(
    api: BotApi, folder: Path, sanne: Phone, status: int
) -> None:
    api.fail("sendMessage", status=status)
    async with telegram_door(api, folder, Echo()):
        await sanne.say("hallo")
    assert sanne.messages == ["hallo"]


async def test_t20_a_blocked_chat_is_never_tried_again(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        api.blocked(11)
        await enqueue(door, Outgoing(ref, Op.NOTE, note("hoor je mij")))
        await state(door, "dead", 1)
        contact = await door.writer.run(lambda tx: contacts.find(tx, ref))
    assert contact is not None
    assert contact.blocked
    assert len(api.calls_of("sendMessage", chat_id=11)) == 2


async def test_t20_a_message_telegram_refuses_is_dead_and_the_chat_goes_on(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        odd = Message((verbatim("odd"),), ((Button(verbatim("x"), "y" * 65),),))
        await enqueue(door, Outgoing(ref, Op.NOTE, odd), Outgoing(ref, Op.NOTE, note("verder")))
        await sanne.wait_for("verder")
        contact = await door.writer.run(lambda tx: contacts.find(tx, ref))
    assert contact is not None
    assert not contact.blocked


async def test_t24_what_may_no_longer_be_seen_is_not_sent(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo, guard=lambda _, row: row.guard != "gone") as door:
        ref = (await known(door, echo, sanne)).contact_ref
        secret = Outgoing(ref, Op.NOTE, note("kanarie"), guard="gone")
        await enqueue(door, secret, Outgoing(ref, Op.NOTE, note("wel")))
        await sanne.wait_for("wel")
    assert not api.leaks("kanarie")


async def test_t26_a_long_text_arrives_whole_with_its_buttons_on_the_last_part(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    words = "👨‍👩‍👧‍👦" * 1000
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        long = Message((verbatim(words),), ((Button(verbatim("Verder"), "a:x"),),))
        await enqueue(door, Outgoing(ref, Op.SHOW, long))
        await state(door, "sent", 2)
        told = await door.writer.run(
            lambda tx: {m.message_id for m in screens.recent(tx, ref, long_ago(tx))}
        )
        live = await door.writer.run(lambda tx: screens.live(tx, ref))
    parts = sanne.shown[1:]
    assert "".join(part.text for part in parts) == words
    assert [bool(part.buttons) for part in parts] == [False, False, True]
    assert live is not None
    assert live.message_id == str(parts[-1].message_id)
    assert {str(part.message_id) for part in parts} <= told


def long_ago(tx: Tx) -> datetime:
    return tx.now.replace(year=2000)


async def test_a_card_is_edited_in_place_and_sent_anew_when_it_is_gone(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await enqueue(door, Outgoing(ref, Op.CARD, note("zaak 1"), target="2"))
        await sanne.wait_for("zaak 1")
        assert sanne.messages == ["zaak 1"]
        sanne.shown[0].deleted = True
        await enqueue(door, Outgoing(ref, Op.CARD, note("zaak 2"), target="2"))
        await sanne.wait_for("zaak 2")


async def test_an_edit_that_changes_nothing_is_done(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        for _ in range(2):
            await enqueue(door, Outgoing(ref, Op.CARD, note("zaak"), target="2"))
        await state(door, "sent", 3)
    assert sanne.messages == ["zaak"]


async def test_many_messages_are_deleted_at_once_and_forgotten(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await enqueue(door, Outgoing(ref, Op.DELETE, target="1,2,99"))
        await state(door, "sent", 2)
        left = await door.writer.run(lambda tx: screens.recent(tx, ref, long_ago(tx)))
    assert not sanne.messages
    assert not sanne.own_messages
    assert not left


async def test_case_content_for_a_colleague_cannot_be_forwarded(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        content = Outgoing(ref, Op.NOTE, note("zaak"), case_id="12ab", person_id="kim")
        await enqueue(door, content)
        await sanne.wait_for("zaak")
    sent = api.calls_of("sendMessage")
    assert [bool(call.params.get("protect_content")) for call in sent] == [False, True]
    assert all(call.params["link_preview_options"] == {"is_disabled": True} for call in sent)


async def test_a_screen_of_a_colleague_is_protected_before_a_case_is_shown_on_it(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await door.writer.run(lambda tx: contacts.bind(tx, ref, "kim"))
        await enqueue(door, Outgoing(ref, Op.SHOW, note("menu")))
        menu = await sanne.wait_for("menu")
        target = str(menu.message_id)
        content = Outgoing(ref, Op.SHOW, note("zaak"), target, case_id="12ab", person_id="kim")
        await enqueue(door, content)
        shown = await sanne.wait_for("zaak")
    assert shown.message_id == menu.message_id
    assert api.calls_of("sendMessage")[-1].params["protect_content"] is True


async def test_a_case_is_put_on_no_screen_that_may_be_unprotected(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        ref = (await known(door, echo, sanne)).contact_ref
        await enqueue(door, Outgoing(ref, Op.NOTE, note("menu")))
        old = await sanne.wait_for("menu")
        await door.writer.run(lambda tx: tx.db.execute("DELETE FROM screens"))
        target = str(old.message_id)
        content = Outgoing(ref, Op.SHOW, note("zaak"), target, case_id="12ab", person_id="kim")
        await enqueue(door, content)
        shown = await sanne.wait_for("zaak")
    assert shown.message_id > old.message_id


async def test_t30_nothing_is_ever_forwarded_or_copied(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.send_photo(b"x" * 2000)
        await sanne.wait_for("sent photo")
    used = {call.method for call in api.calls}
    assert not used & {"forwardMessage", "copyMessage", "forwardMessages", "copyMessages"}
