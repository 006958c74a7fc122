"""A colleague on a phone who works a case to its end; knows buttons, not the route."""

from functools import partial

from tests.conversing import (
    asked,
    case_of,
    choose,
    datas,
    on_screen,
    press,
    until_screen,
    until_settled,
)
from tests.phone import Phone


async def open_case(phone: Phone) -> str:
    """Tap the newest message about a case and wait for its card; the case's id."""
    await until_screen(phone, "a:case:*")
    case_id = case_of(phone)
    await press(phone, f"a:case:{case_id}")
    await on_card(phone, case_id)
    return case_id


async def on_card(phone: Phone, case_id: str) -> None:
    """Wait until the newest screen is this case's card."""
    await phone.api.until(lambda: f"a:steps:{case_id}" in datas(phone))


async def all_steps(phone: Phone, case_id: str) -> None:
    """Look at the whole route, with the buttons of everything that can be done now."""
    await until_settled(phone, partial(press, phone, f"a:steps:{case_id}"))


async def tick(phone: Phone, case_id: str, step_id: str, *, words: str = "Gedaan.") -> None:
    """Do one step, and write down what it asks for."""
    button = f"a:done:{case_id}:{step_id}"
    if button not in datas(phone):  # on the card stands the first step only
        await all_steps(phone, case_id)
    await until_settled(phone, partial(press, phone, button))
    for sure in [data for data in datas(phone) if data.startswith(f"{button}:")][:1]:
        await until_settled(phone, partial(press, phone, sure))
    while any(data.startswith("f:") for data in datas(phone)):
        await until_settled(phone, partial(_answer, phone, words))
    await on_card(phone, case_id)


async def tick_all(phone: Phone, case_id: str) -> list[str]:
    """Do whatever step is offered until none is left; the steps in their order."""
    done: list[str] = []
    while waiting := await _open_steps(phone, case_id):
        done.append(waiting[0].rsplit(":", 1)[1])
        await tick(phone, case_id, done[-1])
    await press(phone, f"a:case:{case_id}")
    await on_card(phone, case_id)
    return done


async def _open_steps(phone: Phone, case_id: str) -> list[str]:
    """The buttons of what can be done now: on the card stands only what is their own."""
    if not _steps_in(phone, case_id):
        await all_steps(phone, case_id)
    return _steps_in(phone, case_id)


def _steps_in(phone: Phone, case_id: str) -> list[str]:
    return [data for data in datas(phone) if data.startswith(f"a:done:{case_id}:")]


async def advise(care: Phone, case_id: str, *, progress: str, settled: str) -> None:
    """The care team's answer: what was done, what was settled, and who may know."""
    await press(care, f"a:advise:{case_id}")
    await asked(care, "progress")
    await care.type(progress)
    await asked(care, "settlement")
    await care.type(settled)
    await choose(care, "evaluation", "+skip")
    for role in ("mentor", "management", "safety_coordinator"):
        await choose(care, "advicetold", role)
    await choose(care, "advicetold", "+done")
    await on_card(care, case_id)


async def close(
    phone: Phone, case_id: str, *, outcome: str, words: str, urgent: bool = False
) -> None:
    """End the case and tell the reporter how it ended; of an urgent one say why it can.

    Where the reporter wrote last, it is asked whether they still wait for an answer.
    """
    anyway, ways = f"a:closenow:{case_id}", f":outcome:{outcome}"
    await press(phone, f"a:close:{case_id}")
    await phone.api.until(lambda: on_screen(phone, anyway) or on_screen(phone, ways))
    if on_screen(phone, anyway):
        await press(phone, anyway)
    await choose(phone, "outcome", outcome)
    if urgent:
        await asked(phone, "whyclose")
        await phone.type("Er is gepraat, en het is nu veilig.")
    await until_screen(phone, ":lastwords:+skip")
    await phone.type(words)
    if urgent:
        await choose(phone, "sure", "yes")
    await phone.api.until(lambda: f"a:reopen:{case_id}" in datas(phone))


async def _answer(phone: Phone, words: str) -> None:
    """The first of the ways that are offered, else words."""
    ways = [data for data in datas(phone) if ":way:" in data and data[-1] not in "<x!"]
    if ways:
        await press(phone, ways[0])
    else:
        await phone.type(words)
