"""What overlays did to a description, turned into findings: those that did nothing, and those that did too much."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.lint.view import View
from specwright.model.errors import Problem, Severity

__all__ = ["overlays"]

_SHOWN = 3


def overlays(view: View) -> Iterator[Problem]:
    """Every action of an overlay changes something, and only what begins with x-: the contract is the description's."""
    yield from view.idle_overlays()
    for effect in view.effects:
        if effect.contract:
            more = len(effect.contract) - _SHOWN
            named = ", ".join(pointer or "the root" for pointer in effect.contract[:_SHOWN])
            what = f"changes what the description says: {named}{f' and {more} more' if more > 0 else ''}"
            hint = "Change the description itself, or keep to x- keys; where neither can be, this is only a warning."
            yield Problem(effect.where, what, hint, "overlay-contract", Severity.WARNING)
