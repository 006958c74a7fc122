"""People of the demo in a real browser: taps buttons by what they do, so that words may change."""

import re
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, expect

PATIENCE = 10_000  # milliseconds
SPOKEN = "Gesproken, mevrouw Haddad erbij."


@dataclass
class Requests:
    """What a page asked of any machine, and what it complained of."""

    urls: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen from now on."""
        page.on("request", lambda request: self.urls.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._said(said.type, said.text))

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def elsewhere(self, url: str) -> list[str]:
        """Requests to any other machine than the one at `url`."""
        return [asked for asked in self.urls if not asked.startswith((url, "data:", "blob:"))]


class Pane:
    """One person's chat: the whole window, or one of several side by side."""

    def __init__(self, place: Locator) -> None:
        self._place = place
        self.taps = 0
        self.typed = 0

    @property
    def words(self) -> Locator:
        """Everything said in this chat."""
        return self._place.locator(".list")

    def choice(self, does: str) -> Locator:
        """The newest button whose doing ends so."""
        return self._place.locator(f'.choice[data-does$="{does}"]:enabled').last

    async def tap(self, does: str) -> str:
        """Tap it once and wait until it is answered; all of what the button does."""
        button = self.choice(does)
        await expect(button).to_be_visible(timeout=PATIENCE)
        done = await button.get_attribute("data-does") or ""
        await button.click()
        self.taps += 1
        await self.settled()
        return done

    async def type(self, words: str) -> None:
        """Send one message and wait for the answer."""
        await expect(self.words.locator("> .message").first).to_be_visible(timeout=PATIENCE)
        await self._place.locator("textarea").fill(words)
        await self._place.locator("textarea").press("Enter")
        self.typed += 1
        await self.settled()

    async def settled(self) -> None:
        """Nothing is on its way any more, and the last word is Maatje's."""
        last = self.words.locator("> .message").last
        await expect(self._place.locator(".unsent")).to_have_count(0, timeout=PATIENCE)
        await expect(last).to_have_class(re.compile(r"\bbot\b"), timeout=PATIENCE)

    async def reads(self, words: str) -> None:
        """Wait until these words are there."""
        await expect(self.words).to_contain_text(words, timeout=PATIENCE)

    async def offered(self) -> list[str]:
        """What can be tapped in the newest message."""
        last = self.words.locator("> .message").last.locator(".choice:enabled")
        return [await one.get_attribute("data-does") or "" for one in await last.all()]


class Handler(Pane):
    """A colleague's chat."""

    async def opens(self, case_id: str) -> None:
        """Open the case from a message about it."""
        await self.tap(f"a:case:{case_id}")
        await self.sees_card(case_id)

    async def sees_card(self, case_id: str) -> None:
        """Wait until the newest message is this case's card."""
        card = self.words.locator("> .message").last.locator(f'[data-does="a:steps:{case_id}"]')
        await expect(card).to_be_visible(timeout=PATIENCE)

    async def does(self, case_id: str, step_id: str, *, words: str = SPOKEN) -> None:
        """Tick a step off and write down what it asks for."""
        button = f"a:done:{case_id}:{step_id}"
        await self._taps_step(button, case_id)
        for sure in [one for one in await self.offered() if one.startswith(f"{button}:")][:1]:
            await self.tap(sure)
        await self._answers(case_id, words)

    async def drops(self, case_id: str, step_id: str, reason: str) -> None:
        """Say that a step is not needed, and why."""
        await self._taps_step(f"a:drop:{case_id}:{step_id}", case_id)
        await self.type(reason)
        await self._answers(case_id)

    async def _taps_step(self, button: str, case_id: str) -> None:
        """On the card stands the first step only, the others on the list of all."""
        if button not in await self.offered():
            await self.tap(f"a:steps:{case_id}")
        await self.tap(button)

    async def _answers(self, case_id: str, words: str = SPOKEN) -> None:
        while any(does.startswith("f:") for does in await self.offered()):
            ways = [does for does in await self.offered() if re.search(r":way:\w+$", does)]
            await (self.tap(ways[0]) if ways else self.type(words))
        await self.sees_card(case_id)

    async def does_all(self, case_id: str, *, but: tuple[str, ...] = ()) -> list[str]:
        """Work off whatever is offered until nothing is; the steps in their order."""
        ended: list[str] = []
        while steps := await self._open_steps(case_id):
            step_id = steps[0].rsplit(":", 1)[1]
            if step_id in but:
                await self.drops(case_id, step_id, "Er komt geen maatregel.")
            else:
                await self.does(case_id, step_id)
            ended.append(step_id)
        await self.opens(case_id)
        return ended

    async def _open_steps(self, case_id: str) -> list[str]:
        """The buttons of what can be done now: on the card stands only what is their own."""
        start = f"a:done:{case_id}:"
        if not any(one.startswith(start) for one in await self.offered()):
            await self.tap(f"a:steps:{case_id}")
        return [one for one in await self.offered() if one.startswith(start)]
