"""Turns parameters, parts and bodies into a value to show: the documented example, else a plain value of the type."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable

from specwright.model.service import MediaType, Parameter, Part, Service
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Enum,
    Json,
    Map,
    Never,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    Union,
)

__all__ = ["example_of_media_type", "example_of_parameter", "example_of_part", "example_of_type"]

_DEPTH = 6
_STRINGS = {
    "date-time": "2026-01-31T12:00:00Z",
    "date": "2026-01-31",
    "time": "12:00:00Z",
    "duration": "PT1H",
    "uuid": "11111111-2222-4333-8444-555555555555",
    "email": "someone@example.org",
    "uri": "https://example.org/",
    "url": "https://example.org/",
    "hostname": "example.org",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "AA==",
    "decimal": "1.00",
}


def example_of_parameter(parameter: Parameter, service: Service) -> Json:
    """Give the value that a caller would pass, which is not yet encoded."""
    value = next(iter(parameter.docs.examples), None)
    if value is None:
        value = parameter.default if parameter.has_default else example_of_type(parameter.type, service)
    return _decoded(value) if parameter.encoding == "base64url" and isinstance(value, str) else value


def example_of_part(part: Part, service: Service) -> Json:
    """Give the value of a part that is no file."""
    return next(iter(part.docs.examples), None) or example_of_type(part.type, service)


def example_of_media_type(media_type: MediaType, service: Service) -> Json:
    """Give the shortest documented example of a body, because it is there to be read."""
    if media_type.examples:
        return _shortest(media_type.examples.values())
    return example_of_type(media_type.type, service)


def example_of_type(type_: Type, service: Service, depth: int = 0) -> Json:
    """Give a documented example of a type or of what it refers to, else a made-up value with required members only."""
    match type_:
        case Ref(key):
            schema = service.schemas[key]
            examples = schema.docs.examples
            return _shortest(examples) if examples else example_of_type(schema.type, service, depth + 1)
        case Object(properties):
            required = [item for item in properties if item.is_required and not item.is_read_only]
            if depth > _DEPTH:
                return {}
            return {
                item.name.wire: next(iter(item.docs.examples), None) or example_of_type(item.type, service, depth + 1)
                for item in required
            }
        case Array(items, prefix):
            inner = prefix[0] if prefix else items
            return [] if depth > _DEPTH else [example_of_type(inner, service, depth + 1)]
        case Union(variants):
            return example_of_type(variants[0], service, depth + 1) if variants and depth <= _DEPTH else None
        case Nullable(inner):
            return example_of_type(inner, service, depth + 1) if depth <= _DEPTH else None
        case Enum(members):
            return members[0].value if members else None
        case Const(value):
            return value
        case Scalar(kind, format_):
            return _scalar(kind, format_)
        case Map():
            return {}
        case AnyType() | Never():
            return None


def _scalar(kind: ScalarKind, format_: str) -> Json:
    match kind:
        case ScalarKind.STRING | ScalarKind.FILE:
            return _STRINGS.get(format_, "text")
        case ScalarKind.INTEGER:
            return 1
        case ScalarKind.NUMBER:
            return 1.0
        case ScalarKind.BOOLEAN:
            return True
        case ScalarKind.NULL:
            return None


def _shortest(values: Iterable[Json]) -> Json:
    return min(values, key=lambda value: len(json.dumps(value, default=str)))


def _decoded(text: str) -> str:
    """Take a documented Base64 text back to what the caller passes."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return text
