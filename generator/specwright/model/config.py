"""The settings of one API, as ``specwright.toml`` gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specwright.model.types import Json

__all__ = ["Config"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Names of the client and the few choices that a description cannot state.

    ``methods`` maps operationId to ``resource.method``. ``skip`` lists operationIds that are left out on purpose.
    ``test_hosts`` are hosts that a campaign may write to. ``fixtures`` are values that a live service is known to take:
    by operationId (``*`` for all), then by parameter or by pointer into the body.
    """

    name: str
    distribution: str
    package: str
    client_class: str
    env_prefix: str
    description_path: str = "openapi.yaml"
    overlays: tuple[str, ...] = ()
    methods: Mapping[str, str] = field(default_factory=dict[str, str])
    skip: tuple[str, ...] = ()
    error_code: str | None = None
    version: str = "0.1.0"
    test_hosts: tuple[str, ...] = ()
    fixtures: Mapping[str, Mapping[str, tuple[Json, ...]]] = field(
        default_factory=dict[str, "Mapping[str, tuple[Json, ...]]"]
    )
