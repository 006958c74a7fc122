"""What a reporter answers to school with one tap; and the name that cannot go back."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.events import ReporterAnswered
from bot.conversations import links, moving, running, thread
from bot.conversations.exchange import Exchange
from bot.conversations.meeting import meet
from bot.conversations.mine import own_case, own_cases, show_report
from bot.flows.beside import TAP
from bot.flows.kit import Option
from bot.flows.reading import meant
from bot.store import audit, entries, evidence
from bot.store.entries import Entry
from bot.text import N_, Text

FOR_TEN_MINUTES = N_("A file of school. It goes away after ten minutes.")
FILE_GONE = N_("That file is not here any more.")
ANSWERED = N_("You answered that already.")


def name_stays(x: Exchange, case_id: str) -> None:
    """Who wants to be nameless again is told the truth: what was read cannot be unread."""
    if own_case(x, case_id) is None:
        return
    audit.write(x.tx, audit.REPORTER, "NameStays", case_id)
    x.note(
        N_("I cannot take your name off. School has it."),
        N_("Tell school here what they may do with it."),
    )
    show_report(x, case_id)


def answer(x: Exchange, entry_id: str, number: str) -> None:
    """One tap on an answer to a question of school."""
    case = own_case(x, entries.case_of(x.tx, entry_id))
    if case is None:
        return
    question = thread.open_question(entries.of_case(x.tx, case.case_id, thread.KINDS))
    chosen = thread.answered(question, number) if question else None
    if question is None or question.entry_id != entry_id or chosen is None:
        x.note(ANSWERED)
    else:
        _keep_answer(x, case, question, chosen)
    show_report(x, case.case_id)


def asked_in_words(x: Exchange, words: str) -> bool:
    """Whether these words fit the one question of school that was seen and waits: it is shown.

    Nothing is answered by words alone: they may be a "yes" to what stands on another screen.
    """
    if running.is_open(x):
        return False
    found = [entries.of_case(x.tx, one.case_id, thread.KINDS) for one in own_cases(x)]
    waiting = [one for one in map(thread.open_question, found) if one is not None and one.seen]
    if len(waiting) != 1:
        return False
    options = tuple(Option(one.key, one) for one in thread.answers_of(waiting[0]))
    if meant(words, options, x.facts.say, exact=True) is None:
        return False
    x.note(TAP)
    show_report(x, entries.case_of(x.tx, waiting[0].entry_id))
    return True


def file(x: Exchange, entry_id: str) -> None:
    """Look at what school sent: a cleaned copy, once more at each tap, and gone soon after."""
    case = own_case(x, entries.case_of(x.tx, entry_id))
    if case is None:
        return
    talk = entries.of_case(x.tx, case.case_id, thread.TO_REPORTER)
    item_id = next((thread.file_of(one) for one in talk if one.entry_id == entry_id), "")
    item = evidence.get(x.tx, item_id)
    if item is None or item.destroyed:
        x.note(FILE_GONE)
    elif x.contact.door == "web":
        x.note(FOR_TEN_MINUTES, buttons=((links.for_reporter(x.tx, item_id),),))
    else:
        x.note(FOR_TEN_MINUTES, item_id=item_id)
    show_report(x, case.case_id)


def _keep_answer(x: Exchange, case: Case, question: Entry, chosen: Text) -> None:
    both = thread.question_and_answer(question, chosen)
    body = x.world.i18n.render(both, x.world.i18n.default)
    told = thread.told(chosen, to=question.entry_id)
    entries.add(x.tx, case.case_id, "talk_in", body, None, told=told)
    moving.move(x.tx, x.world, x.around, case, ReporterAnswered())
    x.note(N_("Thank you. School sees your answer."), *meet(x, case.case_id, chosen))
