"""Copies a PDF's objects part by part, each once; which keys stay it knows from pdf_parts."""

from collections import deque
from typing import Final

from pypdf.filters import decode_stream_data
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from bot.cleaning import jpeg
from bot.cleaning.pdf_parts import ANNOTATION, DEAD, DRAWN, PARTS
from bot.cleaning.verdict import Reason, Uncleanable, broken

_STRINGS: Final = (TextStringObject, ByteStringObject)
_JPEG: Final = "/DCTDecode"
# JPEG 2000 has metadata of its own; what is encrypted cannot be looked into.
_REFUSED: Final = frozenset({"/JPXDecode", "/Crypt"})
_DEVICE_COLOURS: Final = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


class Copier:
    """Collects the objects of the copy; what is reached in two ways is copied once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._objects: list[PdfObject] = []
        self._numbers: dict[tuple[int, int, str], IndirectObject] = {}
        self._waiting: deque[tuple[int, PdfObject, str]] = deque()

    def add(self, made: PdfObject) -> IndirectObject:
        """Take an object that is ready and tell how others refer to it."""
        self._objects.append(made)
        return IndirectObject(len(self._objects), 0, None)

    def all(self) -> list[PdfObject]:
        """Every object, the first one number 1, with all that they refer to."""
        while self._waiting:
            index, original, part = self._waiting.popleft()
            self._objects[index] = self._direct(original, part)
        return self._objects

    def dictionary(self, original: DictionaryObject, part: str) -> DictionaryObject:
        """The keys that belong to the part, with copies of their values."""
        rules, copy = PARTS[part], DictionaryObject()
        for key, value in original.items():
            name = str(key)[1:]
            if (inner := rules.of(name)) and (
                kept := self._value(value, inner, strings=name in rules.strings)
            ) is not None:
                copy[NameObject(key)] = kept
        return copy

    def _value(self, value: PdfObject, part: str, *, strings: bool) -> PdfObject | None:
        """The value as it stands in the copy, None if it goes."""
        target = value.get_object()
        match target:
            case None | IndirectObject():
                return NullObject()
            case TextStringObject() | ByteStringObject():
                return target if strings else None
            case ArrayObject() if _name(target, 0) == "/ICCBased":
                return _device_colours(target)
            case DictionaryObject() if part == ANNOTATION and _is_dead(target):
                return None
            case DictionaryObject() | ArrayObject() if isinstance(value, IndirectObject):
                return self._reference(value, target, part)
            case StreamObject():
                return self.add(self._stream(target))
        return self._direct(target, part)

    def _reference(self, value: IndirectObject, target: PdfObject, part: str) -> IndirectObject:
        place = (value.idnum, value.generation, part)
        if place not in self._numbers:
            self._numbers[place] = self.add(NullObject())
            self._waiting.append((len(self._objects) - 1, target, part))
        return self._numbers[place]

    def _direct(self, target: PdfObject, part: str) -> PdfObject:
        match target:
            case StreamObject():
                return self._stream(target)
            case DictionaryObject():
                copy = self.dictionary(target, part)
                return _flattened(copy) if part == ANNOTATION else copy
            case ArrayObject():
                strings = _name(target, 0) == "/Indexed"  # its colours are a string
                values = (self._value(item, part, strings=strings) for item in target)
                return ArrayObject(value for value in values if value is not None)
        return target

    def _stream(self, original: StreamObject) -> StreamObject:
        copy = DecodedStreamObject()
        copy.update(self.dictionary(original, DRAWN))
        filters = _filters(original)
        if _REFUSED.intersection(filters):
            raise Uncleanable(Reason.UNKNOWN)
        data = original._data
        if _JPEG in filters:
            data = jpeg.rewrite(_unpacked(data, filters[: filters.index(_JPEG)]))
            copy[NameObject("/Filter")] = NameObject(_JPEG)
            copy.pop("/DecodeParms", None)
        copy.set_data(data)
        return copy


def _name(array: ArrayObject, index: int) -> str:
    """The name at that place, empty if there is none."""
    value = array[index] if index < len(array) else None
    return str(value) if isinstance(value, NameObject) else ""


def _device_colours(profile: ArrayObject) -> NameObject:
    """As many colours without the profile, which may name a device and its maker."""
    stream = profile[1].get_object()
    if not isinstance(stream, DictionaryObject):
        raise broken()
    return NameObject(_DEVICE_COLOURS[int(str(stream["/N"]))])


def _is_dead(annotation: DictionaryObject) -> bool:
    kind = annotation.get("/Subtype")
    return kind in DEAD or (kind == "/Widget" and "/AP" not in annotation)


def _flattened(annotation: DictionaryObject) -> DictionaryObject:
    """A field of a form is drawn as a stamp: there is no form any more."""
    if annotation.get("/Subtype") == "/Widget":
        annotation[NameObject("/Subtype")] = NameObject("/Stamp")
    return annotation


def _filters(stream: StreamObject) -> list[str]:
    """How its bytes are packed, outermost first."""
    filters = stream.get("/Filter", NullObject()).get_object()
    names = filters if isinstance(filters, ArrayObject) else [filters]
    return [str(name.get_object()) for name in names if not isinstance(name, NullObject)]


def _unpacked(data: bytes, filters: list[str]) -> bytes:
    """A JPEG that was packed once more, without that."""
    if not filters:
        return data
    packed = EncodedStreamObject()
    packed._data = data
    packed[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in filters)
    unpacked = decode_stream_data(packed)
    return unpacked if isinstance(unpacked, bytes) else unpacked.encode("latin-1")
