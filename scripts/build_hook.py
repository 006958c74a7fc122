"""Compiles the catalogs into a wheel as `bot/locales`; knows nothing of what they say."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):
    """An editable install reads `locales/` where it lies; only a real wheel gets a copy."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add one compiled catalog per language to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        for source in sorted(root.glob("locales/*/LC_MESSAGES/*.po")):
            compiled = compile_catalog(source)
            target = Path("bot") / compiled.relative_to(root)
            build_data["force_include"][str(compiled)] = target.as_posix()


def compile_catalog(source: Path) -> Path:
    """Write the `.mo` beside its `.po`, without fuzzy entries, and return where it lies."""
    target = source.with_suffix(".mo")
    with source.open("rb") as lines, target.open("wb") as compiled:
        write_mo(compiled, read_po(lines))
    return target
