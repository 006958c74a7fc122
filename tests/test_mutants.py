"""The list of `make mutants` has not gone stale: each place is found, and each test file."""

from scripts.mutants import MUTANTS, ROOT


def test_every_mutant_can_still_be_made_and_somebody_looks_at_it() -> None:
    for one in MUTANTS:
        source = (ROOT / one.path).read_text("utf-8")
        assert source.count(one.there) == 1, one.safeguard
        compile(source.replace(one.there, one.instead), one.path, "exec")
        assert (ROOT / one.noticed_by).exists(), one.safeguard
    assert len({one.safeguard for one in MUTANTS}) == len(MUTANTS) >= 10
