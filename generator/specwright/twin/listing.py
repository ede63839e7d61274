"""Turns a declared list into a step that finds, filters, sorts and pages documents."""

from __future__ import annotations

from typing import Any

from specwright.model.behaviour import Listing
from specwright.model.errors import DescriptionError, Problem
from specwright.model.service import Operation, ParameterLocation
from specwright.twin.formulas import FAILURES, Env, Function, Names
from specwright.twin.run import Run, Step
from specwright.twin.workshop import Workshop

__all__ = ["compile_listing"]


def compile_listing(workshop: Workshop, operation: Operation, declared: Listing, names: Names) -> Step:
    """Compile a list.

    Raises:
        DescriptionError: an expression is wrong, or a filter is named like no parameter.
    """
    keeper = workshop.keeper(declared.resource, declared.where)
    formulas = workshop.formulas
    inner = names.having(item=keeper.type)
    known = {each.name.wire for each in operation.parameters if each.location is ParameterLocation.QUERY}
    filters: list[tuple[str, Function]] = []
    for parameter, formula in declared.filters.items():
        if parameter not in known:
            hint = f"Known: {', '.join(sorted(known))}."
            raise DescriptionError(
                Problem(formula.where, f"there is no query parameter {parameter!r}", hint, "behaviour")
            )
        own = inner.assuming("query", f".{parameter}")
        filters.append((parameter, formulas.condition(formula, own, may_be_fixed=True)))
    by = None if declared.by is None else formulas.value(declared.by, inner, is_optional=True).function
    is_descending = _value(workshop, declared.is_descending, names)
    offset, limit = _value(workshop, declared.offset, names), _value(workshop, declared.limit, names)

    def find(run: Run) -> None:
        env = dict(run.env)
        query = env["query"]
        active = [condition for parameter, condition in filters if query.get(parameter) is not None]
        if keeper.visible is not None:
            active.insert(0, keeper.visible)
        items: list[dict[str, Any]] = []
        for record in run.transaction.scan(keeper.name):
            env["item"] = record.document
            if all(condition(env) for condition in active):
                items.append(record.document)
        if by is not None:
            items.sort(key=_sorter(by, env))
        if is_descending is not None and is_descending(run.env):
            items.reverse()
        first = max(0, int(offset(run.env))) if offset is not None else 0
        most = max(0, int(limit(run.env))) if limit is not None else len(items)
        page = items[first : first + most]
        run.env[declared.name] = {"total": len(items), "returned": len(page), "first": first, "items": page}

    return find


def _value(workshop: Workshop, formula: Any, names: Names) -> Function | None:
    return None if formula is None else workshop.formulas.value(formula, names).function


def _sorter(by: Function, env: Env) -> Any:
    def key(document: dict[str, Any]) -> tuple[bool, bool, Any]:
        env["item"] = document
        try:
            value = by(env)
        except FAILURES:
            value = None
        # What has no value comes last, and texts never meet numbers.
        return value is None, isinstance(value, str), "" if value is None else value

    return key
