"""What `/privacy` tells a colleague of the work on cases; a reporter reads another text."""

from bot.text import N_

PRIVACY_OF_STAFF = (
    N_("You see the cases that your role opens, those you have and those you are asked in."),
    N_("Whether you may see a case is checked each time you open or change it."),
    N_("The log keeps what you open and do. Management and the safety coordinator can read it."),
    N_("The reporter reads “School”, not your name."),
    N_("Who works a case reads your notes in it. Only you are shown a note for you alone."),
    N_("A case you reported yourself or are named in is kept out of your lists."),
    N_("What shows a case goes from this chat after twelve hours."),
)
