"""Makes a failing request as small as it can be, by sending simpler ones that have to fail for the same causes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from specwright.conform.drafts import Draft, SpellingError
from specwright.conform.phases import Ground
from specwright.conform.prepared import Prepared, Smaller, carry_out
from specwright.conform.results import Result, StoppedError, Verdict
from specwright.conform.simplifying import simpler
from specwright.conform.supplies import UndrawableError

__all__ = ["Minimizer"]

# So many requests for the failures of one case, and of all cases of a phase.
_MOST_REQUESTS: Final = 80
_MOST_IN_ALL: Final = 800
# What is simpler may be wrong in another way; so many are looked at without being sent.
_MOST_LOOKED_AT: Final = 1_500
_NONE: Final = (UndrawableError, SpellingError, RecursionError)


class Minimizer:
    """Makes failing requests of one campaign smaller; causes that were shown once are not looked at again."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._left = _MOST_IN_ALL if ground.is_shrinking else 0
        self._shown: set[str] = set()

    def minimal(self, prepared: Prepared, result: Result) -> Result:
        """Give the result of the simplest request that fails for the same causes; what did not fail stays."""
        if result.verdict is not Verdict.FAIL or prepared.smaller is None:
            return result
        causes = {failure.cause for failure in result.failures}
        if causes <= self._shown:
            return result
        self._shown |= causes
        return self._minimal(prepared.smaller, result, causes)

    def _minimal(self, smaller: Smaller, best: Result, causes: set[str]) -> Result:
        known = {_mark(smaller.draft)}
        left, looked_at = min(_MOST_REQUESTS, self._left), 0
        is_going_on = True
        while is_going_on:
            is_going_on = False
            for draft in _simpler(smaller):
                mark = _mark(draft)
                if mark in known:
                    continue
                known.add(mark)
                looked_at += 1
                if left <= 0 or looked_at > _MOST_LOOKED_AT:
                    return best
                candidate = _remade(smaller, draft)
                if candidate is None or candidate.smaller is None:
                    continue
                played = self._played(candidate)
                if played is None:
                    return best
                left -= len(played.exchanges)
                self._left -= len(played.exchanges)
                if played.verdict is Verdict.FAIL and causes <= {failure.cause for failure in played.failures}:
                    best, is_going_on = played, True
                    smaller = candidate.smaller
                    break
        return best

    def _played(self, candidate: Prepared) -> Result | None:
        """Try a request; None where a budget ends, so that what is known already can be told."""
        try:
            if candidate.plan is not None:
                # What was made before must not be in the way of what is nearly the same.
                self._ground.world.reset()
            return self._ground.whole(carry_out(self._ground, candidate))
        except StoppedError:
            self._ground.take()
            return None


def _remade(smaller: Smaller, draft: Draft) -> Prepared | None:
    try:
        return smaller.remade(draft)
    except _NONE:
        return None


def _simpler(smaller: Smaller) -> Iterator[Draft]:
    """List drafts that are simpler in one step; what a path names stays there."""
    draft = smaller.draft
    if smaller.mended is not None:
        yield from smaller.mended(draft)
    if smaller.has_parameters:
        for place, given in draft.parameters.items():
            for value in simpler(given, kept=smaller.kept):
                if place != "path" or (smaller.has_path and value.keys() == given.keys()):
                    yield replace(draft, parameters={**draft.parameters, place: value})
    if smaller.has_body:
        for value in simpler(draft.body, kept=smaller.kept):
            yield replace(draft, body=value)


def _mark(draft: Draft) -> str:
    values: Any = [draft.parameters, draft.body]
    try:
        return json.dumps(values, default=repr)
    except (ValueError, RecursionError):
        return repr(id(draft))
