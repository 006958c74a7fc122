"""The kinds of question: pages, several answers, own words."""

from __future__ import annotations

import pytest

from bot.flows.kit import Answers, Asking, Flow, Option, Pressed, Typed
from bot.flows.steps import (
    FILES_NOT_HERE,
    NOT_UNDERSTOOD,
    PAGE,
    Choice,
    Several,
    page_of,
    pages,
    toggled,
)
from bot.flows.words import REPLACES, Told, Words, appended, shortened
from bot.text import N_, verbatim
from tests.talk import Talk, english, facts

LETTERS = tuple(Option(letter, verbatim(letter * 2 + "x")) for letter in "abcdefghijklmnop")
ONE = Choice(key="one", text=N_("Which?"), options=LETTERS)
ONE_FLOW = Flow("one", (ONE,), lambda a, _f: (a[ONE],))
MANY = Several(key="many", text=N_("Which?"), options=LETTERS)
MANY_FLOW = Flow("many", (MANY,), lambda a, _f: (a[MANY],))


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (7, [7]),
        (8, [8]),
        (9, [7, 2]),
        (14, [7, 7]),
        (15, [7, 8]),
        (16, [7, 7, 2]),
    ],
)
def test_a_page_holds_seven_and_one_left_over_gets_no_page_of_its_own(
    count: int, sizes: list[int]
) -> None:
    options = tuple(Option(str(n), verbatim(str(n))) for n in range(count))
    assert pages(count) == len(sizes)
    shown = [page_of(options, page)[0] for page in range(len(sizes))]
    assert [len(page) for page in shown] == sizes
    assert tuple(option for page in shown for option in page) == options


def test_more_goes_round() -> None:
    talk = Talk(ONE_FLOW)
    first = talk.labels
    assert len(first) == PAGE + 3
    for _ in range(pages(len(LETTERS))):
        talk.press("More")
    assert talk.labels == first


def test_an_answer_of_another_page_can_be_typed_and_numbers_count_this_page() -> None:
    assert Talk(ONE_FLOW).say("jjx").effects == ("j",)
    assert Talk(ONE_FLOW).press("More").say("1").effects == ("h",)
    assert Talk(ONE_FLOW).say("8").step == "one"
    assert Talk(ONE_FLOW).say("more").say("2").effects == ("i",)


# ------------------------------------------------------------------ several answers


def test_each_tap_puts_an_answer_on_or_off() -> None:
    talk = Talk(MANY_FLOW).press("a", "b", "a")
    assert talk.press("Done").effects == (("b",),)


def test_nothing_chosen_is_an_answer() -> None:
    assert Talk(MANY_FLOW).press("Done").effects == ((),)
    assert Talk(MANY_FLOW).press("a", "a", "Done").effects == ((),)


def test_a_mark_shows_what_is_on_also_on_another_page() -> None:
    talk = Talk(MANY_FLOW).press("a", "More", "h", "More", "More")
    icons = [str(button.label.values.get("icon")) for button in talk.buttons]
    assert icons[:2] == ["☑️", "⬜"]
    assert talk.press("Done").effects == (("a", "h"),)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        (["aax"], ("a",)),
        (["aax", "aax"], ()),
        (["aax, bbx & ccx"], ("a", "b", "c")),
        (["aax", "aax, bbx"], ("a", "b")),
        (["more", "1"], ("h",)),
        (["aax, aax"], ("a",)),
    ],
)
def test_several_answers_can_be_typed(typed: list[str], chosen: tuple[str, ...]) -> None:
    assert Talk(MANY_FLOW).say(*typed).say("done").effects == (chosen,)


def test_what_is_no_answer_is_asked_again() -> None:
    assert Talk(MANY_FLOW).tap("zzz").step == "many"
    assert Talk(ONE_FLOW).tap("zzz").step == "one"
    assert Talk(MANY_FLOW).say("zzz").notes == english(NOT_UNDERSTOOD)
    assert Talk(MANY_FLOW).send("item", "photo").notes == english(FILES_NOT_HERE)


def test_a_value_that_no_release_knows_is_left_out() -> None:
    answers = Answers({"many": "a,gone"})
    assert answers[MANY] == ("a",)
    assert english(MANY.shown(Asking(answers, facts()))) == "aax"
    assert english(MANY.shown(Asking(Answers({"many": "gone"}), facts()))) == "Nothing"


def test_the_look_back_names_every_chosen_answer() -> None:
    assert english(MANY.shown(Asking(Answers({"many": "a,b"}), facts()))) == "aax, bbx"


def test_an_emptied_draft_is_not_the_same_as_none() -> None:
    assert toggled("a", "a") == "="
    assert toggled("=", "b") == "=b"


# ------------------------------------------------------------------ own words

STORY = Words(key="story", text=N_("Tell it."), skip=N_("Skip this"), items=True)
FILES = Words(key="files", text=N_("Send it."), items=True, words=False, many=True)
NAME = Words(key="name", text=N_("Your name?"), none=N_("Without my name"))


def flow(step: Words) -> Flow:
    return Flow("words", (step,), lambda a, _f: (a[step],))


def test_own_words_are_kept_as_typed() -> None:
    words = "  {braces} %s \u202e NEE!!  \n"
    assert Talk(flow(STORY)).say(words).effects == (Told((words,)),)


def test_skip_can_be_tapped_and_typed_and_is_empty() -> None:
    assert Talk(flow(STORY)).press("Skip this").effects == (Told(),)
    assert Talk(flow(STORY)).say("skip this!").effects == (Told(),)
    assert Talk(flow(STORY)).say("skip this and he hit me").effects != (Told(),)


def test_files_come_until_done() -> None:
    talk = Talk(flow(FILES)).send("a", "photo").send("b", "voice")
    assert "I have this: 2 files" in talk.question
    assert talk.say("done").effects == (Told((), (("a", "photo"), ("b", "voice"))),)


def test_one_file_is_one_file_and_can_be_thrown_away() -> None:
    talk = Talk(flow(FILES)).send("a", "photo")
    assert "I have this: 1 file" in talk.question
    talk.press("Start this answer again").send("b", "photo").press("Done")
    assert talk.effects == (Told((), (("b", "photo"),)),)


def test_words_where_only_files_may_come_are_answered() -> None:
    talk = Talk(flow(FILES)).say("I have no file")
    assert talk.notes == "Please send a file, or tap a button."


def test_a_voice_note_is_said_at_each_voice_message() -> None:
    files = Words(key="v", text=N_("Say it."), items=True, many=True, voice_note=N_("A voice."))
    talk = Talk(flow(files)).send("a", "voice")
    assert talk.notes == "A voice."
    assert talk.send("b", "photo").notes == ""


def test_a_file_where_only_words_may_come_is_refused_and_asked_again() -> None:
    talk = Talk(flow(NAME)).send("a", "photo")
    assert (talk.step, talk.notes) == ("name", english(FILES_NOT_HERE))


def test_done_and_skip_mean_nothing_where_they_are_not_shown() -> None:
    asking = Asking(Answers({}), facts())
    for value in ("+done", "+afresh", "+skip"):
        assert NAME.take(Pressed("", "name", value), asking).__class__.__name__ == "Again"


@pytest.mark.parametrize(
    "stored", ["", "5", "{}", '"x"', "[1]", '[["i", "x"]]', '[["t", 1]]', '[["z", "x"]]', "[[]]"]
)
def test_stored_words_that_are_none_count_as_unanswered(stored: str) -> None:
    assert Talk(flow(NAME), answers={"name": stored}).step == "name"


def test_the_look_back_shows_the_beginning_of_it() -> None:
    def shown(stored: str, step: Words = STORY) -> str:
        return english(step.shown(Asking(Answers({step.key: stored}), facts())))

    long = appended("", ["t", "word " * 100])
    assert shown(long).endswith("…")
    assert len(shown(long)) <= 160
    assert shown('[["t", "hi"], ["i", "a", "photo"]]') == "hi (1 file)"
    assert shown('[["i", "a", "photo"]]') == "1 file"
    assert shown("[]") == "Skipped"
    assert shown("[]", NAME) == "Without my name"


def test_changing_own_words_says_that_the_old_ones_go() -> None:
    old = Asking(Answers({"story": '[["t", "hi"]]'}), facts(), changing="story")
    assert REPLACES in STORY.lines(old)
    none = Asking(Answers({"story": "[]"}), facts(), changing="story")
    assert REPLACES not in STORY.lines(none)


def test_short_words_are_not_cut() -> None:
    assert shortened("a" * 160) == "a" * 160
    assert shortened("a" * 161) == "a" * 159 + "…"


def test_what_was_told_knows_pictures_from_voices() -> None:
    assert Told((), (("a", "photo"),)).pictured
    assert not Told((), (("a", "voice"),)).pictured
    assert Told(("x",), (("a", "photo"),)).in_words() == Told(("x",))


def test_a_choice_shows_a_value_it_does_not_know_as_it_is() -> None:
    dynamic = Choice(key="d", text=N_("?"), options=lambda _a, _f: LETTERS)
    assert english(dynamic.shown(Asking(Answers({"d": "gone"}), facts()))) == "gone"
    assert dynamic.parse("gone") == "gone"
    assert not dynamic.holds("gone", Answers({}), facts())
    assert tuple(dynamic.values()) == ()


def test_words_that_name_two_answers_are_asked_again() -> None:
    step = Choice(key="d", text=N_("?"), options=LETTERS, read=lambda _w, _f: ("a", "b"))
    assert Talk(Flow("d", (step,), lambda _a, _f: ())).take(Typed("both of them")).step == "d"
