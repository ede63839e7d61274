"""Bounds on what a description may ask of the loader, so that no input makes it run without end."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``size`` counts bytes of one file, ``depth`` nested lists and maps, ``nodes`` values with YAML aliases followed.

    ``schema_depth`` counts schemas inside schemas, ``schemas`` all schemas that are turned into types.
    """

    size: int = 64 * 1024 * 1024
    depth: int = 200
    nodes: int = 3_000_000
    schema_depth: int = 60
    schemas: int = 1_000_000
    files: int = 2_000
