"""Words told before the questions: each is asked as a guess, one tap confirms it, none decides."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Doer, Kind, RouteId, Victim
from bot.flows.call_loose import REPORTED, THING
from bot.flows.guessing import ELSE
from bot.flows.kit import Pressed
from bot.flows.loose import LOOSE
from bot.flows.report import REPORT
from bot.flows.tell import STORY
from bot.flows.words import appended
from bot.understanding.about import Intent
from bot.understanding.seeming import seems
from tests.flows.reporting import sent
from tests.talk import Talk

INSULTED = "leerlingen uit mijn klas schelden mij elke dag uit in de klassenapp"
CLASSMATE = "een meisje uit mijn klas zegt dat ik dik ben"
MOCKED = "ze schelden mij uit in de klassenapp"
THREATENED = "hij bedreigt mij op snap, hij gaat mij slaan"
BY_TEACHER = "meneer stuurt mij steeds appjes dat ik mooi ben"
OF_PLACEMENT = "mijn stagebegeleider stuurt mij rare appjes"
TEACHER_MOCKED = "leerlingen schelden de juf uit op tiktok"
FORCED = "hij zegt als ik geen geld stuur zet hij mijn naaktfoto online"


def told(words: str) -> Talk:
    """A report that began with words, outside of it."""
    return Talk(REPORT, answers={STORY.key: appended("", ["t", words])})


def loose(words: str, **known: str) -> Talk:
    """Words of nowhere."""
    return Talk(LOOSE, answers={THING.key: appended("", ["t", words]), **known})


# ------------------------------------------------------------------ in a report


def test_the_sentence_first_and_five_taps_send_a_report_with_a_class() -> None:
    talk, taps = told(INSULTED).press("self", "No", "Yes"), ["self", "No", "Yes"]
    assert talk.step == "send"
    report = sent(talk.press("put.1a"))
    assert len([*taps, "1a", "Send"]) == 5
    assert (report.case.kind, report.case.doer) == (Kind.INSULT, Doer.STUDENT)
    assert report.story.text == INSULTED


def test_a_sentence_typed_at_any_button_question_counts_as_well() -> None:
    talk = Talk(REPORT).say(INSULTED).press("self", "No")
    assert "What: Bullying, swearing, gossip" in talk.lines
    talk = Talk(REPORT).press("self", "No").say(THREATENED)
    assert talk.question == "Is it about threats?"
    assert "I put that with your story." in talk.notes


def test_no_shows_every_answer_and_takes_one_tap_more() -> None:
    talk = told(INSULTED).press("self", "No", "No, something else")
    assert talk.question == "What happens online?"
    assert "Bullying, swearing, gossip" in talk.labels
    assert talk.press("Stalking").question == "Does a student do this?"
    talk.press("No, someone else")
    assert "Someone from outside" in talk.labels


def test_a_guess_is_answered_in_words_too() -> None:
    assert told(INSULTED).press("self", "No").say("yes").session.answers["kind"] == Kind.INSULT
    assert told(INSULTED).press("self", "No").say("no").question == "What happens online?"


def test_whoever_types_another_answer_is_believed() -> None:
    assert told(INSULTED).press("self", "No").say("Threats").session.answers["kind"] == Kind.THREAT


def test_an_old_guess_confirms_what_it_said_and_nothing_newer() -> None:
    talk = Talk(REPORT).say(MOCKED).press("self", "No")
    old = talk.button("Yes")
    talk.say("hij gaat mij steken, ik ben bang", "hij bedreigt mij met een mes")
    assert isinstance(old, Pressed)
    assert talk.take(old).session.answers["kind"] == Kind.INSULT
    talk = Talk(REPORT).say(INSULTED).press("self", "No")
    old = talk.button("Yes")
    talk.say("hij gaat mij steken, ik ben bang", "hij bedreigt mij met een mes")
    assert isinstance(old, Pressed)
    assert "kind" not in talk.take(old).session.answers


def test_what_was_understood_of_several_questions_is_one_tap_and_each_can_be_changed() -> None:
    talk = told(FORCED).press("self", "No")
    assert talk.lines == (
        "This is what I understand:",
        "What: Someone forces me",
        "Naked or sex: Yes",
        "Is that right?",
    )
    answers = talk.press("Yes").session.answers
    assert (answers["kind"], answers["nude"]) == ("coercion", "yes")
    assert talk.step == "doer", "that was not told"
    talk.press("I do not know").change("nude").press("No")
    assert talk.session.answers["nude"] == "no"


def test_who_says_no_to_it_is_asked_one_by_one() -> None:
    talk = told(FORCED).press("self", "No", "No, something else", "Photo, film or sound")
    assert talk.question == "Is it about being naked, or about sex?"
    assert "I do not know" in talk.labels


def test_what_was_answered_already_is_not_understood_once_more() -> None:
    talk = told(INSULTED).press("self", "No", "Yes").change("kind").press("Threats")
    assert (talk.step, talk.session.answers["doer"]) == ("send", Doer.STUDENT)


def test_what_is_changed_later_is_no_guess_any_more() -> None:
    talk = told(INSULTED).press("self", "No", "Yes").change("kind")
    assert talk.question == "What happens online?"


def test_words_that_sound_like_danger_say_why_it_is_asked() -> None:
    talk = told("hij bedreigt mij, hij gaat mij morgen steken met een mes").press("self")
    assert talk.lines == ("What you tell sounds like danger.", "Is someone in danger right now?")
    assert set(talk.labels) >= {"Yes", "No", "I do not know"}
    assert sent(talk.press("Yes", "Yes", "I do not know")).case.urgent


def test_who_is_forced_is_asked_so() -> None:
    talk = told("hij wil geld anders gaat hij alles van mij vertellen").press("self", "No")
    assert talk.question == "Does someone force you, or someone else?"
    assert "It is not your fault." in talk.press("Yes").notes


@pytest.mark.parametrize(
    ("words", "question", "doer"),
    [
        (BY_TEACHER, "Does this person work at school?", Doer.STAFF),
        (OF_PLACEMENT, "Is it someone of your work placement?", Doer.PLACEMENT),
        ("mijn vader slaat mij elke dag", "Is it someone at home or family?", "home"),
    ],
)
def test_a_grown_up_who_does_it_is_a_guess_too(words: str, question: str, doer: str) -> None:
    talk = told(words).press("self", "No")
    if ELSE in talk.values:
        talk.press(ELSE)
    talk.press("Something else")
    assert talk.question == question
    assert talk.press("Yes").session.answers["doer"] == doer


@pytest.mark.parametrize(
    ("who", "words", "question"),
    [
        ("other", CLASSMATE, "Does it happen to another student?"),
        ("parent", CLASSMATE, "Does it happen to your child?"),
        ("staff", CLASSMATE, "Does it happen to a student?"),
        ("other", TEACHER_MOCKED, "Does it happen to someone who works here?"),
        ("staff", TEACHER_MOCKED, "To whom does it happen?"),
    ],
)
def test_to_whom_it_happens_decides_the_route_once_it_is_confirmed(
    who: str, words: str, question: str
) -> None:
    talk = told(words).press(who, "No", ELSE, "insult")
    while talk.step != "whom":
        talk.press("Yes")
    assert talk.question == question
    if "Yes" not in talk.labels:
        return
    talk.press("Yes")
    assert talk.session.answers["whom"] in {"student", "staff"}


def test_the_route_of_a_confirmed_guess_is_that_of_the_answers() -> None:
    talk = told(TEACHER_MOCKED).press("other", "No")
    while talk.step != "whomwho":
        talk.press("Yes")
    case = sent(talk.press("I will not say")).case
    assert (case.victim, case.route) == (Victim.STAFF, RouteId.B)


# ------------------------------------------------------------------ where nothing was asked


@pytest.mark.parametrize(
    ("words", "question", "where"),
    [
        (INSULTED, "Do you want to report this?", "report"),
        (
            "kan deze foto van de open dag op facebook van school?",
            "Do you want to know if you may post this?",
            "mag",
        ),
        (
            "hoe laat is de vertrouwenspersoon er op maandag?",
            "Do you want to know who can help you?",
            "contact",
        ),
        (
            "welke regels zijn er over telefoons in de klas?",
            "Do you want to read the rules?",
            "rules",
        ),
    ],
)
def test_what_somebody_seems_to_want_is_offered(words: str, question: str, where: str) -> None:
    talk = loose(words)
    assert talk.question == question
    assert talk.labels[:2] == ("Yes", "No, something else")
    assert talk.press("Yes").effect.where == where


@pytest.mark.parametrize("words", ["hoi", "ok dan", "lekker weer he"])
def test_where_it_is_not_plain_everything_is_offered(words: str) -> None:
    talk = loose(words)
    assert talk.question == "What do you want to do with this?"
    assert {"Report it", "Who can help me?", "The rules"} <= set(talk.labels)


def test_a_file_is_not_for_everything() -> None:
    talk = Talk(LOOSE, answers={THING.key: appended("", ["i", "1", "voice"])})
    assert talk.labels[:2] == ("Report it", "May I post this?")
    assert "Add it to my report" not in talk.labels, "they have none"
    assert "The rules" not in talk.labels


def test_who_has_an_open_report_may_mean_that_one() -> None:
    talk = loose(INSULTED, **{REPORTED.key: "yes"})
    assert talk.question == "Shall I send this to school, with your report?"
    assert "Add it to my report" in talk.press("No, something else").labels


def test_who_tells_bad_things_and_asks_for_help_may_want_either() -> None:
    seem = seems("ik word gepest, wie kan mij helpen?")
    assert (seem.intent, seem.kind) == (Intent.CONTACT, Kind.INSULT)
    assert "Report it" in loose("ik word gepest, wie kan mij helpen?").labels


def test_what_is_known_when_it_begins_is_not_guessed_with_the_rest() -> None:
    story = appended("", ["t", INSULTED])
    talk = Talk(REPORT, answers={STORY.key: story, "doer": Doer.UNKNOWN}).press("self", "No")
    assert talk.question == "Is it about bullying, swearing or gossip?"
    assert sent(talk.press("Yes", "put.1a")).case.doer is Doer.UNKNOWN
