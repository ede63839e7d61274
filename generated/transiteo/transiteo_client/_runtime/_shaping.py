# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a type into the way its values are read leniently."""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache, partial
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from ._object_shapes import AliasShape, Member, ModelShape, RootShape, TaggedShape, UnionShape
from ._shapes import AnyShape, DictShape, EnumShape, LeafShape, ListShape, LiteralShape, ScalarShape
from ._unions import TaggedUnion, UnknownVariant
from ._unset import UNSET
from ._walk import Schema, Shape

__all__ = ["shape_of"]

_SCALARS: Final[Mapping[Any, str]] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def shape_of(kind: Any) -> Shape:
    """Find out how values of a type are read."""
    if kind is Any or kind is object:
        return AnyShape()
    if kind is None or kind is type(None):
        return ScalarShape(None, "null")
    if _is_class(kind, object) and not get_args(kind):
        return _shape_of_class(kind)
    # By name, because there are two such classes: the one of `typing`, and the one for Pythons that lack it.
    if type(kind).__name__ == "TypeAliasType":
        return _alias_shape(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _shape_of_annotated(kind, arguments[0], arguments[1:])
    if origin is Union or origin is types.UnionType:
        return _shape_of_union(kind, arguments)
    if origin is Literal:
        return LiteralShape(arguments)
    if origin is list or origin is Sequence:
        return ListShape(shape_of(arguments[0]))
    if origin is dict or origin is Mapping:
        return DictShape(shape_of(arguments[1])) if arguments[0] is str else LeafShape(kind)
    return LeafShape(kind)


# A function, because narrowing by `issubclass` makes of Any what type checkers know only in part.
def _is_class(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _shape_of_class(kind: Any) -> Shape:
    if kind in _SCALARS:
        return ScalarShape(kind, _SCALARS[kind])
    if kind is list:
        return ListShape(AnyShape())
    if kind is dict:
        return DictShape(AnyShape())
    if _is_class(kind, Enum):
        return EnumShape(kind)
    if _is_class(kind, RootModel):
        return RootShape(kind, partial(_root_shape, kind))
    return _model_shape(kind) if _is_class(kind, BaseModel) else LeafShape(Schema(kind))


@cache
def _model_shape(kind: type[BaseModel]) -> ModelShape:
    return ModelShape(kind, _member, _unnamed_members)


@cache
def _alias_shape(kind: Any) -> Shape:
    return AliasShape(kind.__name__, partial(_aliased, kind))


@cache
def _aliased(kind: Any) -> Shape:
    return shape_of(_evaluated(kind.__value__, kind.__module__))


def _evaluated(annotation: Any, module: str | None) -> Any:
    """Resolve what a module wrote in quotes, such as an alias that names itself."""
    namespace = vars(sys.modules[module]) if module in sys.modules else {}
    holder = types.SimpleNamespace(__annotations__={"kind": annotation})
    return get_type_hints(holder, globalns=namespace, include_extras=True)["kind"]


@cache
def _root_shape(kind: type[BaseModel]) -> Shape:
    kind.model_rebuild()
    return _member("root", kind.__pydantic_fields__["root"]).shape


def _shape_of_annotated(kind: Any, inner: Any, metadata: tuple[Any, ...]) -> Shape:
    for marker in metadata:
        if isinstance(marker, TaggedUnion):
            variants = {tag: shape_of(variant) for tag, variant in marker.variants(inner).items()}
            return TaggedShape(marker.property, variants, keeps_unknown=UnknownVariant in get_args(inner))
    shape = shape_of(inner)
    if isinstance(shape, ScalarShape | LeafShape) and any(marker is not UNSET for marker in metadata):
        return LeafShape(Schema(kind), shape if isinstance(shape, ScalarShape) else None)
    return shape


def _shape_of_union(kind: Any, options: tuple[Any, ...]) -> Shape:
    known = tuple(shape_of(option) for option in options if option is not UnknownVariant)
    return UnionShape(known, Schema(kind), keeps_unknown=UnknownVariant in options)


def _member(name: str, info: FieldInfo) -> Member:
    wire = info.validation_alias if isinstance(info.validation_alias, str) else info.alias or name
    kind = info.annotation
    # A marker that stood outermost was taken off the type by pydantic.
    shape = shape_of(Annotated[kind, *info.metadata] if info.metadata else kind)
    return Member(name, wire, info.is_required(), shape, info)


def _unnamed_members(kind: type[BaseModel]) -> Shape:
    """Find how members are read that the description knows by no name."""
    for parent in kind.__mro__:
        annotation = None if parent is BaseModel else inspect.get_annotations(parent).get("__pydantic_extra__")
        if annotation is not None:
            return shape_of(get_args(_evaluated(annotation, parent.__module__))[1])
    return AnyShape()
