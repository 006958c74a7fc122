"""Management is asked whether something may be posted; their answer goes back to who asked."""

from __future__ import annotations

from bot.cases.people import Role
from bot.cases.schooltime import local_day
from bot.conversations import menu, running
from bot.conversations.exchange import MANAGEMENT, Exchange, act, labelled
from bot.conversations.notes import REMINDER, Note, tell_all
from bot.conversations.quoting import quoted
from bot.conversations.world import has_contact
from bot.flows.may_i_post import VERDICTS
from bot.flows.session import Session
from bot.flows.whats_next import MANAGEMENT_ANSWERS, ManagementAnswered, NextChosen
from bot.store import contacts, outbox, post_questions
from bot.store.outbox import Op, Outgoing
from bot.store.post_questions import PostQuestion
from bot.text import N_, Button, Message, Text, verbatim

PING = N_("Somebody asks: may this be posted?")
URGENT = N_("Urgent: something gets out of hand online.")
SENT = N_("I sent your question to management. The answer comes here.")
DO_NOT_YET = N_("Do not post it as long as there is no answer.")
CALL = N_("Call management now: {phone}.")
NOBODY_NOW = N_("Nobody of management can be reached here now. Please call {phone}.")
ANSWERED = N_("There is an answer for you.")
SENT_BACK = N_("Your answer is sent.")
NOBODY_THERE = N_("Who asked cannot be reached any more. Nobody reads your answer.")
NO_SUCH_QUESTION = N_("I do not know that question.")
ANSWERS = {
    "may": N_("Yes, you may post it."),
    "maynot": N_("No, do not post it."),
    "come": N_("Please come and talk with us first."),
}
LABELS = {
    "may": labelled("🟢", N_("Yes, it may be posted")),
    "maynot": labelled("🔴", N_("No, it may not")),
    "come": labelled("💬", N_("Talk with me first")),
}
Row = tuple[Button, ...]


def ask(x: Exchange, effect: NextChosen, *, urgent: bool = False) -> None:
    """Keep it and ping management, without a word of it; urgent says whom to call as well."""
    person_id = x.person.person_id if x.person else None
    asked = PostQuestion(
        "", effect.asker, person_id, effect.row_id, x.contact.contact_ref, effect.words
    )
    today = local_day(x.world.school, x.tx.now)
    post_questions.uncount(x.tx, effect.asker, effect.row_id, today)
    one = post_questions.add(x.tx, asked, today)
    x.log("PostQuestionAsked")
    reached = _ping(x, one, URGENT if urgent else PING)
    phone = x.world.school.phone
    after = (SENT, DO_NOT_YET) if reached else (NOBODY_NOW.of(phone=phone),)
    x.note(*((CALL.of(phone=phone),) if urgent else ()), *after)
    menu.show_menu(x)


def open_question(x: Exchange, question_id: str) -> None:
    """What is asked, what the table said, and the answers with one tap."""
    one = held(x, question_id)
    if one is None:
        return
    who = x.around.name(one.person_id) if one.person_id else N_("Somebody without a name")
    said = N_("{who} asks: {words}").of(who=who, words=quoted(one.words) or "…")
    verdict = x.world.school.advice.row(one.row_id).verdict
    answered = (N_("Answered already: {words}").of(words=one.answer),) if one.answer else ()
    taps: list[Row] = [(act(LABELS[way], f"post{way}", question_id),) for way in ANSWERS]
    taps.append((act(labelled("✏️", N_("Write an answer")), "postwrite", question_id),))
    if one.answer:
        taps.append((act(labelled("⭐", N_("Keep as example")), "examplekeep", question_id),))
    x.show(
        *content(x, said, N_("Maatje said: {verdict}").of(verdict=VERDICTS[verdict])),
        *answered,
        buttons=(*taps, (menu.MENU,)),
    )


def answer_with(x: Exchange, way: str, question_id: str) -> None:
    """One of the usual answers."""
    _answer(x, question_id, ANSWERS[way])


def write(x: Exchange, question_id: str) -> None:
    """Ask management for an answer in their own words."""
    if held(x, question_id) is not None:
        running.begin(x, MANAGEMENT_ANSWERS, subject=question_id)


def written(x: Exchange, session: Session, effect: ManagementAnswered) -> None:
    """An answer in their own words."""
    _answer(x, session.subject, verbatim(quoted(effect.words)))


def _answer(x: Exchange, question_id: str, words: Text) -> None:
    """The asker reads it in their own language, as far as the words are ours."""
    one = held(x, question_id)
    if one is None or x.person is None:
        return
    post_questions.answered(x.tx, one, x.person.person_id, _here(x, words))
    x.log("PostQuestionAnswered")
    reached = _ways_to(x, one)
    for ref in reached:
        outbox.enqueue(x.tx, Outgoing(ref, Op.NOTE, _told(one, words), priority=REMINDER))
    x.note(SENT_BACK if reached else NOBODY_THERE)
    menu.show_menu(x)


def _told(one: PostQuestion, words: Text) -> Message:
    """Whole to a colleague; to anyone else only that it is there: a phone lies on a table."""
    if one.person_id is None:
        return Message((ANSWERED,), ((act(N_("Look"), "postmine", one.question_id),),))
    return Message(_answer_to(one, words))


def _answer_to(one: PostQuestion, words: Text) -> tuple[Text, Text]:
    asked = N_("You asked: {words}").of(words=quoted(one.words) or "…")
    return asked, N_("Management answers: {words}").of(words=words)


def show_answer(x: Exchange, question_id: str) -> None:
    """What management answered, in the chat it was asked in and in no other."""
    one = post_questions.get(x.tx, question_id)
    if one is None or one.contact_ref != x.contact.contact_ref or not one.answer:
        x.log("Refused postmine")
        x.show(NO_SUCH_QUESTION, buttons=((menu.MENU,),))
        return
    post_questions.see(x.tx, question_id)
    x.show(*_answer_to(one, _as_answered(x, one)), buttons=((menu.MENU,),))


def _as_answered(x: Exchange, one: PostQuestion) -> Text:
    """One of the usual answers is read in the asker's own language."""
    usual = (words for words in ANSWERS.values() if _here(x, words) == one.answer)
    return next(usual, verbatim(one.answer))


def _here(x: Exchange, words: Text) -> str:
    return x.world.i18n.render(words, x.world.i18n.default)


def _ways_to(x: Exchange, one: PostQuestion) -> tuple[str, ...]:
    """The chat it was asked in; of a colleague who left that one, their others."""
    found = contacts.find(x.tx, one.contact_ref)
    if found is not None:
        return () if found.blocked else (one.contact_ref,)
    others = contacts.of_person(x.tx, one.person_id) if one.person_id else ()
    return tuple(other.contact_ref for other in others if not other.blocked)


def held(x: Exchange, question_id: str) -> PostQuestion | None:
    """The question, for management; else it is as if there were none."""
    one = post_questions.get(x.tx, question_id)
    if one is not None and x.person and x.person.has(Role.MANAGEMENT):
        return one
    x.log("Refused postq")
    x.show(NO_SUCH_QUESTION, buttons=((menu.MENU,),))
    return None


def content(x: Exchange, *lines: Text) -> tuple[Text, ...]:
    """What people wrote stands where staff may read content."""
    if x.world.content_on_page and x.contact.door != "web":
        return (N_("Read what was told on the page: {url}").of(url=x.world.public_url),)
    return lines


def _ping(x: Exchange, one: PostQuestion, words: Text) -> bool:
    """On every chat of management and by mail; whether one of them can be reached."""
    managers = [p.person_id for p in x.around.people if p.active and p.has(Role.MANAGEMENT)]
    others = [person_id for person_id in managers if person_id != one.person_id]
    message = Message((words,), ((act(N_("Open"), "postq", one.question_id),),))
    for person_id in others:
        tell_all(x.tx, Note(person_id, message, guard=MANAGEMENT))
    return any(has_contact(x.tx, person_id) for person_id in others)
