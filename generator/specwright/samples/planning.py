"""Turns a service into the plan by which samples of its request bodies are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specwright.checks.catalog import Catalog
from specwright.checks.compile import schema_catalog
from specwright.checks.entries import Use, read_entries
from specwright.checks.module import CheckModule
from specwright.checks.spots import Navigator, Spot
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import escape_pointer_token
from specwright.model.service import Service
from specwright.model.types import Schema
from specwright.rules.faults import Places
from specwright.rules.formats import FORMATS
from specwright.samples.break_plans import keyword_plan
from specwright.samples.engine.drawing import Shapes
from specwright.samples.engine.nodes import BodyPlan, Plan, Shape
from specwright.samples.preferences import prefer
from specwright.samples.pruning import mark_loops, prune, shapes_below
from specwright.samples.rule_plans import rule_plan
from specwright.samples.scalar_parts import CODE_LISTS
from specwright.samples.shape_book import ShapeBook

__all__ = ["make_plan"]


@dataclass(frozen=True, slots=True)
class _Body:
    """One body of an operation, and the shape that it starts from, None where nothing can meet its schema."""

    use: Use
    check: str
    shape: str | None
    spot: Spot


def make_plan(
    service: Service,
    module: CheckModule,
    *,
    places: Places | None = None,
    operations: Collection[str] = (),
    keep_going: bool = False,
) -> Plan:
    """Plan the bodies of all operations, or of some; with ``keep_going``, those that nothing can meet are left out.

    Raises:
        DescriptionError: no value can meet a body's schema.
    """
    entries = read_entries(service, has_responses=False)
    catalog = schema_catalog(entries.schemas, places or Places())
    navigator = Navigator(catalog)
    book = ShapeBook(navigator)
    bodies = list(_bodies(entries.uses, module, catalog=catalog, navigator=navigator, book=book, operations=operations))
    book.finish()
    impossible = prune(book.shapes)
    mark_loops(book.shapes)
    failed = [body for body in bodies if body.shape is None or body.shape in impossible]
    if failed and not keep_going:
        # One body can travel as several media types.
        raise DescriptionError(*dict.fromkeys(_problem(body, book, impossible) for body in failed))
    writer = _Writer(entries.schemas, navigator, book, module)
    return writer.plan([body for body in bodies if body not in failed])


def _bodies(
    uses: list[Use],
    module: CheckModule,
    *,
    catalog: Catalog,
    navigator: Navigator,
    book: ShapeBook,
    operations: Collection[str],
) -> Iterator[_Body]:
    checks = {(check.operation, check.media_type): check.name for check in module.checks if check.kind == "body"}
    for use in uses:
        name = checks.get((use.operation, use.media_type))
        if use.entry.kind != "body" or name is None or (operations and use.operation not in operations):
            continue
        position = catalog.at("", f"/$defs/{escape_pointer_token(use.entry.key)}")
        spot = navigator.enter(position, direction=use.entry.direction)
        yield _Body(use, name, book.shape([(spot, True)]), spot)


def _problem(body: _Body, book: ShapeBook, impossible: set[str]) -> Problem:
    what = f"no value can meet the schema of the body of {body.use.operation}"
    where = body.use.entry.where
    if body.shape is not None:
        where = book.places[_culprit(book.shapes, body.shape, impossible)]
        what = f"no value can meet this schema, which the body of {body.use.operation} needs"
    return Problem(
        where, what, "Look for limits that contradict each other, or members that need themselves.", "sample"
    )


def _culprit(shapes: dict[str, Shape], name: str, impossible: set[str]) -> str:
    """Go down to the innermost shape that is to blame."""
    seen = {name}
    while True:
        below = [
            member
            for part in shapes[name]["alternatives"]
            for required in part.get("required", [])
            if (member := part.get("members", {}).get(required)) in impossible and member not in seen
        ]
        if not below:
            return name
        name = str(below[0])
        seen.add(name)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts a plan together."""

    schemas: Mapping[str, Schema]
    navigator: Navigator
    book: ShapeBook
    module: CheckModule

    def plan(self, bodies: list[_Body]) -> Plan:
        """Write what the bodies need."""
        shapes = _reachable(self.book.shapes, [str(body.shape) for body in bodies])
        found: dict[str, dict[str, str]] = {}
        checks: dict[str, BodyPlan] = {}
        for body in bodies:
            found.setdefault(body.use.operation, {})[body.use.media_type] = body.check
            if body.check not in checks:
                checks[body.check] = self._body(body)
        for name, shape in shapes.items():
            self._place(name, shape)
        plan: Plan = {
            "shapes": shapes,
            "schemas": self.book.resolved.schemas,
            "lists": CODE_LISTS,
            "checks": checks,
            "bodies": found,
            "codes": sorted({keyword.code for keyword in self.module.keywords if keyword.code}),
        }
        judged = Shapes(plan, FORMATS)
        for row in checks.values():
            prefer(shapes, row["shape"], row["rules"].pop("hints"), judged.accepts)
        plan["lists"] = _lists(plan)
        return plan

    def _body(self, body: _Body) -> BodyPlan:
        entry = body.use.entry
        # Looking for rules where there are none would take most of the time.
        has_rules = any(rule.check == body.check for rule in self.module.rules)
        rules: dict[str, Any] = (
            rule_plan(entry.definition, where=entry.where, schemas=self.schemas)
            if has_rules
            else {"rules": [], "graph": [], "patterns": {}, "formats": [], "hints": []}
        )
        codes = {rule.id: rule.code for rule in self.module.rules if rule.check == body.check and rule.code}
        return {
            "shape": str(body.shape),
            "codes": codes,
            "rules": rules,
            "keywords": keyword_plan(self.navigator, body.spot),
        }

    def _place(self, name: str, shape: Shape) -> None:
        """Say where a shape comes from, where drawing it can come to nothing."""
        parts = shape["alternatives"]
        if len(parts) > shape["common"] or any("judge" in part for part in parts):
            shape["where"] = f"#{self.book.places[name].pointer}" if name in self.book.places else name


def _lists(plan: Plan) -> dict[str, list[str]]:
    """Choose the code lists that something is drawn from."""
    parts = [
        part
        for shape in plan["shapes"].values()
        for part in (*shape["alternatives"], *shape.get("preferred", []))
        if "code_list" in part
    ]
    names = {part.get("code_list", "") for part in parts}
    names.update(name for body in plan["checks"].values() for name in body["rules"]["formats"])
    return {name: CODE_LISTS[name] for name in sorted(names & CODE_LISTS.keys())}


def _reachable(shapes: dict[str, Shape], roots: list[str]) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    pending = list(reversed(roots))
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = shapes[name]
            pending += reversed(shapes_below(shapes[name]))
    return found
