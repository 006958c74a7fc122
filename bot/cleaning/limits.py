"""Takes from this process what cleaning does not need; knows nothing of files or formats."""

import resource
from typing import Final

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space; what a PDF of 20 MB takes stands in docs/decisions/."""

SECONDS: Final = 15
"""Of the processor's time; the parent's own clock is a little more patient."""

_LIMITS: Final = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_FSIZE, 0),  # nothing on the disk
    (resource.RLIMIT_CORE, 0),  # also not when it crashes
    (resource.RLIMIT_NPROC, 0),  # no other program; root is not held by it
    (resource.RLIMIT_NOFILE, 16),  # some of the code is read in late
)


def hold(*, seconds: int = SECONDS) -> None:
    """From here on, in this process and for good."""
    for kind, most in (*_LIMITS, (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(kind)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (value, value))
