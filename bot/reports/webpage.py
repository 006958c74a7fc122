"""Writes a document as one page that any browser opens, and that asks for nothing else."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Final

from bot.reports.document import Bars, Document, Fact, Heading, Line, Part, Quote

_PAGE: Final = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }}
body {{ max-width: 40rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }}
blockquote {{ margin: .5rem 0; padding: .5rem 1rem; border-inline-start: .25rem solid; }}
blockquote p {{ margin: 0; white-space: pre-wrap; unicode-bidi: plaintext; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{under}</p>
{parts}
</body>
</html>
"""


def write(document: Document, direction: str) -> bytes:
    """UTF-8; every word in it is escaped, so that nobody's words are markup."""
    parts = "\n".join(_written(part) for part in document.parts)
    page = _PAGE.format(
        language=_e(document.language),
        direction=direction,
        title=_e(document.title),
        under=_e(document.under),
        parts=parts,
    )
    return page.encode(errors="replace")


def _written(part: Part) -> str:
    match part:
        case Heading(text):
            return f"<h2>{_e(text)}</h2>"
        case Fact(label, value):
            return f"<p><strong>{_e(label)}:</strong> {_e(value)}</p>"
        case Line(text):
            return f"<p>{_e(text)}</p>"
        case Quote(about, words):
            return f"<p>{_e(about)}</p><blockquote><p>{_e(words)}</p></blockquote>"
        case Bars():
            raise ValueError("A page has no charts.")


_e: Callable[[str], str] = html.escape
