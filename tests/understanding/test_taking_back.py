"""Who wants a report back says so in all of their words; a life, and what is told, is no report."""

from bot.understanding.taking_back import takes_back

BACK = (
    "ik wil mijn melding intrekken|haal mijn melding weg|Kan ik de melding verwijderen?|"
    "ik wil toch niet meer dat het gemeld is|ik wil mijn melding niet meer|sorry stop mijn melding|"
    "ik wil dit toch niet meer melden|hoe trek ik mijn melding in|mijn melding moet weg|"
    "hoe moet ik mijn melding intrekken|"
    "kunnen jullie mijn melding alsjeblieft weghalen|ik heb spijt van mijn melding|"
    "ik wil m'n melding terug nemen|laat die melding maar|doe toch maar geen melding|"
    "kan de melding er weer af|ik wil dat jullie mijn melding wissen|"
    "take my report back please|I want to delete my report!|i don't want to report it anymore|"
    "bildirimimi geri almak istiyorum|أريد سحب بلاغي|chcę wycofać zgłoszenie|"
    "хочу забрати звернення назад|ጸብጻበይ ክስሕቦ"
)
NOT_BACK = (
    "ik wil niet meer|ik wil niet meer haal mijn melding weg|ik wil weg|haal mij weg|"
    "ik wil niet meer leven haal mijn melding weg|ik wil niet meer dat het doorgaat|"
    "haal die foto weg|hij wil dat ik mijn melding intrek|stop|ik wil het niet meer|melding|"
    "ik wil niet dat ik gemeld word|ik moet mijn melding intrekken|moet ik de melding weghalen|"
    "ik wil mijn melding intrekken anders slaat hij mij|take it away|i dont want to anymore|"
    f"haal mijn melding weg{' ' * 100}"
)


def test_a_wish_to_take_a_report_back_is_told_from_a_wish_to_stop_living() -> None:
    for words in BACK.split("|"):
        assert takes_back(words), words
    for words in NOT_BACK.split("|"):
        assert not takes_back(words), words
