"""Puts values around the edge of a keyword into a body, and says of each body which side of the edge it is on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from specwright.conform.edges import edge_values
from specwright.samples.engine.breaking import Breaker, Target
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.sampling import Sampler
from specwright.samples.engine.solving_task import NoWayFoundError, copied
from specwright.samples.engine.source import RandomSource

__all__ = ["Edged", "Placer"]

_MOST: Final = 60
# A rule relies on those before it; where a value breaks these, asking for it can fail.
_UNGUARDED: Final = (TypeError, KeyError, IndexError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edged:
    """A body with a value at the edge of a keyword; ``code`` is that of its only violation, none where it is valid.

    ``is_refused``: its schema allows it, and some rule or precondition does not, whatever else the body has.
    """

    body: Any
    value: Any
    pointer: str
    is_valid: bool
    code: str = ""
    is_refused: bool = False


class Placer(Breaker):
    """The keywords of one body, from both sides; whatever is told apart is judged by the check of the body."""

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler
        super().__init__(sampler.breaker._plan, sampler.root, sampler.drawer, check=sampler.check)  # noqa: SLF001

    def edged(self, body: Any, target: Target, seed: str) -> Iterator[Edged]:
        """List bodies with values around the edge, the telling ones first, none twice.

        Those on the inner side are made valid by changing something else where that is needed.
        """
        drawer = self._drawer
        before = drawer.source
        drawer.source = RandomSource(seed)
        try:
            yield from self._edged(body, target)
        finally:
            drawer.source = before

    def _edged(self, body: Any, target: Target) -> Iterator[Edged]:
        holder = [copied(body)]
        try:
            found = self._reach(holder, target.path)
        except NotDrawableError:
            return
        if found is None:
            return
        container, key, pointer, node = found
        place: Mapping[str, Any] = self._plan[self._places[target.path][0]]
        seen: set[str] = set()
        # What is drawn while the caller thinks must not come from another's source.
        source = self._drawer.source
        values = edge_values(target, place, container[key], node, self._drawer)
        for _ in range(_MOST):
            self._drawer.source = source
            try:
                value, suffix = next(values)
            except (StopIteration, NotDrawableError):
                return
            mark = json.dumps(value, sort_keys=True, default=str)
            if mark in seen:
                continue
            seen.add(mark)
            edged = self._judged(holder, (container, key), value, target, pointer + suffix)
            if edged is not None:
                yield edged

    def _judged(self, whole: Any, spot: tuple[Any, Any], value: Any, target: Target, pointer: str) -> Edged | None:
        container, key = spot
        before = container[key]
        container[key] = value
        try:
            told = self._check(whole[0])
            schema = [each for each in told if each.layer == "schema"]
            if schema:
                is_alone = all(each.id == target.keyword and each.path == pointer for each in told)
                if not is_alone:
                    return None
                return Edged(body=copied(whole[0]), value=value, pointer=pointer, is_valid=False, code=told[0].code)
            body = self._repaired(copied(whole[0]), target, pointer) if told else whole[0]
            is_refused = body is None
            body = copied(whole[0]) if is_refused or not told else body
            return Edged(body=body, value=value, pointer=pointer, is_valid=True, is_refused=is_refused)
        finally:
            container[key] = before

    def _repaired(self, body: Any, target: Target, pointer: str) -> Any:
        """Meet the rules without touching the value at the edge."""
        solver = self._sampler.solver
        if solver is None:
            return None
        path: list[Any] = []
        for token, step in zip(pointer.split("/")[1:], target.path, strict=False):
            name = token.replace("~1", "/").replace("~0", "~")
            path.append(int(name) if step == "[]" else name)
        try:
            return solver.satisfy(body, fixed=[tuple(path)])
        except (NoWayFoundError, NotDrawableError, *_UNGUARDED):
            return None
