"""A poster leads to the school's own doors, names who is there, and can be read by its readers."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import segno
from pypdf import PageObject, PdfReader

from bot.app.ground import read_files
from bot.app.opening import open_house
from bot.app.poster import NoPoster, Posters, make_posters
from bot.cases.schoolfile import read_school
from bot.i18n import I18n, locales_folder
from bot.reports.board import Board, Box, Look
from bot.reports.poster import ForWhom, Poster, Size, Voice, poster
from bot.reports.posterpage import draw, drawn
from bot.settings import packaged_school, read_settings
from tests.reports.a_school import MONDAY

WEB, TELEGRAM = "https://maatje.example/", "https://t.me/EenSchoolBot"
NOBODYS, NOWHERE = "1:a", "http://127.0.0.1:9"
READABLE = {Size.A4: 9, Size.CARD: 6}
"""Points, of the smallest words."""
SCHOOL = read_school(read_files(packaged_school()))
I18N = I18n(locales_folder(), default="nl", timezone=ZoneInfo(SCHOOL.timezone))


def a_poster(for_whom: ForWhom = ForWhom.STUDENTS, language: str = "nl") -> Poster:
    return poster(
        for_whom,
        Voice(I18N, language, formal=for_whom is ForWhom.PARENTS),
        school=SCHOOL,
        people=SCHOOL.people,
        doors={"web": WEB, "telegram": TELEGRAM},
        made=MONDAY,
    )


def pages(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def read(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def test_students_are_never_sent_to_telegram_and_the_others_may_choose() -> None:
    assert [door.url for door in a_poster().doors] == [WEB]
    for whom in (ForWhom.PARENTS, ForWhom.STAFF):
        assert [door.url for door in a_poster(whom).doors] == [WEB, TELEGRAM]


def test_parents_are_addressed_formally() -> None:
    assert a_poster(language="tr").steps[0] == "Kodu tara."
    assert a_poster(ForWhom.PARENTS, "tr").steps[0].startswith("Kodu taray"), "to parents"


def test_it_names_who_is_there_on_which_days() -> None:
    first, second, third = a_poster().helpers
    assert (first.name, first.role, first.days) == (
        "mevrouw Schumacher",
        "coördinator veiligheid (CSV)",
        "maandag – vrijdag",
    )
    assert (second.name, second.days) == ("mevrouw Van der Hoeven", "maandag, dinsdag en donderdag")
    assert third.role == "schoolmaatschappelijk werker"


def test_hours_stand_there_only_when_somebody_confirmed_them() -> None:
    hours = {line.number: line.hours for line in a_poster().lines}
    assert hours["113"] == "dag en nacht"
    assert hours["0800-0432"] == "11:00–21:00"
    assert hours["020-261 52 75"] == ""
    staff = {line.number: line.hours for line in a_poster(ForWhom.STAFF).lines}
    assert staff["0900-111 3 111"] == "ma – vr 08:00–17:00"
    assert "0800-0432" not in staff


def test_different_hours_on_different_days_are_left_out() -> None:
    line = next(one for one in SCHOOL.help_lines if one.line_id == "kindertelefoon")
    later = replace(line.hours[0], start=line.hours[1].end)
    odd = replace(line, hours=(later, *line.hours[1:]))
    lines = tuple(odd if one is line else one for one in SCHOOL.help_lines)
    made = poster(
        ForWhom.STUDENTS,
        Voice(I18N, "nl"),
        school=replace(SCHOOL, help_lines=lines),
        people=(),
        doors={"web": WEB},
        made=MONDAY,
    )
    assert {one.number: one.hours for one in made.lines}["0800-0432"] == ""
    assert made.helpers == ()
    assert draw(made, Size.CARD)


def test_a_poster_says_it_all_on_one_page_and_a_card_on_two_sides() -> None:
    board = drawn(a_poster(ForWhom.STAFF), Size.A4)
    (page,) = pages(bytes(board.output()))
    assert board.smallest >= READABLE[Size.A4]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    said = read(page)
    for words in ("maatje.example", "t.me/EenSchoolBot", "0183-625350", "Gevaar? Bel 112.", "113"):
        assert words in said
    front, back = pages(draw(a_poster(), Size.CARD))
    assert [round(float(side) / 72 * 25.4) for side in front.mediabox[2:]] == [86, 54]
    assert "maatje.example" in read(front)
    assert "mevrouw Schumacher" in read(back)


@pytest.mark.slow
@pytest.mark.parametrize("for_whom", ForWhom)
def test_nothing_on_any_of_them_is_too_small_to_read(for_whom: ForWhom) -> None:
    for language, (size, least) in product(I18N.languages, READABLE.items()):
        board = drawn(a_poster(for_whom, language), size)
        assert board.output()  # which closes the files of the fonts
        assert board.smallest >= least, (language, size)


@pytest.mark.parametrize("language", ["ar", "ti"])
def test_other_scripts_are_drawn_in_letters_that_travel_with_the_file(language: str) -> None:
    made = a_poster(language=language)
    (page,) = pages(draw(made, Size.A4))
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    inner = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in inner)
    assert "□" not in page.extract_text()
    assert made.to_left is (language == "ar")


def test_the_code_on_the_paper_is_the_code_of_the_address() -> None:
    board = Board((100, 100), to_left=True)
    board.set_compression(False)
    board.add_page()
    board.code(WEB, Box(10, 20, 50, 50))
    rows = segno.make_qr(WEB, error="m").matrix_iter(border=4)
    runs = sum(len("".join(map(str, row)).replace("0", " ").split()) for row in rows)
    assert bytes(board.output()).count(b" re f") == runs


def test_words_shrink_until_they_fit_and_never_break() -> None:
    board = Board((100, 100), to_left=False)
    board.add_page()
    board.words("schoolmaatschappelijkwerker", Box(0, 0, 20, 10), Look(60))
    assert board.get_string_width("schoolmaatschappelijkwerker") <= 20
    board.words("nergens " * 90, Box(0, 0, 20, 10), Look(5))
    assert board.font_size_pt == 4
    assert board.output()  # which closes the files of the fonts


@pytest.mark.asyncio
async def test_posters_are_made_with_the_people_of_today(tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path / "data")}, env_file=None)
    one = Posters((ForWhom.PARENTS,), (Size.CARD,), ("uk",))
    with pytest.raises(NoPoster, match="PUBLIC_URL"):
        await make_posters(settings, one, tmp_path)
    there = replace(settings, public_url="https://maatje.example")
    with pytest.raises(NoPoster, match="does not speak xx"):
        await make_posters(there, replace(one, languages=("xx",)), tmp_path)
    made = await make_posters(there, one, tmp_path / "to" / "print")
    assert made.paths == (tmp_path / "to" / "print" / "poster-parents-uk-card.pdf",)
    assert not there.key_file.exists()  # from the school's file alone, before anything is started
    async with open_house(there):
        pass
    assert not made.without_telegram
    silent = replace(there, bot_token=NOBODYS, telegram_api_url=NOWHERE)
    assert (await make_posters(silent, one, tmp_path)).without_telegram
