"""Makes files of Word, Excel and PowerPoint that tell everything about who made them."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from tests.cleaning import films, pictures
from tests.cleaning.canaries import EVERYTHING

SENTENCE: Final = "Gisteren stond dit in de groepsapp."
WORDS: Final = EVERYTHING.decode()
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_SCHEMA: Final = "http://schemas.openxmlformats.org"
RELATIONS: Final = f"{_SCHEMA}/officeDocument/2006/relationships"
_SPACES: Final = (
    f'xmlns:w="{_SCHEMA}/wordprocessingml/2006/main" xmlns:r="{RELATIONS}" '
    f'xmlns:a="{_SCHEMA}/drawingml/2006/main" '
    f'xmlns:wp="{_SCHEMA}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:mc="{_SCHEMA}/markup-compatibility/2006" xmlns:p="{_SCHEMA}/presentationml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mine="http://example.com/mine" mc:Ignorable="w14"'
)


Parts = Mapping[str, bytes | str]


def packed(parts: Parts) -> bytes:
    """A zip of these parts, as a program writes it that says when and where."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 11, 5, 9, 30, 0))
            entry.comment, entry.compress_type = EVERYTHING, zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
        made.comment = EVERYTHING
    return file.getvalue() + EVERYTHING


def listing(*relations: tuple[str, str, str]) -> str:
    """What belongs to a part: id, kind and target."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships">{lines}</Relationships>'


def types(**names: str) -> str:
    """The list of parts; `__` stands for a slash, and the kind of a part for its long name."""
    lines = "".join(
        f'<Override PartName="/{name.replace("__", "/")}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for name, kind in names.items()
    )
    ends = '<Default Extension="jpg" ContentType="image/jpeg"/>'
    return f'<Types xmlns="{_SCHEMA}/package/2006/content-types">{ends}{lines}</Types>'


BODY: Final = f"""<?xml version="1.0"?><!-- {WORDS} --><?mine {WORDS}?>
<w:document {_SPACES} mine:by="{WORDS}"><w:body>
<w:p w:rsidR="00AB12CD" w14:paraId="{WORDS}"><w:t xml:space="preserve">{SENTENCE}</w:t></w:p>
<w:ins w:id="1" w:author="{WORDS}" w:date="2025-11-05T09:30:00Z"><w:t>erbij</w:t></w:ins>
<w:hyperlink r:id="link"><w:r><w:t>de link</w:t></w:r></w:hyperlink>
<w:hyperlink r:id="gone"><w:r><w:t>een plek</w:t></w:r></w:hyperlink>
<w:r><w:instrText>INCLUDEPICTURE "http://example.com/{WORDS}"</w:instrText></w:r>
<w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple w:instr="AUTHOR {WORDS}"/>
<wp:docPr id="1" name="{WORDS}" descr="{WORDS}"/>
<a:blip r:embed="photo"><a:extLst>{WORDS}</a:extLst></a:blip>
<a:blip r:link="tracker"/><w:control r:id="gone" w:name="{WORDS}"/><w:altChunk r:id="page"/>
<v:shape o:gfxdata="{WORDS}"/><w:f>'[C:/{WORDS}/a.xlsx]Blad'!A1</w:f><w:f>Blad!A1</w:f>
<v:imagedata r:id="stolen" o:title="{WORDS}"/><mine:note>{WORDS}</mine:note>
<mc:AlternateContent><mc:Choice Requires="w14"><w:t>{WORDS}</w:t></mc:Choice>
<mc:Fallback><w:t>vorm &amp; "tekst" &lt;3</w:t></mc:Fallback></mc:AlternateContent>
</w:body></w:document>"""


def docx(changes: Parts | None = None) -> bytes:
    """A letter with a photo, a comment, a tracked change and everything Word writes beside it."""
    comment = f'<w:comments {_SPACES}><w:comment w:id="1" w:author="{WORDS}" w:initials="{WORDS}">'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types(
            word__document="wordprocessingml.document.main",
            word__comments="wordprocessingml.comments",
            word__settings="wordprocessingml.settings",
        ),
        "_rels/.rels": listing(
            ("core", "metadata/core-properties", "docProps/core.xml"),
            ("thumb", "metadata/thumbnail", "docProps/thumbnail.jpeg"),
            ("main", "officeDocument", "word/document.xml"),
        ),
        "word/document.xml": BODY,
        "word/_rels/document.xml.rels": listing(
            ("photo", "image", f"media/{WORDS.replace('/', '')}.jpg"),
            ("link", "hyperlink", f"https://example.com/{WORDS}"),
            ("tracker", "image", f"https://example.com/{WORDS}.png"),
            ("page", "aFChunk", "/word/page.html"),
            ("stolen", "image", "../../../etc/passwd"),
            ("settings", "settings", "settings.xml"),
            ("comments", "comments", "comments.xml"),
            (WORDS, "styles", "comments.xml"),
        ),
        f"word/media/{WORDS.replace('/', '')}.jpg": pictures.jpeg(),
        "word/comments.xml": f"{comment}<w:p><w:t>Kijk hier</w:t></w:p></w:comment></w:comments>",
        "word/settings.xml": f"<settings>{WORDS}</settings>",
        "word/page.html": f"<script>{WORDS}</script>",
        "docProps/core.xml": f"<creator>{WORDS}</creator>",
        "docProps/thumbnail.jpeg": pictures.jpeg(),
        "customXml/item1.xml": f"<item>{WORDS}</item>",
        "../../../etc/passwd": EVERYTHING,
    }
    return packed(parts | dict(changes or {}))


def xlsx() -> bytes:
    """A sheet with a formula, a comment, a printer and where it was kept."""
    people = f"<authors><author>{WORDS}</author></authors>"
    space = f'xmlns="{_SCHEMA}/spreadsheetml/2006/main" xmlns:r="{RELATIONS}"'
    book = (
        f'<workbook {space}><fileSharing userName="{WORDS}"/><sheets><sheet name="Blad" r:id="s"/>'
    )
    cells = '<row><c t="n"><f>WEBSERVICE("http://example.com")</f><v>42</v></c></row>'
    return packed(
        {
            "[Content_Types].xml": types(
                xl__workbook="spreadsheetml.sheet.main",
                xl__sheet="spreadsheetml.worksheet",
                xl__comments="spreadsheetml.comments",
            ),
            "_rels/.rels": listing(("main", "officeDocument", "/xl/workbook.xml")),
            "xl/workbook.xml": f"{book}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": listing(("s", "worksheet", "sheet.xml")),
            "xl/sheet.xml": f'<worksheet {space}>{cells}<pageSetup r:id="p"/></worksheet>',
            "xl/_rels/sheet.xml.rels": listing(
                ("p", "printerSettings", "printer.bin"), ("c", "comments", "comments.xml")
            ),
            "xl/comments.xml": f"<comments {space}>{people}</comments>",
            "xl/printer.bin": EVERYTHING,
        }
    )


def pptx() -> bytes:
    """A slide with a film and a remark."""
    show = f'<p:presentation {_SPACES}><p:sldId id="1" r:id="s"/></p:presentation>'
    slide = f'<p:sld {_SPACES}><a:videoFile r:link="f"/><a:t>{SENTENCE}</a:t></p:sld>'
    authors = f'<p:cmAuthorLst {_SPACES}><p:cmAuthor id="1" name="{WORDS}" initials="{WORDS}"/>'
    return packed(
        {
            "[Content_Types].xml": types(
                ppt__presentation="presentationml.presentation.main",
                ppt__slide="presentationml.slide",
                ppt__authors="presentationml.commentAuthors",
            ),
            "_rels/.rels": listing(("main", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": show,
            "ppt/_rels/presentation.xml.rels": listing(
                ("s", "slide", "slide.xml"), ("a", "commentAuthors", "authors.xml")
            ),
            "ppt/slide.xml": slide,
            "ppt/_rels/slide.xml.rels": listing(("f", "video", "film.mp4")),
            "ppt/authors.xml": f"{authors}</p:cmAuthorLst>",
            "ppt/film.mp4": films.film(films.pictures(), films.sound()),
        }
    )
