"""A file is cleaned by a process of its own, which is held to limits and believed nothing."""

import asyncio
import io
import json
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.cleaning.child import answer
from bot.cleaning.clean import COMMAND, clean, clean_with
from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import LIMIT, Reason, Uncleanable
from tests.cleaning import papers, pictures
from tests.cleaning.canaries import told


def program(*lines: str) -> tuple[str, ...]:
    """A process that runs these lines instead of cleaning."""
    return (sys.executable, "-I", "-S", "-c", "\n".join(lines))


async def reason_of(command: tuple[str, ...], data: bytes = b"hoi", seconds: float = 20) -> Reason:
    with pytest.raises(Uncleanable) as caught:
        await clean_with(command, [data], seconds=seconds)
    return caught.value.reason


@pytest.mark.asyncio
@pytest.mark.parametrize("make", [pictures.jpeg, papers.pdf])
async def test_t33_the_copy_is_clean_and_the_original_untouched(make: object) -> None:
    assert callable(make)
    original = make()
    pieces = [original[start : start + 1000] for start in range(0, len(original), 1000)]
    copy = await clean(pieces)
    assert not told(copy.content)
    assert copy == cleaned(original)
    assert b"".join(pieces) == original


@pytest.mark.asyncio
async def test_a_file_may_come_as_slowly_as_a_disk_gives_it() -> None:
    async def read() -> AsyncIterator[bytes]:
        for piece in (b"hoi ", b"", b"Nour"):
            await asyncio.sleep(0)
            yield piece

    assert (await clean(read())).content == b"hoi Nour"


@pytest.mark.asyncio
async def test_a_file_that_cannot_be_cleaned_has_a_reason() -> None:
    with pytest.raises(Uncleanable) as caught:
        await clean([b"<svg>"])
    assert caught.value.reason is Reason.UNKNOWN


@pytest.mark.asyncio
async def test_a_file_without_end_is_too_large() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield bytes(1 << 20)

    with pytest.raises(Uncleanable) as caught:
        await clean(endless())
    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.asyncio
async def test_what_goes_wrong_with_the_source_is_told_as_it_is() -> None:
    def torn() -> Iterator[bytes]:
        yield b"hoi"
        raise LookupError

    with pytest.raises(LookupError):
        await clean(torn())


@pytest.mark.asyncio
async def test_a_process_that_hangs_is_ended() -> None:
    hanging = program("import time", "time.sleep(60)")
    assert await reason_of(hanging, seconds=0.3) is Reason.TOO_SLOW
    deaf = await reason_of(hanging, bytes(LIMIT), seconds=0.3)
    assert deaf is Reason.TOO_SLOW


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "said",
    [
        "",
        "hallo",
        "[]",
        "{}",
        '{"reason": "boos"}',
        '{"media_type": "text/html", "length": 0}',
        '{"media_type": "image/png", "length": 99999999999}',
        '{"media_type": "image/png", "length": -1}',
        '{"media_type": "image/png", "length": 9}',
        '{"media_type": "image/png", "length": [1]}',
        "x" * 90_000,
    ],
)
async def test_a_process_that_was_taken_over_is_not_believed(
    said: str, caplog: pytest.LogCaptureFixture
) -> None:
    talker = program("import sys", "sys.stdin.read()", f"print({said!r})")
    with caplog.at_level(logging.ERROR):
        assert await reason_of(talker) is Reason.FAILED
    assert "ended with status 0" in caplog.text


@pytest.mark.asyncio
async def test_a_process_that_talks_without_end_is_ended() -> None:
    head = json.dumps({"media_type": "image/png", "length": 3})
    talker = program(f"print({head!r})", "while True: print('x' * 1000)")
    copy = await clean_with(talker, [b"hoi"], seconds=20)
    assert copy.content == b"xxx"


@pytest.mark.asyncio
async def test_a_file_that_keeps_the_processor_busy_is_stopped_by_its_own_limit() -> None:
    lines = [
        "import sys; sys.path.insert(0, sys.argv[1])",
        "import bot.cleaning.limits as limits",
        "limits.hold(seconds=1)",
        "while True: pass",
    ]
    assert await reason_of((*program(*lines), COMMAND[-1])) is Reason.TOO_SLOW


@pytest.mark.asyncio
async def test_a_process_that_leaves_another_behind_does_not_hold_us_up() -> None:
    lines = ["import os, sys, time", "sys.stdin.read()", "os.fork() or time.sleep(9)"]
    assert await reason_of(program(*lines), seconds=0.3) is Reason.TOO_SLOW


LIMITED = (
    "import sys, os; sys.path.insert(0, sys.argv[1])",
    "from bot.cleaning.limits import hold",
    "hold()",
    "def write(): os.write(os.open(sys.argv[2], os.O_CREAT | os.O_WRONLY), b'x')",
    "def tried(act):",
    "    try: act(); return 'yes'",
    "    except (MemoryError, OSError) as no: return type(no).__name__",
    "said = [tried(lambda: bytes(600 << 20)), tried(write)]",
    "said += [str(dict(os.environ)), tried(lambda: [os.open('/', 0) for _ in range(20)])]",
    "said = ' '.join(said).encode()",
    'sys.stdout.buffer.write(b\'{"media_type": "image/png", "length": %d}\\n\' % len(said) + said)',
)


@pytest.mark.asyncio
async def test_the_process_has_no_memory_without_end_no_disk_and_no_environment(
    tmp_path: Path,
) -> None:
    command = (*program(*LIMITED), COMMAND[-1], str(tmp_path / "leak"))
    said = (await clean_with(command, [b""], seconds=20)).content
    assert said.startswith(b"MemoryError OSError {")
    assert b"PATH" not in said
    assert said.endswith(b"} OSError")
    assert not (tmp_path / "leak").read_bytes()


def test_the_process_answers_with_a_line_and_the_bytes() -> None:
    said = io.BytesIO()
    answer(io.BytesIO(b"hoi"), said)
    assert said.getvalue() == b'{"media_type": "text/plain; charset=utf-8", "length": 3}\nhoi'
    said = io.BytesIO()
    answer(io.BytesIO(b"MZ\0"), said)
    assert said.getvalue() == b'{"reason": "unknown"}\n'
