"""A question about Maatje itself is known, and a story in which one is asked stays a story."""

import pytest

from bot.understanding.questions import AboutBot, asked_of_bot

READERS, MACHINE, NEXT = AboutBot


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            READERS,
            "Wie leest dit?|maar wie kan dit zien|kan mijn moeder dit lezen?|ben ik anoniem|"
            "weet school wie ik ben|who reads this?|bunu kim okuyor?|kto to czyta?|хто це читає?|"
            "من يقرأ هذا؟|መን የንብቦ ኣሎ?",
        ),
        (MACHINE, "ben je een robot?|wie ben jij|wie is maatje|are you a human|sen kimsin|من أنت"),
        (
            NEXT,
            "wat moet ik nu doen?|en nu?|hoi wat gebeurt er nu|wanneer hoor ik iets?|"
            "what happens next|wat gebeurt er met mijn melding|hoi maar wat moet ik nou doen dan?|"
            "şimdi ne yapayim|co teraz?|що тепер?|ماذا أفعل",
        ),
        (
            None,
            "iemand kan mijn appjes lezen|mijn vader kan dit lezen|en nu ben ik bang|"
            "hij zegt wie ben jij dan|wie heeft mijn foto|de hele klas leest mijn berichten| |"
            "ik wil niet dat mijn moeder dit weet|wie leest dit nou weer in de groep van onze klas|"
            "wat moet ik doen jan slaat mij|wat moet ik doen ze pesten mij|wat nu iedereen pest|"
            "what now he hits me|wie kan mijn snap zien|wat gebeurt er in de groepsapp|jan wat nu|"
            f"wat nu{' ' * 200}jan slaat mij",
        ),
    ],
)
def test_a_question_about_it_is_told_from_a_story(asked: AboutBot | None, said: str) -> None:
    assert {words: asked_of_bot(words) for words in said.split("|")} == dict.fromkeys(
        said.split("|"), asked
    )
