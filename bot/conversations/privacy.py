"""`/privacy`: who sees what, for how long, and what the door itself sees; decides nothing."""

from __future__ import annotations

from bot.cases.school import School
from bot.conversations import running
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.menu import MENU
from bot.conversations.staff_privacy import PRIVACY_OF_STAFF
from bot.text import N_, Text

Lines = tuple[Text, ...]

WHO_SEES: Lines = (
    N_("Without your name, people of school do not see who you are."),
    N_("They may guess it from your words."),
    N_("The people who work on your report read it."),
)
HOLDS_PHONE = N_("Someone who holds your phone can read this chat.")
AT_THE_DOOR: dict[str, Lines] = {
    "telegram": (HOLDS_PHONE, N_("Telegram knows who you are and stores this chat.")),
    "web": (HOLDS_PHONE, N_("Your browser may remember that you were here.")),
}
ASK = N_("Questions? Ask school: {phone}.")


def show_privacy(x: Exchange) -> None:
    """Ten lines, in three messages; a colleague reads of the work on cases, too."""
    door = AT_THE_DOOR.get(x.contact.door, ())
    if x.person:
        x.note(*PRIVACY_OF_STAFF, *door, buttons=_ways(x))
    else:
        for lines in (WHO_SEES, how_long(x.world.school)):
            x.note(*lines)
        x.note(STORED, *door, buttons=_ways(x))
    if not running.go_on(x):
        x.show(ASK.of(phone=x.world.school.phone), buttons=((MENU,),))


STORED = N_("What you tell is stored locked.")


def how_long(school: School) -> Lines:
    """The terms of this school, for who reports."""
    return (
        N_("A report you do not send is gone after {days} days.").of(days=school.terms.draft_days),
        N_("Is your report done? It mostly stays for {months} months.").of(
            months=school.retention.longest
        ),
        N_("Deleted? Your report stays in a locked copy for {days} days.").of(
            days=school.terms.backup_keys_days
        ),
        N_("After {days} days that copy is gone too.").of(days=school.terms.backup_days),
    )


def _ways(x: Exchange) -> Rows:
    """What one can do about it oneself."""
    sound = act(labelled("🔕", N_("Without sound")), "quiet")
    return (
        (act(labelled("🧹", N_("Wipe this chat")), "wipe"),),
        (act(labelled("📄", N_("What is kept about me")), "mydata"),),
        (act(labelled("🧽", N_("Forget me")), "forgetme"),),
        (act(labelled("📨", N_("Messages of school")), "news"),),
        *(() if x.contact.door == "web" else ((sound,),)),
    )
