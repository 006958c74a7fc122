"""T33: files of Word, Excel and PowerPoint keep what is in them, and not who wrote it."""

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import Reason, Uncleanable
from tests.cleaning import films, offices, pictures
from tests.cleaning.canaries import CANARIES, told

OFFICE = "application/vnd.openxmlformats-officedocument."
MADE: dict[str, Callable[[], bytes]] = {
    "wordprocessingml.document": offices.docx,
    "spreadsheetml.sheet": offices.xlsx,
    "presentationml.presentation": offices.pptx,
}


@pytest.fixture(params=MADE)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def part(content: bytes, name: str) -> str:
    return parts(content)[name].decode()


def reason_of(data: bytes) -> Reason:
    with pytest.raises(Uncleanable) as caught:
        cleaned(data)
    return caught.value.reason


def test_t33_an_office_file_tells_nothing_of_who_wrote_it(kind: str) -> None:
    original = MADE[kind]()
    assert told(original + b"".join(parts(original).values())) == list(CANARIES)
    copy = cleaned(original)
    assert copy.media_type == OFFICE + kind
    assert not told(copy.content + b"".join(parts(copy.content).values()))
    assert b"example.com" not in b"".join(parts(copy.content).values())


def test_a_clean_office_file_stays_as_it_is(kind: str) -> None:
    copy = cleaned(MADE[kind]())
    assert cleaned(copy.content) == copy


def test_every_part_is_whole_and_every_target_is_there(kind: str) -> None:
    copy = parts(cleaned(MADE[kind]()).content)
    for name, content in copy.items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)  # noqa: S314 - made by ourselves
    for name, content in copy.items():
        if name.endswith(".rels"):
            targets = re.findall(r'Target="/([^"]+)"', content.decode())
            assert targets
            assert set(targets) <= set(copy)


def test_no_part_says_when_or_on_which_machine_it_was_packed(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(cleaned(MADE[kind]()).content)) as packed:
        for entry in packed.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert not entry.comment + entry.extra
            assert (entry.create_system, entry.external_attr) == (0, 0o600 << 16)
        assert not packed.comment


def test_the_letter_says_the_same() -> None:
    text = part(cleaned(offices.docx()).content, "word/document.xml")
    for words in (offices.SENTENCE, "erbij", "de link", "een plek", " PAGE "):
        assert words in text
    assert 'vorm &amp; "tekst" &lt;3' in text
    assert 'author=""' in text
    assert "<w:f></w:f><w:f>Blad!A1</w:f>" in text
    assert "rsid" not in text


def test_a_comment_stays_without_its_writer() -> None:
    assert "Kijk hier" in part(cleaned(offices.docx()).content, "word/comments2.xml")


def test_media_in_it_are_cleaned_too() -> None:
    photo = parts(cleaned(offices.docx()).content)["word/image1.jpeg"]
    assert pictures.pixels(photo) == pictures.pixels(pictures.jpeg())
    film = parts(cleaned(offices.pptx()).content)["ppt/video3.mp4"]
    assert films.PICTURES[0] in film


def test_a_link_leads_nowhere_and_a_picture_elsewhere_is_not_fetched() -> None:
    listing = part(cleaned(offices.docx()).content, "word/_rels/document.xml.rels")
    assert listing.count('Target="about:blank" TargetMode="External"') == 2


def test_a_sum_keeps_its_result_and_a_sheet_needs_no_printer() -> None:
    sheet = part(cleaned(offices.xlsx()).content, "xl/worksheet1.xml")
    assert "<x:v>42</x:v>" in sheet
    assert "<x:pageSetup></x:pageSetup>" in sheet


def test_macros_are_not_shown() -> None:
    kinds = offices.types(word__document="wordprocessingml.document.main")
    macros = kinds.replace("openxmlformats-officedocument.w", "ms-word.document.macroEnabled.w")
    assert reason_of(offices.docx({"[Content_Types].xml": macros})) is Reason.ACTIVE


def test_a_zip_of_another_kind_is_not_shown() -> None:
    assert reason_of(offices.packed({"foto.jpg": pictures.jpeg()})) is Reason.UNKNOWN
    for name in ("_rels/.rels", "[Content_Types].xml"):
        assert reason_of(offices.docx({name: "<Types/>"})) is Reason.UNKNOWN


def test_a_picture_in_it_that_cannot_be_cleaned_is_not_shown() -> None:
    listing = offices.listing(("photo", "image", "photo.emf"))
    more: offices.Parts = {"word/_rels/document.xml.rels": listing, "word/photo.emf": b"\1\0\0\0"}
    assert reason_of(offices.docx(more)) is Reason.UNKNOWN


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b"<a>\0</a>",
        b"\xff\xfe<a/>",
        b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_broken_xml_and_definitions_are_refused(xml: bytes) -> None:
    assert reason_of(offices.docx({"word/document.xml": xml})) is Reason.BROKEN
    assert reason_of(offices.docx({"[Content_Types].xml": xml})) is Reason.BROKEN


def test_t52_a_zip_bomb_is_not_unpacked() -> None:
    flat = offices.docx({"word/document.xml": bytes(120 << 20)})
    assert len(flat) < 1 << 20
    assert reason_of(flat) is Reason.TOO_LARGE
    many = offices.docx({f"word/{index}.xml": b"" for index in range(6000)})
    assert reason_of(many) is Reason.TOO_LARGE


def test_t52_a_zip_in_a_zip_is_not_opened() -> None:
    inner = offices.packed({"0": bytes(30 << 20)})
    assert (
        reason_of(offices.packed({f"{index}.zip": inner for index in range(99)})) is Reason.UNKNOWN
    )
    listing = offices.listing(("photo", "image", "inner.zip"))
    more: offices.Parts = {"word/_rels/document.xml.rels": listing, "word/inner.zip": inner}
    assert reason_of(offices.docx(more)) is Reason.UNKNOWN


def test_a_locked_or_doubled_part_is_refused() -> None:
    original = offices.docx()
    locked = bytearray(original)
    for found in re.finditer(rb"PK\x01\x02", original):
        locked[found.start() + 8] |= 1
    assert reason_of(bytes(locked)) is Reason.LOCKED
    doubled = original.replace(b"word/settings.xml", b"word/comments.xml")
    assert reason_of(doubled) is Reason.BROKEN


@pytest.mark.parametrize("cut", [30, 400, 3000, -400])
def test_a_file_that_is_not_whole_is_not_shown(cut: int) -> None:
    assert reason_of(offices.docx()[:cut]) is Reason.BROKEN


def test_a_part_with_the_wrong_bytes_is_broken() -> None:
    original = bytearray(offices.docx())
    start = original.index(b"word/document.xml") + 60
    original[start : start + 20] = bytes(20)
    assert reason_of(bytes(original)) is Reason.BROKEN
