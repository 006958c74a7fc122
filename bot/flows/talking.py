"""What staff send to the reporter: a reply or a question with buttons, ready or typed.

Knows no name and no case. A hint says when typed words are hard to read; it never stops anybody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.flows.kit import MAX_LABEL, Again, Answers, Asking, Facts, Flow, Option, Said, Taken, Typed
from bot.flows.ready import QUESTIONS, REPLIES, Ready, options
from bot.flows.sendfile import SEND_FILE
from bot.flows.steps import Choice
from bot.flows.words import Words, text_of
from bot.text import N_, Text, verbatim
from bot.understanding.readability import Hard, hard

FEWEST, MOST = 2, 4
"""Answers of one question."""
_BETWEEN: Final = re.compile(r"\s*[\n/|;]\s*")


@dataclass(frozen=True)
class ReplyWritten:
    """Words for the reporter."""

    words: Text = field(repr=False)


@dataclass(frozen=True)
class QuestionAsked:
    """A question for the reporter, with a button for each answer."""

    words: Text = field(repr=False)
    answers: tuple[Text, ...] = field(repr=False)


HARD_WORDS: Mapping[Hard, Text] = {
    Hard.SENTENCE: N_("One sentence has more than 12 words."),
    Hard.WORD: N_("One word is very long."),
    Hard.ALL: N_("The words are hard for a student."),
}


MISSED = N_("The reporter does not see who you are. Write where to go, or to whom.")
_TO_ME: Final = re.compile(r"\b(?:bij|met|naar) (?:mij|me)\b", re.IGNORECASE)
"""Colleagues write Dutch, and to somebody who sees "School": "come to me" leads to nobody."""


def _why(words: str) -> tuple[Text, ...]:
    """What a student may not understand in these words."""
    found = tuple(HARD_WORDS[one] for one in hard(words))
    read = (N_("This may be hard to read for a student."), *found) if found else ()
    return (*read, MISSED) if _TO_ME.search(words) else read


def _hint(step: Words) -> Choice:
    """Asked only when what was typed at `step` is hard to read, or tells to come to nobody."""

    def text(a: Answers, _f: Facts) -> tuple[Text, ...]:
        return (*_why(text_of(a, step)), N_("Change it with Back, or send it like this."))

    return Choice(
        key="hard",
        text=text,
        options=(Option("send", N_("Send it like this"), "📤"),),
        when=lambda a, _f: bool(_why(text_of(a, step))),
    )


REPLY = Words(
    key="reply",
    text=(
        N_("What do you want to tell the reporter?"),
        N_("Short sentences. Your name is not shown."),
    ),
    skip=N_("Choose a ready sentence"),
    skip_sign="👆",
)
READY = Choice(
    key="ready",
    text=(
        N_("Which sentence do you send?"),
        N_("The reporter reads it in their own language."),
    ),
    options=options(REPLIES),
    when=lambda a, _f: a[REPLY] is not None and not text_of(a, REPLY),
)


def _reply(a: Answers, _f: Facts) -> tuple[object, ...]:
    ready = a[READY]
    return (ReplyWritten(REPLIES[ready].text if ready else verbatim(text_of(a, REPLY))),)


WRITE_REPLY = Flow("reply", (REPLY, _hint(REPLY), READY), _reply)

QUESTION = Words(
    key="question",
    text=(
        N_("What do you want to ask the reporter?"),
        N_("The reporter answers with one tap."),
    ),
    skip=N_("Choose a ready question"),
    skip_sign="👆",
)
READY_QUESTION = Choice(
    key="ready",
    text=(
        N_("Which question do you ask?"),
        N_("The reporter reads it in their own language."),
    ),
    options=options(QUESTIONS),
    when=lambda a, _f: a[QUESTION] is not None and not text_of(a, QUESTION),
)


def answers_in(words: str) -> tuple[str, ...]:
    """The answers as they were typed, each once."""
    return tuple(dict.fromkeys(filter(None, _BETWEEN.split(words.strip()))))


def _fit(words: str) -> bool:
    found = answers_in(words)
    return FEWEST <= len(found) <= MOST and max(map(len, found)) <= MAX_LABEL


@dataclass(frozen=True, kw_only=True)
class Buttons(Words):
    """What the reporter can tap: so many answers as fit, none too long for a button."""

    def take(self, said: Said, asking: Asking) -> Taken:
        """Words that are no such answers are asked for again."""
        if isinstance(said, Typed) and not _fit(said.words):
            return Again(N_("Type 2, 3 or 4 answers of at most 30 letters, with a / between."))
        return super().take(said, asking)


ANSWERS = Buttons(
    key="answers",
    text=(
        N_("Which answers can be tapped?"),
        N_("Type 2, 3 or 4 answers with a / between: yes / no / a little."),
    ),
    when=lambda a, _f: bool(text_of(a, QUESTION)),
)


def _question(a: Answers, _f: Facts) -> tuple[object, ...]:
    ready = QUESTIONS[a[READY_QUESTION] or ""] if a[READY_QUESTION] else _typed(a)
    return (QuestionAsked(ready.text, ready.answers),)


def _typed(a: Answers) -> Ready:
    words = verbatim(text_of(a, QUESTION))
    return Ready(words, words, tuple(map(verbatim, answers_in(text_of(a, ANSWERS)))))


ASK_REPORTER = Flow("question", (QUESTION, _hint(QUESTION), READY_QUESTION, ANSWERS), _question)

TALKING = (WRITE_REPLY, ASK_REPORTER, SEND_FILE)
