"""What a document can draw is drawn, and what it cannot is said; nothing vanishes."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.reports.document import Document, Fact, Heading, Line, Part, Quote
from bot.reports.letters import NAMED, drawable, runs_right_to_left
from bot.reports.paper import draw
from tests.reports.a_school import ARABIC, MONDAY, TIGRINYA


def latin(char: str) -> bool:
    return char < "\N{LATIN SMALL LETTER DZ}"


def document(*parts: Part, title: str = "Zaak") -> Document:
    return Document(
        title=title,
        under="School",
        foot="School, gemaakt door iemand",
        pages="pagina {page} van {pages}",
        unshown="Er is een teken dat niet getekend is.",
        language="nl",
        made=MONDAY,
        parts=parts,
    )


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_what_no_font_holds_is_a_box_with_its_name() -> None:
    assert drawable("mes 🔪 en nog een 🔪🔪🔪", latin) == "mes □[hocho] en nog een □[hocho]×3"
    assert drawable("nul \x00 en \x07", latin) == "nul □[u+0000] en □[u+0007]"
    assert drawable("tab\tregel\nregel", latin) == "tab    regel\nregel"


def test_what_has_no_looks_is_left_out_and_what_turns_words_around_is_not() -> None:
    assert drawable("e\N{VARIATION SELECTOR-16}n\N{ZERO WIDTH SPACE}t", latin) == "ent"
    turned = drawable("\N{RIGHT-TO-LEFT OVERRIDE}tkcod\N{POP DIRECTIONAL FORMATTING}", latin)
    assert turned == "□[right-to-left override]tkcod□[pop directional formatting]"


def test_a_page_of_nothing_but_emoji_names_only_the_first() -> None:
    shown = drawable("🔪💀" * 10_000, latin)
    assert shown.count("[") == NAMED
    assert shown.count("□") == 20_000


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_can_be_shown_and_holds_no_sign_that_turns_it(words: str) -> None:
    shown = drawable(words, latin)
    assert not set("\x00\N{RIGHT-TO-LEFT OVERRIDE}\N{RIGHT-TO-LEFT ISOLATE}") & set(shown)


def test_most_letters_say_where_a_line_begins() -> None:
    assert runs_right_to_left(ARABIC)
    assert runs_right_to_left(f"Hij zei: {ARABIC}")
    assert not runs_right_to_left(TIGRINYA)
    assert not runs_right_to_left("Zij schreef سأضربك en ging weg.")
    assert not runs_right_to_left("")


def test_hostile_words_are_drawn_in_their_frame_and_crash_nothing() -> None:
    hostile = "\n".join(
        (
            "x" * 3_000,
            "W" * 300 + "\x00",
            "{nb} {pages} \ue000",
            "De zaak in het kort\r\nUitkomst\x85MT: alles goed\u2028**vet** <b>vet</b> \\n",
            f"{ARABIC} {TIGRINYA} ",
            "\N{RIGHT-TO-LEFT OVERRIDE}" * 50,
            "",
        )
    )
    pdf = draw(document(Heading("Kop"), Quote("Melder", hostile), Fact("Lang", "woord " * 900)))
    text = text_of(pdf)
    assert "{nb} {pages} □[u+e000]" in text
    assert "**vet** <b>vet</b> \\n" in text
    assert "Er is een teken dat niet getekend is." in text
    assert "pagina 1 van 4" in text


def test_a_box_that_somebody_typed_is_not_taken_for_ours() -> None:
    pdf = draw(document(Line("Zet een kruis in □."), Line("klein", small=True), title="Z\x00"))
    assert "Zet een kruis in □." in text_of(pdf)
    assert "Er is een teken" in text_of(pdf)  # of the title
    assert "Er is een teken" not in text_of(draw(document(Line("Zet een kruis in □."))))


def test_a_label_that_falls_at_the_foot_of_a_page_goes_with_its_value() -> None:
    headings = [Heading("Kop")] * 20
    pdf = draw(document(Line("regel\n" * 37), Fact("Soort", "bedreigen"), *headings))
    pages = PdfReader(BytesIO(pdf)).pages
    (page,) = [page for page in pages if "Soort" in page.extract_text()]
    assert "bedreigen" in page.extract_text()
