"""Gives each object, enumeration and tagged union that stands inside of something a schema of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from specwright.model.config import Config
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.service import Body, Header, MediaType, Operation, Parameter, Part, Response, Service
from specwright.model.types import (
    AnyType,
    Array,
    Docs,
    Enum,
    Json,
    Map,
    Nullable,
    Object,
    Property,
    Ref,
    ScalarKind,
    Schema,
    Type,
    Union,
)
from specwright.passes.definitions import (
    items_definition,
    member_definition,
    values_definition,
    variant_definition,
)
from specwright.passes.spelling import Style, identifier, singular, words

__all__ = ["hoist_inline"]

_COMPONENTS = ("", "components")


def hoist_inline(service: Service, _config: Config) -> Service:
    """Move inline types into ``Service.schemas``, named after what they stand in."""
    hoister = _Hoister(dict(service.schemas))
    for key, schema in service.schemas.items():
        root = _Place(
            name=_pascal(schema.name.wire), definition=schema.definition, where=schema.where, docs=schema.docs
        )
        hoister.schemas[key] = replace(schema, type=hoister.inside(schema.type, root))
    operations = tuple(hoister.operation(operation) for operation in service.operations)
    return replace(service, schemas=hoister.schemas, operations=operations)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a type stands: the name it would get, and what its schema would say."""

    name: str
    definition: Json = True
    where: Location
    docs: Docs = field(default_factory=Docs)

    def part(self, name: str, definition: Json) -> _Place:
        return replace(self, name=self.name + name, definition=definition, docs=Docs())

    def member(self, item: Property) -> _Place:
        definition = member_definition(self.definition, item.name.wire)
        name = self.name + _pascal(item.name.wire)
        return _Place(name=name, definition=definition, where=item.where, docs=item.docs)

    def item(self) -> _Place:
        return replace(self, name=_item_name(self.name), definition=items_definition(self.definition), docs=Docs())


class _Hoister:
    def __init__(self, schemas: dict[str, Schema]) -> None:
        self.schemas = schemas
        # What several operations share stands at one place, and becomes one schema.
        self._shared: dict[tuple[Location, str, int], Ref] = {}
        self._hoisted: dict[int, Ref] = {}

    def operation(self, operation: Operation) -> Operation:
        name = _pascal(operation.name.wire)
        paging = operation.paging
        hoisted = replace(
            operation,
            parameters=tuple(self._parameter(parameter, name) for parameter in operation.parameters),
            body=self._body(operation.body, name),
            responses=tuple(self._response(response, name) for response in operation.responses),
        )
        if paging is None or paging.item_type is None:
            return hoisted
        # The item stands in a response as well; both are one schema.
        known = self._hoisted.get(id(paging.item_type))
        place = _Place(name=f"{name}Item", where=operation.where)
        return replace(hoisted, paging=replace(paging, item_type=known or self.outside(paging.item_type, place)))

    def _parameter(self, parameter: Parameter, operation: str) -> Parameter:
        name = _component(parameter.where, "") or operation + _pascal(parameter.name.wire)
        place = _Place(name=name, definition=parameter.definition, where=parameter.where, docs=parameter.docs)
        return replace(parameter, type=self.outside(parameter.type, place))

    def _body(self, body: Body | None, operation: str) -> Body | None:
        if body is None:
            return None
        name = _component(body.where, "Body") or f"{operation}Body"
        media_types = tuple(self._media_type(media_type, name, body.docs) for media_type in body.media_types)
        return replace(body, media_types=media_types)

    def _response(self, response: Response, operation: str) -> Response:
        status = "" if response.status.startswith("2") else response.status.capitalize()
        name = _component(response.where, "Response") or f"{operation}Response{status}"
        return replace(
            response,
            media_types=tuple(self._media_type(item, name, response.docs) for item in response.media_types),
            headers=tuple(self._header(header, name, response.where) for header in response.headers),
        )

    def _header(self, header: Header, name: str, where: Location) -> Header:
        place = _Place(name=name + _pascal(header.name.wire), where=where, docs=header.docs)
        return replace(header, type=self.outside(header.type, place))

    def _media_type(self, media_type: MediaType, name: str, docs: Docs) -> MediaType:
        place = _Place(name=name, definition=media_type.definition, where=media_type.where, docs=docs)
        if media_type.parts:
            # The parts are the arguments; nobody is asked for the object as a whole.
            return replace(media_type, parts=tuple(self._part(part, place) for part in media_type.parts))
        return replace(media_type, type=self.outside(media_type.type, place))

    def _part(self, part: Part, place: _Place) -> Part:
        definition = member_definition(place.definition, part.name.wire)
        name = place.name + _pascal(part.name.wire)
        inner = _Place(name=name, definition=definition, where=part.where, docs=part.docs)
        return replace(part, type=self.outside(part.type, inner))

    def outside(self, type_: Type, place: _Place) -> Type:
        """Rebuild a type that must not stay where it is if it is to become a class."""
        # Types of one place are one value, and comparing them by content would take long.
        shared = (place.where, place.name, id(type_))
        if shared in self._shared:
            return self._shared[shared]
        rebuilt = self.inside(type_, place)
        if not _becomes_schema(rebuilt):
            return rebuilt
        key = self._free_key(place.name)
        self.schemas[key] = Schema(
            key=key,
            name=Name(place.name),
            type=rebuilt,
            definition=place.definition,
            docs=place.docs,
            where=place.where,
            is_component=False,
        )
        self._shared[shared] = self._hoisted[id(type_)] = Ref(key)
        return self._shared[shared]

    def inside(self, type_: Type, place: _Place) -> Type:
        """Rebuild a type whose parts must not stay inline."""
        match type_:
            case Object(properties, additional):
                members = tuple(replace(item, type=self.outside(item.type, place.member(item))) for item in properties)
                values = place.part("Value", values_definition(place.definition))
                return Object(members, self.outside(additional, values))
            case Array(items, prefix):
                first = tuple(self.outside(item, place.item()) for item in prefix)
                return Array(self.outside(items, place.item()), first)
            case Map(values):
                return Map(self.outside(values, place.part("Value", values_definition(place.definition))))
            case Union(variants, discriminator):
                return Union(self._variants(variants, place), discriminator)
            case Nullable(inner):
                return Nullable(self.outside(inner, place))
            case _:
                return type_

    def _variants(self, variants: tuple[Type, ...], place: _Place) -> tuple[Type, ...]:
        return tuple(
            self.outside(
                variant,
                place.part(f"Variant{index + 1}", variant_definition(place.definition, index, count=len(variants))),
            )
            for index, variant in enumerate(variants)
        )

    def _free_key(self, name: str) -> str:
        key, number = name, 1
        while key in self.schemas:
            number += 1
            key = f"{name}{number}"
        return key


def _becomes_schema(type_: Type) -> bool:
    match type_:
        case Object(properties, additional):
            return bool(properties) or additional != AnyType()
        case Enum(members, kind):
            return bool(members) and kind in {ScalarKind.STRING, ScalarKind.INTEGER}
        case Union(_, discriminator):
            return discriminator is not None
        case _:
            return False


def _component(where: Location, ending: str) -> str:
    """Name what is written once for many operations after its component; empty for anything else."""
    tokens = where.pointer.split("/")
    if len(tokens) < 4 or tuple(tokens[:2]) != _COMPONENTS:
        return ""
    name = _pascal(tokens[3])
    return name if name.endswith(ending) else name + ending


def _item_name(name: str) -> str:
    """Name an item after its list: one of ``OrderContainers`` is an ``OrderContainer``."""
    last = words(name)[-1:]
    one = singular(last[0]) if last else ""
    if not last or one == last[0].lower() or not name.endswith(last[0]):
        return f"{name}Item"
    return name[: -len(last[0])] + one[:1].upper() + one[1:]


def _pascal(text: str) -> str:
    return identifier(text, Style.PASCAL)
