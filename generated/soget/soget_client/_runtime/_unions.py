# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a union told apart by one member's value into a schema that picks the right class and keeps the unknown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeAlias, cast, get_args

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.annotated_handlers import GetCoreSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, SchemaSerializer, core_schema

__all__ = ["TaggedUnion", "UnknownVariant"]

Variant: TypeAlias = "str | type[BaseModel] | Callable[[], type[BaseModel]]"


def _raw_of(variant: UnknownVariant) -> Any:
    return variant.raw


_WRITTEN_RAW = core_schema.plain_serializer_function_ser_schema(_raw_of)


class UnknownVariant:
    """An object of a union whose tag was not documented when the client was made; ``raw`` is sent back unchanged."""

    __pydantic_serializer__ = SchemaSerializer(core_schema.any_schema(serialization=_WRITTEN_RAW))

    def __init__(self, raw: Any) -> None:
        self.raw: Any = raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnknownVariant) and bool(self.raw == other.raw)

    # Equality follows what `raw` is at the moment, so there is no hash that would stay right.
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"UnknownVariant({self.raw!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler, /) -> CoreSchema:
        # Never chosen for JSON: only the lenient reader decides that no variant fits, and records it.
        return core_schema.is_instance_schema(cls, serialization=_WRITTEN_RAW)


class TaggedUnion:
    """Marks a union whose member ``property`` says which class an object is of.

    ``mapping`` leads from a tag to a class of the union, to its name or to what gives it; several tags may lead to one.
    """

    def __init__(self, property: str, mapping: Mapping[str, Variant]) -> None:
        self.property = property
        self.mapping = mapping

    def __repr__(self) -> str:
        return f"TaggedUnion({self.property!r})"

    def variants(self, union: Any) -> dict[str, type[BaseModel]]:
        """Resolve the mapping's names among the members of the union.

        Raises: TypeError where the mapping names a class that is no member.
        """
        members: dict[str, type[BaseModel]] = {member.__name__: member for member in get_args(union) or (union,)}
        found: dict[str, type[BaseModel]] = {}
        for tag, variant in self.mapping.items():
            name = variant if isinstance(variant, str) else _class_of(variant).__name__
            if name not in members:
                raise TypeError(f"the union's tag {tag!r} leads to {name}, which is none of {', '.join(members)}")
            found[tag] = members[name]
        return found

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler, /) -> CoreSchema:
        variants = self.variants(source)
        kinds = tuple(dict.fromkeys(variants.values()))
        schemas = {kind: handler.generate_schema(kind) for kind in kinds}
        by_tag: dict[Hashable, CoreSchema] = {tag: schemas[kind] for tag, kind in variants.items()}
        unknown = core_schema.is_instance_schema(UnknownVariant, serialization=_WRITTEN_RAW)
        names = self._names(kinds)
        places: list[list[str | int]] = [[name] for name in names]
        return core_schema.json_or_python_schema(
            # Under its Python name too, because the serializer looks for the tag in the same places.
            json_schema=core_schema.tagged_union_schema(by_tag, places),
            python_schema=core_schema.tagged_union_schema(
                {**by_tag, **schemas, UnknownVariant: unknown}, _chooser((*kinds, UnknownVariant), names)
            ),
        )

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        # Each class once: pydantic's own way needs a class for each tag.
        choices = {id(choice): choice for choice in schema["json_schema"]["choices"].values()}
        return handler(core_schema.union_schema(list(choices.values())))

    def _names(self, kinds: tuple[type[BaseModel], ...]) -> tuple[str, ...]:
        fields = (item for kind in kinds for item in kind.__pydantic_fields__.items())
        return tuple(dict.fromkeys([self.property, *(name for name, field in fields if field.alias == self.property)]))


def _chooser(kinds: tuple[type, ...], names: tuple[str, ...]) -> Callable[[Any], Hashable]:
    def choose(value: Any) -> Hashable:
        if isinstance(value, Mapping):
            members = cast("Mapping[str, Any]", value)
            return next((cast("Hashable", members[name]) for name in names if name in members), None)
        return next((kind for kind in kinds if isinstance(value, kind)), None)

    return choose


def _class_of(variant: type[BaseModel] | Callable[[], type[BaseModel]]) -> type[BaseModel]:
    return variant if isinstance(variant, type) else variant()
