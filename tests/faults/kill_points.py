"""Where a bot that a test started may be made to die, for certain; the bot itself knows of none.

`CRASH_AT` names the point. It strikes once, the first time the bot comes by after a test laid
down the file `strike` in the bot's folder: until then, and after it, all goes on as ever.
"""

import functools
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from bot.conversations.sending import Sender
from bot.conversations.take import Conversations
from bot.evidence.intake import Intake
from bot.handlers import downloads, turns
from bot.handlers.incoming import Incoming
from bot.handlers.keeping import Keeper
from bot.store.keyring import Keyring
from bot.vault.files import FileSealer

STRIKE: Final = "strike"
BEFORE, AFTER = "before", "after"

Place = tuple[Any, str, str]

MESSAGE_POINTS: Final[Mapping[str, tuple[Place, ...]]] = {
    "heard, nothing kept": ((Keeper, "keep", BEFORE),),
    "in the inbox, not committed": ((Keeper, "_add", AFTER),),
    "in the inbox, the offset not moved": ((Keeper, "keep", AFTER),),
    "taken up, nothing done": ((Incoming, "work", BEFORE),),
    "done, not committed": ((Conversations, "take", AFTER),),
    "keys committed, rows not": ((Keyring, "save", AFTER),),
    "done and committed": ((turns, "end", AFTER), (downloads, "end", AFTER)),
    "in the outbox, not taken up": ((Sender, "_serve", BEFORE),),
    "taken up, not sent": ((Sender, "_deliver", BEFORE),),
    "sent, not noted": ((Sender, "_note", BEFORE),),
    "noted, not committed": ((Sender, "_end", AFTER),),
    "noted and committed": ((Sender, "_note", AFTER),),
}
"""The gaps of the chain inbox, work, outbox, sending, marking as sent."""

FILE_POINTS: Final[Mapping[str, tuple[Place, ...]]] = {
    "a file asked for": ((Intake, "_begin", AFTER),),
    "a file half written": ((FileSealer, "write", AFTER),),
    "a file written, not renamed": ((FileSealer, "_flush_all", AFTER),),
    "a file renamed, not committed": ((FileSealer, "finish", AFTER),),
    "a file in a row, not committed": ((Intake, "_finish", AFTER),),
    "a file committed": ((Intake, "take", AFTER),),
}
POINTS: Final = {**MESSAGE_POINTS, **FILE_POINTS}


def lay(env: Mapping[str, str]) -> None:
    """Lay the point that the settings name into this process; without one do nothing."""
    named = env.get("CRASH_AT")
    if not named:
        return
    for owner, name, when in POINTS[named]:
        setattr(owner, name, _dying(getattr(owner, name), Path(STRIKE).absolute(), when))


def _die(strike: Path) -> None:
    if strike.exists():
        strike.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def _dying(act: Callable[..., Any], strike: Path, when: str) -> Callable[..., Any]:
    """The same act, and the power goes right before or right after it."""
    if when == BEFORE:

        @functools.wraps(act)
        def before(*told: Any, **more: Any) -> Any:
            _die(strike)
            return act(*told, **more)

        return before

    @functools.wraps(act)
    def after(*told: Any, **more: Any) -> Any:
        done = act(*told, **more)
        if hasattr(done, "__await__"):
            return _awaited(done, strike)
        _die(strike)
        return done

    return after


async def _awaited(coming: Any, strike: Path) -> Any:
    done = await coming
    _die(strike)
    return done
