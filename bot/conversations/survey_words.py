"""What a round of a survey says, and to whom: mentors ask their class, others are asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from bot.cases.people import Person
from bot.cases.surveys import NAMES, Round
from bot.store.campaigns import Campaign, Progress
from bot.text import N_, Text

TO_MENTORS: Final = {
    Round.OPEN: N_("{survey} is open. Let your class take part. Count it with /geteld."),
    Round.REMIND: N_("{survey}: nobody of your class was counted yet. Count it with /geteld."),
    Round.LAST: N_("{survey} closes on {day}. Nobody of your class was counted yet."),
}
TO_STAFF: Final = {
    Round.OPEN: N_("{survey} is open. It is for colleagues too. Please fill it in."),
    Round.LAST: N_("{survey} closes on {day}. Did you fill it in already?"),
}
TO_OTHERS: Final = {
    Round.OPEN: N_("School asks what you think. The list of questions is open."),
    Round.LAST: N_("School asks what you think. It closes on {day}."),
}
WHERE: Final = N_("Fill it in here: {link}")
STOP: Final = N_("No more of these messages? Type /berichten.")
SENT: Final = N_("Sent: {done} of {total}.")
PAUSED: Final = N_("Sending is paused.")


def asked(
    one: Campaign, ends: date, person: Person | None, *, asks_class: bool, by_choice: bool
) -> tuple[Text, ...]:
    """The lines for one chat; none when this round has nothing to say there.

    `asks_class`: of a mentor whose class is meant. `by_choice`: of who gets it for having said yes
    to messages of school. `person` is None for who is no colleague. It can be filled in on the day
    it `ends`.
    """
    table = TO_MENTORS if asks_class else TO_STAFF if person else TO_OTHERS
    said = table.get(one.round)
    if said is None:
        return ()
    where = (WHERE.of(link=one.link),) if one.link else ()
    stop = (STOP,) if by_choice else ()
    return (said.of(survey=NAMES[one.survey], day=ends), *where, *stop)


def progress(one: Campaign, sent: Progress) -> Iterator[Text]:
    """How far the sending is."""
    if one.paused:
        yield PAUSED
    if sent.total:
        yield SENT.of(done=sent.done, total=sent.total)
