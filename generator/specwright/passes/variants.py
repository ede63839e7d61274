"""Tells which class, if any, a variant of a union becomes."""

from __future__ import annotations

from specwright.model.service import Service
from specwright.model.types import Object, Ref, Type

__all__ = ["class_of"]


def class_of(type_: Type, service: Service) -> str | None:
    """Give the key of the object schema that a type names, directly or by way of other names."""
    seen: set[str] = set()
    while isinstance(type_, Ref) and type_.key not in seen:
        seen.add(type_.key)
        target = service.schemas[type_.key].type
        if isinstance(target, Object):
            return type_.key
        type_ = target
    return None
