"""What the reporter answers when asked how it goes after the end: one tap."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.aftercare import WORRYING, Feeling
from bot.cases.case import Case
from bot.cases.events import ReporterAnswered
from bot.conversations import moving, thread
from bot.conversations.caring import FEELINGS
from bot.conversations.exchange import Exchange
from bot.conversations.mine import begin_own, own_case, show_report
from bot.conversations.thread import HOW
from bot.store import aftercare, audit, entries
from bot.text import N_, Text

THANKS: Mapping[Feeling, tuple[Text, ...]] = {
    Feeling.GOOD: (N_("Good to hear. You can still write here."),),
    Feeling.FAIR: (N_("Thank you for telling. You can still write here."),),
    Feeling.BAD: (N_("Thank you for telling. School hears it now."), N_("Danger? Call 112.")),
    Feeling.TALK: (N_("That is good. School hears it now."),),
}
TOO_LATE = N_("Thank you. You can write to school here.")


def felt(x: Exchange, case_id: str, answer: str) -> None:
    """One tap: it stands in the case, and who has it hears at once what is not good."""
    case = own_case(x, case_id)
    if case is None:
        return
    question = aftercare.asked(x.tx, case_id)
    if question is None or answer not in set(Feeling):
        x.note(TOO_LATE)
        show_report(x, case_id)
        return
    aftercare.settle(x.tx, question)
    _keep(x, case, Feeling(answer))


def _keep(x: Exchange, case: Case, feeling: Feeling) -> None:
    _, said = FEELINGS[feeling]
    both = Text("{question} {answer}", values={"question": HOW, "answer": said})
    body = x.world.i18n.render(both, x.world.i18n.default)
    entries.add(x.tx, case.case_id, "talk_in", body, None, told=thread.told(both))
    if feeling in WORRYING:
        moving.move(x.tx, x.world, x.around, case, ReporterAnswered(), word="AftercareAnswered")
    else:
        audit.write(x.tx, audit.REPORTER, "AftercareAnswered", case.case_id)
    x.note(*THANKS[feeling])
    if feeling is Feeling.TALK:
        begin_own(x, "talk", case.case_id)
    else:
        show_report(x, case.case_id)
