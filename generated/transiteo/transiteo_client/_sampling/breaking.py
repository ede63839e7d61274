# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Changes a valid document so that one keyword refuses it at one place, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from .breaking_reasons import reason_against
from .breaking_values import broken_values
from .solving_task import ARRAY, OBJECT, Drawer, NoWayFoundError, copied

__all__ = ["Breaker", "Target", "Unreachable"]

_ATTEMPTS: Final = 30
_PATIENCE: Final = 2
# In this order they are listed.
_KEYWORDS: Final = (
    *("type", "enum", "const", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems"),
    *("minProperties", "maxProperties"),
)


class Target(NamedTuple):
    """A keyword at a place: ``path`` are names of members and ``[]`` for any item; ``member`` is what is required."""

    path: tuple[str, ...]
    keyword: str
    member: str = ""

    @property
    def name(self) -> str:
        """Spell the target: the pointer of its place, then the keyword, then the member."""
        pointer = "".join(f"/{token.replace('~', '~0').replace('/', '~1')}" for token in self.path)
        return f"{pointer}:{self.keyword}{f':{self.member}' if self.member else ''}"


class Unreachable(NamedTuple):
    """A keyword that never refuses a value by itself, and why."""

    target: Target
    reason: str


class Breaker:
    """The keywords of one body; ``check`` has the last word on every document."""

    def __init__(
        self,
        plan: Sequence[Mapping[str, Any]],
        root: Any,
        drawer: Drawer,
        *,
        check: Callable[[Any], tuple[Any, ...]],
    ) -> None:
        self._plan = plan
        self._drawer = drawer
        self._check = check
        self._places: dict[tuple[str, ...], tuple[int, Any]] = {}
        targets: list[Target] = []
        unreachable: list[Unreachable] = []
        for path, number, node in self._walk((), 0, root, ()):
            self._places[path] = (number, node)
            for target in _targets(path, plan[number]):
                reason = reason_against(target.keyword, target.member, plan[number])
                if reason:
                    unreachable.append(Unreachable(target, reason))
                else:
                    targets.append(target)
            for keyword in plan[number].get("told", ()):
                what = f"what is wrong inside of {keyword} is told by {keyword} itself"
                unreachable.append(Unreachable(Target(path, keyword), what))
        self.targets = tuple(targets)
        self.unreachable = tuple(unreachable)

    def _walk(
        self, path: tuple[str, ...], number: int, node: Any, above: tuple[int, ...]
    ) -> Iterator[tuple[tuple[str, ...], int, Any]]:
        """List the places; of a schema that is part of itself, once inside."""
        if above.count(number) > 1:
            return
        yield path, number, node
        place, above = self._plan[number], (*above, number)
        for name, target in place.get("members", {}).items():
            below = self._drawer.member(node, name)
            if below is not None:
                yield from self._walk((*path, name), target, below, above)
        if "items" in place:
            below = self._drawer.item(node)
            if below is not None:
                yield from self._walk((*path, "[]"), place["items"], below, above)

    def break_at(self, document: Any, target: Target) -> Any:
        """Give a copy of a valid document that the keyword refuses at a value of its place, and nothing else does.

        Raises:
            NoWayFoundError: no such change was found.
        """
        source = self._drawer.source
        try:
            return self._break(document, target)
        finally:
            self._drawer.source = source

    def _break(self, document: Any, target: Target) -> Any:
        for attempt in range(_ATTEMPTS):
            for changed, pointer, told in self._changes(document, target):
                if told and all(
                    each.layer == "schema" and each.id == target.keyword and each.path == pointer for each in told
                ):
                    return changed
            if attempt == _PATIENCE:
                # What was chosen so far leads nowhere, and might be chosen again and again.
                self._drawer.source = self._drawer.source.other
            if attempt >= _PATIENCE:
                # Another document may have room where this one has none.
                document = self._drawer.fresh(self._places[()][1])
        raise NoWayFoundError(f"no way found to break {target.name} alone")

    def attempts(self, document: Any, target: Target) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """List changes that a keyword refuses, each with all that the check finds; it is changed on to the next one."""
        yield from ((changed, told) for changed, _, told in self._changes(document, target))

    def _changes(self, document: Any, target: Target) -> Iterator[tuple[Any, str, tuple[Any, ...]]]:
        holder = [copied(document)]
        found = self._reach(holder, target.path)
        if found is None:
            return
        container, key, pointer, node = found
        place = self._plan[self._places[target.path][0]]
        for value, suffix in broken_values(target, place, container[key], node, self._drawer):
            container[key] = value
            yield holder[0], pointer + suffix, self._check(holder[0])

    def _reach(self, holder: list[Any], path: tuple[str, ...]) -> tuple[Any, Any, str, Any] | None:
        """Go to a value of a place, making what is missing on the way."""
        container: Any = holder
        key: Any = 0
        pointer = ""
        for depth, step in enumerate(path):
            value, (number, node) = container[key], self._places[path[:depth]]
            is_item = step == "[]" and "items" in self._plan[number]
            if not isinstance(value, ARRAY if is_item else OBJECT):
                value = self._drawn(node, ARRAY if is_item else OBJECT)
                if value is None:
                    return None
                container[key] = value
            if is_item:
                index = self._item(value, path[: depth + 1])
                if index is None:
                    return None
                container, key = value, index
            else:
                if step not in value:
                    value[step] = self._drawer.fresh(self._places[path[: depth + 1]][1])
                container, key = value, step
            pointer += f"/{str(key).replace('~', '~0').replace('/', '~1')}"
        return container, key, pointer, self._places[path][1]

    def _drawn(self, node: Any, kind: type) -> Any:
        for _ in range(_ATTEMPTS):
            value = self._drawer.fresh(node)
            if isinstance(value, kind):
                return value
        return None

    def _item(self, items: list[Any], path: tuple[str, ...]) -> int | None:
        if not items:
            most = self._drawer.lengths(self._places[path[:-1]][1])[1]
            if most == 0:
                return None
            items.append(self._drawer.fresh(self._places[path][1]))
        return self._drawer.source.below(len(items))


def _targets(path: tuple[str, ...], place: Mapping[str, Any]) -> Iterator[Target]:
    yield from (Target(path, keyword) for keyword in _KEYWORDS if keyword in place)
    yield from (Target(path, "required", name) for name in place.get("required", ()))
    if "closed" in place:
        yield Target(path, "additionalProperties")
