"""T33: a PDF loses its authors and whatever else does not draw its pages."""

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import Reason, Uncleanable
from tests.cleaning import papers, pictures
from tests.cleaning.canaries import CANARIES, told


@pytest.fixture(scope="module")
def copy() -> bytes:
    return cleaned(papers.pdf()).content


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def unpacked(content: bytes) -> bytes:
    """The bytes with every stream unpacked."""
    items = [read(content).get_object(number) for number in range(1, content.count(b" obj"))]
    return content + b"".join(item.get_data() for item in items if isinstance(item, StreamObject))


def test_t33_a_pdf_tells_nothing_of_who_made_it(copy: bytes) -> None:
    assert told(unpacked(papers.pdf())) == list(CANARIES)
    assert not told(unpacked(copy))


def test_a_pdf_says_the_same(copy: bytes) -> None:
    texts = [page.extract_text() for page in read(copy).pages]
    assert texts == [page.extract_text() for page in read(papers.pdf()).pages]
    assert texts[0].startswith(papers.SENTENCE)


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
def test_the_pictures_of_a_pdf_look_the_same(copy: bytes) -> None:
    before, after = read(papers.pdf()).pages[0].images, read(copy).pages[0].images
    assert len(before) == len(after) == 2
    for one, other in zip(before, after, strict=True):
        assert pictures.pixels(one.data)[0] == pictures.pixels(other.data)[0]


def test_remarks_stay_without_their_writer(copy: bytes) -> None:
    array = read(copy).pages[0]["/Annots"]
    assert isinstance(array, ArrayObject)
    remarks = [
        remark for item in array if isinstance(remark := item.get_object(), DictionaryObject)
    ]
    assert [str(remark["/Subtype"]) for remark in remarks] == ["/Text", "/Stamp"]
    assert str(remarks[0]["/Contents"]) == "Kijk hier"


def test_a_pdf_does_nothing_by_itself(copy: bytes) -> None:
    root = read(copy).root_object
    assert set(root) == {"/Type", "/Pages"}
    assert read(copy).metadata is None


def test_a_clean_pdf_stays_as_it_is(copy: bytes) -> None:
    assert cleaned(copy).content == copy


def test_a_pdf_with_a_password_is_not_shown() -> None:
    writer = PdfWriter(clone_from=read(papers.drawn()))
    writer.encrypt("geheim", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(Uncleanable) as caught:
        cleaned(file.getvalue())
    assert caught.value.reason is Reason.LOCKED


@pytest.mark.parametrize("broken", [b"%PDF-1.7\n", papers.drawn()[:500], b"%PDF-" + bytes(300)])
def test_a_pdf_that_is_not_whole_is_not_shown(broken: bytes) -> None:
    with pytest.raises(Uncleanable) as caught:
        cleaned(broken)
    assert caught.value.reason is Reason.BROKEN


def with_image(**values: PdfObject | str | int) -> bytes:
    """A page with one more picture on it."""
    writer = PdfWriter(clone_from=read(papers.drawn()))
    resources = writer.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    images = resources["/XObject"]
    assert isinstance(images, DictionaryObject)
    made = papers.stream(zlib.compress(pictures.jpeg()), Subtype="Image", **values)
    images[NameObject("/More")] = writer._add_object(made)
    writer.root_object[NameObject("/OCProperties")] = papers.named(
        OCGs=ArrayObject([papers.named(Type="OCG", Name=papers.WORDS)]),
        D=papers.named(OFF=ArrayObject(), Creator=papers.WORDS),
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_photo_that_was_packed_once_more_is_cleaned_too() -> None:
    filters = ArrayObject([NameObject("/FlateDecode"), NameObject("/DCTDecode")])
    copy = cleaned(with_image(Filter=filters)).content
    assert cleaned(pictures.jpeg()).content in copy
    assert not told(unpacked(copy))


def test_what_was_hidden_on_a_layer_stays_hidden() -> None:
    filters = ArrayObject([NameObject("/FlateDecode"), NameObject("/DCTDecode")])
    root = read(cleaned(with_image(Filter=filters)).content).root_object
    layers = root["/OCProperties"]
    assert isinstance(layers, DictionaryObject)
    assert set(layers) == {"/OCGs", "/D"}
    assert layers["/D"] == papers.named(OFF=ArrayObject())


def test_a_picture_with_metadata_of_its_own_kind_is_not_shown() -> None:
    with pytest.raises(Uncleanable) as caught:
        cleaned(with_image(Filter="JPXDecode"))
    assert caught.value.reason is Reason.UNKNOWN
