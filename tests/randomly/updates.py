"""Makes up updates of every type of the Bot API, whole ones and broken ones; knows no bot.

Which types there are and what each holds stands in `bot_api.json` beside this, taken from
Telegram's description of its API; BOT_API_TYPES may name the file of a newer one.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

TYPES: Final = Path(__file__).with_name("bot_api.json")
PEOPLE: Final = range(1_000, 1_400)
GROUP: Final = -1_001
DEEPEST: Final = 5
ODD: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    2**70,
    1.5,
    "",
    "\ud83d",
    "x" * 300,
    [],
    {},
    [[]],
    {"id": 1},
    "\x00",
)
WORDS: Final = (
    *("hoi", "ja", "nee", "1", "stop", "terug", "help", "ze pesten mij", "ik wil niet meer leven"),
    *("/start", "/melden", "/hulp", "/wis", "/mijnmelding", "/zaken", "/taal", "/start abc", "/x"),
    *(
        "<b>x</b> [y](tg://user?id=1)",
        "\u202egpj.exe",
        "👨‍👩‍👧" * 20,
        "{name} %s",
        "é" * 5000,
        " \n ",
    ),
)

Fields = dict[str, Any]
Description = Mapping[str, Any]


@cache
def described() -> Description:
    """Type by name: its fields with what they may be (`!` is required, `=x` always x)."""
    found: Description = json.loads(Path(os.environ.get("BOT_API_TYPES", TYPES)).read_text("utf-8"))
    return found


@dataclass
class Odd:
    """The same seed makes the same updates. `buttons`: what a person may press just now."""

    chance: Random
    buttons: Callable[[int], Sequence[str]] = lambda _person: ()
    number: int = 0
    who: int = 0
    _makers: Mapping[str, Callable[[int], Any]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._makers = {
            "Integer": lambda _deep: self.chance.choice((0, 1, 2, 17, 1_700_000_000)),
            "Float": lambda _deep: self.chance.uniform(-90, 90),
            "Boolean": lambda _deep: self.chance.random() < 1 / 2,
            "True": lambda _deep: True,
            "String": lambda _deep: self.chance.choice(WORDS),
            "User": lambda _deep: self._user(),
            "Chat": lambda _deep: self._chat(),
        }

    def update(self) -> Fields:
        """One of somebody; one in four is broken somewhere."""
        self.number += 1
        self.who = self.chance.choice(PEOPLE)
        made = {"update_id": self.number, **self._content()}
        for _ in range(self.chance.choice((0, 0, 0, 0, 0, 0, 1, 3))):
            self._break(made)
        return made

    def _content(self) -> Fields:
        often = self.chance.random()
        if often < 1 / 4 and (buttons := self.buttons(self.who)):
            return {"callback_query": self._tap(self.chance.choice(buttons))}
        if often < 1 / 2:
            return {"message": self._message(text=self._words())}
        kinds = [name for name in described()["Update"] if name != "update_id"]
        kind = self.chance.choice(kinds)
        return {kind: self._of(described()["Update"][kind], 0)}

    def _words(self) -> str:
        """Sometimes with a mark of who says it, to be known again where it should not be."""
        words = self.chance.choice(WORDS)
        return words if words.startswith("/") else f"{words} merk{self.who}"

    def _message(self, **content: Any) -> Fields:
        head = {"message_id": self.chance.randrange(1, 500), "date": 1_700_000_000}
        return {**head, "chat": self._private(), "from": self._person(), **content}

    def _tap(self, data: str) -> Fields:
        query = {"id": str(self.number), "from": self._person(), "chat_instance": "1", "data": data}
        return {**query, "message": self._message(text="x")}

    def _person(self) -> Fields:
        return {"id": self.who, "is_bot": False, "first_name": f"merk{self.who}"}

    def _private(self) -> Fields:
        return {"id": self.who, "type": "private", "first_name": f"merk{self.who}"}

    def _user(self) -> Fields:
        if self.chance.random() < 7 / 8:
            return self._person()
        return {"id": 77, "is_bot": True, "first_name": "another bot"}

    def _chat(self) -> Fields:
        if self.chance.random() < 7 / 8:
            return self._private()
        kind = self.chance.choice(("group", "supergroup", "channel", "sender"))
        return {"id": GROUP, "type": kind, "title": "2C"}

    def _of(self, kinds: Sequence[str], deep: int) -> Any:
        kind = self.chance.choice([one for one in kinds if one != "!"])
        if kind.startswith("="):
            return kind[1:]
        if kind.startswith("Array of "):
            return [self._of([kind[9:]], deep + 1) for _ in range(self.chance.randrange(3))]
        maker = self._makers.get(kind)
        return maker(deep) if maker else self._object(kind, deep)

    def _object(self, kind: str, deep: int) -> Any:
        about = described()[kind]
        if isinstance(about, list):
            return self._object(self.chance.choice(about), deep)
        likely = 0.0 if deep >= DEEPEST else 2 / (deep + 1) / (len(about) + 1)
        return {
            name: self._of(kinds, deep + 1)
            for name, kinds in about.items()
            if "!" in kinds or self.chance.random() < likely
        }

    def _break(self, made: Fields) -> None:
        """Drop something or put something there that cannot be."""
        at: Any = made
        while True:
            keys = range(len(at)) if isinstance(at, list) else [k for k in at if k != "update_id"]
            if not keys:
                return
            key = self.chance.choice(keys)
            inside = at[key]
            if not isinstance(inside, dict | list) or self.chance.random() < 1 / 4:
                break
            at = inside
        if isinstance(at, dict) and self.chance.random() < 1 / 3:
            del at[key]
        else:
            at[key] = deepcopy(self.chance.choice(ODD))
