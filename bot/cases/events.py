"""What can happen to a case and what follows from it, as plain data; knows no rules."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.kinds import Doer, Outcome
from bot.cases.people import Role
from bot.cases.reaching import PingKind
from bot.cases.status import Status
from bot.text import Text


class NotNow(Exception):
    """This cannot be done now; `reason` says what to do first. Nothing has changed."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.key)
        self.reason = reason


@dataclass(frozen=True)
class Read:
    """A handler opened the case."""

    by: str


@dataclass(frozen=True)
class TookUp:
    """Somebody made it theirs: the nagging of the others stops."""

    by: str


@dataclass(frozen=True)
class StepDone:
    """`noted`: words were written with it; `choice` is one of the step's decision."""

    step_id: str
    by: str
    noted: bool = False
    choice: str = ""


@dataclass(frozen=True)
class StepNotNeeded:
    """The reason is an entry of the case."""

    step_id: str
    by: str


@dataclass(frozen=True)
class HandedOver:
    """It goes to somebody else."""

    to: str
    by: str


@dataclass(frozen=True)
class Asked:
    """Colleagues are asked for advice and may see the case from now on."""

    whom: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class CallWanted:
    """The reporter wants to be called by this colleague, who may see the case from now on."""

    whom: str


@dataclass(frozen=True)
class TalkWanted:
    """The reporter wants to talk with this colleague, who may see the case from now on."""

    whom: str


@dataclass(frozen=True)
class Advised:
    """Somebody answered with advice; `told` are the roles that hear of it."""

    by: str
    told: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class TakenOff:
    """The reporter wants this person off the case: for good."""

    person: str


@dataclass(frozen=True)
class MarkedUrgent:
    """Urgent, or not any more."""

    on: bool
    by: str


@dataclass(frozen=True)
class MarkedLight:
    """MT: seen, the mentor handles it."""

    by: str


@dataclass(frozen=True)
class MarkedHome:
    """There are worries about home: parents' steps are locked until the care team opens them."""

    by: str


@dataclass(frozen=True)
class OnlyHome:
    """It is about home and about nothing else: the care team and the confidant go on with it."""

    by: str


@dataclass(frozen=True)
class MarkedNude:
    """It may be about somebody naked: words only from now on. None: the reporter says so."""

    by: str | None = None


@dataclass(frozen=True)
class DoerNamed:
    """Somebody decides which colleague did it; `NOT_LISTED` for who stands in no list of ours."""

    person: str
    by: str


@dataclass(frozen=True)
class NotAColleague:
    """Somebody decides that nobody who works for the school did it."""

    by: str


@dataclass(frozen=True)
class DoneBy:
    """Somebody decides who did it, of those who do not work for the school."""

    doer: Doer
    by: str


@dataclass(frozen=True)
class Replied:
    """A handler wrote to the reporter."""

    by: str


@dataclass(frozen=True)
class ReporterAnswered:
    """The reporter wrote or pressed something; `proof`: they sent proof, or keep it themselves."""

    proof: bool = False


@dataclass(frozen=True)
class TakenBack:
    """The reporter does not want the report any more, or (not `wanted`) still does after all."""

    wanted: bool


@dataclass(frozen=True)
class OwnerLost:
    """Who has it may be gone, or may not see it any more: the next in line, if that is so."""


@dataclass(frozen=True)
class Closed:
    """It came to an end; `noted`: why it may, though it is urgent, was written with it."""

    outcome: Outcome
    by: str
    noted: bool = False


@dataclass(frozen=True)
class FinishedLight:
    """A light case ended in one go; `done` are the steps that were done, the rest is not needed."""

    done: tuple[str, ...]
    outcome: Outcome
    by: str


@dataclass(frozen=True)
class Reopened:
    """It goes on; what was done stays done, what was not needed is asked again."""

    by: str


CaseEvent = (
    Read
    | TookUp
    | StepDone
    | StepNotNeeded
    | HandedOver
    | Asked
    | CallWanted
    | TalkWanted
    | Advised
    | TakenOff
    | MarkedUrgent
    | MarkedLight
    | MarkedHome
    | OnlyHome
    | MarkedNude
    | DoerNamed
    | DoneBy
    | NotAColleague
    | Replied
    | ReporterAnswered
    | TakenBack
    | OwnerLost
    | Closed
    | FinishedLight
    | Reopened
)


@dataclass(frozen=True)
class PingPeople:
    """Tell these people, with one word and the case name."""

    kind: PingKind
    people: tuple[str, ...]


@dataclass(frozen=True)
class StatusForReporter:
    """The reporter sees another status from now on, and hears of it."""

    status: Status


@dataclass(frozen=True)
class StartNagging:
    """Set the ladder (`reaching.ladder`) anew from this moment."""


@dataclass(frozen=True)
class StopNagging:
    """Somebody has it: stop every rung that is still open."""


Effect = PingPeople | StatusForReporter | StartNagging | StopNagging
