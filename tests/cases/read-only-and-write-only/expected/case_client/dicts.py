# Made by specwright 0.1.0 from 'Directions' '1'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Plan",
    "Team",
    "TeamInput",
    "User",
    "UserInput",
]


class User(TypedDict):
    id: str
    name: str
    team: NotRequired[models.Team | Team]
    plan: NotRequired[models.Plan | Plan]


class UserInput(TypedDict):
    name: str
    password: str
    team: NotRequired[models.TeamInput | TeamInput]
    plan: NotRequired[models.Plan | Plan]


class Team(TypedDict):
    id: NotRequired[int]
    title: NotRequired[str]


class TeamInput(TypedDict):
    title: NotRequired[str]


class Plan(TypedDict):
    title: NotRequired[str]
