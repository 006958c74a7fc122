"""Writes a part of an office file anew without what tells who wrote it; knows no other part."""

from collections.abc import Container
from functools import cache
from typing import Final
from xml.parsers import expat

from bot.cleaning import ooxml_rules as rules
from bot.cleaning.verdict import broken

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_COUNTED: Final = frozenset({"instrText", "delInstrText"})
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE: Final = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def rewrite(xml: bytes, ids: Container[str]) -> tuple[bytes, set[str]]:
    """The part, and which of the ids of other parts it still names.

    What names an id that is not among `ids` is dropped. Nothing is fetched, no entity expanded.
    """
    writer = _Writer(ids)
    parser = _parser()
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    _parse(parser, xml)
    return writer.content(), writer.used


def listed(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, flat, without namespaces: for lists of parts."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, values: found.append((_split(name)[1], values))
    _parse(parser, xml)
    return found


def quoted(value: str) -> str:
    """The value of an attribute in quotes."""
    return f'"{value.translate(_IN_VALUE)}"'


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    """Definitions of one's own: no office program writes them."""
    raise broken()


def _parse(parser: expat.XMLParserType, xml: bytes) -> None:
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise broken() from None


@cache
def _split(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition(" ")
    return space, local


class _Writer:
    """Takes over element by element what is content."""

    def __init__(self, ids: Container[str]) -> None:
        self.used: set[str] = set()
        self._ids = ids
        self._parts: list[str] = []
        self._prefixes: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._depth_of_dropped = 0

    def content(self) -> bytes:
        """The whole part; the namespaces that were met are named in its first element."""
        spaces = "".join(
            f" xmlns:{prefix}={quoted(space)}" for space, prefix in self._prefixes.items()
        )
        return "".join([HEAD, *self._parts[:1], spaces, *self._parts[1:]]).encode()

    def start(self, name: str, values: dict[str, str]) -> None:
        if self._depth_of_dropped:
            self._depth_of_dropped += 1
            return
        space, local = _split(name)
        if _is_dropped(space, local):
            self._depth_of_dropped += 1
        elif space == rules.COMPATIBILITY:
            self._open.append(("", local))
        elif (kept := self._values(local, values)) is None:
            self._depth_of_dropped += 1
        else:
            tag = self._named(space, local)
            self._parts += [f"<{tag}", "".join(kept), ">"]
            self._open.append((tag, local))

    def end(self, _: str) -> None:
        if self._depth_of_dropped:
            self._depth_of_dropped -= 1
            return
        tag, _ = self._open.pop()
        if tag:
            self._parts.append(f"</{tag}>")

    def text(self, text: str) -> None:
        if self._depth_of_dropped or not self._open:
            return
        if _is_said(self._open[-1][1], text):
            self._parts.append(text.translate(_IN_TEXT))

    def _named(self, space: str, local: str) -> str:
        if not space:
            return local
        if space not in self._prefixes:
            self._prefixes[space] = rules.PREFIXES.get(space, f"n{len(self._prefixes)}")
        return f"{self._prefixes[space]}:{local}"

    def _values(self, element: str, values: dict[str, str]) -> list[str] | None:
        """The attributes that stay, as they are written; None if the element goes with them."""
        kept: list[str] = []
        for name, value in values.items():
            space, local = _split(name)
            if _names_a_part(space, local):
                if value and value not in self._ids:
                    if element in rules.WITHOUT:
                        continue
                    return None
                self.used.add(value)
            if space == _XML and local == "space":
                kept.append(f" xml:space={quoted(value)}")
            elif _is_known(space) and not _tells(local):
                shown = quoted(_harmless(element, local, value))
                kept.append(f" {self._named(space, local)}={shown}")
        return kept


@cache
def _names_a_part(space: str, attribute: str) -> bool:
    return space in rules.RELATIONS or attribute == "relid"


@cache
def _is_known(space: str) -> bool:
    """Of the standard, or without a namespace of its own."""
    return not space or (space.startswith(rules.NAMESPACES) and space != rules.COMPATIBILITY)


@cache
def _is_dropped(space: str, local: str) -> bool:
    """Not of the standard, or known to tell too much; a formula's last result stays without it."""
    if local in rules.DROPPED_ELEMENTS or (local == "f" and space in rules.SPREADSHEETS):
        return True
    if not space:
        return local != "xml"  # how a drawing of the old kind begins
    return not space.startswith(rules.NAMESPACES)


@cache
def _tells(attribute: str) -> bool:
    """Names when or by whom something was written: rsid numbers count the sittings."""
    return attribute in rules.DROPPED_ATTRIBUTES or attribute.startswith("rsid")


def _harmless(element: str, attribute: str, value: str) -> str:
    """The value, or nothing where it names a person or a file, or fetches something."""
    if attribute in rules.EMPTIED_ATTRIBUTES:
        return ""
    if attribute == "name" and element in rules.NAMELESS:
        return ""
    return value if attribute != "instr" or _counts(value) else ""


def _is_said(element: str, text: str) -> bool:
    """The text is content, and no name, no field that fetches, no path to another file."""
    if element in rules.FORMULAS:
        return "[" not in text
    return element != "author" and (element not in _COUNTED or _counts(text))


def _counts(field: str) -> bool:
    return field.split()[:1] in ([name] for name in rules.FIELDS)
