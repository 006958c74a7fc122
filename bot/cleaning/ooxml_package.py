"""Reads an office file as a package of parts that belong together; knows not what is content."""

import posixpath
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.cleaning.ooxml_xml import listed
from bot.cleaning.verdict import Reason, Uncleanable, broken

_MOST_PARTS: Final = 5000
_MOST_BYTES: Final = 100 * 1024 * 1024
"""Of all parts together when they are unpacked."""

_TYPES: Final = "[Content_Types].xml"
_ENCRYPTED: Final = 1
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell


@dataclass(frozen=True)
class Relation:
    """That a part belongs to another; `target` is a part's name, or empty if it lies elsewhere."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """What the part is to the other one."""
        return self.type.rpartition("/")[2]


class Package:
    """The parts of one file; a name in it is only ever looked up, never a path."""

    def __init__(self, data: bytes) -> None:
        """Raise Uncleanable when it is no such file, is locked, or is too much when unpacked."""
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            raise broken() from None
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._refuse()
        self._by_name, self._by_end = self._types()

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self._zip.read(self._parts[name])
        except (BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
            raise broken() from None

    def type_of(self, name: str) -> str:
        """What kind of part it says it is; empty if it does not."""
        return self._by_name.get(name) or self._by_end.get(name.rpartition(".")[2].lower(), "")

    @property
    def types(self) -> list[str]:
        """The kinds of all parts."""
        return [*self._by_name.values(), *self._by_end.values()]

    def relations(self, name: str) -> list[Relation]:
        """What belongs to a part; what belongs to the file as a whole under the empty name."""
        folder, _, file = name.rpartition("/")
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self:
            return []
        found = (values for kind, values in listed(self.read(listing)) if kind == "Relationship")
        return [_relation(folder, values) for values in found]

    def _refuse(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
            raise Uncleanable(Reason.TOO_LARGE)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise Uncleanable(Reason.LOCKED)
        if _TYPES not in self:
            raise Uncleanable(Reason.UNKNOWN)
        packings = {part.compress_type for part in parts}
        if len(parts) != len(self._parts) or not packings <= {ZIP_STORED, ZIP_DEFLATED}:
            raise broken()

    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        names, ends = {}, {}
        for kind, values in listed(self.read(_TYPES)):
            said = values.get("ContentType", "")
            if kind == "Override":
                names[values.get("PartName", "").lstrip("/")] = said
            elif kind == "Default":
                ends[values.get("Extension", "").lower()] = said
        return names, ends


def _relation(folder: str, values: dict[str, str]) -> Relation:
    target = values.get("Target", "")
    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    is_outside = values.get("TargetMode") == "External"
    return Relation(values.get("Id", ""), values.get("Type", ""), "" if is_outside else path)


def pack(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts in this order, without a moment or a machine; media stay as they are."""
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for name, content in parts.items():
            entry = ZipInfo(name, _MOMENT)
            entry.create_system = 0
            is_text = name.endswith((".xml", ".rels", ".vml"))
            entry.compress_type = ZIP_DEFLATED if is_text else ZIP_STORED
            packed.writestr(entry, content)
    return file.getvalue()
