"""Finds what a declared resource or caller names that its schema or its table does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specwright.model.behaviour import CallerTable, Child, FixtureTable, IdRule, Resource
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.rules.types import ListType, Nullable, ObjectType, StringType, Type

__all__ = ["check_callers", "check_resource", "check_status"]

RULE = "behaviour"


def check_resource(declared: Resource, type_: Type) -> None:
    """Check every member and status that a resource names.

    Raises:
        DescriptionError: something is missing; all of it is told at once.
    """
    problems = [*_resource(declared, type_)]
    for child in declared.children:
        problems += _child(child, type_)
    if problems:
        raise DescriptionError(*problems)


def check_status(declared: Resource, type_: Type, status: str, where: Location) -> None:
    """Check that a status is one of those that the schema lists.

    Raises:
        DescriptionError: it is not.
    """
    problems = list(_statuses(declared, type_, [status], where))
    if problems:
        raise DescriptionError(*problems)


def check_callers(declared: CallerTable, table: FixtureTable) -> None:
    """Check that the columns which hold credentials exist.

    Raises:
        DescriptionError: no row has one of them.
    """
    columns = {name for row in table.rows for name in row}
    wanted = [declared.column, *(declared.flow.match.values() if declared.flow is not None else ())]
    problems = [
        Problem(declared.where, f"no row of {table.name!r} has {name!r}", f"They have: {', '.join(columns)}.", RULE)
        for name in wanted
        if name not in columns
    ]
    if problems:
        raise DescriptionError(*problems)


def _resource(declared: Resource, type_: Type) -> Iterator[Problem]:
    if not isinstance(_bare(type_), ObjectType):
        yield Problem(declared.where, f"documents of {declared.name!r} are no objects", "Correct `schema`.", RULE)
        return
    yield from _id(declared.id, type_, declared.where)
    if declared.files:
        yield from _list(declared.files, type_, declared.where)
    status = declared.status
    if status is not None:
        yield from _member(status.member, type_, status.where)
        yield from _statuses(declared, type_, [status.initial], status.where)
        if status.history:
            yield from _list(status.history, type_, status.where)
    for move in declared.moves.values():
        yield from _statuses(declared, type_, [*move.sources, *([move.to] if move.to else [])], move.where)


def _child(child: Child, type_: Type) -> Iterator[Problem]:
    for place in child.places:
        holder = type_
        for step in place:
            problems = list(
                _list(step.member, holder, child.where) if step.items else _member(step.member, holder, child.where)
            )
            if problems:
                yield from problems
                break
            holder = _inside(step.member, holder)
        else:
            yield from _id(child.id, holder, child.where)


def _id(rule: IdRule, type_: Type, where: Location) -> Iterator[Problem]:
    yield from _member(rule.member, type_, where)


def _statuses(declared: Resource, type_: Type, wanted: Iterable[str], where: Location) -> Iterator[Problem]:
    status = declared.status
    bare = _bare(type_)
    member = bare.find(status.member) if status is not None and isinstance(bare, ObjectType) else None
    values = member.type.values if member is not None and isinstance(member.type, StringType) else None
    if values is None:
        return
    for each in wanted:
        if each not in values:
            hint = f"It has: {', '.join(sorted(values))}."
            yield Problem(where, f"{each!r} is no status of {declared.name!r}", hint, RULE)


def _list(name: str, type_: Type, where: Location) -> Iterator[Problem]:
    problems = list(_member(name, type_, where))
    yield from problems
    bare = _bare(type_)
    member = bare.find(name) if not problems and isinstance(bare, ObjectType) else None
    if member is not None and not isinstance(_bare(member.type), ListType):
        yield Problem(where, f"{name!r} is no list", "Correct its schema.", RULE)


def _member(name: str, type_: Type, where: Location) -> Iterator[Problem]:
    bare = _bare(type_)
    if not isinstance(bare, ObjectType) or bare.find(name) is None:
        known = ", ".join(bare.names()) if isinstance(bare, ObjectType) else ""
        yield Problem(where, f"the schema has no member {name!r}", f"It has: {known or 'none'}.", RULE)


def _inside(name: str, type_: Type) -> Type:
    bare = _bare(type_)
    member = bare.find(name) if isinstance(bare, ObjectType) else None
    inner = type_ if member is None else _bare(member.type)
    return _bare(inner.item) if isinstance(inner, ListType) else inner


def _bare(type_: Type) -> Type:
    return type_.type if isinstance(type_, Nullable) else type_
