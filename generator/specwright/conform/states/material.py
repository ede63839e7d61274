"""Turns a description into what calls are made of: bodies, values of parameters, callers, values at places."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from specwright.conform.kit import Kit
from specwright.conform.states.places import generic_values
from specwright.conform.states.reading import Path
from specwright.conform.supplies import Supplies, UndrawableError
from specwright.model.behaviour import CallerTable
from specwright.model.service import MediaType, Operation, Parameter, ParameterLocation
from specwright.model.types import Json
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.sampling import Sampler
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource
from specwright.twin.inference import Inference
from specwright.twin.synthesis import Synthesiser

__all__ = ["Caller", "Material", "Payload"]

_ACCEPTABLE: Final = 5
_DRAWN: Final = 5
_ANY: Final = "any-credential"
_MOST_CALLERS: Final = 24
_MOST_VALUES: Final = 8
_FAR: Final[Mapping[str, tuple[str, ...]]] = {
    "date-time": ("2020-01-31T12:00:00Z", "2040-01-31T12:00:00Z"),
    "date": ("2020-01-31", "2040-01-31"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls: a name for people, and a credential for each security scheme."""

    name: str
    credentials: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


@dataclass(frozen=True, slots=True)
class Payload:
    """A body with its documented media type."""

    content: MediaType
    value: Any


class Material:
    """What calls to one service are made of; all of it is the same for the same seed."""

    def __init__(self, kit: Kit, seed: int, operations: tuple[Operation, ...] | None = None) -> None:
        self.kit = kit
        self.operations = kit.service.operations if operations is None else operations
        self.service = kit.service
        self._seed = seed
        self._bodies: dict[str, tuple[Payload, ...]] = {}
        self._values: dict[str, dict[Path, list[Json]]] = {}
        self._synthesiser = Synthesiser(kit.service.schemas)
        self.supplies = Supplies(kit)
        self.inference = Inference(kit.service)

    @cached_property
    def callers(self) -> tuple[Caller, ...]:
        """List those whom the fixtures know: first the usual one, then who differs from that in one credential."""
        schemes = {key for operation in self.operations for each in operation.security for key in each}
        columns: list[list[tuple[str, str, str]]] = []
        for scheme in sorted(schemes):
            table = self.service.behaviour.callers.get(scheme)
            columns.append(self._holders(table) if table is not None else [(scheme, _ANY, "anybody")])
        combined = list(itertools.islice(itertools.product(*columns), 400))
        usual = combined[0] if combined else ()
        combined.sort(key=lambda each: sum(one != other for one, other in zip(each, usual, strict=True)))
        return tuple(
            Caller(
                name=" and ".join(label for _, _, label in each) or "anybody",
                credentials={scheme: credential for scheme, credential, _ in each},
            )
            for each in combined[:_MOST_CALLERS]
        )

    def _holders(self, table: CallerTable) -> list[tuple[str, str, str]]:
        rows = self.service.behaviour.fixtures[table.table].rows
        key = self.service.behaviour.fixtures[table.table].key
        return [
            (table.scheme, str(row[table.column]), str(row.get(key, number)))
            for number, row in enumerate(rows)
            if isinstance(row.get(table.column), str)
        ]

    def bodies(self, operation: Operation) -> tuple[Payload, ...]:
        """List bodies that the checks of an operation allow: documented examples, then drawn ones."""
        name = operation.name.wire
        if name not in self._bodies:
            self._bodies[name] = tuple(self._make_bodies(operation))
        return self._bodies[name]

    def _make_bodies(self, operation: Operation) -> Iterator[Payload]:
        contents = operation.body.media_types if operation.body is not None else ()
        for content in contents:
            check = self.kit.judges.body(operation, content.media_type)
            # The smallest first: what is found with them is easy to look at.
            shown = sorted(content.examples.values(), key=lambda value: len(json.dumps(value, default=str)))
            for value in (*shown, *self._drawn(operation, content)):
                if check is None or not check(value):
                    yield Payload(content, value)

    def _drawn(self, operation: Operation, content: MediaType) -> Iterator[Any]:
        """Draw bodies that ought to be accepted, then such that only the checks allow."""
        try:
            source = self.supplies.body(operation, content)
            for number in range(_ACCEPTABLE):
                yield source.valid(f"{self._seed}/{number}")
            yield from itertools.islice(source.sampler.many(RandomSource(f"{self._seed}")), _DRAWN)
        except (UndrawableError, NotDrawableError, NoWayFoundError):
            return

    def sampler(self, operation: Operation, content: MediaType) -> Sampler | None:
        """Give what draws bodies of one media type; None where nothing meets its schema."""
        try:
            return self.supplies.body(operation, content).sampler
        except UndrawableError:
            return None

    def values(self, operation: Operation, path: Path) -> Sequence[Json]:
        """List values that bodies have at a place, ``[]`` standing for any item; few, and none twice."""
        name = operation.name.wire
        if name not in self._values:
            found: dict[Path, list[Json]] = {}
            for payload in self.bodies(operation):
                for place, value in generic_values(payload.value):
                    known = found.setdefault(place, [])
                    if len(known) < _MOST_VALUES and value not in known:
                        known.append(value)
            self._values[name] = found
        return self._values[name].get(path, ())

    def places(self, operation: Operation) -> list[Path]:
        """List the places that bodies have values at, outer ones first."""
        self.values(operation, ())
        return sorted(self._values[operation.name.wire], key=lambda path: (len(path), path))

    def required(self, operation: Operation) -> dict[str, dict[str, Json]]:
        """Give a value for each parameter that has to be sent, those of the path included."""
        found: dict[str, dict[str, Json]] = {}
        for parameter in operation.parameters:
            if parameter.is_required:
                found.setdefault(parameter.location.value, {})[parameter.name.wire] = self.one(parameter)
        return found

    def one(self, parameter: Parameter) -> Json:
        """Give one value of a parameter."""
        if parameter.location is ParameterLocation.HEADER and parameter.name.wire.lower() == "if-match":
            return "*"
        return self.candidates(parameter)[0]

    def candidates(self, parameter: Parameter) -> list[Json]:
        """List values of a parameter: documented ones, edges and ordinary ones."""
        definition = self._resolved(parameter.definition)
        if str(definition.get("format")) in _FAR:
            # What lies between the times of a twin and of a service would choose otherwise there.
            return list(_FAR[str(definition["format"])])
        found = [definition[key] for key in ("example", "default", "const") if key in definition]
        for key in ("examples", "enum"):
            listed = definition.get(key)
            found += listed if isinstance(listed, list) else []
        kinds = definition.get("type")
        kind = next((each for each in kinds if each != "null"), "") if isinstance(kinds, list) else kinds
        if kind == "boolean":
            found += [True, False]
        elif kind == "integer":
            low = definition.get("minimum")
            found += [low if isinstance(low, int) else 1, 2, 3]
        found.append(self._synthesiser.value(parameter.definition))
        return [value for number, value in enumerate(found) if value not in found[:number]]

    def _resolved(self, definition: Json) -> Mapping[str, Json]:
        for _ in range(8):
            reference = definition.get("$ref") if isinstance(definition, dict) else None
            if not isinstance(reference, str):
                break
            schema = self.service.schemas.get(reference.removeprefix("#/$defs/"))
            definition = True if schema is None else schema.definition
        return definition if isinstance(definition, dict) else {}
