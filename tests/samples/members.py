"""Lists the members that a body can have, and those that a body has, by their paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.samples.engine.sampling import Sampler

__all__ = ["members_of", "paths_of"]


def members_of(sampler: Sampler) -> set[str]:
    """List the paths of all members that samples of a body can have."""
    found: set[str] = set()
    pending: list[tuple[str, str]] = [(sampler.root, "")]
    while pending:
        node, at = pending.pop()
        below = [(sampler.drawer.member(node, name), f"{at}/{name}") for name in sampler.drawer.members(node)]
        found.update(path for _, path in below)
        pending += [(member, path) for member, path in [*below, (sampler.drawer.item(node), f"{at}/[]")] if member]
    return found


def paths_of(value: Any, at: str = "") -> Iterator[str]:
    """List the paths of the members that a value has."""
    if isinstance(value, OBJECT):
        for name, member in value.items():
            yield f"{at}/{name}"
            yield from paths_of(member, f"{at}/{name}")
    elif isinstance(value, ARRAY):
        for item in value:
            yield from paths_of(item, f"{at}/[]")
