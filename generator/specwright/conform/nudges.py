"""Changes documents a little where a rule looks: what stands there is left out, exchanged, doubled or turned round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.samples.engine.solving_task import copied
from specwright.samples.engine.source import RandomSource

__all__ = ["Nudges"]

# Names of members; "[]" stands for any item.
Path = tuple[str, ...]
# Where a value stands, from the whole on.
Spot = tuple[str | int, ...]

_SCALARS: Final = frozenset[type]({str, int, float, bool})
_GONE: Final = object()


class Nudges:
    """Changes at some paths; ``constants`` and what the documents ``known`` have there are what is put in."""

    def __init__(self, paths: Iterable[Path], constants: Sequence[Any], known: Sequence[Any]) -> None:
        # Whether there is a value at a path ends in a sign of its own.
        self._paths = sorted({tuple(step for step in path if step != "?") for path in paths} - {()})
        self._constants = constants
        self._known = {
            path: [value for document in known for value in _values(document, path) if value is not None]
            for path in self._paths
        }

    def nudge(self, document: Any, source: RandomSource) -> Any:
        """Give a copy of a document that is changed at one place, or the document where it has none at some path."""
        path = source.pick(self._paths) if self._paths else ()
        spots = list(_spots(document, path)) if path else []
        if not spots:
            return document
        spot = source.pick(spots)
        value = _at(document, spot)
        ways = [list(values) for values in self._ways(document, path, value)]
        changes = [values for values in ways if values]
        return _changed(document, spot, source.pick(source.pick(changes))) if changes else document

    def _ways(self, document: Any, path: Path, value: Any) -> Iterator[Iterator[Any]]:
        """List what may be put in the place of a value, each way as likely as another."""
        if isinstance(value, ARRAY):
            yield from self._of_lists(path, value)
        elif not isinstance(value, OBJECT):
            kinds: frozenset[Any] = _SCALARS & {type(each) for each in (value, *self._known[path])}
            # Two values that are compared are most telling where they are equal.
            nearby = (each for other in self._paths if other != path for each in _values(document, other))
            for values in (_values(document, path), nearby, self._constants, self._known[path]):
                yield (each for each in values if type(each) in kinds and each != value)
            yield iter([""] if str in kinds and value else [])
        if value is None or value is _GONE:
            yield (each for each in self._known[path] if isinstance(each, OBJECT))
        if path[-1] != "[]" and value is not _GONE:
            yield iter([_GONE] if value is None else [_GONE, None])

    def _of_lists(self, path: Path, items: list[Any]) -> Iterator[Iterator[Any]]:
        yield (items[:0] for _ in items[:1])
        yield iter([items[::-1]] if len(items) > 1 else [])
        yield (items[:number] + items[number + 1 :] for number in range(len(items)) if len(items) > 1)
        yield iter([[*items, items[-1]]] if items else [])
        # Beside an item that is right stands one that is wrong, in both orders.
        donors = [each for each in self._known[path] if isinstance(each, ARRAY) and each]
        yield ([*items, donor[0]] for donor in donors)
        yield ([donor[-1], *items] for donor in donors)
        yield ([*items[:-1], donor[-1]] for donor in donors if items)


def _changed(document: Any, spot: Spot, value: Any) -> Any:
    whole = [copied(document)]
    container: Any = whole
    key: Any = 0
    for step in spot:
        container, key = container[key], step
    if value is _GONE:
        del container[key]
    else:
        container[key] = copied(value)
    return whole[0]


def _spots(document: Any, path: Path) -> Iterator[Spot]:
    """List where the values of a path stand or, as members of objects, could stand."""
    found: list[tuple[Spot, Any]] = [((), document)]
    for number, step in enumerate(path):
        is_last = number == len(path) - 1
        below: list[tuple[Spot, Any]] = []
        for spot, value in found:
            if step == "[]" and isinstance(value, ARRAY):
                below += [((*spot, index), item) for index, item in enumerate(value)]
            elif step != "[]" and isinstance(value, OBJECT) and (is_last or step in value):
                below.append(((*spot, step), value.get(step, _GONE)))
        found = below
    yield from (spot for spot, _ in found)


def _values(document: Any, path: Path) -> Iterator[Any]:
    yield from (value for spot in _spots(document, path) if (value := _at(document, spot)) is not _GONE)


def _at(document: Any, spot: Spot) -> Any:
    value = document
    for step in spot:
        if isinstance(value, OBJECT) and step not in value:
            return _GONE
        value = value[step]
    return value
