"""Sentences and questions that staff send with a tap, as data; knows no case and no reader.

Each has a label for staff and says itself to the reporter, in the language of each. An id is kept
in conversations: it is never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.kit import Option, Options
from bot.text import N_, Text


@dataclass(frozen=True)
class Ready:
    """One sentence, and its answers when it is a question."""

    label: Text
    text: Text
    answers: tuple[Text, ...] = ()


REPLIES: Mapping[str, Ready] = {
    "thanks": Ready(
        N_("Thank you for telling"),
        N_("Thank you for telling this. That is brave."),
    ),
    "read": Ready(N_("We have read it"), N_("We have read your report. We start with it.")),
    "well": Ready(N_("You did well"), N_("You did well. It is good that you told it.")),
    "fault": Ready(N_("It is not your fault"), N_("It is not your fault.")),
    "ask": Ready(N_("We ask you something"), N_("We have a question for you. It comes here.")),
    "mentor": Ready(
        N_("Come and see your mentor"),
        N_("Will you come and talk with your mentor?"),
    ),
    "confidant": Ready(
        N_("Come and see the confidant"),
        N_("Will you come and talk with the confidant?"),
    ),
    "us": Ready(
        N_("Come and talk with us"),
        N_("Will you come and talk with us? You choose the moment."),
    ),
    "bring": Ready(N_("You may bring someone"), N_("You may bring someone to the talk.")),
    "others": Ready(
        N_("We talk with the others"),
        N_("We talk with the others. We do not say your name. They may guess it."),
    ),
    "longer": Ready(
        N_("It takes longer"),
        N_("It takes longer than we thought. We have not forgotten you."),
    ),
    "sorry": Ready(N_("Sorry that you waited"), N_("Sorry that you had to wait.")),
    "want": Ready(N_("What do you want?"), N_("What do you want school to do? Tell it here.")),
    "no": Ready(N_("You may say no"), N_("You may say no. Then tell us what you do want.")),
    "proof": Ready(N_("Keep the proof"), N_("Keep the proof. Delete nothing.")),
    "silent": Ready(N_("Do not answer them"), N_("Do not answer them. Send nothing back.")),
    "adult": Ready(
        N_("Tell someone you trust"),
        N_("Tell someone you trust. You do not have to do it alone."),
    ),
    "danger": Ready(N_("In danger, call 112"), N_("Are you in danger? Call 112.")),
    "again": Ready(N_("Tell us if it happens again"), N_("Does it happen again? Tell us here.")),
    "parents": Ready(
        N_("We want to call your parents"),
        N_("We want to talk with your parents. What do you think of that?"),
    ),
    "almost": Ready(N_("We are almost done"), N_("We are almost done. Do you want to say more?")),
}

WITH_MENTOR, WITH_CONFIDANT = N_("Yes, with my mentor"), N_("Yes, with the confidant")
YES, NO, UNSURE = N_("Yes"), N_("No"), N_("I do not know")
QUESTIONS: Mapping[str, Ready] = {
    "still": Ready(N_("Does it still happen?"), N_("Does it still happen?"), (YES, NO, UNSURE)),
    "safe": Ready(
        N_("Do you feel safe at school?"),
        N_("Do you feel safe at school?"),
        (YES, N_("A little"), NO),
    ),
    "talk": Ready(
        N_("Do you want to talk?"),
        N_("Do you want to talk with someone at school?"),
        (WITH_MENTOR, WITH_CONFIDANT, N_("Not now")),
    ),
    "others": Ready(
        N_("May we talk with them?"),
        N_("May we talk with the others?"),
        (YES, NO, N_("Talk with me first")),
    ),
    "home": Ready(
        N_("Do your parents know it?"),
        N_("Do your parents know it?"),
        (YES, NO, N_("I do not want that")),
    ),
    "parents": Ready(
        N_("May we call your parents?"),
        N_("May we call your parents?"),
        (YES, NO, N_("Talk with me first")),
    ),
    "when": Ready(
        N_("When can we talk?"),
        N_("When can we talk?"),
        (N_("In the break"), N_("After school"), N_("Here in this chat")),
    ),
}


def options(ready: Mapping[str, Ready]) -> Options:
    """A button each, as staff read them."""
    return tuple(Option(ready_id, one.label) for ready_id, one in ready.items())
