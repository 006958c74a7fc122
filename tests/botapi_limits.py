"""What Telegram refuses in texts and keyboards; knows no chats and no HTTP."""

import re
from html.parser import HTMLParser
from typing import Any

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
CALLBACK_BYTES = 64
KEYBOARD_BUTTONS = 100
FILE_BYTES = 20 << 20
TWO_POLLERS = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_HTML_TAGS = re.compile(
    r"b|strong|i|em|u|ins|s|strike|del|code|pre|a|blockquote|tg-spoiler|tg-emoji|span"
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Refused(Exception):
    """An answer with `ok: false`; the description is Telegram's own wording."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


def bad(description: str) -> Refused:
    """A 400, as Telegram words it."""
    return Refused(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown_text(text: object, parse_mode: object) -> str:
    """The text a person sees; refuses what is empty, too long or broken HTML."""
    plain = _plain(str(text or ""), parse_mode).strip()
    if not plain:
        raise bad("message text is empty")
    if units(plain) > TEXT_UNITS:
        raise bad("message is too long")
    return plain


def shown_caption(caption: object, parse_mode: object) -> str:
    """The caption a person sees; may be empty."""
    plain = _plain(str(caption or ""), parse_mode).strip()
    if units(plain) > CAPTION_UNITS:
        raise bad("message caption is too long")
    return plain


def check_keyboard(markup: dict[str, Any] | None) -> None:
    """Refuses an inline keyboard that Telegram would refuse."""
    if not markup:
        return
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > KEYBOARD_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        _check_button(button)


def check_commands(commands: list[dict[str, str]]) -> None:
    """Refuses a command menu that Telegram would refuse."""
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad("BUTTON_TEXT_INVALID")
    if "url" in button:
        _check_link(str(button["url"]))
    elif "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_BYTES:
            raise bad("BUTTON_DATA_INVALID")
    elif "copy_text" in button:
        if not 1 <= len(button["copy_text"]["text"]) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    elif len(button) == 1:
        raise bad("text buttons are unallowed in the inline keyboard")


def _check_link(url: str) -> None:
    # A "tel:" button is a tempting idea that Telegram turns down.
    if not url.startswith(("http://", "https://", "tg://")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")


def _plain(text: str, parse_mode: object) -> str:
    if str(parse_mode or "").upper() != "HTML":
        return text
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    if stripper.open:
        raise bad(f"can't parse entities: Can't find end tag for '{stripper.open[-1]}'")
    return "".join(stripper.pieces)


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if not _HTML_TAGS.fullmatch(tag):
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad(f'can\'t parse entities: Unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
