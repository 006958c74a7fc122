"""The talk between a reporter and school: how each side sees it; neither sees who, or when."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.conversations.exchange import Rows, act, labelled
from bot.conversations.quoting import quoted_in, words_of
from bot.store import entries
from bot.store.entries import Entry
from bot.store.tx import Tx
from bot.text import N_, Button, Text, from_data, to_data

TO_SCHOOL = ("talk_in",)
TO_REPORTER = ("talk_out", "outcome")
KINDS = (*TO_SCHOOL, *TO_REPORTER)
HOW = N_("How are you doing now?")
SHOWN = 6
"""The last pieces that are shown."""


def told(words: Text, answers: Sequence[Text] = (), *, to: str = "", item_id: str = "") -> str:
    """What the reporter reads of a piece; `answers` are its buttons, `to` the question answered.

    `item_id` is a file that goes with it.
    """
    buttons = [to_data(one) for one in answers]
    plain = {"words": to_data(words), "answers": buttons, "to": to, "item": item_id}
    return json.dumps(plain, ensure_ascii=False)


def answers_of(entry: Entry) -> tuple[Text, ...]:
    """What can be tapped as an answer to it."""
    return tuple(map(from_data, json.loads(entry.told)["answers"])) if entry.told else ()


def as_told(entry: Entry) -> str | Text:
    """A piece in the reporter's own language, where it has one."""
    return quoted_in(from_data(json.loads(entry.told)["words"])) if entry.told else words_of(entry)


def shown_to_reporter(tx: Tx, case_id: str) -> tuple[list[Text], Rows]:
    """The last pieces, and the buttons of a question that waits; school learns that it was read."""
    talk = entries.of_case(tx, case_id, KINDS)
    entries.see(tx, case_id, TO_REPORTER)
    lines = [_spoken(entry) for entry in talk[-SHOWN:]]
    own = [entry for entry in talk if entry.kind in TO_SCHOOL]
    if own and own[-1].seen:
        lines.append(N_("School has read what you wrote."))
    waiting = open_question(talk)
    files = tuple((_look_at(entry),) for entry in talk[-SHOWN:] if file_of(entry))
    return lines, (*files, *(buttons_of(waiting) if waiting else ()))


def unanswered(tx: Tx, case_id: str) -> bool:
    """Whether the reporter wrote something of their own last; an answer to school asks nothing."""
    talk = entries.of_case(tx, case_id, ("talk_in", "talk_out"))
    if not talk or talk[-1].kind not in TO_SCHOOL:
        return False
    return not (talk[-1].told and json.loads(talk[-1].told).get("to"))


def file_of(entry: Entry) -> str:
    """The file that school sent with it, "" for none."""
    item: str = json.loads(entry.told).get("item", "") if entry.told else ""
    return item


def sent_by_school(tx: Tx, case_id: str) -> frozenset[str]:
    """The files that the reporter may look at: those that school sent, never their own back."""
    talk = entries.of_case(tx, case_id, TO_REPORTER)
    return frozenset(filter(None, map(file_of, talk)))


def _look_at(entry: Entry) -> Button:
    return act(labelled("👁️", N_("Look at the file")), "file", entry.entry_id)


def _spoken(entry: Entry) -> Text:
    who = N_("You: {words}") if entry.kind in TO_SCHOOL else N_("School: {words}")
    return who.of(words=as_told(entry))


def open_question(talk: Sequence[Entry]) -> Entry | None:
    """The last question, while nobody answered it."""
    asked = next((entry for entry in reversed(talk) if answers_of(entry)), None)
    answered = {json.loads(entry.told)["to"] for entry in talk if entry.told}
    return asked if asked and asked.entry_id not in answered else None


def last_answer(talk: Sequence[Entry], question: Text | None = None) -> Entry | None:
    """The last answer that was tapped to any question of school, or to this one of the ready."""
    asked = {one.entry_id for one in talk if answers_of(one) and question in {None, as_told(one)}}
    answers = (one for one in reversed(talk) if one.told and json.loads(one.told)["to"] in asked)
    return next(answers, None)


def buttons_of(question: Entry) -> Rows:
    """One a row: what is asked may be answered with a thumb."""
    answers = enumerate(answers_of(question))
    return tuple((act(one, "answer", question.entry_id, str(number)),) for number, one in answers)


def answered(question: Entry, number: str) -> Text | None:
    """Which answer is meant; anyone can send any button."""
    answers = answers_of(question)
    wanted = [one for place, one in enumerate(answers) if str(place) == number]
    return wanted[0] if wanted else None


def question_and_answer(question: Entry, answer: Text) -> Text:
    """An answer as school reads it: what was asked belongs to it."""
    return Text("{question} {answer}", values={"question": as_told(question), "answer": answer})


def has_news(tx: Tx, case_ids: Sequence[str]) -> bool:
    """Whether school wrote something that the reporter has not seen."""
    return entries.has_unseen(tx, case_ids, TO_REPORTER)
