# Made by specwright 0.1.0 from 'Directions' '1'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from ._runtime._models import UNSET, Maybe, Model

__all__ = [
    "Plan",
    "Team",
    "TeamInput",
    "User",
    "UserInput",
]


class Team(Model):
    id: Maybe[int] = UNSET
    """Read only."""
    title: Maybe[str] = UNSET


class Plan(Model):
    title: Maybe[str] = UNSET


class User(Model):
    id: str
    """Read only."""
    name: str
    team: Maybe[Team] = UNSET
    plan: Maybe[Plan] = UNSET


class TeamInput(Model):
    title: Maybe[str] = UNSET


class UserInput(Model):
    name: str
    password: str
    """Write only."""
    team: Maybe[TeamInput] = UNSET
    plan: Maybe[Plan] = UNSET
