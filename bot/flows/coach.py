"""How to keep proof in an app, one step a screen; what it says stands in coach.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.coach import CoachedApp, CoachScreen, Picture
from bot.flows.kit import Answers, Asking, Facts, Lines, Option
from bot.flows.steps import Choice
from bot.flows.what import UNSURE_OPTION, nude_path
from bot.text import N_, Text

KEEP_KEY = "keep"
HELPWANTED = "helpwanted"

APP = Choice(
    key="app",
    text=N_("Which app is it?"),
    label=N_("App"),
    options=(
        Option("whatsapp", N_("WhatsApp"), "", N_("app|whats app")),
        Option("snapchat", N_("Snapchat"), "", N_("snap")),
        Option("instagram", N_("Instagram"), "", N_("insta")),
        Option("tiktok", N_("TikTok"), "", N_("tik tok")),
        Option("telegram", N_("Telegram"), "", N_("tele gram")),
        Option("youtube", N_("YouTube"), "", N_("you tube")),
        Option("game", N_("A game"), "🎮", N_("roblox|fortnite|minecraft")),
        Option("discord", N_("Discord"), "", N_("dis cord")),
        Option("mail", N_("E-mail"), "✉️", N_("mail|outlook|gmail")),
        Option("other", N_("Another app"), "", N_("facebook|x|twitter")),
        UNSURE_OPTION,
    ),
    columns=2,
)

ALT: Mapping[Picture, Text] = {
    Picture.CHAT: N_("A drawing of a chat. 1: the name. 2: the date. 3: the message."),
    Picture.POST: N_("A drawing of a post. 1: the account. 2: the date. 3: the message."),
    Picture.OTHER_PHONE: N_("A drawing: one phone takes a picture of another phone."),
}
"""What is drawn, for who does not see it."""

NEXT = (Option("next", N_("Next"), "➡️", N_("ok|go on|ready")),)


def keeps(a: Answers, _f: Facts) -> bool:
    """They keep it themselves, and nobody naked can be seen: that may be pictured by nobody."""
    return a.stored.get(KEEP_KEY) == "self" and not nude_path(a)


def _app(a: Answers, f: Facts) -> CoachedApp | None:
    return f.school.coached(a[APP] or "")


def _screen(a: Answers, f: Facts, number: int) -> CoachScreen | None:
    app = _app(a, f)
    return app.screens[number] if app and number < len(app.screens) else None


@dataclass(frozen=True, kw_only=True)
class Screen(Choice):
    """One step of the coach, with its drawing."""

    number: int

    def picture(self, asking: Asking) -> str:
        """The drawing of this step in this app."""
        screen = _screen(asking.answers, asking.facts, self.number)
        return screen.picture or "" if screen else ""


def _coaching(number: int) -> Screen:
    def lines(a: Answers, f: Facts) -> Lines:
        screen = _screen(a, f, number)
        return screen.lines if screen else ()

    return Screen(
        key=f"coach{number + 1}",
        text=lines,
        options=NEXT,
        number=number,
        when=lambda a, f: keeps(a, f) and _screen(a, f, number) is not None,
    )


LEAVE_IT = Choice(
    key="coach3",
    text=(
        N_("Do not pass it on. Do not answer."),
        N_("Delete nothing. Block nobody yet."),
        N_("Show it to someone you trust."),
    ),
    options=NEXT,
    when=keeps,
)


def _removal(a: Answers, f: Facts) -> Lines:
    app = _app(a, f)
    helpers = [one for one in f.school.help_lines if one.line_id == HELPWANTED and one.verified]
    how = app.remove if app else ()
    helps = (N_("Helpwanted can help you: {number}.").of(number=one.number) for one in helpers)
    return (N_("This is how you ask to remove it:"), *how, *helps)


REMOVAL = Choice(key="coach4", text=_removal, options=NEXT, when=keeps)

COACH = (_coaching(0), _coaching(1), LEAVE_IT, REMOVAL)
