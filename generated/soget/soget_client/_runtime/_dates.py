# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns dates in JSON into dates in Python, and refuses what pydantic would take for seconds since 1970."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import GetJsonSchemaHandler
from pydantic.annotated_handlers import GetCoreSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

__all__ = ["Date", "DateTime"]


class _Written:
    """Marks a date whose JSON is text of at least this length: without it, ``"20240506"`` is read as a day in 1970."""

    def __init__(
        self, kind: Literal["date", "datetime"], parse: Callable[[str], Any], *, format: str, least: int
    ) -> None:
        self._kind: Literal["date", "datetime"] = kind
        self._parse = parse
        self._format = format
        self._least = least

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler, /) -> CoreSchema:
        # A parser in C, and a length instead of a pattern: together they take no longer than pydantic's own parser.
        text = core_schema.no_info_after_validator_function(
            self._parse,
            core_schema.str_schema(min_length=self._least),
            serialization=core_schema.simple_ser_schema(self._kind),
        )
        return core_schema.json_or_python_schema(json_schema=text, python_schema=handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler, /) -> JsonSchemaValue:
        return {"type": "string", "format": self._format}


DateTime: TypeAlias = Annotated[
    dt.datetime,
    _Written("datetime", dt.datetime.fromisoformat, format="date-time", least=len("2024-05-06T07:08")),
]
Date: TypeAlias = Annotated[dt.date, _Written("date", dt.date.fromisoformat, format="date", least=len("2024-05-06"))]
