"""Lists everything that is wrong or not yet decided; asks no network and changes nothing.

What only the network knows is handed in as `Outside`.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from bot.cases.school import School
from bot.checking.backups import check_backups, on_hold
from bot.checking.catalogs import check_catalogs
from bot.checking.datafolder import open_data
from bot.checking.finding import Finding, Level, error, of_problem, warning
from bot.checking.keys import check_keys
from bot.checking.log import check_log
from bot.checking.reach import nobody_yet, ownerless, unreached
from bot.checking.schoolfolder import read_folder
from bot.clock import Clock
from bot.i18n import locales_folder
from bot.settings import Settings, SettingsProblems, read_settings
from bot.store.audit import Head
from bot.store.tx import Tx

__all__ = ["Finding", "Level", "Outside", "TokenAnswer", "findings"]

_CLOCK_MAY_BE_OFF: Final = timedelta(seconds=10)
_CLOCK_IS_WRONG: Final = timedelta(minutes=5)
_TELEGRAM_ALLOWS: Final = 30


class TokenAnswer(StrEnum):
    """What Telegram said of the token."""

    NOT_ASKED = "not_asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREACHED = "unreached"


@dataclass(frozen=True)
class Outside:
    """What only the network knows; `clock_ahead` is our clock minus theirs, None: not asked."""

    token: TokenAnswer = TokenAnswer.NOT_ASKED
    clock_ahead: timedelta | None = None


async def findings(
    environ: Mapping[str, str],
    *,
    clock: Clock,
    outside: Outside = Outside(),
    go_live: bool = False,
    env_file: Path | None = Path(".env"),
    locales: Path | None = None,
    log_head: Head | None = None,
) -> list[Finding]:
    """Everything there is to say, errors first; empty when all is in order.

    `log_head` is a mark of the log that somebody kept.
    """
    unfit: frozenset[str] = frozenset()
    found: list[Finding] = []
    try:
        settings = read_settings(environ, env_file=env_file)
    except SettingsProblems as problems:
        settings, unfit = problems.rest, problems.unfit
        found += (of_problem(problem) for problem in problems.problems)
    of_files, school = await asyncio.to_thread(_of_files, settings, unfit, clock, go_live, locales)
    found += of_files
    if not unfit & {"DATA_DIR", "KEY_FILE"}:
        found += await _of_data(settings, clock, log_head, school, go_live=go_live)
        found += await asyncio.to_thread(_of_backups, settings, clock, go_live)
    found += _of_outside(outside)
    return sorted(found, key=lambda finding: finding.level)


def _of_files(
    settings: Settings, unfit: frozenset[str], clock: Clock, go_live: bool, locales: Path | None
) -> tuple[list[Finding], School | None]:
    """What the files say, and the school if it can be read; nothing of a setting that is unfit."""
    found: list[Finding] = []
    school = None
    if "SCHOOL_DIR" not in unfit:
        today = clock.now().astimezone(settings.timezone).date()
        read = read_folder(settings.school_dir, today, go_live=go_live)
        found += read.findings
        school = read.school
    if not unfit:
        found += _unlikely(settings, school)
        found += _no_way_in(settings, go_live=go_live)
    folder = locales or locales_folder()
    found += check_catalogs(folder, default=settings.default_language, go_live=go_live)
    return found, school


def _of_backups(settings: Settings, clock: Clock, go_live: bool) -> list[Finding]:
    """Without data there is nothing to back up yet."""
    if not (settings.data_dir / "maatje.db").exists():
        return []
    return [*check_backups(settings, clock, go_live=go_live)]


async def _of_data(
    settings: Settings,
    clock: Clock,
    log_head: Head | None,
    school: School | None,
    *,
    go_live: bool,
) -> list[Finding]:
    data = await open_data(settings, clock)
    if data.reader is None:
        return [*data.findings, *(() if data.exists else nobody_yet(go_live=go_live))]
    try:
        found = await data.reader.read(lambda tx: _of_rows(tx, settings, log_head, school))
    except sqlite3.Error:
        what = "The database is of an older release, so what is in it was not looked at."
        mend = "Make a backup with that release first; the next maatje run brings it up to date."
        return [*data.findings, warning("DATA_DIR", what, mend)]
    else:
        return [*data.findings, *found]
    finally:
        await data.reader.close()


def _of_rows(
    tx: Tx, settings: Settings, log_head: Head | None, school: School | None
) -> list[Finding]:
    return [
        *unreached(tx),
        *(ownerless(tx, school) if school else ()),
        *on_hold(tx),
        *check_keys(tx, settings),
        *check_log(tx, log_head),
    ]


def _unlikely(settings: Settings, school: School | None) -> Iterator[Finding]:
    """Settings that are allowed each, but do not go together."""
    if settings.case_content == "page" and not settings.public_url:
        what = "Staff read on a page, but there is no address of it to send them."
        yield warning("CASE_CONTENT", what, "Set PUBLIC_URL, or CASE_CONTENT=chat.")
    if settings.webhook_secret and not settings.uses_webhook:
        what = "A webhook also needs BOT_TOKEN and PUBLIC_URL; without, we ask Telegram."
        yield warning("WEBHOOK_SECRET", what, "Set both, or leave this one empty.")
    if settings.bot_token and not 0 < settings.send_rate <= _TELEGRAM_ALLOWS:
        what = "Telegram refuses more than 30 messages a second."
        yield warning("SEND_RATE", what, "Set it to 27.")
    if school is not None and school.timezone != settings.timezone.key:
        what = "The school folder names another time zone."
        yield warning("TIMEZONE", what, "Write the same in both.")


def _no_way_in(settings: Settings, *, go_live: bool) -> Iterator[Finding]:
    """Students have the page alone, and on this machine itself nobody of them sits."""
    if go_live and not settings.public_url:
        what = "There is no address at which students can open the page."
        mend = (
            "Put a proxy with TLS before Maatje (deploy/proxy) and set PUBLIC_URL to its address."
        )
        yield error("PUBLIC_URL", what, mend)


def _of_outside(outside: Outside) -> Iterator[Finding]:
    if outside.token is TokenAnswer.REFUSED:
        mend = "Put the one from @BotFather in BOT_TOKEN."
        yield error("BOT_TOKEN", "Telegram refuses the bot token.", mend)
    if outside.token is TokenAnswer.UNREACHED:
        mend = "Check the network and TELEGRAM_API_URL."
        yield warning("BOT_TOKEN", "Telegram could not be reached to ask after the token.", mend)
    off = abs(outside.clock_ahead or timedelta(0))
    if off > _CLOCK_MAY_BE_OFF:
        what = f"The clock of this machine is {off.total_seconds():.0f} seconds off."
        mend = "Let it follow a time server."
        yield warning("clock", what, mend, is_error=off > _CLOCK_IS_WRONG)
