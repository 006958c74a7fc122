"""The plan of the house and a reader of its walls; knows imports and sizes, not behaviour."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent

TEXT = frozenset({"text"})
PURE = frozenset({"cases", "understanding", "flows", "figures"})
LEAVES = frozenset({"i18n", "clock", "quickjson", "settings"})
KEPT = PURE | LEAVES | TEXT
STORED = KEPT | {"vault", "store"}
BACKED_UP = STORED | {"backups"}
PROVEN = STORED | {"cleaning", "evidence"}
DOORS = frozenset({"handlers", "web", "mail", "jobs"})

# Who may import whom; a room's own modules and the version in `bot` are open to it anyway.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "__main__": LEAVES | TEXT | {"app", "commandline", "refusals", "logs"},
    "commandline": LEAVES | TEXT | {"app", "checking", "logs", "vault", "cases"},
    "app": PROVEN | {"backups", "roster", "reports", "conversations", "logs", "checking"} | DOORS,
    "refusals": BACKED_UP | {"logs", "app", "reports", "roster"} | DOORS,
    "checking": BACKED_UP,
    "handlers": PROVEN | {"reports", "conversations"},
    "web": PROVEN | {"reports", "conversations"},
    "mail": frozenset({"conversations", "clock"}),
    "jobs": PROVEN | {"reports", "conversations"},
    "reports": PROVEN,
    "conversations": PROVEN,
    "backups": STORED,
    "evidence": STORED | {"cleaning"},
    "cleaning": TEXT,
    "store": KEPT | {"vault"},
    "vault": KEPT,
    "flows": TEXT | {"understanding", "cases"},
    "roster": TEXT | {"understanding", "cases"},
    "understanding": TEXT | {"cases"},
    "figures": TEXT | {"cases"},
    "cases": TEXT,
    "settings": TEXT | {"cases"},  # its problems are told the way the school folder's are
    "logs": frozenset({"settings"}),
    "i18n": TEXT | {"catalog", "direction"},
    "catalog": frozenset(),
    "direction": frozenset(),
    "clock": frozenset(),
    "quickjson": frozenset(),
    "text": frozenset(),
    "": frozenset(),
}

# A library that is not here is not used; a new one is named in docs/decisions/ first.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "telegram": ("handlers", "app"),
    "aiohttp": ("handlers", "web", "app"),
    "httptools": ("handlers.line",),
    "aiohappyeyeballs": ("handlers.dialing",),
    "aiosqlite": ("store",),
    "cryptography": ("vault",),
    "apscheduler": ("jobs.scheduler",),
    "babel": ("i18n", "checking.catalogs"),
    "click": ("__main__", "commandline"),
    "dotenv": ("settings", "__main__"),
    "orjson": ("quickjson",),
    "segno": ("reports", "web"),
    "pyotp": ("web.totp",),
    "webauthn": ("web.passkey",),
    "aiosmtplib": ("mail",),
    "pypdf": ("cleaning",),
    "fpdf": ("reports",),
    "pptx": ("reports",),
    "matplotlib": ("reports.drawing",),
    "uharfbuzz": ("reports",),
    "openpyxl": ("roster.table",),
}

# Names of a kind, not of a topic: such a module grows without end.
KINDS = frozenset(
    {"util", "utils", "helper", "helpers", "service", "services", "model", "models"}
    | {"common", "manager", "managers", "misc"}
)


@dataclass(frozen=True, kw_only=True)
class Module:
    """One source file, read but not run; `path` is relative to the project, with slashes."""

    path: str
    source: str = field(repr=False)

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed source: looked at by many rules, changed by none."""
        return ast.parse(self.source, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of the tree, in the order of `ast.walk`: to walk it takes as long as to parse it."""
        return tuple(ast.walk(self.tree))

    @property
    def package(self) -> tuple[str, ...]:
        """The dotted parts that a relative import starts from."""
        return PurePosixPath(self.path).parent.parts

    @property
    def place(self) -> str:
        """The dotted name inside `bot`, such as `jobs.scheduler`; empty for `bot` itself."""
        parts = PurePosixPath(self.path).with_suffix("").parts[1:]
        return ".".join(part for part in parts if part != "__init__")

    @property
    def room(self) -> str:
        """The first part of the place."""
        return self.place.partition(".")[0]

    @property
    def length(self) -> int:
        """Lines, blank ones and comments too."""
        return len(self.source.splitlines())


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Read every Python file below these folders of the project, once."""
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        Module(path=path.relative_to(ROOT).as_posix(), source=path.read_text("utf-8"))
        for path in paths
    )


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Every import with its line, also those inside functions and for types only."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _source(module, node)
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _is_hidden_import(node.func):
            yield node.lineno, "?"


def _source(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    start = module.package[: len(module.package) - node.level + 1]
    return ".".join((*start, node.module) if node.module else start)


def _is_hidden_import(called: ast.expr) -> bool:
    name = getattr(called, "id", None) or getattr(called, "attr", None)
    return name in {"import_module", "__import__"}


def breaches(module: Module) -> list[str]:
    """Every import this module may not have, one sentence each; empty when the walls hold."""
    if module.room not in MAY_IMPORT:
        return [f"{module.path}: {module.room} is no room of the house; see tests/house.py."]
    found = ((line, _objection(module, name)) for line, name in imports(module))
    return [f"{module.path}:{line}: {why}" for line, why in found if why]


def _objection(module: Module, name: str) -> str:
    top = name.partition(".")[0]
    if top == "?":
        return "an import by name hides from the walls; import it at the top."
    if top == "bot":
        return _objection_to_room(module, name)
    if top in sys.stdlib_module_names:
        return ""
    return _objection_to_library(module, top)


def _objection_to_room(module: Module, name: str) -> str:
    room = (*name.split("."), "")[1]
    if room in {"", "__version__", module.room} or room in MAY_IMPORT[module.room]:
        return ""
    return f"{module.room or 'bot'} may not import {name}."


def _objection_to_library(module: Module, library: str) -> str:
    places = LIBRARIES.get(library)
    if places is None:
        return f"{library} is not in the table of libraries; see tests/house.py."
    if any(f"{module.place}.".startswith(f"{place}.") for place in places):
        return ""
    return f"{library} belongs to {', '.join(places)} only."


def function_lengths(module: Module) -> dict[str, int]:
    """Lines of every function from `def` to its end, by path, line and name."""
    return {
        f"{module.path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
