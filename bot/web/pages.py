"""The pages and files a browser loads, and the words on them; knows no contact."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from types import MappingProxyType

from aiohttp import web

from bot.evidence.intake import TOO_BIG, TOO_BIG_OF
from bot.i18n import I18n
from bot.text import N_, Text

NAME = "Maatje"

_NOTHING_RUNS = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

LABELS: Mapping[str, Text] = {
    "write": N_("Your message"),
    "send": N_("Send"),
    "attach": N_("Add a photo or file"),
    "record": N_("Record your voice"),
    "recording": N_("Recording."),
    "voice_hint": N_("People can recognise your voice."),
    "stop": N_("Stop recording"),
    "listen": N_("Listen to it first"),
    "cancel": N_("Throw away"),
    "retry": N_("Try again"),
    "unsent": N_("Not sent yet."),
    "sending": N_("Being sent"),
    "menu": N_("Menu"),
    "help": N_("Help now"),
    "leave": N_("Leave quickly"),
    "leave_how": N_("In a hurry? Tap Leave quickly, or press Esc twice."),
    "leave_kept": N_("Your browser may remember that you were here."),
    "privacy": N_("Who sees what"),
    "hear": N_("Read it out"),
    "hush": N_("Stop reading"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "offline": N_("No connection. I keep trying."),
    "newest": N_("New message"),
    "messages": N_("Messages"),
    "no_microphone": N_("I cannot use the microphone."),
    "too_big": TOO_BIG,
    **{f"too_big_{kind}": words for kind, words in TOO_BIG_OF.items()},
    "you": N_("You"),
    "kind_photo": N_("Photo"),
    "kind_video": N_("Film"),
    "kind_voice": N_("Voice message"),
    "kind_audio": N_("Sound"),
    "kind_file": N_("File"),
}

_NO_SCRIPT = N_("This page needs JavaScript. Call the school instead.")
_FIRST = {
    "hello": N_("Hi, I am Maatje. I help when something goes wrong online."),
    "danger": N_("Danger? Call 112."),
    "call": N_("Does nothing happen here? Call {phone}, or come to school."),
    "privacy": LABELS["privacy"],
    "leave": LABELS["leave"],
}
"""What stands there before any script runs, and stays where none may run."""
AWAY = "https://www.knmi.nl/nederland-nu/weer/verwachtingen"
"""Where somebody goes who leaves in a hurry: the weather, which anybody looks at."""
_ENROL = {
    "noscript": _NO_SCRIPT,
    "title": N_("Welcome to Maatje"),
    "explain": N_("This ties this device to you. Do it on your own device only."),
    "button": N_("This is me"),
    "lost": N_("No connection. Try again."),
}
_DEMO = {
    "noscript": _NO_SCRIPT,
    "demo": N_("Try it out"),
    "made_up": N_("Try it out: everyone here is made up."),
    "clock": N_("The clock of this demo"),
    "plus_hour": N_("+1 hour"),
    "next_day": N_("Next school day 8:15"),
    "next_monday": N_("Next Monday 8:00"),
    "people": N_("People"),
    "new": N_("New message"),
}


def labels(i18n: I18n, language: str) -> dict[str, str]:
    """Every word on the chat page, so that the page itself holds no sentence."""
    return {"bot": NAME} | {name: i18n.render(text, language) for name, text in LABELS.items()}


class Pages:
    """Reads the folder once: a file that was not there at the start is never served."""

    def __init__(self, i18n: I18n, phone: str) -> None:
        """`phone` is that of the school."""
        self._i18n, self._phone = i18n, phone
        self._files = {
            path.name: (path.read_bytes(), _TYPES[path.suffix])
            for path in _FOLDER.iterdir()
            if path.suffix in _TYPES
        }

    async def file(self, request: web.Request) -> web.Response:
        """One style sheet, module or picture."""
        found = self._files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        body, content_type = found
        response = web.Response(body=body, content_type=content_type, charset="utf-8")
        response.enable_compression()
        return response

    def chat(self, base: str, language: str) -> web.Response:
        """The chat page; it holds nothing about the person."""
        words = {name: text.of(phone=self._phone) for name, text in _FIRST.items()}
        more = {
            "bot": NAME,
            "away": AWAY,
            "phone": self._phone,
            "tel": re.sub(r"[^+0-9]", "", self._phone),
        }
        return self._page("chat.html", words, base, language, more)

    def enrol(self, base: str, language: str) -> web.Response:
        """The page behind an invitation; the code stays in the address."""
        return self._page("enrol.html", _ENROL, base, language)

    def demo(self) -> web.Response:
        """Everyone of the made-up school side by side."""
        return self._page("demo.html", _DEMO, "")

    def look(self, body: str, language: str, *, status: int = 200) -> web.Response:
        """The page for evidence; `body` is markup of ours in which every word is escaped."""
        frame = Template((_FOLDER / "look.html").read_text(encoding="utf-8"))
        direction = self._i18n.direction(language)
        whole = frame.substitute(language=html.escape(language), direction=direction, body=body)
        response = web.Response(text=whole, status=status, content_type="text/html")
        response.headers["Content-Security-Policy"] = _NOTHING_RUNS
        return response

    def _page(
        self,
        name: str,
        words: Mapping[str, Text],
        base: str,
        language: str = "",
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> web.Response:
        language = language or self._i18n.default
        values = {key: self._i18n.render(text, language) for key, text in words.items()}
        values |= {
            **more,
            "language": language,
            "direction": self._i18n.direction(language),
            "base": base,
        }
        page = Template((_FOLDER / name).read_text(encoding="utf-8"))
        escaped = {key: html.escape(value) for key, value in values.items()}
        return web.Response(text=page.substitute(escaped), content_type="text/html")
