"""What a card says of danger: what was heard, what was answered, and who judges it; no button.

It is never held against who tells it that they said there is none: an adult reads both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.cases.case import Case
from bot.cases.events import MarkedUrgent
from bot.conversations.exchange import Exchange
from bot.conversations.quoting import quoted_in
from bot.flows.calling import CALLER, NUMBER
from bot.flows.what import DANGER, NO_OPTION, TALK_WANTED
from bot.store import audit, entries
from bot.store.entries import Entry
from bot.text import N_, Text, from_data
from bot.understanding.danger import Alarm, Danger, danger_in

NOT_LIVE = N_("The reporter writes about not wanting to live any more.")
SOUNDS_LIKE = N_("It sounds like")
SOUNDS: Final[Mapping[Danger, Text]] = {
    Danger.SUICIDE: N_("worries about somebody's life"),
    Danger.VIOLENCE: N_("violence"),
    Danger.SEXTORTION: N_("naked, force"),
    Danger.ABUSE: N_("touching that is not wanted"),
    Danger.HOME: N_("not safe at home"),
}
"""What it is about, as it was heard: no more than that, for it may be misheard."""
ABOUT: Final[Mapping[Danger, Text]] = {
    Danger.SUICIDE: SOUNDS[Danger.SUICIDE],
    Danger.NONE: N_("danger"),
}
"""What an urgent case is about that is of no kind; only the last may stand on any screen."""
JUDGE = N_("⚠️ Is this urgent? Judge that yourself.")
ANSWERED_NO = N_("The reporter answered that there is no danger now.")
FIRST = frozenset(
    one.label.key for one in (DANGER, TALK_WANTED, CALLER, NUMBER) if one.label is not None
)
"""The questions whose answers stand first in an urgent case."""
DANGER_LABEL = DANGER.label.key if DANGER.label else ""
LATER = frozenset({"talk_in"})
"""What was told after the questions: an answer given before says nothing of it."""
FROM_THEM = frozenset({"story"}) | LATER
"""The words of who reported it: danger may be told of later as well."""
JUDGED = MarkedUrgent.__name__


def is_pressing(case: Case) -> bool:
    """Urgent, and not over."""
    return case.urgent and not case.closed


def shows_content(x: Exchange) -> bool:
    """Words of people only where staff may read them: in Telegram not, when there is a page."""
    return not x.world.content_on_page or x.contact.door == "web"


def danger_lines(x: Exchange, case: Case) -> Iterator[Text]:
    """For an urgent case: what was said of danger and of a call, in answers and in their words."""
    told = told_danger(x, case)
    if told == Alarm(Danger.SUICIDE, plain=True):
        yield NOT_LIVE
    elif told.danger is not Danger.NONE:
        yield _sounds_like(told.danger)
    found = entries.of_case(x.tx, case.case_id, {"detail"})
    yield from (line for label, line in answers(found) if stands_first(label, line))


def may_be_danger(x: Exchange, case: Case) -> Iterator[Text]:
    """For a case that is not urgent: that it may be, and whether the reporter said it is not."""
    if not is_unjudged(x, case):
        return
    yield JUDGE
    shown = shows_content(x)
    yield _sounds_like(told_danger(x, case, FROM_THEM).danger if shown else Danger.NONE)
    details = entries.of_case(x.tx, case.case_id, {"detail"}) if shown else ()
    later = told_danger(x, case, LATER).danger
    if later is Danger.NONE and any(_is_calm(label, line) for label, line in answers(details)):
        yield ANSWERED_NO


def is_unjudged(x: Exchange, case: Case) -> bool:
    """Whether danger is heard in their words and nobody judged yet whether the case is urgent."""
    told = told_danger(x, case, FROM_THEM)
    heard = not (case.urgent or case.closed) and told.danger is not Danger.NONE
    return heard and not _was_judged(x, case)


def _was_judged(x: Exchange, case: Case) -> bool:
    """Whether somebody said that it is not urgent after the last that was told."""
    judged = audit.last(x.tx, JUDGED, case.case_id)
    found = entries.of_case(x.tx, case.case_id, FROM_THEM)
    return judged is not None and all(one.at <= judged.at for one in found)


def told_danger(x: Exchange, case: Case, kinds: frozenset[str] = frozenset({"story"})) -> Alarm:
    """The worst of what they tell of; what is said in so many words comes before all else."""
    found = entries.of_case(x.tx, case.case_id, kinds)
    heard = [danger_in(entry.body) for entry in found]
    order = [Alarm(one, plain=plain) for plain in (True, False) for one in Danger]
    return min(heard, key=order.index, default=Alarm(Danger.NONE))


def _sounds_like(danger: Danger) -> Text:
    answer = SOUNDS.get(danger, ABOUT[Danger.NONE])
    return Text("{label}: {answer}", values={"label": SOUNDS_LIKE, "answer": answer})


def stands_first(label: str, line: Text) -> bool:
    """Whether this answer belongs in the head of an urgent case; a "no" to danger does not."""
    return label in FIRST and not _is_calm(label, line)


def _is_calm(label: str, line: Text) -> bool:
    return label == DANGER_LABEL and line.values["answer"] == NO_OPTION.label


def answers(found: Sequence[Entry]) -> Iterator[tuple[str, Text]]:
    """Each answer as a line, behind the name of its question."""
    for entry in found:
        for label, answer in json.loads(entry.body) if entry.kind == "detail" else ():
            asked, said = from_data(label), quoted_in(from_data(answer))
            yield asked.key, Text("{label}: {answer}", values={"label": asked, "answer": said})
