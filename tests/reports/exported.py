"""An export as somebody who got it reads it: unpacked, its text, its lists; knows no house."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from pypdf import PdfReader

from bot.__main__ import main
from bot.reports.bundle import facts_of
from bot.reports.casefile import case_document
from bot.reports.dossier import Order, read_dossier
from bot.reports.logsheet import log_csv
from bot.store import cases
from bot.store.tx import Tx
from bot.text import Text
from tests.cases.noordhoek import noordhoek
from tests.reports.a_school import CASE_ID, Host
from tests.wording import dutch_first

USUAL = Order("wie het maakte")
NAMED = Order("twee mensen", unmasked=True)
CHOSEN = Order("twee mensen", reporter_name=True)


@dataclass(frozen=True)
class Export:
    """One ZIP and one PDF."""

    zip: Path
    pdf: Path
    document: str = "zaak.pdf"

    @property
    def names(self) -> list[str]:
        """The files in the ZIP, in their order."""
        with zipfile.ZipFile(self.zip) as archive:
            return archive.namelist()

    def file(self, name: str) -> bytes:
        """One file of the ZIP."""
        with zipfile.ZipFile(self.zip) as archive:
            return archive.read(name)

    @property
    def text(self) -> str:
        """What stands in the document, without the breaks between its lines."""
        pages = PdfReader(BytesIO(self.file(self.document))).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    @property
    def log(self) -> list[dict[str, str]]:
        """The rows of the log."""
        return list(csv.DictReader(self.file("log.csv").decode().splitlines()))

    @property
    def facts(self) -> Any:
        """What a program reads."""
        return json.loads(self.file("zaak.json"))

    @property
    def everything(self) -> str:
        """All files of the ZIP and the text of the document, for who looks for a canary."""
        with zipfile.ZipFile(self.zip) as archive:
            files = [archive.read(name).decode(errors="replace") for name in archive.namelist()]
        return "\n".join((*files, *self.names, self.text, self.zip.name, self.pdf.name))

    def unpack(self, folder: Path) -> Path:
        """The folder with the files in it."""
        with zipfile.ZipFile(self.zip) as archive:
            archive.extractall(folder)
        return folder


def typed(host: Host, *words: str) -> Result:
    """The command as it is typed on the server."""
    return CliRunner().invoke(main, words, env=host.environ)


def export(host: Host, *words: str, case: str = "blauwe otter") -> Export:
    """Export the case; it has to work."""
    result = typed(host, "export", case, "--to", str(host.out), "--json", *words)
    assert result.exit_code == 0, result.output
    written = json.loads(result.stdout)
    return Export(Path(written["zip"]), Path(written["pdf"]))


def told(host: Host, order: Order = USUAL) -> str:
    """Everything an export says, in words: what is drawn and packed, without drawing it."""

    def read(tx: Tx) -> str:
        case = cases.get(tx, CASE_ID)
        assert case is not None
        dossier = read_dossier(tx, case, order, _dutch)
        school, i18n = noordhoek(), dutch_first()
        document = case_document(dossier, school, i18n, inside=set())
        parts = (value for part in document.parts for value in vars(part).values())
        facts = json.dumps(facts_of(dossier, ()), ensure_ascii=False)
        return "\n".join((*map(str, parts), log_csv(dossier, school, _dutch), facts))

    return host.do(read)


def _dutch(text: Text) -> str:
    return dutch_first().render(text, "nl")
