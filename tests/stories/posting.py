"""A teacher asks whether a class photo may be posted, and then management; knows no door."""

from __future__ import annotations

from bot.cases.people import Role
from tests.conversing import choose, press
from tests.phone import Phone
from tests.stories.cast import Cast

ASKED = "mag dit op insta?"


def works_here(cast: Cast) -> tuple[tuple[str, Role], ...]:
    """Who asks, and who answers."""
    return ((cast.staff, Role.STAFF), (cast.mt, Role.MANAGEMENT))


async def students_are_on_it(teacher: Phone) -> None:
    """Tell what the photo shows, and read the verdict."""
    await choose(teacher, "q1", "people.students")
    await choose(teacher, "q2", "consent.none")
    await teacher.wait_for("🟠 Vraag eerst toestemming.")
    await teacher.wait_for("In het protocol staat (A5): “De privacy van anderen")
    await teacher.wait_for("Wij willen graag een foto of film plaatsen")


async def management_is_asked(teacher: Phone, management: Phone, cast: Cast) -> None:
    """Send it on, and get an answer with one tap."""
    await choose(teacher, "way", "management")
    await choose(teacher, "sure", "yes")
    await teacher.wait_for("Je vraag is bij de schoolleiding.")
    await press(management, "a:postq:*")
    await management.wait_for(f"{cast.name(cast.staff)} vraagt: {ASKED}")
    await press(management, "a:postcome:*")
    await teacher.wait_for("De schoolleiding antwoordt: Kom eerst even met ons praten.")
