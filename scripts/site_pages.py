"""Names the pages of the site that no list has to be kept of; a hook of MkDocs, knows no page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FOLDERS = {"Decisions": "decisions", "Beheer": "runbooks"}
"""What stands below a heading besides what `mkdocs.yml` names there."""
GUIDE_OF_HOSTS = "guides/beheerder.md"


def on_config(config: Any) -> Any:
    """Add every page of the folders to its heading, in the order of the names."""
    docs = Path(config["docs_dir"])
    for entry in config["nav"]:
        for heading, pages in entry.items():
            if heading in FOLDERS:
                found = sorted((docs / FOLDERS[heading]).glob("*.md"))
                pages += [path.relative_to(docs).as_posix() for path in found]
            if heading == "Handleidingen" and (docs / GUIDE_OF_HOSTS).is_file():
                pages.append({"Beheerder": GUIDE_OF_HOSTS})
    return config
