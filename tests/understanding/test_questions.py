"""A question about Maatje itself is known, and a story in which one is asked stays a story."""

import pytest

from bot.understanding.questions import AboutBot, asked_of_bot

PARENTS, DOER, NUMBER, PAY, TROUBLE, SENDING, NAME, READERS, MACHINE, LOST, NEXT = AboutBot


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            NAME,
            "moet ik mijn naam zeggen?|moet me naam erbij|kan het anoniem|"
            "kan ik dit anoniem melden|"
            "mag dit zonder naam|do i have to say my name|adımı söylemek zorunda mıyım|"  # noqa: RUF001
            "czy muszę podać imię|чи треба казати ім'я|هل يجب أن أقول اسمي|ስመይ ክነግር ኣለኒ ዶ",
        ),
        (
            READERS,
            "Wie leest dit?|maar wie kan dit zien|kan mijn moeder dit lezen?|ben ik anoniem|"
            "weet school wie ik ben|who reads this?|bunu kim okuyor?|kto to czyta?|хто це читає?|"
            "من يقرأ هذا؟|መን የንብቦ ኣሎ?",
        ),
        (
            PARENTS,
            "weten me ouders dit dan|zeg je dit tegen mijn moeder?|gaan jullie mijn ouders bellen|"
            "vertellen jullie dit aan mijn ouders|moeten mijn ouders dit weten|"
            "komen me ouders hier achter|will my parents know?|will you tell my mum|"
            "annem bunu öğrenecek mi|czy rodzice się dowiedzą|чи батьки дізнаються|"
            "هل سيعرف والداي؟|ወለደይ ክፈልጡ ድዮም?",
        ),
        (
            DOER,
            "weet hij dat ik dit vertel|gaat hij dit weten|komt ze hier achter|leest hij dit|"
            "komt hij dit te weten|weet hij dan wie ik ben|will he find out|"
            "o bunu öğrenecek mi|czy on się dowie|чи він дізнається|ንሱ ክፈልጥ ድዩ",
        ),
        (
            NUMBER,
            "heb je ook een nummer|welk nummer kan ik bellen|is er iemand die ik kan bellen|"
            "wie kan ik bellen|kan ik iemand bellen|who can i call|kimi arayabilirim|"
            "do kogo mogę zadzwonić|кому я можу подзвонити|هل لديكم رقم|ናብ መን ክድውል",
        ),
        (
            PAY,
            "moet ik betalen|zal ik gewoon betalen|moet ik hem geld geven|should i pay him|"
            "czy mam zapłacić|чи мені заплатити|هل أدفع|ገንዘብ ክኸፍል ድየ",
        ),
        (
            TROUBLE,
            "krijg ik straf?|krijg ik dan straf|kom ik in de problemen|krijg ik hier gezeik mee|"
            "is dit me schuld?|ben ik nu strafbaar|word ik dan geschorst|"
            "will i get in trouble|is it my fault|benim suçum mu|czy to moja wina|"
            "чи це моя провина|هل هذا ذنبي|ክቕጻዕ ድየ",
        ),
        (
            SENDING,
            "hoelang duurt het|hoe lang duurt dit|wat gebeurt er als ik dit verstuur|"
            "wat gebeurt er dan als ik het vertel|wat doet school als ik dit meld|"
            "wanneer hoor ik iets?|hoelaat komt er antwoord|wanneer krijg ik antwoord|"
            "what happens if i send this|ne kadar sürer|jak długo to trwa|"
            "як довго це триває|كم يستغرق هذا الوقت",
        ),
        (MACHINE, "ben je een robot?|wie ben jij|wie is maatje|are you a human|sen kimsin|من أنت"),
        (
            LOST,
            "ik snap het niet|wat bedoel je?|ik begrijp de vraag niet|i don't understand|"
            "anlamadım|nie rozumiem|не розумію|لا أفهم|ኣይተረድኣንን",  # noqa: RUF001
        ),
        (
            NEXT,
            "wat moet ik nu doen?|en nu?|hoi wat gebeurt er nu|"
            "what happens next|heeft iemand iets gedaan|wat gebeurt er met mijn melding|"
            "hoe gaat het met me melding|"
            "hoi maar wat moet ik nou doen dan?|"
            "şimdi ne yapayim|co teraz?|що тепер?|ماذا أفعل",
        ),
        (
            None,
            "moet ik zijn naam zeggen|mag ik een foto plaatsen zonder naam|"
            "iemand kan mijn appjes lezen|mijn vader kan dit lezen|en nu ben ik bang|"
            "hij zegt wie ben jij dan|wie heeft mijn foto|de hele klas leest mijn berichten| |"
            "ik wil niet dat mijn moeder dit weet|weten mijn ouders van jan|ik moet betalen|"
            "ik begrijp mijn vader niet|ik snap niet waarom ze dit doet|"
            "hij weet het|kan hij mijn fotos zien|kan hij mij zien|gaat hij mijn ouders bellen|"
            "krijg ik straf van mijn vader|krijg ik straf als jan liegt|het is mijn schuld|"
            "wat gebeurt er als ik jan sla|wanneer hoor ik bij de groep|"
            "moet ik betalen voor de excursie|hij heeft mijn nummer|moet ik die foto sturen|"
            "wie leest dit nou weer in de groep van onze klas|"
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
