"""`maatje check` as a whole: asks Telegram what only Telegram knows, then lists all there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.checking import Finding, Outside, TokenAnswer, findings
from bot.clock import Clock
from bot.handlers.greeting import greet
from bot.settings import Settings, SettingsProblems, read_settings
from bot.store.audit import Head

_ANSWERS = {
    True: TokenAnswer.ACCEPTED,
    False: TokenAnswer.REFUSED,
    None: TokenAnswer.UNREACHED,
}


async def check(
    environ: Mapping[str, str],
    *,
    go_live: bool,
    env_file: Path | None = Path(".env"),
    log_head: tuple[int, str] | None = None,
) -> list[Finding]:
    """Everything that is wrong or not yet decided, errors first; changes nothing.

    `log_head` is how many lines the log had, and the mark that was sent of it.
    """
    clock = Clock()
    try:
        outside = await _ask(read_settings(environ, env_file=env_file), clock)
    except SettingsProblems as problems:
        usable = not problems.unfit & {"BOT_TOKEN", "TELEGRAM_API_URL"}
        outside = await _ask(problems.rest, clock) if usable else Outside()
    return await findings(
        environ,
        clock=clock,
        outside=outside,
        go_live=go_live,
        env_file=env_file,
        log_head=Head(*log_head) if log_head else None,
    )


async def _ask(settings: Settings, clock: Clock) -> Outside:
    """Without a token Telegram hears nothing of us."""
    if not settings.bot_token:
        return Outside()
    greeting = await greet(settings.telegram_api_url, settings.bot_token, clock)
    return Outside(_ANSWERS[greeting.known], greeting.ahead)
