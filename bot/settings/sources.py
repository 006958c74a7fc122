"""Where each setting was written: the environment, a secret's own file or `.env`.

Knows no meaning of a value.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Final, TypeVar

from dotenv.parser import Binding, parse_stream

from bot.cases.problems import Problem
from bot.settings.values import Unfit

T = TypeVar("T")

ENVIRONMENT: Final = "environment"
NAMES: Final = (
    "BOT_TOKEN",
    "TELEGRAM_API_URL",
    "DATA_DIR",
    "SCHOOL_DIR",
    "KEY_FILE",
    "BACKUP_DIR",
    "WEB_LISTEN",
    "PUBLIC_URL",
    "WEBHOOK_SECRET",
    "SMTP_URL",
    "HEALTH_TOKEN",
    "SEND_RATE",
    "CASE_CONTENT",
    "DEFAULT_LANGUAGE",
    "TIMEZONE",
    "LOG_LEVEL",
    "LOG_FORMAT",
)

SECRETS: Final = ("BOT_TOKEN", "WEBHOOK_SECRET", "SMTP_URL", "HEALTH_TOKEN")
"""What may lie in a file of its own, where systemd, Docker or Kubernetes hand out secrets."""
CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"


class Sources:
    """Hands out values by name and notes, with the place, why one cannot be used."""

    def __init__(
        self, environ: Mapping[str, str], env_file: Path | None, problems: list[Problem]
    ) -> None:
        """What is set in `environ` wins, also when it is empty there."""
        self._problems = problems
        self.unfit: set[str] = set()
        self.handed: Path | None = None
        """The folder with secrets that somebody hands this process."""
        self._values: dict[str, str] = {}
        self._places: dict[str, str] = {}
        if env_file is not None:
            self._read(env_file)
        for name in NAMES:
            if name in environ:
                self._values[name], self._places[name] = environ[name], ENVIRONMENT
        if handed := environ.get(CREDENTIALS):
            self.handed = Path(handed)
            self._read_secrets(self.handed, {name for name in SECRETS if environ.get(name)})

    def take(self, name: str, read: Callable[[str], T], default: T) -> T:
        """The value as `read` makes it; the default when empty or not set, or unfit."""
        value = self._values.get(name, "").strip()
        if not value:
            return default
        try:
            return read(value)
        except Unfit as unfit:
            self.object_to(name, f"{name} {unfit.what}", unfit.mend)
            return default

    def object_to(self, name: str, what: str, mend: str) -> None:
        """Note a problem at the place where `name` was set; the data folder's when it was not."""
        place = self._places.get(name) or self._places.get("DATA_DIR") or ENVIRONMENT
        self._problems.append(Problem(place, what, mend))
        self.unfit.add(name)

    def _read_secrets(self, folder: Path, given: Collection[str]) -> None:
        """A file named after its setting; whoever hands it out decides who may read it.

        Beside one, an empty line of a copied .env.example means nothing.
        """
        for name in (one for one in SECRETS if one not in given):
            file = folder / name
            try:
                self._values[name], self._places[name] = file.read_text("utf-8"), file.name
            except FileNotFoundError:
                continue
            except (OSError, UnicodeDecodeError):
                self._problems.append(
                    Problem(file.name, "This secret cannot be read.", "Let this user read it.")
                )
                self.unfit.add(name)

    def _read(self, file: Path) -> None:
        try:
            text = file.read_text("utf-8-sig")
        except FileNotFoundError:
            return
        except OSError:
            self._give_up(file, "This file cannot be read.", "Let this user read it.")
            return
        except UnicodeDecodeError:
            self._give_up(file, "This file is not written in UTF-8.", "Save it again as UTF-8.")
            return
        for binding in parse_stream(StringIO(text)):
            self._keep(binding, f"{file.name}:{_line(binding)}")

    def _give_up(self, file: Path, what: str, mend: str) -> None:
        """Any setting may stand in a file that nobody can read."""
        self._problems.append(Problem(file.name, what, mend))
        self.unfit.update(NAMES)

    def _keep(self, binding: Binding, place: str) -> None:
        """Other programs may share the file: only what looks like our own is judged."""
        name = binding.key
        if binding.error:
            what = "This line is not NAME=value."
            self._problems.append(Problem(place, what, "Close its quotes, or begin it with #."))
        elif name in self._places:
            what = f"{name} is set twice, first at {self._places[name]}."
            self._problems.append(Problem(place, what, "Remove one of the two."))
        elif name in NAMES:
            self._values[name], self._places[name] = binding.value or "", place
        elif name and (near := get_close_matches(name.upper(), NAMES, 1, 0.8)):
            what = f"There is no setting {name}."
            self._problems.append(Problem(place, what, f"It may be {near[0]}."))


def _line(binding: Binding) -> int:
    """The parser counts blank lines before a setting as part of it."""
    written = binding.original.string
    before = written[: len(written) - len(written.lstrip())]
    return binding.original.line + len(before.splitlines())
