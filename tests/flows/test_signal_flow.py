"""What a colleague is asked, and told, who signals something."""

from __future__ import annotations

from bot.cases.people import Person, Role
from bot.cases.signals import SignalKind
from bot.flows.signal import KIND, SIGNAL, SignalWritten
from tests.talk import Talk, facts

MENTOR = Person("e-yilmaz", "mevrouw Yılmaz", frozenset({Role.MENTOR}))  # noqa: RUF001
MANAGER = Person("f-el-amrani", "mevrouw El Amrani", frozenset({Role.MANAGEMENT}))


def talk(person: Person = MENTOR, **answers: str) -> Talk:
    return Talk(SIGNAL, facts=facts(person=person), answers=answers)


def test_who_looks_online_is_told_to_look_at_public_posts_only_before_typing() -> None:
    seen = talk().press("Seen online")
    assert "Only look at posts that everybody can see." in seen.notes
    assert "Do not search for students by name. Do not use a false account." in seen.notes
    assert "Write no names of students." in seen.question
    assert "The safety coordinator reads it, with your name." in seen.question
    assert seen.say("Een openbaar filmpje").effect == SignalWritten(
        SignalKind.SEEN, "Een openbaar filmpje"
    )


def test_of_a_breach_is_asked_whose_and_a_report_is_pointed_to() -> None:
    breach = talk().press("Against our rules")
    assert "Which rules are broken?" in breach.question
    breach.press("Rules for staff")
    assert "mevrouw Yılmaz" not in breach.labels  # noqa: RUF001 - nobody signals themselves
    breach.say("meneer De Wit")
    assert "Then report it too, with /melden." in breach.notes
    assert "Management and the safety coordinator read it" in breach.question
    told = breach.say("Hij plaatst klassenfoto's").effect
    assert told == SignalWritten(SignalKind.BREACH, "Hij plaatst klassenfoto's", "j-de-wit")


def test_a_breach_can_name_nobody_and_one_of_students_asks_for_no_colleague() -> None:
    by_staff = talk().press("Against our rules", "Rules for staff", "I name nobody")
    assert by_staff.say("Iets").effect == SignalWritten(SignalKind.BREACH, "Iets")
    by_students = talk().press("Against our rules", "Rules for students")
    assert by_students.say("Iets").effect == SignalWritten(SignalKind.BREACH, "Iets")


def test_management_asks_for_advice_and_everybody_else_gives_it() -> None:
    asked = talk(MANAGER).press("Ask the coordinator for advice")
    assert "What do you want to ask the safety coordinator?" in asked.question
    assert asked.say("Mag TikTok in de les?").effect.kind is SignalKind.ADVICE
    given = Talk(SIGNAL, facts=facts(person=MENTOR), answers={KIND.key: SignalKind.ADVICE.value})
    assert "What is your advice?" in given.question
    development = talk().press("A development")
    assert "What did you see or learn? Write it here." in development.question
    assert Talk(SIGNAL, facts=facts(person=None)).press("Against our rules", "Rules for staff")


def test_a_colleague_in_the_words_is_asked_about_and_has_none_of_it() -> None:
    words = "mevrouw El Amrani scheldt in de appgroep leerlingen uit"
    told = talk().press("Against our rules", "Rules for students").say(words)
    assert "Which colleague is it about?" in told.question
    assert told.press("mevrouw El Amrani").effect.about == "f-el-amrani"
    seen = talk().press("Seen online").say("de directeur deelt foto's van leerlingen")
    assert seen.labels[:3] == ("mevrouw El Amrani", "meneer De Wit", "Nobody")
    assert seen.say("nobody").effect.about is None


def test_who_was_named_before_and_who_writes_it_are_not_asked_about_again() -> None:
    breach = talk(MANAGER).press("Against our rules", "Rules for staff").say("meneer De Wit")
    assert breach.say("meneer De Wit plaatst foto's van mijn mentorklas").effect.about == "j-de-wit"
    own = talk(MANAGER).press("A development").say("El Amrani hoort dit van haar mentor")
    assert own.effect.about is None
