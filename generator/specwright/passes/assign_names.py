"""Gives everything that Python code refers to its final name, free of collisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specwright.model.config import Config
from specwright.model.names import Name
from specwright.model.service import (
    Body,
    ErrorCode,
    MediaType,
    Operation,
    Parameter,
    ParameterLocation,
    Part,
    Response,
    Service,
)
from specwright.model.types import Enum, Object, Schema, Type
from specwright.passes.method_names import name_methods
from specwright.passes.reserved import ARGUMENTS, CLASSES, ERRORS, FIELDS
from specwright.passes.rewrite import map_service_types, map_type
from specwright.passes.spelling import Style, allot, identifier

__all__ = ["assign_names"]


def assign_names(service: Service, config: Config) -> Service:
    """Fill in ``name.python`` everywhere and the resource of each operation.

    Raises:
        ConfigError: a configured method name cannot be used.
    """
    named = map_service_types(service, lambda type_: map_type(type_, _name_members))
    operations = name_methods(named, config)
    return replace(
        named,
        schemas=_name_schemas(named.schemas),
        operations=tuple(_name_arguments(operation) for operation in operations),
        error_codes=_name_error_codes(named.error_codes),
    )


def _name_schemas(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    # Components come first: a hoisted schema never takes the name that the description gives to another.
    ordered = sorted(schemas.values(), key=lambda schema: not schema.is_component)
    names = allot([schema.name.wire for schema in ordered], Style.PASCAL, reserved=CLASSES)
    python = dict(zip((schema.key for schema in ordered), names, strict=True))
    return {key: replace(schema, name=Name(schema.name.wire, python[schema.key])) for key, schema in schemas.items()}


def _name_members(type_: Type) -> Type:
    match type_:
        case Object(properties, additional):
            names = allot([item.name.wire for item in properties], Style.SNAKE, reserved=FIELDS)
            return Object(
                tuple(
                    replace(item, name=Name(item.name.wire, name)) for item, name in zip(properties, names, strict=True)
                ),
                additional,
            )
        case Enum(members, kind):
            names = allot([member.name.wire for member in members], Style.CONSTANT)
            return Enum(
                tuple(
                    replace(member, name=Name(member.name.wire, name))
                    for member, name in zip(members, names, strict=True)
                ),
                kind,
            )
        case _:
            return type_


def _name_arguments(operation: Operation) -> Operation:
    """Name parameters and parts, which all become arguments of one method."""
    keys = [(item.location.value, item.name.wire) for item in _path_first(operation.parameters)]
    parts = [part for media in (operation.body.media_types if operation.body else ()) for part in media.parts]
    keys += [("part", wire) for wire in dict.fromkeys(part.name.wire for part in parts)]
    counts = [sum(wire == other for _, other in keys[:index]) for index, (_, wire) in enumerate(keys)]
    wanted = [
        identifier(f"{place}_{wire}" if count else wire) for (place, wire), count in zip(keys, counts, strict=True)
    ]
    names = allot([wire for _, wire in keys], Style.SNAKE, reserved=ARGUMENTS, wanted=wanted)
    python = dict(zip(keys, names, strict=True))
    return replace(
        operation,
        parameters=tuple(
            replace(item, name=Name(item.name.wire, python[item.location.value, item.name.wire]))
            for item in operation.parameters
        ),
        body=_name_parts(operation.body, {wire: name for (place, wire), name in python.items() if place == "part"}),
        responses=tuple(_name_headers(response) for response in operation.responses),
    )


def _path_first(parameters: Iterable[Parameter]) -> list[Parameter]:
    return sorted(parameters, key=lambda item: item.location is not ParameterLocation.PATH)


def _name_parts(body: Body | None, python: Mapping[str, str]) -> Body | None:
    if body is None:
        return None

    def rename(part: Part) -> Part:
        return replace(part, name=Name(part.name.wire, python[part.name.wire]))

    def rename_all(media: MediaType) -> MediaType:
        return replace(media, parts=tuple(rename(part) for part in media.parts))

    return replace(body, media_types=tuple(rename_all(media) for media in body.media_types))


def _name_headers(response: Response) -> Response:
    names = allot([header.name.wire for header in response.headers], Style.SNAKE)
    return replace(
        response,
        headers=tuple(
            replace(header, name=Name(header.name.wire, name))
            for header, name in zip(response.headers, names, strict=True)
        ),
    )


def _name_error_codes(codes: tuple[ErrorCode, ...]) -> tuple[ErrorCode, ...]:
    wanted = [identifier(code.name.wire, Style.PASCAL, prefix="Code") for code in codes]
    wanted = [f"{name}Error" if name in ERRORS else name for name in wanted]
    names = allot([code.name.wire for code in codes], Style.PASCAL, reserved=ERRORS, wanted=wanted)
    return tuple(replace(code, name=Name(code.name.wire, name)) for code, name in zip(codes, names, strict=True))
