"""Every conversation can be read as a page, in every language, and the pages are not stale."""

from __future__ import annotations

import pytest

from bot.text import Text
from scripts import flow_pages
from scripts.catalogs import template
from tests.walking import FLOWS
from tests.wording import dutch_first

I18N = dutch_first()

each_language = pytest.mark.parametrize("language", I18N.languages)


@each_language
def test_a_page_says_what_the_conversations_say_now(language: str) -> None:
    kept = (flow_pages.PAGES / f"{language}.md").read_text("utf-8")
    assert kept == flow_pages.page(language, I18N), "run `make catalogs`"


def test_every_language_offered_has_its_page_and_no_other() -> None:
    assert {path.stem for path in flow_pages.PAGES.glob("*.md")} == set(I18N.languages)


def test_every_conversation_and_each_of_its_answers_is_on_the_page() -> None:
    found = dict(flow_pages.every_question())
    assert list(found) == [flow.name for flow in FLOWS]
    assert all(questions for questions in found.values())
    led = [question.buttons or question.others for one in found.values() for question in one]
    assert all(led)


def test_every_sentence_of_the_catalog_is_on_the_page() -> None:
    page = flow_pages.page("en", I18N)
    keys = [m.id if isinstance(m.id, str) else m.id[0] for m in template() if m.id]
    said = {key: I18N.render(Text(key), "en") for key in keys if "|" not in key and "{" not in key}
    assert len(said) > 1000
    assert not [key for key, words in said.items() if words.splitlines()[0] not in page]


def test_the_first_question_leads_on() -> None:
    report = dict(flow_pages.every_question())["report"]
    who = report[0]
    assert who.key == "who"
    assert all("" not in onward for _label, onward in who.buttons.values())
