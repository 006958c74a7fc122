"""The sender: in order per chat, side by side for all, checked at the last moment."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.conversations.rendering import render
from bot.conversations.sending import (
    AT_ONCE,
    LOWEST_AT_ONCE,
    Delivered,
    Delivery,
    Gone,
    Later,
    Sender,
)
from bot.store import contacts, outbox, screens
from bot.store.outbox import LOWEST, Op, OutboxRow, Outgoing
from bot.store.writer import Tx, Writer
from bot.text import Button, Message, Text, verbatim
from tests.opened import a_writer
from tests.wording import dutch_first

pytestmark = pytest.mark.asyncio
I18N = dutch_first()


class Hatch:
    """A door that keeps what it was handed; `answers` are given first, then all goes well."""

    name = "web"

    def __init__(self) -> None:
        self.handed: list[Delivery] = []
        self.answers: list[Delivered | Gone | Later | Exception] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.more = asyncio.Event()

    async def deliver(self, delivery: Delivery) -> Delivered | Gone | Later:
        self.handed.append(delivery)
        self.more.set()
        await self.gate.wait()
        answer = self.answers.pop(0) if self.answers else Delivered(str(len(self.handed)))
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():
                self.more.clear()
                await self.more.wait()

    @property
    def words(self) -> list[str]:
        return [d.rendered.lines[0] for d in self.handed if d.rendered]


class Post:
    """An outbox with a sender at work on it."""

    def __init__(self, writer: Writer, clock: Clock, hatch: Hatch) -> None:
        self.writer, self.clock, self.hatch = writer, clock, hatch
        self.sender: Sender

    async def put(self, name: str, *words: str, **options: object) -> str:
        def add(tx: Tx) -> str:
            ref = contacts.meet(tx, "web", name, "nl").contact_ref
            for word in words:
                told = {"op": Op.NOTE, "message": Message((verbatim(word),)), **options}
                outbox.enqueue(tx, Outgoing(ref, **told))  # type: ignore[arg-type]
            return ref

        return await self.writer.run(add)

    async def until(self, state: str, number: int) -> None:
        async with asyncio.timeout(10):
            seen = self.writer.committed.count
            while await self.writer.run(lambda tx: outbox.count(tx, state)) < number:
                seen = await self.writer.committed.wait(seen)


@asynccontextmanager
async def post(
    folder: Path,
    hatch: Hatch,
    *,
    guard: Callable[[Tx, OutboxRow], bool] = lambda _tx, _row: True,
    rate: float = 0,
    on_sent: Callable[[Tx, OutboxRow], None] = lambda _tx, _row: None,
    on_gone: Callable[[Tx, OutboxRow], None] = lambda _tx, _row: None,
) -> AsyncIterator[Post]:
    clock = Clock()
    writer = await a_writer(folder, clock)
    desk = Post(writer, clock, hatch)
    desk.sender = Sender(
        hatch,
        writer=writer,
        i18n=I18N,
        clock=clock,
        guard=guard,
        rate=rate,
        on_sent=on_sent,
        on_gone=on_gone,
    )
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(desk.sender.run())
            try:
                yield desk
            finally:
                await desk.sender.drain(0.2)
    finally:
        await writer.close()


async def test_one_chat_gets_its_messages_in_order(tmp_path: Path) -> None:
    async with post(tmp_path, Hatch()) as desk:
        await desk.put("sanne", *"abcdef")
        await desk.until("sent", 6)
    assert desk.hatch.words == list("abcdef")


async def test_t3_what_is_taken_up_at_the_moment_of_leaving_is_not_begun(tmp_path: Path) -> None:
    asked, go = threading.Event(), threading.Event()

    def guard(_tx: Tx, _row: OutboxRow) -> bool:
        asked.set()
        return go.wait(5)

    async with post(tmp_path, Hatch(), guard=guard) as desk:
        await desk.put("sanne", "dag")
        await asyncio.to_thread(asked.wait, 5)
        await desk.sender.drain(0)
        go.set()
    assert desk.hatch.words == []


async def test_one_chat_has_one_message_under_way_and_others_do_not_wait(tmp_path: Path) -> None:
    hatch = Hatch()
    hatch.gate.clear()
    async with post(tmp_path, hatch) as desk:
        for name in ("sanne", "milan", "kim"):
            await desk.put(name, f"{name} 1", f"{name} 2")
        await hatch.until(lambda: len(hatch.handed) == 3)
        assert sorted(hatch.words) == ["kim 1", "milan 1", "sanne 1"]
        hatch.gate.set()
        await desk.until("sent", 6)


async def test_an_answer_does_not_wait_for_what_goes_to_many(tmp_path: Path) -> None:
    hatch = Hatch()
    hatch.gate.clear()
    async with post(tmp_path, hatch) as desk:
        for number in range(AT_ONCE + 1):
            await desk.put(f"contact {number}", "news", priority=LOWEST)
        await desk.put("sanne", "answer")
        await hatch.until(lambda: "answer" in hatch.words)
        assert hatch.words.count("news") == LOWEST_AT_ONCE
        hatch.gate.set()
        await desk.until("sent", AT_ONCE + 2)


async def test_an_exception_of_the_door_means_later_and_is_not_quoted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hatch = Hatch()
    hatch.answers = [RuntimeError("kanarie")]
    async with post(tmp_path, hatch) as desk:
        await desk.put("sanne", "a", "b")
        await desk.until("sent", 2)
    assert hatch.words == ["a", "a", "b"]
    assert "kanarie" not in caplog.text


async def test_t18_a_chat_told_to_wait_waits_that_long(tmp_path: Path) -> None:
    hatch = Hatch()
    hatch.answers = [Later(3600)]
    async with post(tmp_path, hatch) as desk:
        await desk.put("sanne", "a", "b")
        await desk.put("milan", "gewoon door")
        await desk.until("sent", 1)
        assert sorted(hatch.words) == ["a", "gewoon door"]
        desk.clock.travel(desk.clock.now() + timedelta(hours=1, seconds=1))
        desk.sender.wake()
        await desk.until("sent", 3)
    assert hatch.words[-2:] == ["a", "b"]


@pytest.mark.parametrize("chat", [True, False])
async def test_t20_what_can_never_arrive_is_dead_at_once(tmp_path: Path, *, chat: bool) -> None:
    hatch = Hatch()
    told: list[int] = []
    hatch.answers = [Gone(chat=chat)]
    async with post(tmp_path, hatch, on_gone=lambda _, row: told.append(row.row_id)) as desk:
        ref = await desk.put("sanne", "a")
        await desk.until("dead", 1)
        contact = await desk.writer.run(lambda tx: contacts.find(tx, ref))
        assert contact is not None
        assert contact.blocked is chat
    assert told == [1]


async def test_t24_the_guard_is_asked_at_the_last_moment(tmp_path: Path) -> None:
    hatch, revoked = Hatch(), set[str | None]()
    async with post(tmp_path, hatch, guard=lambda _, row: row.person_id not in revoked) as desk:
        at = desk.clock.now() + timedelta(hours=1)
        await desk.put("sanne", "kanarie", person_id="kim", not_before=at)
        revoked.add("kim")
        desk.clock.travel(at + timedelta(seconds=1))
        desk.sender.wake()
        await desk.until("dropped", 1)
    assert not hatch.handed


async def test_a_guard_that_fails_keeps_the_row_in(tmp_path: Path) -> None:
    def broken(_tx: Tx, row: OutboxRow) -> bool:
        raise KeyError(row.row_id)

    async with post(tmp_path, Hatch(), guard=broken) as desk:
        await desk.put("sanne", "a")
        await desk.until("dead", 1)
    assert not desk.hatch.handed


async def test_a_shown_turn_is_the_live_screen_and_the_next_one_is_told_of_it(
    tmp_path: Path,
) -> None:
    sent: list[int] = []
    async with post(tmp_path, Hatch(), on_sent=lambda _, row: sent.append(row.row_id)) as desk:
        ref = await desk.put("sanne", "een", "twee", op=Op.SHOW)
        await desk.until("sent", 2)
        live = await desk.writer.run(lambda tx: screens.live(tx, ref))
    assert [delivery.live for delivery in desk.hatch.handed] == ["", "1"]
    assert live == screens.Screen("2", 2)
    assert sent == [1, 2]


async def test_a_hook_that_fails_does_not_stop_the_sender(tmp_path: Path) -> None:
    def broken(_tx: Tx, row: OutboxRow) -> None:
        raise KeyError(row.row_id)

    async with post(tmp_path, Hatch(), on_sent=broken) as desk:
        await desk.put("sanne", "a", "b")
        await desk.until("sent", 2)
    assert desk.hatch.words == ["a", "b"]


async def test_t3_what_is_under_way_at_a_stop_is_sent_after_the_next_start(tmp_path: Path) -> None:
    hatch = Hatch()
    hatch.gate.clear()
    async with post(tmp_path, hatch) as desk:
        hatch.answers = [Later(0.01)]
        await desk.put("sanne", "a")
        await desk.put("milan")
    async with post(tmp_path, Hatch()) as again:
        await again.until("sent", 1)


async def test_a_pace_holds_messages_but_not_a_removal(tmp_path: Path) -> None:
    async with post(tmp_path, Hatch(), rate=20) as desk:
        for number in range(5):
            await desk.put(f"contact {number}", "hallo")
        await desk.put("milan", "", op=Op.DELETE, message=None, target="7")
        loop = asyncio.get_running_loop()
        began = loop.time()
        await desk.until("sent", 6)
        assert loop.time() - began > 0.1
    assert "delete" in [delivery.op for delivery in desk.hatch.handed][:3]


async def test_t27_somebodys_words_cannot_turn_the_reading_direction() -> None:
    deep = Text("{a} {b}", values={"a": verbatim("x\u202ey\x00"), "b": ("\u2066z", "w")})
    label = Button(verbatim("\u2069ja"), "a:x")
    shown = render(Message((deep,), ((label,),)), I18N, "nl")
    assert shown.lines == ("xy z en w",)
    assert shown.buttons == ((("ja", "a:x", ""),),)
