"""What tests of `check` may ask for."""

from pathlib import Path

import pytest

from tests.checking.a_host import Host


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A host with everything in order and nothing started."""
    host = Host(tmp_path)
    host.settle()
    return host
