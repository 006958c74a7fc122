"""What metadata would tell about the person who sent a file; none of it may be in a copy."""

from typing import Final

AUTHOR: Final = "Nour el Haddad"
PLACE: Final = "+52.3676+004.9041/"
DEVICE: Final = "Pixel 9 of Nour"
SOFTWARE: Final = "SnapEdit 7.3"
CANARIES: Final = (AUTHOR, PLACE, DEVICE, SOFTWARE)
EVERYTHING: Final = " | ".join(CANARIES).encode()
"""All of them in one piece, to be put into whatever place of a file can hold words."""


def told(content: bytes) -> list[str]:
    """The canaries that can be read in these bytes, in any of the ways words are written."""
    coded = ("utf-8", "utf-16-le", "utf-16-be")
    return [canary for canary in CANARIES if any(canary.encode(c) in content for c in coded)]
