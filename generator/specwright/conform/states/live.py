"""Fits a sequence to a live service: its credentials, values that exist there, texts of one's own; or says why not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from specwright.conform.drafts import SpellingError
from specwright.conform.phases import Ground
from specwright.conform.states.minted import leaves
from specwright.conform.states.places import ABSENT, concrete, put, read
from specwright.conform.states.reading import ITEM, Path
from specwright.conform.states.rehearsing import Rehearsal, UntoldError, rehearse
from specwright.conform.states.stage import Stage
from specwright.conform.states.steps import Call, Step
from specwright.conform.supplies import UndrawableError
from specwright.model.behaviour import Absent
from specwright.model.service import Operation

__all__ = ["Live"]

UNKNOWN: Final = "-unknown"
_KINDS: Final = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ALONE: Final = frozenset({"pages", "filter", "list-equals-reads"})
_LONGEST: Final = 10


class Live:
    """How sequences fit a service that has no admin API, keeps what it has, and knows nothing of a twin's fixtures."""

    def __init__(self, ground: Ground, stage: Stage) -> None:
        self._fixtures = ground.world.fixtures
        self._stage = stage
        # What is made now must be no other campaign's.
        self._random = random.Random()

    def why_not(self, law: str, rehearsal: Rehearsal) -> str:
        """Say why a sequence cannot be played, empty where it can."""
        for step, expected in zip(rehearsal.steps, rehearsal.expected, strict=True):
            if not isinstance(step, Call):
                return f"it needs {type(step).__name__}, which only the admin API of a twin can do"
            if expected.is_fixed:
                return "it is about a document that only the fixtures of a twin have"
            if self._credentials(step) is None:
                return f"it needs credentials of {step.caller.name}"
        return "it needs a service that has no other documents" if law in _ALONE else ""

    def own(self, rehearsal: Rehearsal) -> Rehearsal:
        """Tell the documents of a sequence apart from all that the service may have, where the model allows it."""
        names: dict[str, dict[str, Any]] = {}
        calls = [step for step in rehearsal.steps if isinstance(step, Call)]
        for call in calls:
            for path in self._unique(call):
                value = read(call.body, path)
                if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value):
                    names.setdefault(path[-1], {}).setdefault(str(value), self._fresh(value))
        if not names:
            return rehearsal
        steps = [_renamed(step, names) if isinstance(step, Call) else step for step in rehearsal.steps]
        try:
            renamed = rehearse(self._stage.model, steps, self._stage.service.security_schemes)
        except (SpellingError, UntoldError):
            return rehearsal
        before, after = ([each.said.response.status for each in one.expected] for one in (rehearsal, renamed))
        return renamed if before == after else rehearsal

    def fitted(self, step: Step) -> Step:
        """Give a step as the service takes it."""
        if not isinstance(step, Call):
            return step
        body = step.body
        for path, values in self._known(step):
            for number, place in enumerate(concrete(body, path)):
                former = read(body, place)
                if former is not ABSENT and former not in values:
                    body = put(body, place, values[number % len(values)])
        return replace(step, body=body, caller=replace(step.caller, credentials=self._credentials(step) or {}))

    def is_in_the_way(self, operation: Operation, code: str) -> bool:
        """Say whether a refusal may be due to documents that nobody knows of."""
        declared = self._stage.service.behaviour.operations.get(operation.name.wire)
        each = declared.preconditions if declared is not None else ()
        return any(isinstance(one, Absent) and one.code == code for one in each)

    def alike(self, step: Step) -> dict[str, set[Any]]:
        """Say which texts of the model stand for which of the service."""
        found: dict[str, set[Any]] = {}
        if not isinstance(step, Call):
            return found
        for path, values in self._known(step):
            for place in concrete(step.body, path):
                former = read(step.body, place)
                if isinstance(former, str):
                    found.setdefault(former, set()).update(values)
        return found

    def _known(self, step: Call) -> Iterator[tuple[Path, tuple[Any, ...]]]:
        for name in ("*", step.operation.name.wire):
            for pointer, values in self._fixtures.values.get(name, {}).items():
                if pointer.startswith("/") and values:
                    yield tuple(ITEM if part == "*" else part for part in pointer.split("/")[1:]), values

    def _unique(self, step: Call) -> tuple[tuple[str, ...], ...]:
        """List the places of a body by which documents are told apart."""
        if step.content is None:
            return ()
        inferred = self._stage.material.inference.collection(step.operation)
        member = inferred[0].id_member if inferred is not None else ""
        try:
            declared = self._stage.material.supplies.body(step.operation, step.content).unique
        except UndrawableError:
            declared = ()
        return (*declared, *([(member,)] if member else []))

    def _credentials(self, step: Call) -> dict[str, str] | None:
        """Give the credentials that stand for a caller's of the model; None where nobody gave them."""
        own = self._fixtures.credentials
        if not own:
            return dict(step.caller.credentials)
        usual = self._stage.usual.credentials
        found: dict[str, str] = {}
        for scheme, text in step.caller.credentials.items():
            if scheme in own and text == usual.get(scheme):
                found[scheme] = own[scheme]
            elif scheme in own and text == f"{usual.get(scheme)}{UNKNOWN}":
                found[scheme] = f"{own[scheme]}{UNKNOWN}"
            else:
                return None
        return found

    def _fresh(self, value: str | int) -> str | int:
        """Give another value of the same form: the last letters and digits of a text are drawn anew."""
        if isinstance(value, int):
            return self._random.randrange(1_000, 2_000_000_000)
        made = list(value)
        for index in [index for index, letter in enumerate(made) if letter.isalnum()][-_LONGEST:]:
            kind = next((kind for kind in _KINDS if made[index] in kind), "")
            made[index] = self._random.choice(kind) if kind else made[index]
        return "".join(made)


def _renamed(call: Call, names: Mapping[str, Mapping[str, Any]]) -> Call:
    """Put other values wherever a member or parameter of that name has the former one."""
    anywhere = {text: new for known in names.values() for text, new in known.items()}
    body = call.body
    for place, leaf in list(leaves(body)):
        known: Mapping[str, Any] = names.get(str(place[-1]), {}) if place else {}
        if str(leaf) in known and not isinstance(leaf, bool):
            body = put(body, place, known[str(leaf)])
    path = {name: anywhere.get(str(value), value) for name, value in call.parameters.get("path", {}).items()}
    query = {
        name: names.get(name, {}).get(str(value), value) for name, value in call.parameters.get("query", {}).items()
    }
    return replace(call, body=body, parameters={**call.parameters, "path": path, "query": query})
