"""Turns a service into the plan by which samples of its request bodies are drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from specwright.checks.catalog import Catalog
from specwright.checks.compile import schema_catalog
from specwright.checks.entries import Use, read_entries
from specwright.checks.module import CheckModule
from specwright.checks.spots import Navigator
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location, escape_pointer_token
from specwright.model.service import Service
from specwright.rules.faults import Places
from specwright.samples.engine.nodes import Plan, Shape
from specwright.samples.pruning import mark_loops, prune, shapes_below
from specwright.samples.scalar_parts import CODE_LISTS
from specwright.samples.shape_book import ShapeBook

__all__ = ["make_plan"]


@dataclass(frozen=True, slots=True)
class _Body:
    """One body of an operation, and the shape that it starts from, None where nothing can meet its schema."""

    use: Use
    check: str
    shape: str | None
    where: Location


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
    bodies = list(_bodies(entries.uses, module, catalog, navigator, book, operations))
    book.finish()
    impossible = prune(book.shapes)
    mark_loops(book.shapes)
    failed = [body for body in bodies if body.shape is None or body.shape in impossible]
    if failed and not keep_going:
        raise DescriptionError(*(_problem(body, book, impossible) for body in failed))
    return _plan([body for body in bodies if body not in failed], book)


def _bodies(
    uses: list[Use],
    module: CheckModule,
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
        yield _Body(use, name, book.shape([(spot, True)]), use.entry.where)


def _problem(body: _Body, book: ShapeBook, impossible: set[str]) -> Problem:
    what = f"no value can meet the schema of the body of {body.use.operation}"
    where = body.where
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


def _plan(bodies: list[_Body], book: ShapeBook) -> Plan:
    shapes = _reachable(book.shapes, [str(body.shape) for body in bodies])
    found: dict[str, Any] = {}
    for body in bodies:
        row = {"shape": body.shape, "check": body.check}
        found.setdefault(body.use.operation, {})[body.use.media_type] = row
    for name, shape in shapes.items():
        if len(shape["alternatives"]) > shape["common"] or any("judge" in part for part in shape["alternatives"]):
            shape["where"] = f"#{book.places[name].pointer}" if name in book.places else name
    lists = {part["code_list"] for shape in shapes.values() for part in shape["alternatives"] if "code_list" in part}
    return {
        "shapes": shapes,
        "schemas": book.resolved.schemas,
        "lists": {name: CODE_LISTS[name] for name in sorted(lists)},
        "bodies": found,
    }


def _reachable(shapes: dict[str, Shape], roots: list[str]) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    pending = list(reversed(roots))
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = shapes[name]
            pending += reversed(shapes_below(shapes[name]))
    return found
