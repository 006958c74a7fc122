"""What of a Word, Excel or PowerPoint file is its content, by the standard; knows no file.

Read as by a reader that knows ECMA-376 and none of the makers' extensions, which the standard
lets every reader pass over: most of what tells who wrote when and on which machine is in those.
"""

from typing import Final

OFFICE: Final = "application/vnd.openxmlformats-officedocument."
PACKAGE: Final = "application/vnd.openxmlformats-package."
DOCUMENTS: Final = {
    f"{OFFICE}wordprocessingml.document.main+xml": "word/document.xml",
    f"{OFFICE}spreadsheetml.sheet.main+xml": "xl/workbook.xml",
    f"{OFFICE}presentationml.presentation.main+xml": "ppt/presentation.xml",
}
"""By the content type of a file's main part how it is called."""

PROGRAMS: Final = ("macroenabled", "vbaproject")
"""A content type with one of these in it stands for a program."""

# Parts that belong to another one without being named in it.
SILENT: Final = frozenset(
    [
        "styles",
        "theme",
        "numbering",
        "fontTable",
        "footnotes",
        "endnotes",
        "comments",
        "sharedStrings",
        "tableStyles",
        "commentAuthors",
        "slideLayout",
        "slideMaster",
        "notesSlide",
        "notesMaster",
        "slide",
    ]
)
NAMED: Final = SILENT | frozenset(
    [
        "header",
        "footer",
        "worksheet",
        "chartsheet",
        "drawing",
        "vmlDrawing",
        "table",
        "chart",
        "chartUserShapes",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
    ]
)
"""Parts written in XML that are content; others (settings, printers, people) are dropped."""

MEDIA: Final = frozenset({"image", "video", "audio"})
LINKS: Final = frozenset({"hyperlink", "image"})
"""What may lie elsewhere: it stays as a link to nothing, so that nobody sees who looks."""

NOWHERE: Final = "about:blank"
RELATIONS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
)
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPREADSHEETS: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
"""As everybody writes them; some readers expect that."""

_OTHERS: Final = """
    extLst Choice oleObjects OLEObject controls control altChunk subDoc externalData
    externalReferences pivotCaches dataBinding embeddedFontLst custDataLst smartTags
    webPublishItems definedNames binData
"""
_PEOPLE: Final = """
    fileVersion fileSharing customProperties customWorkbookViews customSheetViews permStart
    permEnd modifyVerifier nsid tmpl
"""
DROPPED_ELEMENTS: Final = frozenset(f"{_OTHERS} {_PEOPLE}".split())
"""Extensions, other programs' objects, what is fetched from elsewhere, who worked on it."""

WITHOUT: Final = frozenset({"pageSetup", "hyperlink"})
"""Elements that stay without the part they name: a printer, a page that is not in the file."""

_TELLING: Final = """
    date dt descr title alt href src codeName userName tooltip action guid gfxdata equationxml
    invalidUrl
"""
DROPPED_ATTRIBUTES: Final = frozenset(_TELLING.split())
EMPTIED_ATTRIBUTES: Final = frozenset({"author", "initials"})
"""The standard asks for them."""

NAMELESS: Final = frozenset({"docPr", "cNvPr", "cmAuthor"})
"""Elements whose name is that of a file or of a person."""

FORMULAS: Final = frozenset({"f", "formula", "formula1", "formula2"})
"""With a bracket in it such a reference names another file by its path."""

FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "TOC", "REF", "SEQ", "SECTIONPAGES"})
"""Fields that only count; others fetch files or name people, and their last result stays."""
