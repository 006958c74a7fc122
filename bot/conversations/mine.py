"""The reporter's own report: how far it is, the talk, more proof, a name, taking it back."""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.events import ReporterAnswered
from bot.cases.events import TakenBack as NotWanted
from bot.cases.kinds import Mark
from bot.cases.status import STATUS_WORDS, status_of
from bot.conversations import hands_off, moving, running, thread, unsent, watching
from bot.conversations.attaching import attach
from bot.conversations.caring import how_it_goes
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.following import follow, followed
from bot.conversations.menu import MENU, show_missing
from bot.conversations.releasing_words import reporter_is_asked
from bot.conversations.reporting import keep_details
from bot.flows.evidence import KEEP, NUDE_CASE, PROOF, ProofTold
from bot.flows.kit import Flow
from bot.flows.mine import (
    GIVE_NAME,
    TAKE_BACK,
    TALK,
    NameGiven,
    Said,
    TakenBack,
)
from bot.flows.session import Session
from bot.flows.steps import PAGE
from bot.flows.uploads import words_only
from bot.flows.what import NO_FILES, YES
from bot.flows.words import Told
from bot.store import cases, contacts, entries, evidence
from bot.text import N_, Button, Text, verbatim

AT_HOME = N_("Proof"), N_("I keep it myself")
"""What school reads of proof that is not sent."""
HAVE_IT = N_("I have it. The people who read your report see it.")


def own_cases(x: Exchange) -> tuple[Case, ...]:
    """What this contact reported, or came back to with five words; the oldest first."""
    return cases.of_ids(x.tx, running.own_ids(x))


def own_case(x: Exchange, case_id: str) -> Case | None:
    """The case, when it is theirs; else it is said, and logged, as if there were no such case."""
    case = next((one for one in own_cases(x) if one.case_id == case_id), None)
    if case is None:
        known = cases.get(x.tx, case_id) is not None
        x.log("Refused own", case_id if known else "")
        show_missing(x)
    return case


def my_reports(x: Exchange) -> None:
    """The reports of this chat: none, the one there is, or a list."""
    found, done_to_me = own_cases(x), followed(x)
    if len(found) == 1 and not done_to_me:
        show_report(x, found[0].case_id)
    elif len(done_to_me) == 1 and not found:
        follow(x, done_to_me[0].case_id)
    elif found or done_to_me:
        _ask_which(x, found, "mine", to_me=done_to_me)
    else:
        _no_report(x)


def _ask_which(
    x: Exchange,
    found: tuple[Case, ...],
    action: str,
    *,
    draft: bool = False,
    to_me: tuple[Case, ...] = (),
) -> None:
    wanted = [(one, action) for one in found] + [(one, "follow") for one in to_me]
    rows = tuple((act(verbatim(one.name), word, one.case_id),) for one, word in wanted[-PAGE:])
    unsent = ((act(labelled("⏳", N_("Not sent yet")), "prove"),),) if draft else ()
    x.show(N_("Which report?"), buttons=(*rows, *unsent, (MENU,)))


def _no_report(x: Exchange) -> None:
    draft = running.load(x.tx, x.contact.contact_ref).draft
    lines = [N_("There is no report in this chat.")]
    if draft:
        lines = [N_("Not sent yet. Nobody reads this.")]
    go_on = ((act(labelled("▶️", N_("Go on")), "resume"),),) if draft else ()
    x.show(
        *lines,
        N_("Do you have five words? Then you can find it again."),
        buttons=(
            *go_on,
            (act(labelled("🔑", N_("I have five words")), "recover"),),
            (act(labelled("📣", N_("Report something")), "report"),),
            (MENU,),
        ),
    )


def show_report(x: Exchange, case_id: str) -> None:
    """How far it is, what was said last, and what the reporter can do."""
    case = own_case(x, case_id)
    if case is None:
        return
    status = N_("{name}: {status}.").of(name=case.name, status=STATUS_WORDS[status_of(case)])
    spoken, taps = thread.shown_to_reporter(x.tx, case_id)
    question, answers = reporter_is_asked(x, case)
    how, feelings = how_it_goes(x.tx, case_id)
    # One question at a time, so that no "yes" answers another one than was read.
    asked = answers or feelings or taps
    last = question if answers else how if feelings else ()
    x.show(status, *spoken, *last, buttons=(*asked, *_ways(x, case)))


def _ways(x: Exchange, case: Case) -> tuple[tuple[Button, ...], ...]:
    rows = [(act(labelled("💬", N_("Say something")), "talk", case.case_id),)]
    if not case.closed:
        rows.append((act(labelled("📎", N_("Add proof")), "proof", case.case_id),))
        rows.append((_name_button(x, case),))
        rows.append((act(labelled("↩️", N_("Take it back")), "takeback", case.case_id),))
    if x.person is not None:  # who works here owes the file a note
        rows.append((act(labelled("📋", N_("Text for SOM")), "ownsom", case.case_id),))
    rows.append((act(labelled("🔑", N_("Five words to come back")), "words", case.case_id),))
    if case.case_id in contacts.my_cases(x.tx, x.contact.contact_ref):  # else it is so already
        rows.append((act(labelled("🕶️", N_("Hide my report")), "codeonly", case.case_id),))
    return (*rows, (MENU,))


def _name_button(x: Exchange, case: Case) -> Button:
    if cases.reporter_name(x.tx, case.case_id):
        return act(labelled("🙈", N_("Take my name off")), "noname", case.case_id)
    return act(labelled("📛", N_("Give my name")), "name", case.case_id)


FLOW_OF_ACTION: dict[str, Flow] = {
    "talk": TALK,
    "proof": PROOF,
    "name": GIVE_NAME,
    "takeback": TAKE_BACK,
}


def begin_own(x: Exchange, action: str, case_id: str) -> None:
    """One of the reporter's own conversations, if the report is theirs."""
    case = own_case(x, case_id)
    if case is None:
        return
    answers = {NUDE_CASE.key: YES} if Mark.NUDE in case.marks else {}
    running.begin(x, FLOW_OF_ACTION[action], subject=case_id, answers=answers)


def said(x: Exchange, session: Session, effect: Said) -> None:
    """More words or files for the handlers."""
    case = own_case(x, session.subject)
    if case is None:
        return
    add(x, case, effect.told, naked=effect.naked)
    x.note(HAVE_IT)
    show_report(x, case.case_id)


def proof_told(x: Exchange, session: Session, effect: ProofTold) -> None:
    """Files and words about the proof; kept at home is fine as well."""
    if not session.subject:
        unsent.join_report(x, effect.answers, effect.told.words)
        return
    case = own_case(x, session.subject)
    if case is None:
        return
    at_home = effect.answers.get(KEEP.key) == "self"
    details = (*effect.details, *((AT_HOME,) if at_home else ()))
    if details or effect.told != Told() or effect.naked:
        add(x, case, effect.told, details=details, naked=effect.naked, proof=at_home)
    if effect.details or effect.told != Told() or effect.naked:
        items = bool(effect.told.items)
        x.note(N_("I have it. It is kept safe.") if items else N_("I wrote down what you told."))
    if at_home:
        x.note(
            N_("Good. The proof is only on your phone. I do not have it."),
            N_("Keep it there. Delete nothing."),
        )
    show_report(x, case.case_id)


def add(
    x: Exchange,
    case: Case,
    told: Told,
    *,
    details: tuple[tuple[Text, Text], ...] = (),
    naked: bool = False,
    proof: bool = False,
) -> None:
    """Put words and files with a report that was sent; no file with one about somebody naked.

    `proof`: they keep what shows it themselves.
    """
    if details:
        keep_details(x.tx, case.case_id, details)
    if naked:
        case = hands_off.mark(x, case)
    told = _allowed(x, case, told)
    if told.text:
        entries.add(x.tx, case.case_id, "talk_in", told.text, None)
    attach(x, case.case_id, [item for item, _kind in told.items])
    answered = ReporterAnswered(proof=proof or bool(told.items))
    watching.told_later(x, moving.move(x.tx, x.world, x.around, case, answered), told.text)


def _allowed(x: Exchange, case: Case, told: Told) -> Told:
    """What may go with it: of what is about somebody naked nobody may have a picture."""
    if Mark.NUDE not in case.marks or not told.pictured:
        return told
    evidence.detach(x.tx, [item for item, _kind in told.items])
    x.note(NO_FILES)
    return told.in_words()


def name_given(x: Exchange, session: Session, effect: NameGiven) -> None:
    """From no name to a name; the other way does not exist."""
    case = own_case(x, session.subject)
    if case is None:
        return
    cases.set_reporter_name(x.tx, case.case_id, effect.name)
    moving.move(x.tx, x.world, x.around, case, ReporterAnswered(), word="NameGiven")
    x.note(N_("Thank you. School now sees your name."))
    show_report(x, case.case_id)


def taken_back(x: Exchange, session: Session, effect: TakenBack) -> None:
    """Tell the handlers that the reporter wants to stop; they decide, and may first ask why."""
    case = own_case(x, session.subject)
    if case is None:
        return
    if effect.words:
        entries.add(x.tx, case.case_id, "talk_in", effect.words, None)
    if effect.sure:
        words = x.world.i18n.render(N_("I take this report back."), x.world.i18n.default)
        entries.add(x.tx, case.case_id, "talk_in", words, None)
        moving.move(x.tx, x.world, x.around, case, NotWanted(wanted=True))
        x.note(N_("I told school. You will hear what they do."))
    elif Mark.TAKEN_BACK in case.marks:
        moving.move(x.tx, x.world, x.around, case, NotWanted(wanted=False))
        x.note(HAVE_IT)
    elif effect.words:
        moving.move(x.tx, x.world, x.around, case, ReporterAnswered())
        x.note(HAVE_IT)
    show_report(x, case.case_id)


def mine(x: Exchange, case_id: str = "") -> None:
    """One report by its button, or what there is."""
    if case_id:
        show_report(x, case_id)
    else:
        my_reports(x)


def begin_proof(x: Exchange) -> None:
    """`/bewijs`: to a report of this chat, the one being written, or one that begins with it."""
    found = tuple(case for case in own_cases(x) if not case.closed)
    draft = running.load(x.tx, x.contact.contact_ref).draft
    if len(found) == 1 and draft is None:
        begin_own(x, "proof", found[0].case_id)
    elif found:
        _ask_which(x, found, "proof", draft=draft is not None)
    elif draft is not None:
        prove(x)
    else:
        x.show(N_("For which report is the proof?"), buttons=_proof_for())


def begin_take_back(x: Exchange) -> None:
    """Asked for in words: which report, and whether they are sure; else what there is of theirs."""
    found = tuple(case for case in own_cases(x) if not case.closed)
    if len(found) == 1:
        begin_own(x, "takeback", found[0].case_id)
    elif found:
        _ask_which(x, found, "takeback")
    else:
        my_reports(x)


def _proof_for() -> tuple[tuple[Button, ...], ...]:
    return (
        (act(labelled("📣", N_("A new report")), "prove"),),
        (act(labelled("🔑", N_("I have five words")), "recover"),),
        (MENU,),
    )


def prove(x: Exchange) -> None:
    """Proof for the report that is not sent yet; one that is about being naked stays that."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    answers = {NUDE_CASE.key: YES} if draft and words_only(draft) else {}
    running.begin(x, PROOF, answers=answers)
