"""Finds the type of every name that expressions may use, from the schemas of the description."""

from __future__ import annotations

from typing import Final

from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.model.service import Operation, ParameterLocation, Service
from specwright.model.types import Json
from specwright.rules import SchemaTypes
from specwright.rules.types import IntType, ListType, Member, Nullable, ObjectType, Type
from specwright.twin.fixtures import fixture_schema
from specwright.twin.formulas import Names

__all__ = ["NameTypes"]

_CLOCK: Final[Json] = {
    "type": "object",
    "title": "clock",
    "required": ["now", "millis"],
    "properties": {
        "now": {"type": "string", "format": "date-time"},
        "millis": {"type": "integer", "minimum": -62135596800000, "maximum": 253402300799999},
    },
}
_FILES: Final[Json] = {
    "type": "array",
    "items": {
        "type": "object",
        "title": "file",
        "required": ["part", "name", "mediaType", "size", "digest"],
        "properties": {
            "part": {"type": "string"},
            "name": {"type": "string"},
            "mediaType": {"type": "string"},
            "size": {"type": "integer", "minimum": 0, "maximum": 9007199254740991},
            "digest": {"type": "string"},
        },
    },
}
_VIOLATIONS: Final[Json] = {
    "type": "array",
    "items": {
        "type": "object",
        "title": "violation",
        "required": ["path", "member", "id", "message", "code"],
        "properties": {name: {"type": "string"} for name in ("path", "member", "id", "message", "code")},
    },
}
_TEXT: Final[Json] = {"type": "string"}
_NUMBER: Final = IntType(0, 2**53)


class NameTypes:
    """The types of a service's names; one type for one schema, however often it is asked for."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._behaviour = service.behaviour
        self._types = SchemaTypes({key: schema.definition for key, schema in service.schemas.items()})
        # Types of objects are known by the identity of their schemas, so these must stay alive.
        self._kept: list[Json] = []
        self._resources: dict[str, Type] = {}
        self._clock = self.of(_CLOCK)
        self._fixtures = self.of(self._fixture_schema())
        schemes = [frozenset(each) for operation in service.operations for each in operation.security]
        self._everywhere = _common(schemes)

    def of(self, definition: Json) -> Type:
        """Find the type of a schema's values."""
        self._kept.append(definition)
        return self._types.type_of(definition)

    def common(self) -> Names:
        """Give the names that may be used everywhere."""
        caller = self._caller(self._everywhere)
        return Names({"caller": caller, "fixtures": self._fixtures, "clock": self._clock})

    def operation(self, operation: Operation) -> Names:
        """Give the names of a call before anything was found."""
        certain = _common([frozenset(each) for each in operation.security])
        parameters = {place.value: self._parameters(operation, place) for place in ParameterLocation}
        names: Json = {
            "type": "object",
            "required": [each.name.wire for each in operation.parameters],
            "properties": {
                each.name.wire: _TEXT for each in operation.parameters if each.location is ParameterLocation.PATH
            },
        }
        found: dict[str, Type] = {
            "caller": self._caller(certain),
            "files": self.of(_FILES),
            "sent": self.of(names),
            **parameters,
        }
        if operation.body is not None:
            definitions: list[Json] = []
            for media_type in operation.body.media_types:
                if media_type.definition not in definitions:
                    definitions.append(media_type.definition)
            body = self.of(definitions[0] if len(definitions) == 1 else {"anyOf": definitions})
            found["body"] = body if operation.body.is_required or isinstance(body, Nullable) else Nullable(body)
        return self.common().having(**found)

    def refusal(self) -> Names:
        """Give the names of error bodies."""
        status: Json = {"type": "integer", "minimum": 100, "maximum": 599}
        definition: Json = {"type": "object", "properties": {"code": _TEXT}}
        code = self.of(definition)
        member = code.find("code") if isinstance(code, ObjectType) else None
        names = {"status": self.of(status), "message": self.of(_TEXT), "violations": self.of(_VIOLATIONS)}
        return Names({"clock": self._clock, "code": Nullable(member.type if member else self.of(_TEXT)), **names})

    def token(self) -> Names:
        """Give the names of a token's answer."""
        return Names({"clock": self._clock, "token": self.of(_TEXT), "lifetime": _NUMBER})

    def resource(self, name: str, where: Location) -> Type:
        """Find the type of a resource's documents.

        Raises:
            DescriptionError: there is no such resource.
        """
        if name not in self._resources:
            declared = self._behaviour.resources.get(name)
            if declared is None:
                known = ", ".join(self._behaviour.resources) or "none is declared"
                problem = Problem(where, f"there is no resource {name!r}", f"Known: {known}.", "behaviour")
                raise DescriptionError(problem)
            self._resources[name] = self.of(declared.definition)
        return self._resources[name]

    def resource_of(self, type_: Type) -> str:
        """Name the resource whose documents have a type; empty where none does."""
        bare = type_.type if isinstance(type_, Nullable) else type_
        return next((name for name, known in self._resources.items() if known is bare), "")

    def page(self, resource: str, where: Location) -> Type:
        """Find the type of a listing's result."""
        members: dict[str, Member] = {
            name: Member(_NUMBER, is_certain=True) for name in ("total", "returned", "first")
        } | {"items": Member(ListType(self.resource(resource, where)), is_certain=True)}
        return ObjectType("page", members.get, lambda: tuple(members))

    def _parameters(self, operation: Operation, place: ParameterLocation) -> Type:
        members = [each for each in operation.parameters if each.location is place]
        properties: dict[str, Json] = {each.name.wire: each.definition for each in members}
        required: list[Json] = [each.name.wire for each in members if each.is_required or each.has_default]
        title = f"{place.value} parameters"
        return self.of({"type": "object", "title": title, "properties": properties, "required": required})

    def _caller(self, certain: frozenset[str]) -> Type:
        properties: dict[str, Json] = {}
        required: list[Json] = []
        for table in self._behaviour.callers.values():
            rows = self._behaviour.fixtures.get(table.table)
            properties[table.name] = fixture_schema(rows) if rows is not None else {}
            required += [table.name] if table.scheme in certain else []
        return self.of({"type": "object", "title": "caller", "properties": properties, "required": required})

    def _fixture_schema(self) -> Json:
        tables = [table for table in self._behaviour.fixtures.values() if table.key]
        properties: dict[str, Json] = {
            table.name: {"type": "object", "title": table.name, "additionalProperties": fixture_schema(table)}
            for table in tables
        }
        required: list[Json] = [table.name for table in tables]
        return {"type": "object", "title": "fixtures", "properties": properties, "required": required}


def _common(sets: list[frozenset[str]]) -> frozenset[str]:
    """Give what all sets hold; nothing where there are none."""
    return frozenset(name for name in sets[0] if all(name in each for each in sets)) if sets else frozenset()
