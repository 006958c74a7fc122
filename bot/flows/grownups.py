"""What grown-ups are told in other words than students; knows no question and no flow.

A student's sentence is short and says "you": of a child, or of who is at work here, that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.text import N_, Text

ADDRESSED: Mapping[str, Text] = {
    "You can go on here. Your answers stay.": N_("You can continue here. Your answers are kept."),
    "You can talk with {name} at school.": N_("At school you can talk with {name}."),
    "Show it to someone you trust.": N_("Show it to somebody whom you trust."),
    "People may know you by your voice.": N_("People may recognise your voice."),
    "I cannot understand your voice. Is there danger? Call 112.": N_(
        "I cannot understand what is spoken. Is there danger? Call 112."
    ),
    "People of school do not see who you are.": N_("The people of school do not see who you are."),
    "Telegram does know who you are.": N_("Telegram itself does know who you are."),
    "We do not know who you are. So we cannot find you.": N_(
        "The school does not know who you are. So it cannot find you."
    ),
    "Without your name.": N_("Your name is not with it."),
    "What is your name? School sees it then.": N_("What is your name? The school sees it then."),
    "You cannot take your name back later.": N_("You cannot take your name off later."),
    "What do you want to happen?": N_("What would you like to happen?"),
    "What do you want to change?": N_("What would you like to change?"),
    "I cannot tell {name}. School hears that you want a call.": N_(
        "I cannot tell {name}. The school hears that you would like a call."
    ),
    "Thank you. Now you can send it.": N_("Thank you. You can send it now."),
    "Is it over? After two days I ask how you are.": N_(
        "Is it over? After two days I ask how it is going."
    ),
    "What you tell sounds like danger.": N_("What you write sounds like danger."),
    "What do you want to post?": N_("What would you like to post?"),
    "Do you doubt? Then do not post it.": N_("Are you in doubt? Then please do not post it."),
    "What do you want to do now?": N_("What would you like to do now?"),
    "What do you want to ask management?": N_("What would you like to ask management?"),
    "Management reads this, without your name:": N_("Management reads this and not your name:"),
    "Do you want to talk with someone at school?": N_(
        "Would you like to talk with someone at school?"
    ),
    "Do you want to talk with someone about it?": N_("Would you like to talk about it?"),
}
"""How a parent is addressed, who is no friend of ours: in Dutch "u"."""

FOR_PARENTS: Mapping[str, Text] = {
    **ADDRESSED,
    "I am safe": N_("My child is safe"),
    "Good that you say it. You can talk about it now:": N_(
        "It is good that you say it. You can talk about it now:"
    ),
    "Go to an adult you trust now. Tell what happens.": N_(
        "Bring your child to a safe place now. Stay with others."
    ),
    "It is not your fault. You can call:": N_("It is not the fault of your child. You can call:"),
    "It is not your fault. Pay nothing, send nothing.": N_(
        "It is not the fault of your child. Pay nothing, send nothing."
    ),
    "Home must be safe for you. You can call:": N_("A home must be safe. You can call:"),
    "I read something that worries me. You can call:": N_("What I read is worrying. You can call:"),
    "It is not your fault.": N_("It is not the fault of your child."),
    "Thank you for telling this. It is not your fault.": N_(
        "Thank you for telling this. It is not the fault of your child."
    ),
    "Do not pay. Send nothing more. Do not answer.": N_(
        "Let your child pay nothing, send nothing more and answer nothing."
    ),
    "Does someone threaten you now? Call 112.": N_("Is your child threatened now? Call 112."),
    "These people can help you:": N_("These people can help you and your child:"),
}
FOR_STAFF: Mapping[str, Text] = {
    "Home must be safe for you. You can call:": N_("A home must be safe. You can call:"),
    "It is not your fault.": N_("Whoever this happens to: it is not their fault."),
    "Does someone threaten you now? Call 112.": N_("Is someone threatened now? Call 112."),
    "These people can help you:": N_("These people can help:"),
}
"""A colleague who tells it is hardly ever the one it happens to."""
