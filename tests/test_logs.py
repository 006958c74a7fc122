"""The log tells where and which id, and holds no token, no name and nobody's words."""

from __future__ import annotations

import asyncio
import json
import logging
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from io import StringIO
from pathlib import Path

import aiosqlite
import httpx
import pytest

from bot.cases.problems import Problem, SchoolProblems
from bot.logs import setup_logging
from bot.settings import Settings, read_settings
from tests.logged import logging_as_it_was

TOKEN = "123456789:AAE-a_made-up-token-of-thirty-five1"  # noqa: S105
PASSWORD = "a-made-up-password"  # noqa: S105
CANARY = "Kanarie van der Test"

log = logging.getLogger("bot.somewhere")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    with logging_as_it_was():
        yield


def settings(**environ: str) -> Settings:
    smtp = f"smtps://post:{PASSWORD}@mail.example:465"
    return read_settings({"BOT_TOKEN": TOKEN, "SMTP_URL": smtp, **environ}, env_file=None)


def started(**environ: str) -> StringIO:
    stream = StringIO()
    setup_logging(settings(**environ), stream=stream)
    return stream


def test_a_line_says_when_how_bad_and_where() -> None:
    stream = started()
    log.info("case %s is opened", "a1b2")
    [line] = stream.getvalue().splitlines()
    assert line.endswith("Z INFO bot.somewhere: case a1b2 is opened")


def test_a_machine_gets_one_object_a_line() -> None:
    stream = started(LOG_FORMAT="json")
    try:
        raise KeyError(CANARY)  # noqa: TRY301
    except KeyError:
        log.exception("job %s failed\nat once", "digest")
    [line] = stream.getvalue().splitlines()
    told = json.loads(line)
    assert told["message"] == "job digest failed\nat once"
    assert told["error"].startswith("KeyError at test_logs.py:")
    assert set(told) == {"at", "level", "logger", "message", "error"}


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
@pytest.mark.parametrize(
    "library", ["httpx", "httpcore", "aiohttp.access", "telegram.ext", "apscheduler", "aiosqlite"]
)
def test_a_library_is_heard_from_a_warning_on(library: str, level: str) -> None:
    stream = started(LOG_LEVEL=level)
    logging.getLogger(library).info("POST /bot%s/sendMessage", TOKEN)
    assert not stream.getvalue()
    logging.getLogger(library).warning("something")
    assert "something" in stream.getvalue()


def test_our_own_words_follow_the_level() -> None:
    stream = started(LOG_LEVEL="ERROR")
    log.warning("quiet")
    logging.getLogger("httpx").warning("quiet too")
    log.error("loud")
    assert "quiet" not in stream.getvalue()
    assert "loud" in stream.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_t67_the_token_is_in_no_part_of_a_record(form: str) -> None:
    stream = started(LOG_FORMAT=form, LOG_LEVEL="DEBUG")
    asked = urllib.request.Request(f"https://api.example/bot{TOKEN}/getMe")
    quoted = TOKEN.replace(":", "%3A")
    log.debug("asked %s of %r, %s", asked.full_url, {"token": TOKEN}, quoted)
    log.debug(f"whole {TOKEN}, half {TOKEN[10:]}, mail {PASSWORD}", stack_info=True)  # noqa: G004
    try:
        raise HTTPException(asked.full_url)  # noqa: TRY301
    except HTTPException:
        log.exception("not reached")
    assert TOKEN not in stream.getvalue()
    assert TOKEN[10:] not in stream.getvalue()
    assert PASSWORD not in stream.getvalue()
    assert stream.getvalue().count("***") == 6


def test_another_bots_token_is_hidden_by_its_shape() -> None:
    stream = started(BOT_TOKEN="")
    log.warning("asked https://api.example/bot%s/getMe", TOKEN)
    assert "/bot***/getMe" in stream.getvalue()


def test_t37_somebodys_words_in_an_exception_are_not_told() -> None:
    stream = started()
    try:
        try:
            dict[str, str]().pop(CANARY)
        except KeyError as lost:
            raise ExceptionGroup(CANARY, [ValueError(CANARY), OSError(28, "No space")]) from lost
    except ExceptionGroup:
        log.exception("stopped")
    assert CANARY not in stream.getvalue()
    for part in ("ExceptionGroup", "[ValueError", "OSError (No space)", "because of KeyError"):
        assert part in stream.getvalue()


def test_our_own_exceptions_may_say_what_is_wrong() -> None:
    stream = started()
    try:
        raise SchoolProblems((Problem("school.toml:3", "No name.", "Write it."),))  # noqa: TRY301
    except SchoolProblems:
        log.exception("not started")
    assert "SchoolProblems (school.toml:3: No name. Write it.)" in stream.getvalue()


def test_a_second_setup_takes_the_place_of_the_first() -> None:
    first, second = started(), started()
    log.warning("once")
    assert not first.getvalue()
    assert second.getvalue().count("once") == 1


def test_a_record_that_cannot_be_written_is_not_shown_either(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stream = started()
    stream.close()
    log.warning("about %s", CANARY)
    said = capsys.readouterr().err
    assert said == "A line of the log of bot.somewhere could not be written.\n"


def test_values_that_do_not_fit_never_reach_the_one_who_logs() -> None:
    stream = started()
    record = logging.makeLogRecord({"name": "bot", "msg": "case %d", "args": (CANARY,)})
    logging.getLogger().handlers[-1].handle(record)
    assert "do not fit" in stream.getvalue()
    assert CANARY not in stream.getvalue()


@pytest.mark.asyncio
async def test_real_libraries_at_debug_tell_nothing(tmp_path: Path) -> None:
    stream = started(LOG_LEVEL="DEBUG")
    async with aiosqlite.connect(tmp_path / "some.db") as db:
        await db.execute("CREATE TABLE t (words TEXT)")
        await db.execute("INSERT INTO t VALUES (?)", (CANARY,))
        await db.commit()
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post(f"http://127.0.0.1:9/bot{TOKEN}/sendMessage", content=CANARY)
    assert not stream.getvalue()


@pytest.mark.asyncio
async def test_a_task_that_dies_unseen_tells_no_words() -> None:
    stream = started()
    loop = asyncio.get_running_loop()
    died = ValueError(CANARY)
    loop.default_exception_handler({"message": "A task died", "exception": died, "task": died})
    assert "A task died" in stream.getvalue()
    assert "ValueError" in stream.getvalue()
    assert CANARY not in stream.getvalue()
