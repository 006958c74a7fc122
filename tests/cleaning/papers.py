"""Makes a PDF that tells everything about who made it, in each place that can hold words."""

import io

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from tests.cleaning import pictures
from tests.cleaning.canaries import EVERYTHING

SENTENCE = "Gisteren stond dit in de groepsapp."
WORDS = TextStringObject(EVERYTHING.decode())


def named(**values: PdfObject | str | int) -> DictionaryObject:
    """A dictionary; a str becomes a name."""
    return DictionaryObject(
        {NameObject(f"/{key}"): _object(value) for key, value in values.items()}
    )


def _object(value: PdfObject | str | int) -> PdfObject:
    match value:
        case PdfObject():
            return value
        case str():
            return NameObject(f"/{value}")
        case int():
            return NumberObject(value)


def stream(data: bytes = EVERYTHING, **values: PdfObject | str | int) -> DecodedStreamObject:
    """A stream with this dictionary."""
    made = DecodedStreamObject()
    made.update(named(**values))
    made.set_data(data)
    return made


def drawn() -> bytes:
    """A page with a sentence and a photo, as a program for letters writes it."""
    paper = FPDF()
    paper.set_author(EVERYTHING.decode())
    paper.set_title(EVERYTHING.decode())
    for _ in range(2):
        paper.add_page()
        paper.set_font("Helvetica", size=12)
        paper.cell(text=SENTENCE)
        paper.image(io.BytesIO(pictures.saved(pictures.painting(), "PNG")), x=20, y=40)
    return bytes(paper.output())


def photo() -> DecodedStreamObject:
    """A photo straight from a phone, as scanning programs put it on a page."""
    profile = ArrayObject([NameObject("/ICCBased"), stream(N=3)])
    return stream(
        pictures.jpeg(),
        Type="XObject",
        Subtype="Image",
        Width=40,
        Height=24,
        BitsPerComponent=8,
        ColorSpace=profile,
        Filter="DCTDecode",
        Metadata=stream(Type="Metadata"),
        Author=WORDS,
    )


def remark(kind: str, **values: PdfObject | str | int) -> DictionaryObject:
    """Something somebody put on the page afterwards."""
    rectangle = ArrayObject(NumberObject(place) for place in (10, 10, 90, 90))
    return named(Type="Annot", Subtype=kind, Rect=rectangle, T=WORDS, NM=WORDS, M=WORDS, **values)


def pdf() -> bytes:
    """The page with everything a program can hang on it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn())))
    writer.add_attachment("canary.txt", EVERYTHING)
    writer.xmp_metadata = EVERYTHING
    writer.add_outline_item(title=EVERYTHING.decode(), page_number=0)
    root = writer.root_object
    root.update(named(PieceInfo=named(App=named(Private=WORDS)), AA=named(WC=WORDS), Lang=WORDS))
    root.update(named(OpenAction=named(S="JavaScript", JS=WORDS)))
    page = writer.pages[0]
    page.update(
        named(
            PieceInfo=named(App=named(Private=WORDS)),
            LastModified=WORDS,
            Thumb=stream(),
            Metadata=stream(Type="Metadata"),
            AA=named(O=named(S="JavaScript", JS=WORDS)),
            Annots=ArrayObject(writer._add_object(made) for made in _remarks()),
        )
    )
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    images = resources["/XObject"]
    assert isinstance(images, DictionaryObject)
    images[NameObject("/Photo")] = writer._add_object(photo())
    resources[NameObject("/Properties")] = named(MC0=named(ActualText=WORDS))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue() + b"% " + EVERYTHING


def _remarks() -> list[DictionaryObject]:
    link = named(S="URI", URI=WORDS)
    seal = stream(b"0 0 10 10 re f", Type="XObject", Subtype="Form", PieceInfo=WORDS)
    return [
        remark("Text", Contents=TextStringObject("Kijk hier"), Popup=WORDS),
        remark("Link", A=link),
        remark("FileAttachment", FS=named(EF=named(F=stream()))),
        remark("Widget", AP=named(N=seal), V=WORDS, A=link, MK=named(CA=WORDS)),
    ]
