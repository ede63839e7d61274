"""What somebody has to tell about a live service before it can be tested: credentials, and values that exist there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specwright.model.types import Json

__all__ = ["Fixtures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixtures:
    """Knowledge about one service.

    ``credentials`` are by key of the security scheme. ``values`` are by operationId, ``*`` for all of them, and then by
    parameter name or by pointer into the body, where ``*`` stands for any item (``/Order/carrier/code``): values of
    which the service is known to accept each.
    """

    credentials: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    values: Mapping[str, Mapping[str, tuple[Json, ...]]] = field(
        default_factory=dict[str, "Mapping[str, tuple[Json, ...]]"]
    )
