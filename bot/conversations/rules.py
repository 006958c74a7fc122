"""`/regels`: the rules by chapter, each with the protocol's own sentence one tap away."""

from __future__ import annotations

from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.menu import MENU, show_menu
from bot.flows.rules import CHAPTERS, Chapter, agreement_text, agreements, chapters, rules_of
from bot.flows.steps import PAGE
from bot.text import N_, Button, Text, verbatim

IN_A_ROW = 4
BACK_TO_RULES = labelled("⬅️", N_("All rules"))


def show_rules(x: Exchange) -> None:
    """The chapters."""
    rows = tuple((act(CHAPTERS[one].shown, "rules", one),) for one in chapters(x.facts))
    more = (act(labelled("🤔", N_("May I post this?")), "mag"),)
    x.show(N_("Which rules do you want to read?"), buttons=(*rows, more, (MENU,)))


def show_chapter(x: Exchange, name: str = "", page: str = "0") -> None:
    """Seven rules at once, short and numbered, with a button for each; or the chapters."""
    if name not in chapters(x.facts):
        show_rules(x)
    elif name == Chapter.OWN:
        _show_own(x)
    else:
        _show_rules_of(x, Chapter(name), int(page) if page.isdecimal() else 0)


def show_source(x: Exchange, rule_id: str) -> None:
    """What the protocol itself says."""
    rule = next((one for one in x.world.school.rules if one.rule_id == rule_id), None)
    if rule is None:
        show_menu(x)
        return
    chapter = Chapter.STAFF if rule_id[0] == "S" else Chapter(rule_id[0])
    x.show(
        Text("{id}. {words}", values={"id": rule_id, "words": rule.text}),
        N_("The protocol says: “{words}”").of(words=rule.source.strip(" ;")),
        buttons=((act(labelled("⬅️", N_("Back")), "rules", chapter),), (MENU,)),
    )


def _show_rules_of(x: Exchange, chapter: Chapter, page: int) -> None:
    rules = rules_of(chapter, x.facts)
    first = page * PAGE
    here = rules[first : first + PAGE]
    lines = (Text("{id}. {words}", values={"id": r.rule_id, "words": r.text}) for r in here)
    taps = [act(verbatim(rule.rule_id), "rule", rule.rule_id) for rule in here]
    rows: list[tuple[Button, ...]] = [
        tuple(taps[at : at + IN_A_ROW]) for at in range(0, len(taps), IN_A_ROW)
    ]
    if len(rules) > first + PAGE:
        rows.append((act(labelled("➡️", N_("More")), "rules", chapter, str(page + 1)),))
    hint = N_("Tap a number to read it in the protocol.")
    x.show(
        CHAPTERS[chapter].shown,
        *lines,
        hint,
        buttons=(*rows, (act(BACK_TO_RULES, "rules"),), (MENU,)),
    )


def _show_own(x: Exchange) -> None:
    site = x.world.school.programme
    link = ((Button(N_("The lessons “It’s up to you”"), url=site),),) if site else ()
    x.show(
        CHAPTERS[Chapter.OWN].shown,
        *map(agreement_text, agreements(x.facts)),
        buttons=(*link, (act(BACK_TO_RULES, "rules"),), (MENU,)),
    )
