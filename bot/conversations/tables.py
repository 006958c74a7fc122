"""What each button and effect leads to, as tables; decides nothing itself. See also `commands`.

A new conversation gets its line here, and both doors have it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.conversations import (
    absence,
    advising,
    agenda,
    answering,
    calling,
    casework,
    destroying,
    devices,
    digest,
    doers,
    exporting,
    feeling,
    finishing,
    following,
    forgetting,
    handing,
    helping,
    involving,
    keeping,
    linking,
    listing,
    logbook,
    looking,
    mailing,
    menu,
    mine,
    mydata,
    patterns,
    posting,
    posting_examples,
    posting_questions,
    privacy,
    putting_right,
    quieting,
    releasing,
    reporting,
    returning,
    rules,
    signalling,
    staffing,
    stepping,
    surveys,
    talking,
    team,
    turning_out,
    unasked,
    watching,
    wiping,
    writing,
    yearly,
)
from bot.conversations.exchange import Exchange
from bot.flows import advice as advice_flow
from bot.flows import casework as casework_flow
from bot.flows import involved as involved_flow
from bot.flows import mailing as mailing_flow
from bot.flows import mine as mine_flow
from bot.flows import talking as talking_flow
from bot.flows import team as team_flow
from bot.flows.accused import Heard
from bot.flows.call_loose import CallAbout
from bot.flows.calling import CallAsked
from bot.flows.evidence import ProofTold
from bot.flows.light import LightEnding
from bot.flows.loose import Loose
from bot.flows.may_i_post import Advised
from bot.flows.posted import Posted
from bot.flows.report import Report
from bot.flows.sendfile import FileChosen
from bot.flows.session import Session
from bot.flows.signal import SignalWritten
from bot.flows.survey import LinkGiven
from bot.flows.turned_out import DoerDecided
from bot.flows.whats_next import ManagementAnswered, NextChosen

Handler = Callable[[Exchange, Session, Any], None]

EFFECTS: dict[type[object], Handler] = {
    Report: reporting.receive,
    mine_flow.Said: mine.said,
    ProofTold: mine.proof_told,
    Posted: putting_right.posted,
    Heard: putting_right.heard,
    Advised: posting.advised,
    NextChosen: posting.chosen,
    ManagementAnswered: posting_questions.written,
    mine_flow.NameGiven: mine.name_given,
    mine_flow.TakenBack: mine.taken_back,
    mine_flow.WordsTyped: returning.recover,
    CallAsked: calling.asked,
    Loose: unasked.settled,
    CallAbout: calling.about,
    casework_flow.StepRecorded: stepping.recorded,
    casework_flow.StepDropped: stepping.dropped,
    casework_flow.NoteWritten: writing.noted,
    DoerDecided: turning_out.decided,
    talking_flow.ReplyWritten: talking.replied,
    talking_flow.QuestionAsked: talking.asked,
    FileChosen: talking.file_chosen,
    casework_flow.Ending: writing.ended,
    LightEnding: finishing.finished,
    casework_flow.OriginalWanted: releasing.wanted,
    advice_flow.AdviceAsked: advising.asked,
    advice_flow.AdviceGiven: advising.given,
    involved_flow.PersonEntered: involving.entered,
    involved_flow.SomAsked: involving.som_asked,
    mailing_flow.AddressGiven: mailing.given,
    mailing_flow.CodeTyped: mailing.typed,
    SignalWritten: signalling.written,
    team_flow.Joined: staffing.joined,
    team_flow.WentAway: absence.went,
    team_flow.ClassesChanged: staffing.classes_changed,
    LinkGiven: surveys.linked,
}

ACTIONS: dict[str, Callable[..., None]] = {
    "menu": menu.show_menu,
    "more": menu.show_more,
    "safe": watching.safe,
    "talknow": watching.talk_now,
    "callback": calling.call_back,
    "help": helping.show_help,
    "report": menu.begin_report,
    "practice": menu.begin_practice,
    "resume": menu.resume,
    "discard": menu.throw_away,
    "contact": helping.show_contact,
    "contactfor": helping.show_contact_for,
    "mymentor": helping.show_mentor,
    "helpline": helping.show_lines,
    "rules": rules.show_chapter,
    "rule": rules.show_source,
    "posted": putting_right.begin_posted,
    "about": putting_right.begin_accused,
    "mag": posting.begin,
    "language": menu.choose_language,
    "languages": menu.show_languages,
    "recover": returning.begin_recovery,
    "before": returning.reported_before,
    "words": returning.words,
    "codeonly": returning.code_only,
    "codeyes": returning.code_yes,
    "mine": mine.mine,
    "follow": following.follow,
    "answer": answering.answer,
    "feel": feeling.felt,
    "file": answering.file,
    "noname": answering.name_stays,
    "prove": mine.prove,
    "origyes": releasing.answer_yes,
    "origno": releasing.answer_no,
    "ownsom": involving.own_som,
    "news": surveys.ask_news,
    "postmine": posting_questions.show_answer,
    "wipe": wiping.wipe,
    "mydata": mydata.offer,
    "getdata": mydata.send,
    "forgetme": forgetting.ask,
    "forgetyes": forgetting.forget,
    "privacy": privacy.show_privacy,
    "quiet": quieting.quiet,
    "sound": quieting.sound,
}
FOR_STAFF: dict[str, Callable[..., None]] = {
    "cases": listing.list_cases,
    "case": casework.open_case,
    "steps": stepping.all_steps,
    "casemore": stepping.more,
    "done": stepping.step_done,
    "drop": stepping.step_dropped,
    "doer": doers.ask,
    "doeris": doers.is_it,
    "doerset": doers.name,
    "finish": finishing.begin,
    "handover": handing.offer,
    "handto": handing.hand_to,
    "ask": advising.offer,
    "askwho": advising.ask,
    "askteam": advising.ask_care_team,
    "advise": advising.begin_answer,
    "link": linking.offer,
    "linkto": linking.link,
    "unlink": linking.unlink,
    "evidence": looking.list_items,
    "look": looking.look,
    "naked": destroying.ask,
    "destroy": destroying.destroy,
    "original": releasing.begin,
    "agree": releasing.agree,
    "log": logbook.page,
    "export": exporting.choose,
    "keeping": keeping.show,
    "keepcase": keeping.keep,
    "letcasego": keeping.let_go,
    "exportmake": exporting.make,
    "exportnames": exporting.with_names,
    "exportagree": exporting.agree,
    "exportrefuse": exporting.refuse,
    "people": involving.people,
    "enter": involving.enter,
    "same": involving.same,
    "takeout": involving.take_out,
    "som": involving.begin_som,
    "patterns": patterns.classes,
    "pattern": patterns.student,
    "signals": signalling.signals_of,
    "signal": signalling.open_signal,
    "newsignal": signalling.begin,
    "signalmore": signalling.write_about,
    "signalon": signalling.send_on,
    "postq": posting_questions.open_question,
    "postwrite": posting_questions.write,
    "examples": posting_examples.show,
    "examplekeep": posting_examples.ask,
    "exampleyes": posting_examples.keep,
    "exampleno": posting_examples.take_away,
    "agenda": agenda.show,
    "numbers": digest.show,
    "digest": digest.subscribe,
    "duty": agenda.open_duty,
    "dutydone": agenda.done,
    "dutyundone": agenda.undone,
    "dutymove": agenda.move,
    "dutywho": agenda.choose,
    "dutyto": agenda.hand_over,
    "devices": devices.mine,
    "devicesof": devices.of_colleague,
    "adddevice": devices.add,
    "enddevice": devices.end,
    "addmail": mailing.begin,
    "probe": devices.probed,
    "team": team.begin,
    "person": team.show_person,
    "proposals": team.show_proposals,
    "join": staffing.join,
    "inviteas": staffing.invite_as,
    "invite": staffing.invite,
    "confirmrole": staffing.confirm,
    "refuserole": staffing.refuse,
    "confirmall": staffing.confirm_all,
    "takerole": staffing.take_role,
    "leaves": staffing.leaves,
    "gone": staffing.gone,
    "newclasses": staffing.ask_classes,
    "speaks": staffing.speaks,
    "director": staffing.director,
    "isaway": absence.ask,
    "isback": absence.is_back,
    "surveys": surveys.show,
    "survey": surveys.open_survey,
    "surveyplan": surveys.plan,
    "surveypause": surveys.pause,
    "surveygoon": surveys.go_on,
    "counted": surveys.count_of,
    "yearly": yearly.begin,
    "yearpart": yearly.look,
    "yearfor": yearly.present,
}
STAYING = frozenset(
    {
        *("safe", "talknow", "callback", "help", "helpline", "contact", "contactfor", "mymentor"),
        *("language", "languages", "report", "resume", "discard", "wipe", "privacy"),
    }
)
"""After these the open question is asked again or goes along; every other one leaves it behind."""


def _named(does: Callable[[Exchange, str, str], None], action: str) -> Callable[..., None]:
    """An action that several buttons share, for one of them."""

    def doing(x: Exchange, case_id: str) -> None:
        does(x, action, case_id)

    return doing


ACTIONS.update({name: _named(mine.begin_own, name) for name in mine.FLOW_OF_ACTION})
FOR_STAFF.update(
    {f"post{way}": _named(posting_questions.answer_with, way) for way in posting_questions.ANSWERS}
)
FOR_STAFF.update({name: _named(writing.write, name) for name in writing.WRITING})
FOR_STAFF.update({name: _named(turning_out.begin, name) for name in turning_out.DOERS})
FOR_STAFF.update({name: _named(casework.act_on, name) for name in casework.MOVES})
ACTIONS.update(FOR_STAFF)
