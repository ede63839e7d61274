"""Makes the calls and moves that are worth trying in a state: what ought to be accepted, by whom, on what."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from specwright.conform.states.echoes import echo
from specwright.conform.states.material import Caller, Material, Payload
from specwright.conform.states.places import generic_values
from specwright.conform.states.steps import Call, MoveMade
from specwright.model.behaviour import Move
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.store import Record
from specwright.twin.synthesis import Synthesiser

__all__ = ["Candidates", "item_parameter", "matched"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_MOST_ARGUMENTS: Final = 24
_MOST_DOCUMENTS: Final = 2


class Candidates:
    """Calls and moves to try."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._definitions = {key: schema.definition for key, schema in material.service.schemas.items()}
        self._synthesiser = Synthesiser(material.service.schemas)

    def collection_calls(self, operation: Operation, caller: Caller) -> Iterator[Call]:
        """Call an operation that is about no document in particular."""
        plain = Call(operation=operation, caller=caller, parameters=self.material.required(operation))
        yield from with_bodies(plain, self.material.bodies(operation))

    def item_calls(
        self, operation: Operation, caller: Caller, resource: str, record: Record, *, most: int
    ) -> Iterator[Call]:
        """Call an operation that is about one document: with its echo, then with other bodies."""
        required = self.material.required(operation)
        for path in self.paths(operation, resource, record):
            plain = Call(operation=operation, caller=caller, parameters={**required, "path": path})
            bodies = self.material.bodies(operation)
            contents = operation.body.media_types if operation.body is not None else ()
            echoes = [
                Payload(content, echo(record.document, content.definition, self._definitions))
                for content in contents
                if not content.parts
            ]
            yield from with_bodies(plain, (*echoes, *bodies[:most]))

    def paths(self, operation: Operation, resource: str, record: Record) -> Iterator[dict[str, Json]]:
        """List the path parameters that may lead to a document, likeliest first."""
        names = _PLACEHOLDER.findall(operation.path)
        above = matched(operation.path.rpartition("/")[0], resource)
        if above is None and resource.startswith("/"):
            # An inferred collection is named by its path, and nothing else leads to it.
            return
        fixed = dict(self.material.required(operation).get("path", {})) if above is None else above
        own = names[-1]
        seen: list[Json] = []
        for value in _names_of(record, own):
            if value not in seen:
                seen.append(value)
                yield {**{name: fixed.get(name) for name in names if name != own}, own: value}

    def moves(self, resource: str, record: Record) -> Iterator[MoveMade]:
        """List the moves of a document with arguments that may be allowed."""
        declared = self.material.service.behaviour.resources.get(resource)
        for name, move in declared.moves.items() if declared is not None else ():
            for arguments in self._arguments(move):
                yield MoveMade(resource=resource, id=record.id, name=name, arguments=arguments)

    def _arguments(self, move: Move) -> Iterator[Json]:
        schema = move.arguments
        members = schema.get("properties") if isinstance(schema, dict) else None
        if not isinstance(members, dict) or not members:
            yield None
            return
        choices = [[(name, value) for value in self._values(member)] for name, member in members.items()]
        for chosen in itertools.islice(itertools.product(*choices), _MOST_ARGUMENTS):
            yield dict(chosen)

    def _values(self, schema: Json) -> Sequence[Json]:
        for _ in range(4):
            reference = schema.get("$ref") if isinstance(schema, dict) else None
            if isinstance(reference, str):
                schema = self._definitions.get(reference.removeprefix("#/$defs/"), True)
        listed = schema.get("enum") if isinstance(schema, dict) else None
        if isinstance(listed, list):
            return listed
        if isinstance(schema, dict) and schema.get("type") == "integer":
            return [0, 1]
        return [self._synthesiser.value(schema)]


def item_parameter(operation: Operation) -> str:
    """Name the path parameter that leads to one document, empty where the operation is about none."""
    found = _PLACEHOLDER.findall(operation.path)
    return str(found[-1]) if found and operation.path.rstrip("/").endswith("}") else ""


def with_bodies(call: Call, bodies: Sequence[Payload]) -> Iterator[Call]:
    """Give a call with each body, or as it is where the operation takes none."""
    if call.operation.body is None:
        yield call
        return
    for payload in bodies:
        yield replace(call, content=payload.content, body=payload.value)


def _names_of(record: Record, parameter: str) -> Iterator[Json]:
    plain = parameter.replace("_", "").replace("-", "").lower()
    for name, value in record.document.items():
        if isinstance(value, (str, int)) and name.replace("_", "").lower() == plain:
            yield value
    yield record.id
    for _, value in generic_values(record.document):
        if isinstance(value, str) and value and value in record.id:
            yield value


def matched(template: str, resource: str) -> dict[str, Json] | None:
    """Read the parameters above an item from the name of an inferred resource."""
    pieces = _PLACEHOLDER.split(template)
    pattern = "".join(
        f"(?P<p{number // 2}>[^/]*)" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)
    )
    match = re.fullmatch(pattern, resource)
    names = pieces[1::2]
    if match is None:
        return None
    return {name: match[f"p{number}"].replace("%2F", "/") for number, name in enumerate(names)}
