"""A survey that goes to hundreds of people who said yes, in a house that is killed meanwhile."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.app.opening import open_house
from bot.cases.surveys import Survey
from bot.clock import Clock
from bot.settings import read_settings
from bot.store import campaigns, contacts
from bot.store.tx import Tx
from tests.bot_process import BotProcess
from tests.faults.reporters import Reporter

OPENS = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ABOUT = "vragenlijst"


def at_start(number: int) -> str:
    """What time it is at each start: a minute later than at the one before."""
    return (OPENS + timedelta(minutes=number)).isoformat()


async def plan_survey(bot: BotProcess, people: Sequence[Reporter]) -> None:
    """Everyone said yes, and its day comes with the first start."""
    clock = Clock()
    clock.travel(OPENS - timedelta(days=2))

    def begin(tx: Tx) -> None:
        campaigns.plan(tx, Survey.PROZO, 2026, "i-schumacher")
        for one in people:
            address = str(one.phone.person.user_id)
            met = contacts.meet(tx, "telegram", address, "nl")
            campaigns.want_news(tx, met.contact_ref, wants=True)

    async with open_house(read_settings(bot.env, env_file=None), clock=clock) as house:
        await house.writer.run(begin)


def has_it(one: Reporter) -> bool:
    return any(m.by_bot and ABOUT in m.text for m in one.phone.chat.messages.values())
