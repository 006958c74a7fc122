"""Every reason not to start or not to do a command, as sentences for who hosts Maatje.

Knows no command; a fault of the program itself is none of these reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.app.offers import (
    CannotExport,
    CannotListen,
    LeftSchool,
    NoPoster,
    TwoOfThatName,
    UnknownClass,
)
from bot.backups.problems import BackupProblem
from bot.cases.problems import Problems
from bot.handlers.polling import TokenRefused
from bot.logs import traced
from bot.reports.proving import NoExport
from bot.roster.faults import NoList
from bot.store.people import UnknownPerson
from bot.store.problems import StoreProblem
from bot.vault import KeyProblem, Unreadable

KNOWN: Final = (
    Problems,  # of the settings and of the school folder
    KeyProblem,
    BackupProblem,
    StoreProblem,  # also: another process has the data folder
    Unreadable,
    TokenRefused,
    CannotExport,
    CannotListen,
    TwoOfThatName,
    LeftSchool,
    UnknownClass,
    UnknownPerson,
    NoExport,
    NoPoster,
    NoList,
    OSError,
    UnicodeDecodeError,
)


def sentences(error: BaseException) -> tuple[str, ...]:
    """Why it was refused, a line each, also out of a group; empty for a fault of our own."""
    found = tuple(_leaves(error))
    if not all(isinstance(one, KNOWN) for one in found):
        return ()
    told = (line for one in found for line in _told(one))
    return tuple(dict.fromkeys(told))


def fault(error: BaseException) -> str:
    """What to tell of a fault of our own: where it was, never the words it was about."""
    return f"This is a fault in Maatje itself; please report it: {traced(error)}."


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if not isinstance(error, BaseExceptionGroup):
        yield error
        return
    for one in error.exceptions:
        yield from _leaves(one)


def _told(error: BaseException) -> tuple[str, ...]:
    match error:
        case Problems():
            return tuple(str(problem) for problem in error.problems)
        case OSError():
            return (_of_the_machine(error),)
        case UnicodeDecodeError():
            return ("A file of the school folder is not written in UTF-8. Save it again as UTF-8.",)
        case _:
            return (str(error),)


def _of_the_machine(error: OSError) -> str:
    """The path is one of the settings: who runs the command set it."""
    about = f" ({error.filename})" if error.filename else ""
    return f"The machine refused{about}: {error.strerror or type(error).__name__}."
