"""Licences and known holes: what is refused, and what is said when nobody answers."""

import json
import re
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts.audit import Library, holes, installed, pinned, refused
from tests.house import ROOT

NOBODY = "http://127.0.0.1:1/querybatch"


def test_every_library_is_named_on_a_page_of_decisions_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
    ]
    names = {re.split(r"[<>=~!\[; ]", one)[0] for one in asked}
    said = "".join(page.read_text("utf-8") for page in (ROOT / "docs/decisions").glob("*.md"))
    assert sorted(name for name in names if f"`{name}`" not in said) == []


@contextmanager
def database(answer: object) -> Iterator[str]:
    """One that says this to whoever asks."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/querybatch"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def test_every_library_that_is_installed_may_be_used() -> None:
    found, _ = installed()
    assert len(found) > 50
    assert refused(found) == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("(MIT AND PSF-2.0)", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-only", False),
        ("Other/Proprietary License", False),
        ("", False),
    ],
)
def test_a_licence_nobody_looked_at_is_refused(licence: str, allowed: bool) -> None:
    assert (refused([Library("one", "1", licence)]) == []) is allowed


def test_a_known_hole_is_told_by_its_id() -> None:
    libraries = [Library("one", "1", "MIT"), Library("other", "2", "MIT")]
    with database({"results": [{}, {"vulns": [{"id": "GHSA-1"}, {"id": "PYSEC-2"}]}]}) as url:
        assert holes(libraries, url) == {"other 2": ["GHSA-1", "PYSEC-2"]}
    with database({"results": [{}, {}]}) as url:
        assert holes(libraries, url) == {}


def test_no_answer_or_no_sense_is_not_audited() -> None:
    libraries = [Library("one", "1", "MIT")]
    assert holes(libraries, NOBODY) is None
    senseless: list[object] = [{}, [], {"results": []}, {"results": None}]
    for answer in senseless:
        with database(answer) as url:
            assert holes(libraries, url) is None


def test_a_pin_is_read_without_its_conditions() -> None:
    text = "# all\none==1.0  # because\nother==2 ; python_version > '3'\n\n"
    assert list(pinned(text)) == ["one", "other"]
