"""Questions about posting that management answered, kept without names for colleagues to read."""

from __future__ import annotations

from bot.cases.people import Role
from bot.cases.schooltime import local_day
from bot.conversations import menu, posting_questions
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.conversations.quoting import quoted
from bot.flows.may_i_post import VERDICTS
from bot.store import post_examples
from bot.store.post_examples import PostExample
from bot.text import N_, Button, Text
from bot.understanding.names import names_an_account, people_named

NAMED = N_("A name or an account stands in it. I do not keep that as an example.")
SURE = N_("All colleagues read these words. Is there no name in it, of a student either?")
KEPT = N_("Kept as an example, without who asked.")
NOTHING = N_("There are no examples yet.")
EXAMPLE = N_("“{words}” Maatje said: {verdict} Management: {answer}")
Row = tuple[Button, ...]


def ask(x: Exchange, question_id: str) -> None:
    """Let management read once more what all colleagues will."""
    one = posting_questions.held(x, question_id)
    if one is None or not one.answer:
        return
    both = f"{one.words} {one.answer}"
    if people_named(both, x.around.people) or names_an_account(both):
        x.note(NAMED)
        posting_questions.open_question(x, question_id)
        return
    words = posting_questions.content(
        x, _line(x, PostExample("", one.row_id, one.words, one.answer))
    )
    x.show(
        *words,
        SURE,
        buttons=(
            (act(labelled("✔️", N_("No name: keep it")), "exampleyes", question_id),),
            (act(labelled("↩️", N_("Do not keep it")), "postq", question_id),),
        ),
    )


def keep(x: Exchange, question_id: str) -> None:
    """Keep a copy that leads to nobody."""
    one = posting_questions.held(x, question_id)
    if one is None or not one.answer:
        return
    day = local_day(x.world.school, x.tx.now)
    post_examples.add(x.tx, one.row_id, one.words, one.answer, day)
    x.log("PostExampleKept")
    x.note(KEPT)
    show(x)


def show(x: Exchange, page: str = "0") -> None:
    """Some at once, for everybody who works here; management can take one away."""
    found = post_examples.everyone(x.tx)
    here, more = page_of(found, page)
    rows: list[Row] = []
    if x.person and x.person.has(Role.MANAGEMENT):
        rows += [_away(one, number) for number, one in enumerate(here, 1)]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "examples", more),))
    lines = posting_questions.content(x, *(_line(x, one) for one in here)) if here else (NOTHING,)
    x.show(*lines, buttons=(*rows, (menu.MENU,)))


def take_away(x: Exchange, example_id: str) -> None:
    """One that should not be there."""
    if x.person and x.person.has(Role.MANAGEMENT) and post_examples.remove(x.tx, example_id):
        x.log("PostExampleRemoved")
    show(x)


def _away(one: PostExample, number: int) -> Row:
    label = labelled("✂️", N_("Take away: {number}").of(number=number))
    return (act(label, "exampleno", one.example_id),)


def _line(x: Exchange, one: PostExample) -> Text:
    verdict = VERDICTS[x.world.school.advice.row(one.row_id).verdict]
    return EXAMPLE.of(words=quoted(one.words) or "…", verdict=verdict, answer=quoted(one.answer))
