"""Every conversation by its name, and which of them are work on a case; runs none."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.accused import ACCUSED
from bot.flows.advice import ADVISING
from bot.flows.calling import CALL_ME
from bot.flows.casework import CASEWORK
from bot.flows.involved import INVOLVED
from bot.flows.kit import Flow
from bot.flows.light import FINISH_LIGHT
from bot.flows.loose import LOOSE
from bot.flows.mailing import MAILING
from bot.flows.may_i_post import MAY_I_POST
from bot.flows.mine import MINE
from bot.flows.posted import POSTED
from bot.flows.report import REPORT
from bot.flows.signal import SIGNAL
from bot.flows.survey import SURVEY_LINK
from bot.flows.talking import TALKING
from bot.flows.team import TEAM
from bot.flows.turned_out import DECIDE_DOER
from bot.flows.whats_next import ASKING, MANAGEMENT_ANSWERS

ON_A_CASE = (*CASEWORK, DECIDE_DOER, FINISH_LIGHT, *ADVISING, *TALKING, *INVOLVED)
FLOWS: Mapping[str, Flow] = {
    flow.name: flow
    for flow in (
        *(REPORT, LOOSE, ACCUSED, POSTED, MAY_I_POST, *ASKING, SIGNAL),
        *(*ON_A_CASE, *MAILING, *MINE, CALL_ME, *TEAM, SURVEY_LINK),
    )
}
CASE_FLOWS = frozenset(flow.name for flow in ON_A_CASE)
STAFF_FLOWS = CASE_FLOWS | {flow.name for flow in (MANAGEMENT_ANSWERS, *TEAM, SIGNAL, SURVEY_LINK)}
