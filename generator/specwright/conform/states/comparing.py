"""Compares what a service answers with what its model does; ids, times and tags may be others of their kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from specwright.conform.states.minted import Minted, millis_of
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["Difference", "Likeness", "shape_of"]

_MILLIS_SLACK: Final = 10_000
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two values differ, and how."""

    pointer: str
    expected: str
    actual: str


@dataclass(slots=True, eq=False)
class Likeness:
    """What corresponds in one sequence: the model's ids to the service's, and the order of times.

    ``sent`` are texts that the campaign sent; nobody may turn them into something else. ``alike`` are texts of the
    model that stand for others of the service. Without ``is_exact`` only what was sent is compared: members that are
    ``given`` by name and value, which may be missing unless they are ``documented``.
    """

    minted: Minted
    began: int
    is_exact: bool = True
    sent: set[str] = field(default_factory=set[str])
    alike: dict[str, set[Any]] = field(default_factory=dict[str, "set[Any]"])
    given: frozenset[tuple[str, str]] = frozenset()
    documented: frozenset[str] = frozenset()
    _ids: dict[str, str] = field(default_factory=dict[str, str])
    _back: dict[str, str] = field(default_factory=dict[str, str])
    _times: list[tuple[int, int]] = field(default_factory=list["tuple[int, int]"])

    def differences(self, expected: Json, actual: Json, now: int) -> list[Difference]:
        """List where an answer differs; ``now`` is the model's time in milliseconds."""
        return list(self._compare(expected, actual, "", "", now, is_given=self.is_exact))

    def _compare(
        self, expected: Any, actual: Any, pointer: str, member: str, now: int, *, is_given: bool
    ) -> Iterator[Difference]:
        is_given = is_given or (member, shape_of(expected)) in self.given
        if isinstance(expected, OBJECT) and isinstance(actual, OBJECT):
            yield from self._members(expected, actual, pointer, now, is_given=is_given)
        elif isinstance(expected, ARRAY) and isinstance(actual, ARRAY):
            if len(expected) != len(actual):
                if is_given:
                    yield Difference(pointer, f"{len(expected)} items", f"{len(actual)} items")
                return
            for index, (one, other) in enumerate(zip(expected, actual, strict=True)):
                yield from self._compare(one, other, f"{pointer}/{index}", member, now, is_given=is_given)
        elif is_given and not self._is_like(expected, actual, member, now):
            yield Difference(pointer, _shown(expected), _shown(actual))

    def _members(self, expected: Any, actual: Any, pointer: str, now: int, *, is_given: bool) -> Iterator[Difference]:
        for name in dict.fromkeys((*expected, *actual)):
            one, other = expected.get(name, _NOTHING), actual.get(name, _NOTHING)
            if one is _NOTHING:
                if self.is_exact:
                    yield Difference(f"{pointer}/{name}", "nothing", _shown(other))
            elif other is _NOTHING:
                is_wanted = (is_given or (name, shape_of(one)) in self.given) and name in self.documented
                if self.is_exact or (is_wanted and one is not None):
                    yield Difference(f"{pointer}/{name}", _shown(one), "nothing")
            else:
                yield from self._compare(one, other, f"{pointer}/{name}", name, now, is_given=is_given)

    def _is_like(self, expected: Any, actual: Any, member: str, now: int) -> bool:
        if self.minted.is_own(expected, member):
            return type(actual) is type(expected) and self._is_bound(str(expected), str(actual))
        if _is_same(expected, actual) or (isinstance(expected, str) and actual in self.alike.get(expected, ())):
            return True
        if isinstance(expected, str) and isinstance(actual, str):
            return self._is_like_text(expected, actual, now)
        if isinstance(expected, int) and isinstance(actual, int) and not isinstance(expected, bool):
            return self._is_moment(expected, now) and self._is_in_order(expected, actual)
        return False

    def _is_like_text(self, expected: str, actual: str, now: int) -> bool:
        moment = millis_of(expected)
        if moment is not None and self._is_moment(expected, now):
            other = millis_of(actual)
            return other is not None and self._is_in_order(moment, other)
        if expected in self.sent:
            return False
        held = sorted((text for text in self.minted.texts if len(text) > 3 and text in expected), key=len)
        if not held:
            return False
        # An id inside a longer text, such as a path.
        id_ = held[-1]
        match = re.fullmatch(f"{re.escape(expected).replace(re.escape(id_), '(.+)', 1)}", actual)
        return match is not None and self._is_bound(id_, match[1])

    def _is_moment(self, expected: str | int, now: int) -> bool:
        """Say whether a value is a time that the model made itself."""
        moment = millis_of(expected)
        is_within = moment is not None and self.began <= moment <= now + _MILLIS_SLACK
        return is_within and (str(expected) not in self.sent or str(expected) in self.minted.times)

    def _is_bound(self, expected: str, actual: str) -> bool:
        """Let an id of the model stand for one of the service, and no other."""
        known = self._ids.setdefault(expected, actual)
        back = self._back.setdefault(actual, expected)
        return known == actual and back == expected

    def _is_in_order(self, expected: int, actual: int) -> bool:
        self._times.append((expected, actual))
        return all(
            (one >= expected or other <= actual) and (one <= expected or other >= actual) for one, other in self._times
        )


def shape_of(value: Any) -> str:
    """Spell a value so that equal ones are spelled alike."""
    return json.dumps(value, sort_keys=True, default=str)


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"
