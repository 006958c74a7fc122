"""What a host has set, from the environment and `.env`; knows no other file and opens no door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cases.problems import Problem, Problems
from bot.settings.sources import ENVIRONMENT, NAMES, Sources
from bot.settings.values import (
    API_URL,
    CASE_CONTENTS,
    LOG_FORMATS,
    LOG_LEVELS,
    CaseContent,
    Listen,
    LogFormat,
    Unfit,
    api_url,
    bot_token,
    choice,
    data_folder,
    folder,
    health_token,
    is_loopback,
    language,
    listen,
    path,
    public_url,
    secret,
    send_rate,
    smtp_url,
    timezone,
)

__all__ = [
    "ENVIRONMENT",
    "NAMES",
    "CaseContent",
    "LogFormat",
    "Settings",
    "SettingsProblems",
    "Unfit",
    "is_loopback",
    "listen",
    "packaged_school",
    "read_settings",
]

_KEY = "maatje.key"
_LISTEN = Listen("127.0.0.1", 8080)
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Checked settings; an empty text means that it is not set. All paths are absolute."""

    bot_token: str = field(default="", repr=False)
    telegram_api_url: str = API_URL
    data_dir: Path
    school_dir: Path
    key_file: Path
    backup_dir: Path
    web_host: str = _LISTEN.host
    web_port: int = _LISTEN.port
    public_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    smtp_url: str = field(default="", repr=False)
    health_token: str = field(default="", repr=False)
    send_rate: float = 27.0
    case_content: CaseContent = "chat"
    default_language: str = "nl"
    timezone: ZoneInfo = _AMSTERDAM
    log_level: str = "INFO"
    log_format: LogFormat = "text"

    @property
    def uses_webhook(self) -> bool:
        """Telegram calls us; otherwise we ask Telegram."""
        return bool(self.bot_token and self.public_url and self.webhook_secret)


class SettingsProblems(Problems):
    """The settings cannot be used as they are.

    `rest` is for a check that goes on: it has the default of each setting named in `unfit`.
    """

    def __init__(
        self, problems: tuple[Problem, ...], rest: Settings, unfit: frozenset[str]
    ) -> None:
        super().__init__(problems)
        self.rest, self.unfit = rest, unfit


def packaged_school() -> Path:
    """The example school that comes with the program."""
    return Path(__file__).parent.parent / "data" / "noordhoek"


def read_settings(environ: Mapping[str, str], *, env_file: Path | None = Path(".env")) -> Settings:
    """The settings; what is in `environ` wins. Raises `SettingsProblems` with all mistakes."""
    problems: list[Problem] = []
    given = Sources(environ, env_file, problems)
    settings = _read(given)
    if problems:
        raise SettingsProblems(tuple(problems), settings, frozenset(given.unfit))
    return settings


def _read(given: Sources) -> Settings:
    data_dir = given.take("DATA_DIR", data_folder, Path("data").absolute())
    address = given.take("WEB_LISTEN", listen, _LISTEN)
    public = given.take("PUBLIC_URL", public_url, "")
    content: CaseContent = "page" if public else "chat"
    return Settings(
        bot_token=given.take("BOT_TOKEN", bot_token, ""),
        telegram_api_url=given.take("TELEGRAM_API_URL", api_url, API_URL),
        data_dir=data_dir,
        school_dir=given.take("SCHOOL_DIR", folder, packaged_school()),
        key_file=_key_file(given, data_dir),
        backup_dir=_backup_dir(given, data_dir),
        web_host=address.host,
        web_port=address.port,
        public_url=public,
        webhook_secret=given.take("WEBHOOK_SECRET", secret, ""),
        smtp_url=given.take("SMTP_URL", smtp_url, ""),
        health_token=given.take("HEALTH_TOKEN", health_token, ""),
        send_rate=given.take("SEND_RATE", send_rate, 27.0),
        case_content=given.take("CASE_CONTENT", choice(CASE_CONTENTS), content),
        default_language=given.take("DEFAULT_LANGUAGE", language, "nl"),
        timezone=given.take("TIMEZONE", timezone, _AMSTERDAM),
        log_level=given.take("LOG_LEVEL", choice(LOG_LEVELS), "INFO"),
        log_format=given.take("LOG_FORMAT", choice(LOG_FORMATS), "text"),
    )


def _key_file(given: Sources, data_dir: Path) -> Path:
    """A copy of the data folder must never hold the key that opens it."""
    folder = data_dir.parent
    if given.handed is not None and (given.handed / _KEY).exists():
        folder = given.handed
    key_file = given.take("KEY_FILE", path, folder / _KEY)
    if key_file.resolve().is_relative_to(data_dir.resolve()):
        given.object_to(
            "KEY_FILE",
            "KEY_FILE lies inside DATA_DIR, so every copy of the data holds its key.",
            "Name a file outside DATA_DIR, such as ../maatje.key.",
        )
    return key_file


def _backup_dir(given: Sources, data_dir: Path) -> Path:
    """A backup inside what it is a backup of would be lost with it."""
    backup_dir = given.take("BACKUP_DIR", data_folder, data_dir.parent / "backups")
    if backup_dir.resolve().is_relative_to(data_dir.resolve()):
        given.object_to(
            "BACKUP_DIR",
            "BACKUP_DIR lies inside DATA_DIR, so both would be lost together.",
            "Name a folder outside DATA_DIR, best on another disk.",
        )
    return backup_dir
