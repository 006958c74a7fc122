"""An e-mail address for a colleague's pings, and the code that shows that it is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows.kit import Answers, Facts, Flow, Option
from bot.flows.steps import Choice
from bot.flows.what import YES
from bot.flows.words import Words, text_of
from bot.text import N_, Text


@dataclass(frozen=True)
class AddressGiven:
    """Where pings should go."""

    address: str = field(repr=False)


@dataclass(frozen=True)
class CodeTyped:
    """What came by e-mail, as it was typed."""

    code: str = field(repr=False)


def _known(_a: Answers, f: Facts) -> bool:
    return f.person is not None and bool(f.person.email)


def _known_lines(_a: Answers, f: Facts) -> tuple[Text, ...]:
    address = f.person.email if f.person else ""
    return (
        N_("The list of staff has this address of you: {address}.").of(address=address),
        N_("Shall I send your pings there?"),
    )


KNOWN = Choice(
    key="known",
    text=_known_lines,
    options=(
        Option(YES, N_("Yes, there"), "✔️", N_("yes|there")),
        Option("other", N_("Another address"), "✏️", N_("no|another|other")),
    ),
    when=_known,
)
ADDRESS = Words(
    key="address",
    text=(
        N_("What is your e-mail address at school?"),
        N_("You only get the name of a case and one word there."),
    ),
    when=lambda a, _f: a[KNOWN] != YES,
)


def _given(a: Answers, f: Facts) -> tuple[AddressGiven, ...]:
    listed = f.person.email if f.person and a[KNOWN] == YES else ""
    return (AddressGiven(listed or text_of(a, ADDRESS).strip()),)


MAIL_ADDRESS = Flow("mailaddress", (KNOWN, ADDRESS), _given)

CODE = Words(key="code", text=N_("I sent you an e-mail. Type the code of six digits."))
MAIL_CODE = Flow("mailcode", (CODE,), lambda a, _f: (CodeTyped(text_of(a, CODE)),))

MAILING = (MAIL_ADDRESS, MAIL_CODE)
