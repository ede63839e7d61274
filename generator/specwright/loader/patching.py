"""Turns a document and an overlay into the patched document, in which each value remembers where it was written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from specwright.loader.json_path import Place, Query, QueryError, Step, guess, select
from specwright.loader.limits import Limits
from specwright.loader.origins import Origin
from specwright.loader.overlay import OVERLAY, Action, Overlay
from specwright.loader.source import Source
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json

__all__ = ["Effect", "patch"]

# Members whose keys are names that somebody chose: one that begins with x- is no extension.
_NAMED: Final = frozenset(
    {
        *("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "headers", "schemas"),
        *("examples", "parameters", "requestBodies", "securitySchemes", "links", "pathItems", "mediaTypes"),
        *("content", "encoding", "variables", "mapping"),
    }
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one action did to the contract: ``contract`` lists pointers to what it changed that is no extension.

    ``where`` is the action's target in the overlay; ``idle`` says what to do about a target that selects nothing.
    """

    where: Location
    target: str
    idle: str
    contract: tuple[str, ...]


def patch(source: Source, overlay: Overlay, *, limits: Limits) -> tuple[Source, list[Effect]]:
    """Apply the actions of an overlay one after the other, each to what the one before has left.

    Raises:
        DescriptionError: an action cannot be applied.
    """
    patched = _Patched(source, overlay, limits)
    effects = [patched.apply(action) for action in overlay.actions]
    written = overlay.source
    result = replace(
        source,
        value=patched.value,
        origins=patched.origin,
        has_ids=source.has_ids or written.has_ids,
        has_anchors=source.has_anchors or written.has_anchors,
    )
    return result, effects


class _Patched:
    """A document of its own, which actions change in place."""

    def __init__(self, source: Source, overlay: Overlay, limits: Limits) -> None:
        self._overlay = overlay
        self._limits = limits
        self._action: Action | None = None
        self._contract: list[str] = []
        self._size = _measure(source.value)[0]
        self.value = _copy(source.value)
        origins = source.origins
        self.origin = origins.copy() if isinstance(origins, Origin) else Origin(source)

    def apply(self, action: Action) -> Effect:
        self._action = action
        self._contract = []
        places = self._select(action.target, "target")
        if places:
            match action.change:
                case "remove":
                    self._remove(places)
                case "copy":
                    self._copy_to(places, action)
                case _:
                    written = Origin(self._overlay.source, action.tokens)
                    self._update(places, action.update, written)
        where = self._overlay.source.locate(join_pointer("", "actions", action.index, "target"))
        idle = "" if places else guess(action.target, self.value)
        return Effect(where, action.text, idle, tuple(dict.fromkeys(self._contract)))

    def _select(self, query: Query, key: str) -> list[Place]:
        try:
            return select(query, self.value, limit=self._limits.steps)
        except QueryError as error:
            raise self._error(error.what, error.hint, key=key) from None

    def _copy_to(self, places: list[Place], action: Action) -> None:
        found = self._select(action.copied, "copy") if action.copied is not None else []
        if len(found) != 1:
            what = f"`copy` selects {len(found)} nodes, and takes exactly one"
            raise self._error(what, "Name one node, such as $.paths['/orders'].get.")
        value, origin = self._at(found[0])
        # Copied at once: what is changed below may hold, or be, what is copied.
        self._update(places, _copy(value), origin.copy())

    def _update(self, places: list[Place], update: Json, written: Origin) -> None:
        targets = [self._at(place)[0] for place in places]
        kinds = {_kind(target) for target in targets}
        if len(kinds) > 1:
            what = f"the target selects nodes of several kinds: {', '.join(sorted(kinds))}"
            raise self._error(what, "Make an action for each kind.", key="target")
        size, height = _measure(update)
        self._size += size * len(places)
        if self._size > self._limits.nodes:
            what = f"the patched document has more than {self._limits.nodes} values"
            raise self._error(what, "Add less, or to fewer targets.")
        for place, target in zip(places, targets, strict=True):
            if len(place) + height > self._limits.depth:
                what = f"the patched document is nested more than {self._limits.depth} deep"
                raise self._error(what, "Move inner schemas to components.")
            self._update_one(place, target, update, written)

    def _update_one(self, place: Place, target: Json, update: Json, written: Origin) -> None:
        if isinstance(target, dict) and isinstance(update, dict):
            self._merge(place, update, written)
        elif isinstance(target, list):
            self._extend(
                place, update if isinstance(update, list) else [update], written, is_list=isinstance(update, list)
            )
        elif not place or isinstance(target, dict) or isinstance(update, (dict, list)):
            what = f"{_pointer(place) or 'the root'} is {_kind(target)}, and the change is {_kind(update)}"
            raise self._error(what, "A map takes a map, a list takes anything, any other value a value like it.")
        elif self._overlay.version == "1.0":
            what = f"{_pointer(place)} is {_kind(target)}, which Overlay 1.0 cannot target"
            raise self._error(
                what, "Begin the overlay with `overlay: 1.1.0`, or target what it stands in.", key="target"
            )
        else:
            self._set(place, update, written)

    def _merge(self, place: Place, update: dict[str, Json], written: Origin) -> None:
        target, _ = self._at(place)
        members = target if isinstance(target, dict) else {}
        for key, value in update.items():
            inner, source = (*place, key), written.member(key)
            if key not in members:
                self._set(inner, value, source)
            elif isinstance(members[key], dict) and isinstance(value, dict):
                self._merge(inner, value, source)
            elif isinstance(members[key], list) and isinstance(value, list):
                self._extend(inner, value, source, is_list=True)
            elif isinstance(members[key], (dict, list)) or isinstance(value, (dict, list)):
                what = f"{_pointer(inner)} is {_kind(members[key])}, and the change makes it {_kind(value)}"
                raise self._error(what, "Remove it in an action of its own first.", at=source)
            else:
                self._set(inner, value, source)

    def _extend(self, place: Place, items: list[Json], written: Origin, *, is_list: bool) -> None:
        target, origin = self._at(place)
        if isinstance(target, list):
            for index, item in enumerate(items):
                source = written.member(str(index)) if is_list else written
                origin.members[str(len(target))] = source.copy()
                self._note((*place, len(target)))
                target.append(_copy(item))

    def _set(self, place: Place, value: Json, written: Origin) -> None:
        parent, origin = self._at(place[:-1])
        origin.members[str(place[-1])] = written.copy()
        self._note(place)
        _put(parent, place[-1], _copy(value))

    def _remove(self, places: list[Place]) -> None:
        if () in places:
            raise self._error("the whole document cannot be removed", "Target something inside it.", key="target")
        parents: dict[Place, list[Step]] = {}
        for place in places:
            if self._overlay.version == "1.0" and not isinstance(self._at(place)[0], (dict, list)):
                what = f"{_pointer(place)} is a plain value, which Overlay 1.0 cannot remove"
                raise self._error(what, "Begin the overlay with `overlay: 1.1.0`.", key="target")
            self._note(place)
            parents.setdefault(place[:-1], []).append(place[-1])
        # The deepest first: what goes from a list moves what stands after it, with all that is inside.
        for parent in sorted(parents, key=len, reverse=True):
            self._remove_from(parent, set(parents[parent]))

    def _remove_from(self, place: Place, steps: set[Step]) -> None:
        parent, origin = self._at(place)
        if isinstance(parent, dict):
            for step in steps:
                del parent[str(step)]
                origin.members.pop(str(step), None)
        elif isinstance(parent, list):
            kept = [index for index in range(len(parent)) if index not in steps]
            origin.members = {str(new): origin.member(str(old)) for new, old in enumerate(kept)}
            parent[:] = [parent[index] for index in kept]

    def _at(self, place: Place) -> tuple[Json, Origin]:
        value, origin = self.value, self.origin
        for step in place:
            value, origin = _take(value, step), origin.keep(str(step))
        return value, origin

    def _note(self, place: Place) -> None:
        if not _is_extension(place):
            self._contract.append(_pointer(place))

    def _error(self, what: str, hint: str, *, key: str = "", at: Origin | None = None) -> DescriptionError:
        tokens = self._action.tokens if self._action is not None else ()
        if at is not None and at.source is self._overlay.source:
            tokens = at.tokens
        elif key:
            tokens = (*tokens[:-1], key)
        where = self._overlay.source.locate(join_pointer("", *tokens))
        return DescriptionError(Problem(where, what, hint, OVERLAY))


def _take(value: Json, step: Step) -> Json:
    if isinstance(value, list):
        return value[int(step)]
    return value[str(step)] if isinstance(value, dict) else None


def _put(container: Json, step: Step, value: Json) -> None:
    if isinstance(container, list):
        container[int(step)] = value
    elif isinstance(container, dict):
        container[str(step)] = value


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _measure(value: Json) -> tuple[int, int]:
    """Count the values inside one, itself among them, and how deep its lists and maps are nested."""
    if not isinstance(value, (dict, list)):
        return 1, 0
    inner = [_measure(item) for item in (value.values() if isinstance(value, dict) else value)]
    return 1 + sum(size for size, _ in inner), 1 + max((height for _, height in inner), default=0)


def _kind(value: Json) -> str:
    return "a map" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a plain value"


def _pointer(place: Place) -> str:
    return join_pointer("", *place)


def _is_extension(place: Place) -> bool:
    """Say whether a place is, or stands inside, a member that begins with x- and is no name."""
    is_name = False
    for step in place:
        if isinstance(step, str) and step.startswith("x-") and not is_name:
            return True
        is_name = not is_name and step in _NAMED
    return False
