# Made by specwright 0.1.0 from 'Additional properties' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "Both",
    "Box",
    "BoxClosed",
    "Closed",
]


class BoxClosed(Model):
    pass


class Closed(Model):
    name: Maybe[str] = UNSET


class Both(Model):
    total: Maybe[float] = UNSET
    if not TYPE_CHECKING:  # pydantic reads the type of members without a name from here
        __pydantic_extra__: dict[str, float]


class Box(Model):
    absent: Maybe[dict[str, Any]] = UNSET
    open: Maybe[dict[str, Any]] = UNSET
    closed: Maybe[BoxClosed] = UNSET
    typed: Maybe[dict[str, int]] = UNSET
    deep: Maybe[dict[str, dict[str, list[str]]]] = UNSET
    objects: Maybe[dict[str, Closed]] = UNSET
    patterns: Maybe[dict[str, bool]] = UNSET
    named: Maybe[dict[str, str]] = UNSET
    both: Maybe[Both] = UNSET
