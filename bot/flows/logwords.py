"""The fixed words of the log as sentences, for who reads it in a chat or in an export.

Knows no line, no right and no store.

A test looks every word up that the code writes. `{who}` is who did it; with which case, file or
person stands before the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.flows.wording import ROLE_WORDS
from bot.text import N_, Text

OTHERS: Final[Mapping[str, Text]] = {
    "reporter": N_("The reporter"),
    "system": N_("Maatje itself"),
    "command line": N_("The manager of the server"),
    "stranger": N_("Somebody unknown"),
}

TECHNICAL: Final = frozenset(
    {"Dropped", "KeyRotated", "Restored", "Released"}
    | {"DutyDone", "DutyOpenedAgain", "DutyMoved", "DutyHandedOver", "ReportMade", "NumbersSeen"}
    | {"SurveyPlanned", "SurveyPaused", "SurveyGoesOn", "SurveyCounted", "SurveyLinked"}
    | {"SurveyRound"}
)
"""Words whose object is neither a case nor a file nor a person."""

SIGNALLED: Final = frozenset({"SignalWritten", "SignalRead", "SignalSentOn"})
"""Words whose object is a signal."""

UNKNOWN: Final = N_("{who} did something that has no sentence yet: {word}.")

WORDS: Final[Mapping[str, Text]] = {
    # the reporter
    "Reported": N_("{who} sent the report."),
    "ReporterAnswered": N_("{who} added something."),
    "ProofKept": N_("{who} sent proof, or keeps it."),
    "TakenBack": N_("{who} took the report back, or said that it stays."),
    "NameGiven": N_("{who} gave a name."),
    "TalkWanted": N_("{who} wants to talk with a colleague."),
    "CallWanted": N_("{who} wants to be called by a colleague."),
    "NameStays": N_("{who} asked to take the name off, which cannot be."),
    "AftercareAnswered": N_("{who} answered how it goes now."),
    "WordsGiven": N_("{who} got five words to come back."),
    "CameBack": N_("{who} came back with five words."),
    "AddressForgotten": N_("{who} had the address forgotten."),
    "ImageRefused": N_("{who} sent a picture that was refused and not kept."),
    "OwnDataGiven": N_("{who} got what is kept about them."),
    "ForgotMe": N_("{who} had what is kept about them forgotten."),
    "Followed": N_("{who} looked how far it is, as the one it was done to."),
    # the case
    "Read": N_("{who} opened the case."),
    "SawSteps": N_("{who} looked at the steps."),
    "SawReporterName": N_("{who} saw the name of the reporter."),
    "TookUp": N_("{who} took the case."),
    "StepDone": N_("{who} ticked off: {step}"),
    "StepNotNeeded": N_("{who} noted that this is not needed: {step}"),
    "HandedOver": N_("{who} handed the case over."),
    "Asked": N_("{who} asked for advice."),
    "Advised": N_("{who} gave advice."),
    "Linked": N_("{who} linked it with another case."),
    "Unlinked": N_("{who} ended the link with another case."),
    "TakenOff": N_("{who} took somebody off the case."),
    "MarkedUrgent": N_("{who} changed whether it is urgent."),
    "MarkedLight": N_("{who} left it to the mentor."),
    "MarkedHome": N_("{who} marked worries about home."),
    "OnlyHome": N_("{who} noted that it is only about home."),
    "MarkedNude": N_("{who} told that it is about a naked picture."),
    "DoerNamed": N_("{who} noted who did it."),
    "DoneBy": N_("{who} noted who did it."),
    "NotAColleague": N_("{who} noted that no colleague did it."),
    "Replied": N_("{who} wrote to the reporter."),
    "Noted": N_("{who} wrote a note."),
    "OwnerLost": N_("{who} is not the owner any more."),
    "Closed": N_("{who} closed the case."),
    "FinishedLight": N_("{who} noted who was told and closed the light case."),
    "Reopened": N_("{who} opened the case again."),
    "Escalated": N_("Nobody confirmed. {who} told the next in line."),
    "Reminded": N_("{who} reminded of what had to be done at once."),
    "BoardTold": N_("{who} told the board again."),
    "NobodyToTell": N_("Nobody confirmed. {who} found nobody else to tell."),
    "AftercareAsked": N_("{who} asked the reporter how it goes now."),
    "AftercareNoAnswer": N_("{who} got no answer to how it goes now."),
    # people of a case
    "PersonEntered": N_("{who} entered a person."),
    "PersonTakenOut": N_("{who} took a person out."),
    "SameStudent": N_("{who} noted that it is the same student."),
    "SomText": N_("{who} took the text for SOM."),
    "SawPatterns": N_("{who} looked at the students with more cases."),
    # evidence
    "LookLink": N_("{who} asked for a link to look at it."),
    "OriginalLink": N_("{who} asked for a link to the original."),
    "LookedAt": N_("{who} looked at it."),
    "TookOriginal": N_("{who} took the original."),
    "Destroyed": N_("{who} destroyed it."),
    "OriginalWanted": N_("{who} asked for the original."),
    "OriginalAllowed": N_("{who} allowed the original."),
    "OriginalRefused": N_("{who} did not allow the original."),
    "OriginalAgreed": N_("{who} agreed to the original."),
    # exports
    "Exported": N_("{who} exported the case."),
    "AskedBy": N_("{who} was told who asked for the export."),
    "AgreedBy": N_("{who} was told who agreed to the export."),
    "AskedForNames": N_("{who} asked for an export with names."),
    "AgreedToNames": N_("{who} agreed to an export with names."),
    "RefusedNames": N_("{who} did not agree to an export with names."),
    "EndTold": N_("{who} told that this case is destroyed soon."),
    "CaseKept": N_("{who} keeps this case longer than its term."),
    "CaseLetGo": N_("{who} lets the term of this case count again."),
    "CaseDestroyed": N_("{who} destroyed this case: its term was over."),
    "ExportFailed": N_("{who} could not finish an export."),
    "TookExport": N_("{who} took an export."),
    # the school
    "Listed": N_("{who} looked at the list of cases."),
    "ReadLog": N_("{who} read the log."),
    "Refused": N_("{who} asked for something and did not get it."),
    "Enrolled": N_("{who} came in with an invitation."),
    "DeviceInvited": N_("{who} made a code for another device."),
    "DeviceEnded": N_("{who} signed a device out."),
    "MailConfirmed": N_("{who} showed that an e-mail address is theirs."),
    "LockSet": N_("{who} chose a lock for a device."),
    "UnlockRefused": N_("{who} tried a wrong code on a locked device."),
    "Invited": N_("{who} made an invitation."),
    "RoleProposed": N_("{who} gets a role that is not confirmed yet."),
    "RoleConfirmed": N_("{who} confirmed a role."),
    "RoleRefused": N_("{who} did not confirm a role."),
    "RoleTaken": N_("{who} took a role away."),
    "ClassesChanged": N_("{who} changed the classes of this person."),
    "SpeaksChanged": N_("{who} changed who may speak for school."),
    "DirectorChanged": N_("{who} changed who is director."),
    "WentAway": N_("{who} noted that this person is away for a while."),
    "CameIn": N_("{who} noted that this person is back."),
    "LeftSchool": N_("{who} ended all rights of this person, who leaves."),
    "Recovered": N_("{who} ended lost chats and made a new invitation."),
    "RosterAdded": N_("{who} added this person from a staff list."),
    "RosterChanged": N_("{who} changed this person after a staff list."),
    "InvitationRefused": N_("{who} tried an invitation that does not work."),
    "ReadFromFile": N_("{who} read new facts in the school's file."),
    "LeftTheFile": N_("{who} did not find this person in the school's file."),
    "DutyDone": N_("{who} ticked something of the calendar off."),
    "DutyOpenedAgain": N_("{who} opened something of the calendar again."),
    "DutyMoved": N_("{who} moved something of the calendar."),
    "DutyHandedOver": N_("{who} handed something of the calendar over."),
    "DigestChosen": N_("{who} chose whether to get the weekly numbers."),
    "SignalWritten": N_("{who} wrote a signal."),
    "SignalRead": N_("{who} read a signal."),
    "SignalSentOn": N_("{who} sent a signal on."),
    "PostQuestionAsked": N_("{who} asked management about a post."),
    "PostQuestionAnswered": N_("{who} answered a question about a post."),
    "PostExampleKept": N_("{who} kept an answer about a post as an example."),
    "PostExampleRemoved": N_("{who} took an example about a post away."),
    "NumbersSeen": N_("{who} looked at the numbers of a school year."),
    "SurveyPlanned": N_("{who} planned a survey."),
    "SurveyPaused": N_("{who} paused the messages of a survey."),
    "SurveyGoesOn": N_("{who} let the messages of a survey go on."),
    "SurveyCounted": N_("{who} counted who of a class took part in a survey."),
    "SurveyLinked": N_("{who} gave the link of a survey."),
    "SurveyRound": N_("{who} began a round of a survey."),
    "ReportMade": N_("{who} made the evaluation of a school year."),
    # the machine
    "Dropped": N_("{who} left out a job that was too late."),
    "KeyRotated": N_("{who} put a new key in place."),
    "Restored": N_("{who} restored a backup."),
    "Released": N_("{who} ended the hold after a restore."),
}


def word_of(what: str) -> str:
    """The fixed word a line begins with; behind it may stand a role, a button or an id."""
    return what.split(" ", 1)[0]


def sentence(what: str, who: Text | str, school: School) -> Text:
    """What was done, as a sentence; of a step what it is, and whose by the protocol."""
    word, _, step_id = what.partition(" ")
    steps = (step for route in school.routes for step in route.steps)
    step = next((_step(one) for one in steps if one.step_id == step_id), step_id or "–")
    return WORDS.get(word, UNKNOWN.of(word=word)).of(who=who, step=step)


def _step(step: RouteStep) -> Text:
    return Text("{text} ({who})", values={"text": step.text, "who": ROLE_WORDS[step.owner]})
