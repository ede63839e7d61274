# Made by specwright 0.1.0 from 'Cycles' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing_extensions import TypeAliasType

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "Bonsai",
    "Filter",
    "Owner",
    "Tree",
]


Filter = TypeAliasType("Filter", "str | list[Filter]")


class Tree(Model):
    name: str
    parent: Maybe[Tree] = UNSET
    children: Maybe[list[Tree]] = UNSET
    named: Maybe[dict[str, Tree]] = UNSET
    owner: Maybe[Owner] = UNSET
    filter: Maybe[Filter] = UNSET


class Owner(Model):
    trees: Maybe[list[Tree]] = UNSET


class Bonsai(Model):
    name: str
    parent: Maybe[Tree] = UNSET
    children: Maybe[list[Tree]] = UNSET
    named: Maybe[dict[str, Tree]] = UNSET
    owner: Maybe[Owner] = UNSET
    filter: Maybe[Filter] = UNSET
    pot: Maybe[Bonsai] = UNSET
