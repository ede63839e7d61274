"""Turns places in documents into functions that give a document with something else there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from specwright.model.errors import DescriptionError, Problem
from specwright.model.templates import Place, PlaceStep, Template
from specwright.model.types import Json
from specwright.rules.types import ListType, Nullable, ObjectType, Type
from specwright.twin.formulas import Env, Formulas, Function, Names
from specwright.twin.nothing import NOTHING, Nothing
from specwright.twin.templates import Templates

__all__ = ["Places"]

_Change: TypeAlias = Callable[[Env, Json], Json]


class Places:
    """Compiles changes in places; what is on the way is copied, never changed."""

    def __init__(self, formulas: Formulas, templates: Templates) -> None:
        self._formulas = formulas
        self._templates = templates

    def compile(
        self, places: tuple[tuple[Place, Template], ...], names: Names, type_: Type
    ) -> Callable[[Env, dict[str, Json]], dict[str, Json]]:
        """Compile several changes of a document, made one after the other.

        Raises:
            DescriptionError: a place leads nowhere.
        """
        changes = [self._change(place, place.steps, names, type_, template) for place, template in places]

        def change(env: Env, document: dict[str, Json]) -> dict[str, Json]:
            made: Json = document
            for each in changes:
                made = each(env, made)
            return made if isinstance(made, dict) else document

        return change

    def _change(
        self, place: Place, steps: tuple[PlaceStep, ...], names: Names, type_: Type, template: Template
    ) -> _Change:
        step, rest = steps[0], steps[1:]
        member_type = self._member(place, step, type_)
        if not step.items:
            if not rest:
                return _setting(step.member, self._templates.compile(template, names, expected=member_type))
            return _inside(step.member, self._change(place, rest, names, member_type, template))
        item_type = member_type.item if isinstance(member_type, ListType) else member_type
        if step.items == "+":
            if rest:
                raise DescriptionError(
                    Problem(place.where, "`[]` adds an item, so a place ends there", "", "behaviour")
                )
            return _appending(step.member, self._templates.compile(template, names, expected=item_type))
        inner_names, condition = names, None
        if step.condition is not None:
            inner_names = names.having(**{step.name: item_type})
            condition = self._formulas.condition(step.condition, inner_names, may_be_fixed=True)
        if rest:
            change = self._change(place, rest, inner_names, item_type, template)
        else:
            change = _replacing(self._templates.compile(template, inner_names, expected=item_type))
        return _each(step.member, step.name, condition, change)

    def _member(self, place: Place, step: PlaceStep, type_: Type) -> Type:
        bare = type_.type if isinstance(type_, Nullable) else type_
        found = bare.find(step.member) if isinstance(bare, ObjectType) else None
        if found is None:
            known = ", ".join(bare.names()) if isinstance(bare, ObjectType) else ""
            hint = f"Known here: {known}." if known else "Follow the schema."
            raise DescriptionError(Problem(place.where, f"the place has no member {step.member!r}", hint, "behaviour"))
        if step.items and not isinstance(found.type, ListType):
            problem = Problem(place.where, f"{step.member!r} is no list", "Leave the brackets out.", "behaviour")
            raise DescriptionError(problem)
        return found.type


def _setting(member: str, value: Function) -> _Change:
    def change(env: Env, holder: Json) -> Json:
        found = value(env)
        kept = dict(holder) if isinstance(holder, dict) else dict[str, Json]()
        if found is NOTHING:
            kept.pop(member, None)
        else:
            kept[member] = found
        return kept

    return change


def _inside(member: str, inner: _Change) -> _Change:
    def change(env: Env, holder: Json) -> Json:
        kept = dict(holder) if isinstance(holder, dict) else dict[str, Json]()
        kept[member] = inner(env, kept.get(member))
        return kept

    return change


def _appending(member: str, value: Function) -> _Change:
    def change(env: Env, holder: Json) -> Json:
        kept = dict(holder) if isinstance(holder, dict) else dict[str, Json]()
        found = value(env)
        former = kept.get(member)
        if found is not NOTHING:
            kept[member] = [*(former if isinstance(former, list) else []), found]
        return kept

    return change


def _replacing(value: Function) -> _Change:
    return lambda env, _former: value(env)


def _each(member: str, name: str, condition: Function | None, inner: _Change) -> _Change:
    def change(env: Env, holder: Json) -> Json:
        kept = dict(holder) if isinstance(holder, dict) else dict[str, Json]()
        items = kept.get(member)
        if not isinstance(items, list):
            return kept
        own = dict(env)
        changed: list[Json | Nothing] = []
        for item in items:
            own[name] = item
            changed.append(inner(own, item) if condition is None or condition(own) else item)
        kept[member] = [item for item in changed if not isinstance(item, Nothing)]
        return kept

    return change
