"""Takes one safeguard after the other out of a copy of the source; `make mutants`.

A named, small part of the tests must notice each. A place that is no longer found, or tests that
fail without any change, are told at once: a list that has gone stale would prove nothing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("bot", "tests", "scripts", "locales", "docs", "pyproject.toml", "README.md")
SECONDS = 40
"""A part of the tests that takes longer hangs, which is noticed too."""


@dataclass(frozen=True)
class Mutant:
    """One safeguard, where it stands, what stands there without it, and who must notice."""

    safeguard: str
    path: str
    there: str
    instead: str
    noticed_by: str


MUTANTS = (
    Mutant(
        "What nobody asked for is not the answer to the next question",
        "bot/handlers/line.py",
        "        if self._asked is None:\n            self.hang_up()\n",
        "        if self._asked is None:\n            pass\n",
        "tests/handlers/test_connections.py",
    ),
    Mutant(
        "Nothing is said over TLS to a server that does not prove its name",
        "bot/handlers/dialing.py",
        "            self._tls.set_alpn_protocols",
        "            self._tls.check_hostname = False\n            self._tls.set_alpn_protocols",
        "tests/handlers/test_dialing.py",
    ),
    Mutant(
        "Only a cookie of our exact name tells whose device asks",
        "bot/web/devices.py",
        '    return values[0] if len(values) == 1 else ""\n',
        '    return request.cookies.get(name, "")\n',
        "tests/web/test_cookies.py",
    ),
    Mutant(
        "A device stays locked when its owner is no colleague any more",
        "bot/conversations/leaving.py",
        "            devices.part(tx, contact.contact_ref)\n",
        "            devices.remove(tx, contact.contact_ref)\n",
        "tests/web/test_lock.py",
    ),
    Mutant(
        "A key opens a device for whom it was given only",
        "bot/web/locks.py",
        "held is None or held.whose != contact.person_id",
        "held is None",
        "tests/web/test_lock.py",
    ),
    Mutant(
        "Who keeps the page waiting makes room for who comes in",
        "bot/web/reception.py",
        "            longest = next(one for one in guests if one.owes_us)\n",
        "            longest = handler\n",
        "tests/web/test_crowded.py",
    ),
    Mutant(
        "Who guesses at recovery words keeps nobody else waiting",
        "bot/store/recovery.py",
        "    if until > tx.now + room:\n",
        "    if False:\n",
        "tests/store/test_recovery.py",
    ),
    Mutant(
        "What comes in lies in the inbox before the offset moves",
        "bot/handlers/polling.py",
        "            updates = await self._ask()\n",
        "            updates = await self._ask()\n            self._move_on(updates)\n",
        "tests/faults/test_inbox_first.py",
    ),
    Mutant(
        "A turn and the end of its inbox row are one commit, done once",
        "bot/conversations/lanes.py",
        "        if inbox.done(tx, row.row_id):\n            last(tx)\n",
        "        inbox.done(tx, row.row_id)\n        if True:\n            last(tx)\n",
        "tests/conversations/test_lanes.py",
    ),
    Mutant(
        "What one chat sends is worked off in order",
        "bot/conversations/lanes.py",
        "            if name in self._lanes:\n",
        "            name = f'{name} {row.row_id}'\n            if name in self._lanes:\n",
        "tests/conversations/test_lanes.py",
    ),
    Mutant(
        "One process alone has the data folder",
        "bot/store/lock.py",
        "            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n",
        "            fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)\n",
        "tests/store/test_opening.py",
    ),
    Mutant(
        "A reminder with one key is stored once",
        "bot/store/outbox.py",
        "        outgoing.person_id,\n        _dedupe(tx, outgoing.dedupe_key),\n",
        "        outgoing.person_id,\n        None,\n",
        "tests/store/test_outbox.py",
    ),
    Mutant(
        "At the moment of sending it is asked once more who may see it",
        "bot/conversations/sending.py",
        "        if found is None or not self._guard(tx, row):\n",
        "        if found is None:\n",
        "tests/conversations/test_sending.py",
    ),
    Mutant(
        "Whoever lost a role gets nothing that was written for it",
        "bot/conversations/guard.py",
        "    return may(person, Action(guard), case, world.school)\n",
        "    return True\n",
        "tests/jobs/test_guard.py",
    ),
    Mutant(
        "Messages of school go to who still wants them",
        "bot/conversations/guard.py",
        "    if row.guard == WANTED and not campaigns.wants_news(tx, row.contact_ref):\n",
        "    if False:\n",
        "tests/jobs/test_campaigns.py",
    ),
    Mutant(
        "Who is accused or was taken off sees nothing of the case",
        "bot/cases/rights.py",
        "    return person_id in case.excluded or person_id == case.doer_person\n",
        "    return person_id in case.excluded\n",
        "tests/cases/test_rights.py",
    ),
    Mutant(
        "Each button of a case asks whether this person may do that",
        "bot/conversations/casework.py",
        "    if person and case and may(person, action, case, x.world.school):\n",
        "    if person and case:\n",
        "tests/conversations/test_every_word.py",
    ),
    Mutant(
        "A button of somebody else's conversation is none",
        "bot/flows/engine.py",
        "(said.token, said.step) != (session.token, step.key)",
        "said.step != step.key",
        "tests/conversations/test_forged.py",
    ),
    Mutant(
        "An invitation lets in once",
        "bot/store/people.py",
        '    if row["used_at"] is not None:\n',
        "    if False:\n",
        "tests/store/test_people.py",
    ),
    Mutant(
        "A sealed value opens in its own place only",
        "bot/vault/fields.py",
        "        return _SEPARATOR.join((self.table, self.column, self.row)).encode()\n",
        '        return b""\n',
        "tests/vault/test_fields.py",
    ),
    Mutant(
        "The key of what is destroyed goes for good",
        "bot/store/keyring.py",
        "        if not gone:\n            return ()\n",
        "        if True:\n            return ()\n",
        "tests/store/test_keyring.py",
    ),
    Mutant(
        "Small numbers are shown nowhere",
        "bot/figures/hiding.py",
        "    found = {at for at, value in enumerate(values) if value < LEAST}\n",
        "    found: set[int] = set()\n",
        "tests/figures/test_hiding.py",
    ),
    Mutant(
        "No other site makes a page of ours do something",
        "bot/web/guards.py",
        " and not _is_own(request, public):\n",
        " and False:\n",
        "tests/web/test_guards.py",
    ),
)


class Verdict(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"
    SURVIVED = "SURVIVED"
    STALE = "NOT FOUND ONCE"
    BROKEN = "no test ran"


def main() -> int:
    """Print a line for each; 1 when one survived or could not be made."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("words", nargs="*", help="only safeguards that hold one of these words")
    told = ask.parse_args()
    chosen = [one for one in MUTANTS if _wanted(one, told.words)]
    with tempfile.TemporaryDirectory(prefix="maatje-mutants-") as folder:
        copy = _copy(Path(folder))
        if code := _pytest(copy, sorted({one.noticed_by for one in chosen})):
            print(f"The tests fail as it is ({code}); nothing can be shown.")
            return 1
        verdicts = [_try(copy, one) for one in chosen]
    caught = verdicts.count(Verdict.CAUGHT)
    print(f"{caught} of {len(verdicts)} caught")
    return 0 if caught == len(verdicts) else 1


def _wanted(one: Mutant, words: Sequence[str]) -> bool:
    return not words or any(word.lower() in one.safeguard.lower() for word in words)


def _copy(folder: Path) -> Path:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def _try(copy: Path, one: Mutant) -> Verdict:
    """Make it, let the tests look at it, and put things right again."""
    path, began = copy / one.path, time.monotonic()
    source = path.read_text("utf-8")
    verdict = Verdict.STALE
    if source.count(one.there) == 1:
        path.write_text(source.replace(one.there, one.instead), "utf-8")
        verdict = _verdict(_pytest(copy, [one.noticed_by]))
        path.write_text(source, "utf-8")
    seconds = time.monotonic() - began
    print(f"{verdict:15} {seconds:4.0f} s  {one.safeguard} ({one.noticed_by})", flush=True)
    return verdict


def _verdict(code: int | None) -> Verdict:
    """Of pytest's exit code: 1 is failed tests; None that it had to be stopped."""
    match code:
        case 0:
            return Verdict.SURVIVED
        case 1 | None:
            return Verdict.CAUGHT
        case _:
            return Verdict.BROKEN


def _pytest(copy: Path, tests: Sequence[str]) -> int | None:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    try:
        return subprocess.run(  # noqa: S603 - our own words
            [*command, "-m", "not slow and not browser", *tests],
            cwd=copy,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS * len(tests),
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return None


if __name__ == "__main__":
    sys.exit(main())
