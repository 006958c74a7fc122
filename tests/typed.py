"""Commands as they are typed, in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from bot.__main__ import main


def typed(*words: str, answers: str = "", **environ: str) -> Result:
    """What `python -m bot` says to these words; `answers` stands on its standard input."""
    return CliRunner().invoke(main, words, env=environ, input=answers)
