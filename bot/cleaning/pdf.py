"""Writes a PDF anew from what its pages draw; knows which parts those are from pdf_parts."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, PdfObject

from bot.cleaning.pdf_copy import Copier
from bot.cleaning.pdf_parts import LAYERS, PAGE
from bot.cleaning.verdict import Cleaned, Reason, Uncleanable, broken

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the second line tells that there are bytes in it


def clean(data: bytes) -> Cleaned:
    """The copy: no author, no older versions, no attachments, no actions, no form to fill in."""
    try:
        return Cleaned("application/pdf", _rewritten(data))
    except (Uncleanable, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a broken file brings about whatever pypdf did not expect
        raise broken() from None


def _rewritten(data: bytes) -> bytes:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        raise Uncleanable(Reason.LOCKED)
    copier = Copier()
    root, tree = DictionaryObject(), DictionaryObject()
    start, parent = copier.add(root), copier.add(tree)
    kids = ArrayObject()
    for page in reader.pages:
        copy = copier.dictionary(page, PAGE)
        copy[NameObject("/Parent")] = parent
        kids.append(copier.add(copy))
    tree.update(_named(Type="/Pages", Kids=kids, Count=NumberObject(len(kids))))
    root.update(_named(Type="/Catalog", Pages=parent))
    if layers := copier.dictionary(reader.root_object, LAYERS):
        root.update(layers)
    return _written(copier.all(), start)


def _named(**values: PdfObject | str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(value) if isinstance(value, str) else value
            for key, value in values.items()
        }
    )


def _written(objects: list[PdfObject], root: PdfObject) -> bytes:
    file = BytesIO()
    file.write(_HEAD)
    places = []
    for index, item in enumerate(objects):
        places.append(file.tell())
        file.write(b"%d 0 obj\n" % (index + 1))
        item.write_to_stream(file)
        file.write(b"\nendobj\n")
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(b"trailer\n")
    _named(Size=NumberObject(len(objects) + 1), Root=root).write_to_stream(file)
    file.write(b"\nstartxref\n%d\n%%%%EOF\n" % table)
    return file.getvalue()
