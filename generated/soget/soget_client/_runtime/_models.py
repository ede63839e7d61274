# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns JSON objects into typed Python objects that keep absent, null and value apart and lose nothing.

A generated field is written so that its Python name is also its name for type checkers: ``alias=`` as an argument of
``Field()`` in the default's place would make them ask for the wire name, so an alias stands inside ``Annotated``::

    id: str
    order_id: Annotated[str, Field(alias="orderId")]
    comment: Maybe[str | None] = UNSET
    customs_flag: Annotated[Maybe[CustomsFlag], Field(alias="customsFlag")] = UNSET
"""

from __future__ import annotations

import base64
import binascii
import operator
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar, Union, cast

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, PlainSerializer, ValidationError
from pydantic.annotated_handlers import GetCoreSchemaHandler
from pydantic.functional_validators import BeforeValidator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ._dates import Date, DateTime
from ._enums import OpenIntEnum, OpenStrEnum
from ._override import override
from ._unions import TaggedUnion, UnknownVariant
from ._unset import UNSET, Unset
from ._writing import to_json, without_unset, write_numbers_as_they_are

__all__ = [
    "UNSET",
    "Base64",
    "Date",
    "DateTime",
    "Maybe",
    "Model",
    "OpenIntEnum",
    "OpenStrEnum",
    "TaggedUnion",
    "UnknownVariant",
    "Unset",
]

T = TypeVar("T")

if TYPE_CHECKING:
    Maybe: TypeAlias = Union[T, Unset]  # noqa: UP007 - only this spelling is a generic alias for both type checkers
else:

    class Maybe:
        """An optional member: ``Maybe[T]`` is a ``T`` in JSON; ``UNSET`` in its place stands for its absence."""

        def __class_getitem__(cls, item: Any) -> Any:
            # Absence needs no place in the schema: a default is not validated, and UNSET is dropped when written.
            return Annotated[item, UNSET]


# A C function, because it is called for each member of each object that is written.
_is_unset: Final = partial(operator.is_, UNSET)


def _decode(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError(f"not base64: {error}") from None


def _encode(value: object) -> object:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


# pydantic's own base64 mode writes the URL-safe alphabet, and OpenAPI's `byte` is the standard one.
Base64: TypeAlias = Annotated[bytes, BeforeValidator(_decode), PlainSerializer(_encode, when_used="json")]


class Model(BaseModel):
    """One JSON object: open to members it does not know, which are kept in ``model_extra`` and sent back."""

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
        ser_json_inf_nan="constants",
    )

    def to_dict(self) -> dict[str, Any]:
        """Give the object as plain JSON values under their wire names, absent members left out."""
        return self.model_dump(mode="json")

    def to_json(self) -> bytes:
        """Write the object as JSON, absent members left out."""
        return to_json(self)

    if not TYPE_CHECKING:  # type checkers see pydantic's own signatures

        def __init__(self, /, **data: Any) -> None:
            try:
                super().__init__(**data)
            except ValidationError:
                present = without_unset(data)
                if present is data:
                    raise
            else:
                return
            super().__init__(**present)

        # Tells pydantic that nested objects may be built without coming through here.
        __init__.__pydantic_base_init__ = True

        @classmethod
        @override
        def model_validate(cls, obj: Any, **options: Any) -> Any:
            """Build the object from a mapping or another object; ``UNSET`` counts as absent."""
            try:
                return super().model_validate(obj, **options)
            except ValidationError:
                present = without_unset(obj)
                if present is obj:
                    raise
            return super().model_validate(present, **options)

        # What a lenient reading kept as it came has been recorded already, so writing it is no occasion for a warning.
        @override
        def model_dump(self, *, warnings: Any = False, **options: Any) -> dict[str, Any]:
            """Give the object as a dict under wire names, absent members left out."""
            return super().model_dump(warnings=warnings, **options)

        @override
        def model_dump_json(self, *, warnings: Any = False, **options: Any) -> str:
            """Write the object as JSON text under wire names, absent members left out."""
            return super().model_dump_json(warnings=warnings, **options)

    @override
    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        return ((name, value) for name, value in super().__repr_args__() if value is not UNSET)

    @classmethod
    @override
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler, /) -> CoreSchema:
        schema = handler(source)
        inner = cast("dict[str, Any]", handler.resolve_ref_schema(schema))
        while "fields" not in inner:
            if "schema" not in inner:
                return schema
            inner = inner["schema"]
        for field in inner["fields"].values():
            # Required members too: a lenient reading leaves UNSET where one is missing.
            field["serialization_exclude_if"] = _is_unset
            write_numbers_as_they_are(field, handler)
        return schema

    @classmethod
    @override
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        schema = handler(core_schema)
        properties: Mapping[str, dict[str, Any]] = handler.resolve_ref_schema(schema).get("properties", {})
        for member in properties.values():
            if member.get("default") == UNSET.value:
                del member["default"]
        return schema
