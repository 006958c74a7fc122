"""What the law asks when somebody of the school does something sexual to a student.

Everyone who works at the school tells the board, at once; the board asks the inspector.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people import Role
from bot.flows.help import lines_for
from bot.flows.kit import Facts
from bot.text import N_, Text

DUTY = N_(
    "The law: who works here tells the board, at once. Telling only management is too little."
)
ASK_NOTHING = N_("Ask the student nothing more. Do not talk with the colleague. Look at no images.")
CALL_BOARD = N_("Call the board: {name}, {phone}.")
INSPECTOR = N_("The board asks the confidential inspector. You can call there too:")


def duty(f: Facts, not_them: Container[str]) -> Iterator[Text]:
    """Whom to call now; never who is named, or was taken off."""
    yield DUTY
    for person in f.people:
        board = person.active and Role.BOARD in person.roles
        if board and person.person_id not in not_them:
            yield CALL_BOARD.of(name=person.name, phone=person.phone or f.school.phone)
    yield ASK_NOTHING
    yield INSPECTOR
    yield from lines_for(ReporterRole.STAFF, f, HelpTopic.STAFF_MISCONDUCT)
