"""Why the store does not open or commit, as sentences for who hosts it; knows no content."""

from typing import ClassVar


class StoreProblem(Exception):
    """The store cannot do its work; `sentence` says why and never holds content or a path."""

    sentence: ClassVar[str]

    def __init__(self) -> None:
        """Take no argument, so that nobody can put content into the message."""
        super().__init__(self.sentence)


class DataFolderInUse(StoreProblem):
    """Two processes on one database would send everything twice."""

    sentence = "Another process already works with this data folder. Stop it first."


class StoreMissing(StoreProblem):
    """Only for who reads: the writer makes a database where there is none."""

    sentence = "There is no database in the data folder yet. The first maatje run makes it."


class StoreUnreachable(StoreProblem):
    """The machine refuses, nothing is known about the content."""

    sentence = "The database cannot be opened; check the disk and the rights on the data folder."


class StoreDamaged(StoreProblem):
    """What SQLite's own check found, before anything was written."""

    sentence = "The database is damaged; nothing was changed. Restore a backup."


class StoreTooNew(StoreProblem):
    """A newer release has been here; going back would misread its columns."""

    sentence = "The database was made by a newer release. Install that release again."


class KeysMissing(StoreProblem):
    """Going on would make new keys, and the old content would stay closed for ever."""

    sentence = "There is a database, but its keys.db is missing. Restore both together."


class DataMissing(StoreProblem):
    """Going on would take every kept key for an orphan."""

    sentence = "There is a keys.db, but its database is missing. Restore both together."


class KeyDoesNotFit(StoreProblem):
    """The root key is another than the one that sealed this data."""

    sentence = "The key file does not belong to this data. Put the right key file in place."


class NotCommitted(StoreProblem):
    """The whole group was rolled back: nothing of the unit happened, and it can be run again."""

    sentence = "The database could not commit; nothing was changed."


class WriterClosed(StoreProblem):
    """The unit was never begun."""

    sentence = "The database is closed."
