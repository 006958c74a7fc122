"""Every word that the code writes into the log has a sentence."""

import ast
from collections.abc import Iterator

from bot.cases import events
from bot.cases.events import CaseEvent
from bot.flows.logwords import OTHERS, WORDS, sentence, word_of
from bot.reports.tracing import stamp
from bot.store import audit
from tests.cases.a_school import SCHOOL
from tests.house import Module, modules

THROUGH = {"what", "word or _word(event)", "f'{who} {named}'"}
"""Where a word only passes by: the log of an exchange, an export, a move of a case."""


def written(module: Module) -> Iterator[tuple[str, ast.expr]]:
    """The place and the word of every line that is written."""
    for node in module.nodes:
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in {"write", "log", "move"}:
            continue
        called = ast.unparse(node.func)
        if called.endswith("audit.write"):
            yield f"{module.path}:{node.lineno}", node.args[2]
        elif called == "x.log" or called.endswith(".x.log"):
            yield f"{module.path}:{node.lineno}", node.args[0]
        for named in node.keywords:
            if called.endswith(".move") and named.arg == "word":
                yield f"{module.path}:{node.lineno}", named.value


def words(expression: ast.expr, module: Module) -> set[str]:
    """What it can be: a fixed word, one of two, one before something else, a constant."""
    match expression:
        case ast.Constant(str(value)):
            return {word_of(value)}
        case ast.IfExp(_, first, second):
            return words(first, module) | words(second, module)
        case ast.JoinedStr([ast.Constant(str(value)), *_]) if " " in value:
            return {word_of(value)}
        case ast.Name(name) if name.isupper():
            return words(value_of(name, module), module)
    return set()


def value_of(name: str, module: Module) -> ast.expr:
    for node in module.tree.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name and node.value:
            return node.value
    raise AssertionError(f"{module.path}: {name} is no constant of this module.")


def test_every_word_of_the_log_has_a_sentence() -> None:
    missing, unclear = [], []
    for module in modules("bot"):
        for place, expression in written(module):
            said = ast.unparse(expression)
            found = words(expression, module)
            if found:
                missing += [f"{place}: {word}" for word in found - set(WORDS)]
            elif said not in THROUGH:
                unclear.append(f"{place}: {said}")
    assert (missing, unclear) == ([], [])


def test_every_event_of_a_case_has_a_sentence() -> None:
    names = {event.__name__ for event in CaseEvent.__args__}
    assert "Read" in names
    assert names <= set(WORDS), names - set(WORDS)
    assert {"AskedBy", "AgreedBy", word_of(stamp("0" * 64, "masked"))} <= set(WORDS)
    assert events.Read.__name__ in WORDS


def test_a_word_nobody_knows_is_shown_as_it_is() -> None:
    told = sentence("Frobbed twice", "Kok", SCHOOL)
    assert told.values == {"word": "Frobbed", "who": "Kok", "step": "twice"}


def test_a_step_is_told_in_its_words_and_whose_it_is() -> None:
    told = sentence("StepDone A.4", "Kok", SCHOOL).values["step"]
    assert "A.4" not in str(told.values["text"].key)
    assert told.values["who"].key == "management"


def test_every_sentence_says_who() -> None:
    assert not [word for word, said in WORDS.items() if "{who}" not in said.key]
    assert set(OTHERS) == {audit.REPORTER, audit.SYSTEM, audit.COMMAND_LINE, audit.STRANGER}
