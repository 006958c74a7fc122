"""An e-mail address for a colleague's pings, and the code that shows that it is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows.kit import Flow
from bot.flows.words import Words, text_of
from bot.text import N_


@dataclass(frozen=True)
class AddressGiven:
    """Where pings should go."""

    address: str = field(repr=False)


@dataclass(frozen=True)
class CodeTyped:
    """What came by e-mail, as it was typed."""

    code: str = field(repr=False)


ADDRESS = Words(
    key="address",
    text=(
        N_("What is your e-mail address at school?"),
        N_("You only get the name of a case and one word there."),
    ),
)
MAIL_ADDRESS = Flow(
    "mailaddress", (ADDRESS,), lambda a, _f: (AddressGiven(text_of(a, ADDRESS).strip()),)
)

CODE = Words(key="code", text=N_("I sent you an e-mail. Type the code of six digits."))
MAIL_CODE = Flow("mailcode", (CODE,), lambda a, _f: (CodeTyped(text_of(a, CODE)),))

MAILING = (MAIL_ADDRESS, MAIL_CODE)
