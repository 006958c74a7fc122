"""Every reason not to start becomes sentences; a fault of our own becomes a place without words."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from bot.cases.problems import Problem, SchoolProblems
from bot.handlers.polling import TokenRefused
from bot.refusals import fault, sentences
from bot.store import problems
from bot.store.problems import DataFolderInUse, StoreProblem
from bot.vault import KeyFault, KeyProblem
from tests.house import modules

WORDS = "what somebody told"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyProblem(KeyFault.MISSING), (KeyFault.MISSING.value,)),
        (TokenRefused(), (str(TokenRefused()),)),
        (
            SchoolProblems((Problem("a:1", "No.", "Do."), Problem("a:2", "No.", "Do."))),
            ("a:1: No. Do.", "a:2: No. Do."),
        ),
        (
            PermissionError(13, "Permission denied", "data"),
            ("The machine refused (data): Permission denied.",),
        ),
        (OSError(28, "No space left"), ("The machine refused: No space left.",)),
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, WORDS),
            ("A file of the school folder is not written in UTF-8. Save it again as UTF-8.",),
        ),
    ],
)
def test_a_reason_is_told_in_sentences(error: Exception, told: tuple[str, ...]) -> None:
    assert sentences(error) == told


def _all(kind: type[StoreProblem]) -> Iterator[type[StoreProblem]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all(one)


@pytest.mark.parametrize("kind", list(_all(problems.StoreProblem)))
def test_every_problem_of_the_store_is_a_reason(kind: type[StoreProblem]) -> None:
    assert sentences(kind()) == (kind.sentence,)


def test_the_reasons_in_a_group_are_told_once_each() -> None:
    inner = ExceptionGroup(WORDS, [DataFolderInUse(), TokenRefused()])
    told = sentences(ExceptionGroup(WORDS, [DataFolderInUse(), inner]))
    assert told == (DataFolderInUse.sentence, str(TokenRefused()))


def test_a_fault_among_reasons_is_a_fault() -> None:
    assert sentences(ExceptionGroup(WORDS, [DataFolderInUse(), ValueError(WORDS)])) == ()


def test_a_fault_is_told_by_its_place_and_without_words() -> None:
    with pytest.raises(KeyError) as caught:
        {"a": 1}.pop(WORDS)
    assert sentences(caught.value) == ()
    told = fault(caught.value)
    assert told.startswith("This is a fault in Maatje itself; please report it: KeyError at ")
    assert "test_refusals.py:" in told
    assert WORDS not in told


def test_no_room_but_the_command_line_ends_the_program() -> None:
    """Otherwise a reason would pass by here; only who hangs after it was asked to end is ended."""
    ends = [
        module.path
        for module in modules("bot")
        if "exit" in module.source
        for node in module.nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"sys.exit", "exit", "os._exit"}
    ]
    assert ends == ["bot/app/stopping.py"]
