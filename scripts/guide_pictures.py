"""Draws the pictures of the guides from the running demo; knows who does what, no sentence of ours.

One day is lived through: a student tells, the mentor works, others are asked. Where it matters, a
picture is taken. The case gets another name each time, the rest stays.
"""

import asyncio
import io
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, expect

from scripts.demo_phone import ROOT, Phone

FOLDER = ROOT / "docs" / "guides" / "pictures"
SHARP = 1.5
COLOURS = 48
SHORTEST = ("who:self", "danger:no", "kind:threat", "doer:student")
STORY = "ze gaan me opwachten bij het station zeggen ze"
QUESTION = "Zien jullie een patroon?"
ANSWER = "Dank je wel. Ik ga hier nu mee aan het werk."
POST = "Ik wil een foto van mijn klas op mijn eigen instagram zetten"


async def draw_guides(browser: Browser, url: str) -> list[Path]:
    """Every picture, in the order in which things happen."""
    album = _Album(browser, url)
    await _student(album)
    await _mentor(album)
    await _asked(album)
    await _hears(album)
    await _management(album)
    await _others(album)
    return album.paths


class _Album:
    """Who takes part, and what was taken."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._phones: dict[str, Phone] = {}
        self.paths: list[Path] = []
        self.case = ""

    async def phone(self, slug: str) -> Phone:
        """Somebody's phone, the same one each time."""
        if slug not in self._phones:
            self._phones[slug] = await Phone.of(self._browser, self._url, slug, sharp=SHARP)
        return self._phones[slug]

    async def take(self, name: str, phone: Phone) -> None:
        """A picture of the newest message and what stands under it."""
        await phone.to_top()
        await phone.page.mouse.move(0, 0)  # no button looks pressed
        shot = await phone.page.screenshot()
        path = FOLDER / f"{name}.png"
        await asyncio.to_thread(_write, shot, path)
        self.paths.append(path)


def _write(shot: bytes, path: Path) -> None:
    """In few colours: text on planes needs no more, and it is a third of the size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


async def _student(album: _Album) -> None:
    student = await album.phone("leerling")
    await student.type("/start")
    await album.take("leerling-menu", student)
    await student.tap("a:more")
    await student.tap("a:practice", "who:self", "danger:no", "kind:insult", "doer:student")
    await student.type("ze schelden in de groepsapp")
    await album.take("leerling-oefenen", student)
    await student.tap("send:x")
    await student.type("/melden")
    await student.tap(*SHORTEST[:2])
    await album.take("leerling-soort", student)
    await student.tap(*SHORTEST[2:])
    await student.type(STORY)
    await student.tap("send:put.1a")
    await album.take("leerling-versturen", student)
    await student.tap("send:send")
    album.case = (await student.does("a:codeonly:")).rsplit(":", 1)[1]


async def _mentor(album: _Album) -> None:
    mentor = await album.phone("mentor")
    await expect(mentor.choice(f"a:case:{album.case}")).to_be_visible()
    await album.take("mentor-bericht", mentor)
    await mentor.tap(f"a:case:{album.case}")
    await album.take("mentor-zaak", mentor)
    await mentor.tap(f"a:people:{album.case}", f"a:som:{album.case}", "facts:+skip")
    await album.take("mentor-som", mentor)
    await mentor.type("/zaken")
    await mentor.tap(f"a:case:{album.case}", f"a:reply:{album.case}")
    await mentor.type(ANSWER)
    await mentor.tap(f"a:casemore:{album.case}", f"a:ask:{album.case}", ":n-haddad")
    await mentor.type(QUESTION)


async def _asked(album: _Album) -> None:
    care = await album.phone("zorgteam")
    await expect(care.choice(f"a:case:{album.case}")).to_be_visible()
    await album.take("zorgteam-bericht", care)
    await care.tap(f"a:case:{album.case}", f"a:advise:{album.case}")
    await album.take("zorgteam-advies", care)
    await care.type("/zorgoverleg")
    await album.take("zorgteam-zorgoverleg", care)


async def _hears(album: _Album) -> None:
    student = await album.phone("leerling")
    await student.tap(f"a:mine:{album.case}")
    await album.take("leerling-antwoord", student)
    await student.type("/hulp")
    await album.take("leerling-hulp", student)


async def _management(album: _Album) -> None:
    management = await album.phone("mt")
    await management.type("/zaken")
    await album.take("mt-zaken", management)
    await management.tap(f"a:case:{album.case}", f"a:steps:{album.case}")
    await album.take("mt-stappen", management)
    await management.type("/team")
    await album.take("mt-team", management)
    coordinator = await album.phone("csv")
    await coordinator.type("/overzicht")
    await album.take("csv-cijfers", coordinator)
    await coordinator.type("/agenda")
    await album.take("csv-agenda", coordinator)


async def _others(album: _Album) -> None:
    parent = await album.phone("ouder")
    await parent.type("/melden")
    await album.take("ouder-begin", parent)
    await parent.tap("who:parent", "danger:no", "kind:insult", "doer:student")
    await album.take("ouder-kind", parent)
    colleague = await album.phone("medewerker")
    await colleague.type("/mag")
    await colleague.tap("asker:staff")
    await colleague.type(POST)
    await album.take("medewerker-mag", colleague)
    confidant = await album.phone("vertrouwenspersoon")
    await confidant.type("/start")
    await album.take("vertrouwenspersoon-menu", confidant)
    await confidant.type("/contact")
    await album.take("vertrouwenspersoon-contact", confidant)
