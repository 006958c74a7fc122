"""Which mail server is used and how: read from one address; sends nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """`tls`: from the first byte. `upgrade`: asked for before anything is said."""

    host: str
    port: int
    name: str = field(repr=False)
    password: str = field(repr=False)
    tls: bool
    upgrade: bool
    sender: str


def read_server(url: str, *, loopback: bool) -> MailServer:
    """The server of an SMTP_URL. Only to this machine itself mail may go unsealed.

    The sender is `?from=` of the address, else the name that signs in.
    """
    parts = urlsplit(url)
    host, tls = parts.hostname or "", parts.scheme == "smtps"
    name = unquote(parts.username or "")
    known = name if "@" in name else f"maatje@{host}"
    return MailServer(
        host=host,
        port=parts.port or _PORTS[parts.scheme],
        name=name,
        password=unquote(parts.password or ""),
        tls=tls,
        upgrade=not tls and not loopback,
        sender=parse_qs(parts.query).get("from", [known])[0],
    )
