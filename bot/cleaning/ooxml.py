"""Writes a Word, Excel or PowerPoint file anew from the parts that are its content."""

import re
from collections import deque
from collections.abc import Iterable
from typing import Final

from bot.cleaning import media
from bot.cleaning import ooxml_rules as rules
from bot.cleaning.ooxml_package import Package, Relation, pack
from bot.cleaning.ooxml_xml import HEAD, quoted, rewrite
from bot.cleaning.verdict import Cleaned, Reason, Uncleanable

_ID: Final = re.compile(r"[A-Za-z_][\w.-]{0,63}", re.ASCII)
_TYPE: Final = re.compile(re.escape(rules.OFFICE) + r"[a-zA-Z.-]{1,80}(\+xml)?")
_PACKAGES: Final = "http://schemas.openxmlformats.org/package/2006/"


def clean(data: bytes) -> Cleaned:
    """The copy: no people, moments, settings, printers, links that fetch, or programs.

    Comments and tracked changes stay, without whose they are. Media in it are cleaned as outside.
    """
    package = Package(data)
    if any(name in said.lower() for said in package.types for name in rules.PROGRAMS):
        raise Uncleanable(Reason.ACTIVE)
    main = next((r for r in package.relations("") if r.kind == "officeDocument"), None)
    said = package.type_of(main.target) if main else ""
    if main is None or main.target not in package or said not in rules.DOCUMENTS:
        raise Uncleanable(Reason.UNKNOWN)
    copy = _Copy(package)
    copy.start(main, rules.DOCUMENTS[said])
    return Cleaned(said.removesuffix(".main+xml"), pack(copy.parts()))


class _Copy:
    """Follows the parts from the main one on; their names in the copy tell nothing."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._names: dict[str, str] = {}
        self._waiting: deque[str] = deque()
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._folder = ""

    def start(self, main: Relation, name: str) -> None:
        """Copy the main part and all that belongs to it."""
        self._folder = name.partition("/")[0]
        self._take(main.target, name)
        self._parts["_rels/.rels"] = self._listing([main])
        while self._waiting:
            self._copy(self._waiting.popleft())

    def parts(self) -> dict[str, bytes]:
        """Everything that goes into the file, the list of parts first."""
        return {"[Content_Types].xml": self._list_of_types(), **self._parts}

    def _take(self, target: str, name: str) -> None:
        self._names[target] = name
        self._types[name] = self._package.type_of(target)
        self._waiting.append(target)

    def _copy(self, source: str) -> None:
        name = self._names[source]
        usable = {r.id: r for r in self._package.relations(source) if self._is_content(r)}
        content, used = rewrite(self._package.read(source), usable)
        self._parts[name] = content
        kept = [r for r in usable.values() if r.id in used or r.kind in rules.SILENT]
        if kept:
            for relation in kept:
                self._follow(relation)
            folder, _, file = name.rpartition("/")
            self._parts[f"{folder}/_rels/{file}.rels"] = self._listing(kept)

    def _is_content(self, relation: Relation) -> bool:
        if relation.type not in {f"{start}/{relation.kind}" for start in rules.RELATIONS}:
            return False
        if not _ID.fullmatch(relation.id):
            return False
        if not relation.target:
            return relation.kind in rules.LINKS
        if relation.target not in self._package:
            return False
        return relation.kind in rules.MEDIA or (
            relation.kind in rules.NAMED
            and bool(_TYPE.fullmatch(self._package.type_of(relation.target)))
        )

    def _follow(self, relation: Relation) -> None:
        if not relation.target or relation.target in self._names:
            return
        start = f"{self._folder}/{relation.kind}{len(self._names)}"
        if relation.kind not in rules.MEDIA:
            self._take(relation.target, start + (".vml" if "vml" in relation.kind else ".xml"))
            return
        copy = _cleaned(self._package.read(relation.target))
        name = f"{start}.{copy.media_type.rpartition('/')[2]}"
        self._names[relation.target] = name
        self._types[name], self._parts[name] = copy.media_type, copy.content

    def _listing(self, relations: list[Relation]) -> bytes:
        return _list("Relationships", "relationships", map(self._line, relations))

    def _line(self, relation: Relation) -> str:
        start = f"<Relationship Id={quoted(relation.id)} Type={quoted(relation.type)} Target="
        if not relation.target:
            return f'{start}"{rules.NOWHERE}" TargetMode="External"/>'
        return f'{start}"/{self._names[relation.target]}"/>'

    def _list_of_types(self) -> bytes:
        ends = {"rels": f"{rules.PACKAGE}relationships+xml", "xml": "application/xml"}
        defaults = (f'<Default Extension="{e}" ContentType="{said}"/>' for e, said in ends.items())
        overrides = (
            f'<Override PartName="/{name}" ContentType={quoted(said)}/>'
            for name, said in self._types.items()
        )
        return _list("Types", "content-types", [*defaults, *overrides])


def _list(name: str, space: str, lines: Iterable[str]) -> bytes:
    start = f'{HEAD}<{name} xmlns="{_PACKAGES}{space}">'
    return f"{start}{''.join(lines)}</{name}>".encode()


def _cleaned(content: bytes) -> Cleaned:
    """A picture, film or sound; without it the file would no longer be the evidence it was."""
    cleaner = media.cleaner(content)
    if cleaner is None:
        raise Uncleanable(Reason.UNKNOWN)
    return cleaner(content)
