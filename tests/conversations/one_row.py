"""One act, one line in the log (T64): what every act of every test is held against.

docs/decisions/0020 says why these few leave more.
"""

from bot.store import audit
from bot.store.tx import Tx

NAME_SEEN, MARKED = "SawReporterName", "MarkedNude"
"""The first may come with any act: the card it ends on shows the name, a line of its own."""
SECOND: dict[tuple[str, ...], str] = {
    (MARKED, "ReporterAnswered"): "what is told, and that the whole case is another one by it",
    (MARKED, "ImageRefused"): "the same",
    ("ReporterAnswered", "TalkWanted"): "what is answered, and who sees the case by it",
    ("ReporterAnswered", "MarkedUrgent"): "what is told, and that the case cannot wait by it",
    (MARKED, "ReporterAnswered", "MarkedUrgent"): "both of these",
    ("ReporterAnswered", "MarkedHome"): "the same, of worries about home",
    ("ReporterAnswered", "MarkedUrgent", "MarkedHome"): "both",
    ("ProofKept", "MarkedUrgent"): "the same, with proof",
    (MARKED, "ProofKept"): "that they keep it, and that the whole case is another one by it",
    ("Destroyed", MARKED): "an item, and the case",
    ("OriginalWanted", "LookLink"): "a link was handed out with the screen that follows",
    ("LookLink", "OriginalLink"): "two links were handed out",
    ("WordsGiven", "AddressForgotten"): "the words, and what was thrown away for them",
    ("Reported", "NobodyToTell"): "the machine's own line, by nobody's act",
}


def newest(tx: Tx) -> int:
    """The number of the last line."""
    return audit.head(tx).number


def more_than_one(tx: Tx, since: int) -> tuple[str, ...]:
    """The words of an act that left more lines than it should; empty when all is well."""
    lines = audit.lines(tx, limit=newest(tx) - since)
    words = tuple(line.what.split(" ")[0] for line in reversed(lines) if line.what != NAME_SEEN)
    return words if len(words) > 1 and words not in SECOND else ()
