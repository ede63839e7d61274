"""Turns a declared resource into what keeps its documents: ids, children, status, history, and keys to find them by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from operator import is_
from typing import Final, TypeAlias

from specwright.model.behaviour import Child, Resource, StatusRule
from specwright.model.templates import Members, PlaceStep, Template
from specwright.model.types import Json
from specwright.rules.types import Type
from specwright.twin.formulas import Env, Formulas, Function, Names
from specwright.twin.identities import Mint, mint_of
from specwright.twin.soundness import check_resource
from specwright.twin.store import ConflictError, Record, Transaction
from specwright.twin.templates import Templates

__all__ = ["CHILD", "Keeper", "TakenIdError", "key_texts", "named_members", "own_members", "values_at"]

CHILD: Final = "child "
_CANONICAL: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_MOST_TRIES: Final = 100_000
# The members that lead to a value, from the document.
_Way: TypeAlias = tuple[str, ...]


class TakenIdError(Exception):
    """A new document has the id of another one, which is not to be replaced."""


@dataclass(slots=True)
class _Child:
    """A child with what makes its ids; where nobody seeks it by them, they are in no index."""

    declared: Child
    mint: Mint
    is_sought: bool = False


@dataclass(slots=True, eq=False)
class Keeper:
    """Stores the documents of one resource; every change goes through it."""

    declared: Resource
    type: Type
    names: Names
    visible: Function | None
    mint: Mint | None
    children: tuple[_Child, ...]
    entry: Function | None
    projections: dict[str, Function] = field(default_factory=dict[str, Function])
    # Of each index the ways to its members.
    indexes: dict[str, tuple[_Way, ...]] = field(default_factory=dict[str, "tuple[_Way, ...]"])

    @staticmethod
    def of(
        declared: Resource, type_: Type, *, common: Names, formulas: Formulas, templates: Templates, seed: int | None
    ) -> Keeper:
        """Compile a resource; its projections are added later, because they may name other resources.

        Raises:
            DescriptionError: an expression or a template is wrong.
        """
        check_resource(declared, type_)
        names = common.having(item=type_)
        children: list[_Child] = []
        for child in declared.children:
            mint = mint_of(child.id, f"{declared.name}/{child.name}", names, formulas, seed)
            if mint is not None:
                children.append(_Child(child, mint))
        status = declared.status
        entry = templates.compile(status.entry, names) if status is not None and status.entry is not None else None
        visible = declared.visible
        return Keeper(
            declared=declared,
            type=type_,
            names=names,
            visible=formulas.condition(visible, names, may_be_fixed=True) if visible is not None else None,
            mint=mint_of(declared.id, declared.name, names, formulas, seed),
            children=tuple(children),
            entry=entry,
        )

    @property
    def name(self) -> str:
        """Give the resource's name."""
        return self.declared.name

    def index(self, members: Sequence[str]) -> str:
        """Ask for documents to be found by members; give the index's name."""
        name = " ".join(sorted(members))
        self.indexes[name] = tuple(_way(member) for member in sorted(members))
        return name

    def tag(self, record: Record) -> str:
        """Spell the entity tag of a record."""
        return self.declared.version.replace("{version}", str(record.version))

    def is_visible(self, record: Record, env: Env) -> bool:
        """Say whether a caller may know of a document."""
        return self.visible is None or bool(self.visible({**env, "item": record.document}))

    def index_child(self, name: str) -> None:
        """Ask for documents to be found by the ids of a child."""
        for child in self.children:
            if child.declared.name == name:
                child.is_sought = True

    def find_child(self, transaction: Transaction, child: str, id_: str) -> Sequence[Record]:
        """List the documents that hold a child."""
        return transaction.find(self.name, f"{CHILD}{child}", id_)

    def create(
        self, transaction: Transaction, env: Env, document: dict[str, Json], *, replaces: bool, files: Json = None
    ) -> Record:
        """Store a new document.

        Raises:
            TakenIdError: another one has its id.
            LookupError: it has no id, and none is made.
        """
        made = dict(document)
        status = self.declared.status
        if status is not None and made.get(status.member) is None:
            made[status.member] = status.initial
        self._take_files(made, files)
        id_ = self._new_id(transaction, env, made)
        former = transaction.get(self.name, id_) if replaces else None
        if former is not None and not self.is_visible(former, env):
            # What a caller may not know of is not the caller's to replace.
            raise TakenIdError(id_)
        made = self._complete(transaction, env, made, None)
        try:
            return transaction.put(
                self.name, id_, made, expected=None if replaces else 0, keys=self.keys(made), renew=replaces
            )
        except ConflictError:
            raise TakenIdError(id_) from None

    def change(
        self, transaction: Transaction, env: Env, record: Record, document: dict[str, Json], *, files: Json = None
    ) -> Record:
        """Store a document anew, provided that nobody else did since it was read.

        Raises:
            ConflictError: somebody did.
        """
        made = dict(document)
        member = self.declared.id.member
        if member in record.document:
            made[member] = record.document[member]
        self._take_files(made, files)
        made = self._complete(transaction, env, made, record.document)
        return transaction.put(self.name, record.id, made, expected=record.version, keys=self.keys(made))

    def keys(self, document: dict[str, Json]) -> dict[str, tuple[str, ...]]:
        """List what a document is found by."""
        found: dict[str, tuple[str, ...]] = {}
        for name, ways in self.indexes.items():
            texts = key_texts([_values(document, way) for way in ways])
            if texts:
                found[name] = texts
        for child in self.children:
            if not child.is_sought:
                continue
            member = child.declared.id.member
            ids = [
                str(item[member])
                for place in child.declared.places
                if document.get(place[0].member)
                for item in _items_at(document, place)
                if isinstance(item, dict) and item.get(member) is not None
            ]
            if ids:
                found[f"{CHILD}{child.declared.name}"] = tuple(ids)
        return found

    def _new_id(self, transaction: Transaction, env: Env, document: dict[str, Json]) -> str:
        member = self.declared.id.member
        given = document.get(member)
        if given is not None:
            return str(given)
        if self.mint is None:
            raise LookupError(f"a new {self.name} has no {member}")
        for _ in range(_MOST_TRIES):
            id_ = self.mint(transaction, env, document)
            if transaction.get(self.name, str(id_)) is None:
                document[member] = id_
                return str(id_)
        raise TakenIdError(member)

    def _take_files(self, document: dict[str, Json], files: Json) -> None:
        if self.declared.files and isinstance(files, list) and files:
            former = document.get(self.declared.files)
            document[self.declared.files] = [*(former if isinstance(former, list) else []), *files]

    def _complete(
        self, transaction: Transaction, env: Env, document: dict[str, Json], former: Mapping[str, Json] | None
    ) -> dict[str, Json]:
        for child in self.children:
            for place in child.declared.places:
                changed = _minted(document, place, child, transaction, env)
                document = changed if isinstance(changed, dict) else document
        status = self.declared.status
        if status is not None and self.entry is not None and status.history:
            was = None if former is None else former.get(status.member)
            if document.get(status.member) != was:
                own = {**env, "item": document}
                listed = document.get(status.history)
                document = {
                    **document,
                    status.history: [*(listed if isinstance(listed, list) else []), self.entry(own)],
                }
        return document


def own_members(declared: Resource, *, is_new: bool) -> tuple[str, ...]:
    """List the members that only the twin writes, unless a template names them."""
    status: StatusRule | None = declared.status
    found = [declared.files] if declared.files else []
    if status is not None:
        found += [status.member, status.history]
    if declared.id.text or declared.id.is_number or not is_new:
        found.append(declared.id.member)
    return tuple(name for name in found if name)


def named_members(template: Template) -> frozenset[str]:
    """List the members that a template names itself, not those that it takes over from elsewhere."""
    return frozenset(template.members) if isinstance(template, Members) else frozenset()


def key_texts(values: Sequence[Sequence[Json]]) -> tuple[str, ...]:
    """Spell what documents are found by: one text for each combination of the members' values."""
    if not all(values):
        return ()
    if len(values) == 1:
        return tuple([_key_text((value,)) for value in values[0]])
    return tuple(map(_key_text, product(*values)))


def _key_text(values: tuple[Json, ...]) -> str:
    if all(type(value) is str for value in values):
        # Nearly all keys are texts, and this is the fastest spelling that keeps them apart.
        return repr(values)
    return _CANONICAL([int(value) if isinstance(value, float) and value.is_integer() else value for value in values])


def values_at(document: Json, member: str) -> list[Json]:
    """List the values at a member, those of each item where it is a list; null counts as absent."""
    return _values(document, _way(member))


def _way(member: str) -> _Way:
    return tuple(name.removesuffix("[]") for name in member.split("."))


def _values(document: Json, way: _Way) -> list[Json]:
    found = [document]
    for name in way:
        inner = [value.get(name) for value in found if isinstance(value, dict)]
        found = [item for value in inner for item in (value if isinstance(value, list) else [value])]
    return [value for value in found if value is not None]


def _items_at(document: Json, place: tuple[PlaceStep, ...]) -> list[Json]:
    found = [document]
    for step in place:
        inner = [value.get(step.member) for value in found if isinstance(value, dict)]
        found = [item for value in inner if isinstance(value, list) for item in value] if step.items else inner
        if not found:
            break
    return found


def _minted(value: Json, place: tuple[PlaceStep, ...], child: _Child, transaction: Transaction, env: Env) -> Json:
    """Give every item at a place an id; what needs none is kept as it is, not copied."""
    if not isinstance(value, dict):
        return value
    if not place:
        member = child.declared.id.member
        if value.get(member) is not None:
            return value
        return {**value, member: child.mint(transaction, env, value)}
    step, rest = place[0], place[1:]
    inner = value.get(step.member)
    if not inner:
        return value
    if step.items and isinstance(inner, list):
        items = [_minted(item, rest, child, transaction, env) for item in inner]
        is_same = all(map(is_, items, inner))
        return value if is_same else {**value, step.member: items}
    if not step.items:
        changed = _minted(inner, rest, child, transaction, env)
        return value if changed is inner else {**value, step.member: changed}
    return value
