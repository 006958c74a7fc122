"""What the network and Telegram do to a bot, in kinds that can be mixed; knows no bot."""

import random
from collections.abc import Sequence
from enum import StrEnum

from tests.botapi import BotApi

METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")


class Mix(StrEnum):
    """One kind of trouble."""

    TOO_MANY = "429"
    SERVER = "5xx"
    CUT = "cut"
    SLOW = "slow"


def trouble(api: BotApi, chance: random.Random, mixes: Sequence[Mix]) -> None:
    """Some of one kind of them, in place of what there was; now and then of all together."""
    api.delay(0)
    chosen = mixes if chance.random() < 1 / 4 else chance.choices(mixes, k=min(1, len(mixes)))
    for mix in chosen:
        method = chance.choice(METHODS)
        match mix:
            case Mix.TOO_MANY:
                api.fail(method, status=429, retry_after=1, times=chance.randint(1, 3))
            case Mix.SERVER:
                api.fail(method, status=chance.choice((500, 502, 504)), times=chance.randint(1, 3))
            case Mix.CUT:
                api.cut(method, times=chance.randint(0, 3))
                api.cut(chance.choice(METHODS), times=chance.randint(0, 3), after_accept=True)
            case Mix.SLOW:
                api.delay(chance.uniform(0.02, 0.2))
