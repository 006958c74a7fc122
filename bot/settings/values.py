"""What each setting may hold; knows not where it was written, and never repeats a value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

CaseContent = Literal["page", "chat"]
LogFormat = Literal["text", "json"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
C = TypeVar("C", bound=str)

API_URL: Final = "https://api.telegram.org"
CASE_CONTENTS: Final[tuple[CaseContent, ...]] = ("page", "chat")
LOG_FORMATS: Final[tuple[LogFormat, ...]] = ("text", "json")
LOG_LEVELS: Final[tuple[LogLevel, ...]] = ("DEBUG", "INFO", "WARNING", "ERROR")

_TOKEN: Final = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_LONG: Final = re.compile(r"[A-Za-z0-9._~+/=-]{32,256}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_LAST_PORT: Final = 65535


class Unfit(ValueError):
    """A value that cannot be used: `what` follows the setting's name in a sentence."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what} {mend}")
        self.what, self.mend = what, mend


class Listen(NamedTuple):
    """Where the web door listens; port 0 is any free one."""

    host: str
    port: int


def bot_token(value: str) -> str:
    """A token as BotFather gives it."""
    if not _TOKEN.fullmatch(value):
        raise Unfit("is not a bot token.", "Copy it whole from @BotFather, or leave it empty.")
    return value


def api_url(value: str) -> str:
    """The root address of a Bot API, without a slash at its end."""
    parts = _web_address(value)
    if "bot" in parts.path.split("/"):
        raise Unfit("ends in /bot.", f"Give the root address only, such as {API_URL}.")
    return value.rstrip("/")


def public_url(value: str) -> str:
    """The address of the site's root, without a slash at its end."""
    parts = _web_address(value)
    if parts.path.strip("/"):
        raise Unfit("has a path, but the web chat is at the root.", "Give the site only.")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise Unfit("is not https, so what people write could be read.", "Use an https address.")
    return value.rstrip("/")


def smtp_url(value: str) -> str:
    """A mail server, with name and password when it asks for them."""
    mend = "Write it as smtps://name:password@host:465."
    parts = _split(value, mend)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/"):
        raise Unfit("is not the address of a mail server.", mend)
    return value


def listen(value: str) -> Listen:
    """`host:port`, an IPv6 address in brackets."""
    host, colon, port = value.rpartition(":")
    unfit = Unfit("is not host:port.", "Write it as 127.0.0.1:8080 or [::1]:8080.")
    if not colon or not port.isascii() or not port.isdigit() or int(port) > _LAST_PORT:
        raise unfit
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
        if not _is_ip(host, version=6):
            raise unfit
    elif not _HOST.fullmatch(host) or (host[-1].isdigit() and not _is_ip(host, version=4)):
        raise unfit
    return Listen(host, int(port))


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def path(value: str) -> Path:
    """A file or folder, wherever the program is started from later on."""
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError:
        raise Unfit("begins with ~, but there is no home folder.", "Write it whole.") from None


def folder(value: str) -> Path:
    """A folder that is there."""
    found = path(value)
    if not found.is_dir():
        raise Unfit("names a folder that is not there.", "Make the folder, or mend the name.")
    return found


def data_folder(value: str) -> Path:
    """A folder that is there or can be made."""
    found = path(value)
    if found.exists() and not found.is_dir():
        raise Unfit("names a file.", "Name a folder; it is made when it is not there.")
    return found


def secret(value: str) -> str:
    """What Telegram takes as a secret of a webhook."""
    if not _SECRET.fullmatch(value):
        mend = "Use 1 to 256 of A-Z, a-z, 0-9, _ and -."
        raise Unfit("holds a sign that Telegram refuses, or too many.", mend)
    return value


def health_token(value: str) -> str:
    """What opens the page of the machine's health from elsewhere: too long to be guessed."""
    if not _LONG.fullmatch(value):
        mend = "Use at least 32 letters and digits, such as openssl rand -hex 32 prints."
        raise Unfit("is too short or holds a sign that no header takes.", mend)
    return value


def send_rate(value: str) -> float:
    """Messages a second; 0 is unpaced."""
    unfit = Unfit("is not a number from 0.", "Write it as 27, or 0 for unpaced.")
    try:
        rate = float(value)
    except ValueError:
        raise unfit from None
    if not math.isfinite(rate) or rate < 0:
        raise unfit
    return rate


def language(value: str) -> str:
    """A language's short code."""
    if not _LANGUAGE.fullmatch(value):
        raise Unfit("is not a language.", "Write its short code, such as nl.")
    return value


def timezone(value: str) -> ZoneInfo:
    """A time zone by its name."""
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unfit("is not a time zone.", "Write its name, such as Europe/Amsterdam.") from None


def choice(choices: tuple[C, ...]) -> Callable[[str], C]:
    """One of these words, however it is capitalised."""

    def chosen(value: str) -> C:
        for one in choices:
            if one.lower() == value.lower():
                return one
        *others, last = choices
        raise Unfit("is none of the words it may be.", f"Write {', '.join(others)} or {last}.")

    return chosen


def _web_address(value: str) -> SplitResult:
    mend = "Write it as https://example.org."
    parts = _split(value, mend)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unfit("is not a web address.", mend)
    try:
        parts.netloc.encode("idna")  # as it is called on the network
    except UnicodeError:
        raise Unfit("is not a web address.", mend) from None
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise Unfit("holds more than an address.", "Leave out what follows ? or #, and any name@.")
    return parts


def _split(value: str, mend: str) -> SplitResult:
    unfit = Unfit("is not an address.", mend)
    if any(sign.isspace() for sign in value):
        raise unfit
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise unfit from None
    return parts


def _is_ip(host: str, *, version: int) -> bool:
    try:
        return ip_address(host).version == version
    except ValueError:
        return False
