"""Taps buttons by what they do, so that a test holds in every language; knows no sentence."""

from collections.abc import Awaitable, Callable

from bot.app import offers as app
from bot.cases.people import Role
from bot.settings import read_settings
from tests.bot_process import BotProcess
from tests.botapi_chats import Shown
from tests.phone import Phone

QUICK_REPORT = (("who", "self"), ("danger", "no"), ("kind", "insult"), ("doer", "student"))
"""The taps before the story of the shortest report a student can make."""


def datas(phone: Phone) -> list[str]:
    """What the buttons of the newest message that has any would send."""
    return [button.data or "" for button in phone.keyboard]


def on_screen(phone: Phone, end: str) -> tuple[Shown, str] | None:
    """The newest visible button whose data ends so, and the message it is on."""
    for message in reversed(phone.shown):
        for button in message.buttons:
            if button.data and _fits(button.data, end):
                return message, button.data
    return None


async def until_screen(phone: Phone, wanted: str, *, timeout: float = 10) -> None:  # noqa: ASYNC109
    """Wait until a button whose data is or ends so is visible; says what is there instead."""
    try:
        await phone.api.until(lambda: on_screen(phone, wanted), timeout=timeout)
    except TimeoutError as error:
        seen = f"{phone.messages[-3:]}, {datas(phone)}"
        raise AssertionError(f"No {wanted!r} in {timeout} s. On the screen: {seen}") from error


async def press(phone: Phone, end: str, *, timeout: float = 10) -> str:  # noqa: ASYNC109
    """Wait for the button whose data ends so, tap it once; what it sent."""
    await until_screen(phone, end, timeout=timeout)
    found = on_screen(phone, end)
    assert found is not None
    message, data = found
    await phone.press_data(data, message.message_id)
    return data


async def choose(phone: Phone, step: str, value: str) -> str:
    """Answer a question with one of its buttons."""
    return await press(phone, f":{step}:{value}")


async def asked(phone: Phone, step: str) -> None:
    """Wait until this question is on the screen, maybe with news below it."""
    await until_screen(phone, f":{step}:*")


async def report(phone: Phone, story: str, *, school_class: str = "1a") -> None:
    """The shortest report of a student, up to the receipt."""
    await phone.type("/melden")
    for step, value in QUICK_REPORT:
        await choose(phone, step, value)
    await asked(phone, "story")
    await phone.type(story)
    await choose(phone, "send", f"put.{school_class}")
    await choose(phone, "send", "send")
    await until_screen(phone, "a:codeonly:*")


async def enrol(bot: BotProcess, phone: Phone, role: Role, name: str, *classes: str) -> None:
    """Invite somebody beside the running bot, as the command line does, and let them in."""
    invited = await app.invite(read_settings(bot.env, env_file=None), role, name, classes)
    await phone.type(f"/start {invited.code}")
    await until_screen(phone, "a:cases")


def case_of(phone: Phone) -> str:
    """The id of the case that the newest message with a case button is about."""
    found = on_screen(phone, "a:case:*") or on_screen(phone, "a:steps:*")
    assert found is not None, phone.messages[-3:]
    return found[1].split(":")[2]


async def until_settled(phone: Phone, doing: Callable[[], Awaitable[object]]) -> None:
    """Do something to which the bot answers with a new screen, and wait for that screen."""
    before = datas(phone)
    await doing()
    await phone.api.until(lambda: datas(phone) and datas(phone) != before)


def _fits(data: str, end: str) -> bool:
    """`end` is all of the data, its end (":who:self"), a beginning ("a:case:*") or a step."""
    if end.startswith(":") and end.endswith("*"):
        return end[:-1] in data
    if end.endswith("*"):
        return data.startswith(end[:-1])
    return data == end or (end.startswith(":") and data.endswith(end))
