# Made by specwright 0.1.0 from 'Names' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "List",
    "List2",
    "Optional",
]


class Optional(Model):
    text: Maybe[str] = UNSET


class List(Model):
    text: Maybe[str] = UNSET


class List2(Model):
    class_: Annotated[Maybe[str], Field(alias="class")] = UNSET
    model_dump_: Annotated[Maybe[str], Field(alias="model_dump")] = UNSET
    model_config_: Annotated[Maybe[str], Field(alias="model_config")] = UNSET
    init: Annotated[Maybe[str], Field(alias="__init__")] = UNSET
    private: Annotated[Maybe[str], Field(alias="_private")] = UNSET
    list_: Annotated[Maybe[list[str]], Field(alias="list")] = UNSET
    str_: Annotated[Maybe[str], Field(alias="str")] = UNSET
    str_2: Annotated[Maybe[str], Field(alias="str_")] = UNSET
    optional: Annotated[Maybe[Optional], Field(alias="Optional")] = UNSET
    field_1st: Annotated[Maybe[str], Field(alias="1st")] = UNSET
    deja_vu: Annotated[Maybe[str], Field(alias="d\xe9j\xe0 vu")] = UNSET
    field: Annotated[Maybe[str], Field(alias="")] = UNSET
    type: Annotated[Maybe[str], Field(alias="@type")] = UNSET
    foo_bar_2: Annotated[Maybe[str], Field(alias="fooBar")] = UNSET
    foo_bar: Maybe[str] = UNSET
    schema_: Annotated[Maybe[List], Field(alias="schema")] = UNSET
