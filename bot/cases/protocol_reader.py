"""Reads protocol.toml: the routes with their steps and the table that chooses between them.

Knows not who holds a role; `schoolfile` compares that with the people.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.kinds import Doer, Mark, RouteId, Victim
from bot.cases.people import Role
from bot.cases.routes import Choice, Duty, Route, RouteStep
from bot.cases.toml_table import Table
from bot.text import Text

VictimDoer = Mapping[tuple[Victim, Doer], RouteId]


LONGEST_SHORT = 26


def read_protocol(file: Table, held: frozenset[Role]) -> tuple[tuple[Route, ...], VictimDoer]:
    """[[routes]] and [victim_doer]; only a role in `held` can own a step."""
    routes = _routes(file, held)
    table = _victim_doer(file.table("victim_doer"))
    file.end()
    return routes, table


def _routes(file: Table, held: frozenset[Role]) -> tuple[Route, ...]:
    found: dict[tuple[RouteId, int], Route] = {}
    tables = file.tables("routes")
    for table in tables:
        route = _route(table, held)
        key = (route.route_id, route.version)
        if key in found:
            table.problem(
                "version",
                f"Route {route.route_id} has version {route.version} twice.",
                "A changed route gets a higher version.",
            )
        found[key] = route
    for route_id in RouteId:
        if tables and not any(route_id is known for known, _ in found):
            file.problem(
                "routes", f"Route {route_id} is missing.", f'Add one with id = "{route_id}".'
            )
    return tuple(found.values())


def _route(table: Table, held: frozenset[Role]) -> Route:
    route_id = table.choice("id", RouteId)
    version = table.number("version", least=1, most=9999)
    starts_at = table.choice("starts_at", Role)
    steps: dict[str, RouteStep] = {}
    for step_table in table.tables("steps"):
        step = _step(step_table, route_id, steps)
        check_owner(step_table, step.owner, held)
        steps.setdefault(step.step_id, step)
    table.end()
    return Route(route_id, version, starts_at, tuple(steps.values()))


def _step(table: Table, route_id: RouteId, earlier: Mapping[str, RouteStep]) -> RouteStep:
    duty = table.choice("duty", Duty, default=Duty.OTHER)
    step = RouteStep(
        _step_id(table, route_id, earlier),
        table.choice("owner", Role),
        Text(table.text("text")),
        table.text("reference"),
        if_needed=table.flag("if_needed", default=False),
        days=table.number("days", least=0, most=200) if table.has("days") else None,
        needs=_needs(table, earlier),
        hearing=duty is Duty.HEARING,
        decision=_decision(table),
        duty=duty,
        short=_short(table),
        only_with=table.choices("only_with", Mark) if table.has("only_with") else frozenset(),
        tells=table.choice("tells", Role) if table.has("tells") else None,
        only_by=table.choices("only_by", Doer) if table.has("only_by") else frozenset(),
    )
    table.end()
    return step


def _short(table: Table) -> Text | None:
    """The words of the step's button; longer ones do not fit on a small phone."""
    words = table.text("short") if table.has("short") else ""
    if len(words) > LONGEST_SHORT:
        table.problem(
            "short",
            f"These words have {len(words)} characters and do not fit on a button.",
            f"Use at most {LONGEST_SHORT}.",
        )
    return Text(words) if words else None


def check_owner(table: Table, owner: Role, held: frozenset[Role]) -> None:
    """Note that nobody holds this role: what nobody owns, nobody does."""
    if owner not in held:
        table.problem(
            "owner",
            f'Nobody has the role "{owner}", so nobody does this.',
            "Give the role to somebody in school.toml, or name another owner.",
        )


def _step_id(table: Table, route_id: RouteId, earlier: Mapping[str, RouteStep]) -> str:
    step_id = table.text("id")
    if step_id and not step_id.startswith(f"{route_id}."):
        table.problem(
            "id", f'"{step_id}" is a step of another route.', f'Let it begin with "{route_id}.".'
        )
    if step_id in earlier:
        table.problem("id", f'Step "{step_id}" is there twice.', "Give each step its own id.")
    return step_id


def _needs(table: Table, earlier: Mapping[str, RouteStep]) -> tuple[str, ...]:
    needs = table.texts("needs", default=())
    for need in needs:
        if need not in earlier:
            table.problem(
                "needs",
                f'No step before this one has the id "{need}".',
                "Name a step that stands earlier in the same route.",
            )
    return needs


def _decision(table: Table) -> tuple[Choice, ...]:
    if not table.has("decision"):
        return ()
    tables = table.tables("decision")
    choices: dict[str, Choice] = {}
    for one in tables:
        choice = Choice(one.text("id"), Text(one.text("text")))
        if choice.choice_id and choice.choice_id in choices:
            one.problem("id", f'Choice "{choice.choice_id}" is there twice.', "Rename one of them.")
        choices[choice.choice_id] = choice
        one.end()
    if len(tables) == 1:
        table.problem("decision", "There is nothing to choose.", "Give at least two choices.")
    return tuple(choices.values())


def _victim_doer(table: Table) -> VictimDoer:
    pairs: dict[tuple[Victim, Doer], RouteId] = {}
    for victim in Victim:
        row = table.table(victim)
        for doer in Doer:
            pairs[victim, doer] = row.choice(doer, RouteId)
        row.end()
    table.end()
    return pairs
