"""A school calls its people as it does: in every sentence, and only there."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.cases.problems import SchoolProblems
from bot.cases.school import School
from bot.cases.schoolfile import read_school
from bot.flows.wording import ROLE_WORDS
from bot.i18n import I18n, locales_folder
from bot.text import Text, verbatim
from tests.house import ROOT
from tests.stories.cast import KADE

FILES = {
    path.name: path.read_text("utf-8")
    for path in (ROOT / "tests" / "data" / "de_kade").glob("*.toml")
}


def kade(**names: str) -> School:
    told = "\n".join(f'{role} = "{name}"' for role, name in names.items())
    head, _, rest = FILES["school.toml"].partition("[role_names]\n")
    tail = rest[rest.index("[hours]") :]
    return read_school({**FILES, "school.toml": f"{head}[role_names]\n{told}\n{tail}"})


def said(words: str, **names: str) -> str:
    folder = locales_folder()
    zone = ZoneInfo("Europe/Amsterdam")
    i18n = I18n(folder, default="nl", timezone=zone, names=kade(**names).role_names)
    return i18n.render(Text(words, values={"mentor": "mevrouw Mentor"}), "nl")


def test_the_schools_own_words_stand_in_our_sentences() -> None:
    names = {"mentor": "coach", "management": "DT"}
    assert said("Mentor en mentoren: vraag het MT.", **names) == "Coach en mentoren: vraag het DT."
    assert said("Het MT", management="MT") == "Het MT"


def test_what_is_filled_in_and_what_is_typed_stays() -> None:
    assert said("{mentor} is mentor", mentor="coach") == "mevrouw Mentor is coach"
    assert said("/mentor", mentor="coach") == "/mentor"
    zone = ZoneInfo("Europe/Amsterdam")
    i18n = I18n(locales_folder(), default="nl", timezone=zone, names={"mentor": "coach"})
    assert i18n.render(verbatim("mijn mentor zegt niets"), "nl") == "mijn mentor zegt niets"


def test_every_role_that_can_be_named_is_said_with_the_usual_word() -> None:
    names = KADE.school.role_names
    zone = ZoneInfo("Europe/Amsterdam")
    i18n = I18n(locales_folder(), default="nl", timezone=zone, names=names)
    shown = {i18n.render(words, "nl") for words in ROLE_WORDS.values()}
    assert all(any(own in one for one in shown) for own in names.values())


def test_a_name_that_fits_on_no_button_and_a_role_that_is_none_are_told() -> None:
    with pytest.raises(SchoolProblems, match="does not fit on a button"):
        kade(management="directieteam en bestuur")
    with pytest.raises(SchoolProblems, match="is not known here"):
        kade(janitor="conciërge")
