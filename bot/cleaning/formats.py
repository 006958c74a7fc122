"""Tells from a file's bytes, never from its name, how it is cleaned; knows no format's inside."""

from bot.cleaning import media, plain
from bot.cleaning.verdict import LIMIT, Cleaned, Reason, Uncleanable


def cleaned(data: bytes) -> Cleaned:
    """The copy, made here and now in this process; raises Uncleanable and nothing else."""
    if len(data) > LIMIT:
        raise Uncleanable(Reason.TOO_LARGE)
    copy = _cleaner(data)(data)
    if len(copy.content) > LIMIT:
        raise Uncleanable(Reason.TOO_LARGE)
    return copy


def _cleaner(data: bytes) -> media.Cleaner:
    """By the first signature that fits; what has none may still be text."""
    if data.startswith(b"%PDF-"):
        return _pdf
    if data.startswith(b"PK\3\4"):
        return _office
    return media.cleaner(data) or plain.clean


def _pdf(data: bytes) -> Cleaned:
    from bot.cleaning import pdf  # noqa: PLC0415 - takes longer to load than the rest to work

    return pdf.clean(data)


def _office(data: bytes) -> Cleaned:
    from bot.cleaning import ooxml  # noqa: PLC0415 - as above

    return ooxml.clean(data)
