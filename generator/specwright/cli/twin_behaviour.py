"""Turns the twin.overlay.yaml beside a description into the overlay that its client carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from specwright.loader import TWIN_OVERLAY, bundle, overlay_between, read
from specwright.model.config import Config
from specwright.model.service import Service

__all__ = ["with_twin_overlay"]


def with_twin_overlay(
    service: Service, description: Path | str, *, config: Config, overlays: Sequence[str] = ()
) -> Service:
    """Give the service what a twin needs beyond its description; a description from the web has nothing beside it.

    Raises:
        DescriptionError: the overlay cannot be read or applied.
    """
    if isinstance(description, str) and description.startswith(("http://", "https://")):
        return service
    path = Path(description)
    beside = (path if path.is_dir() else path.parent) / TWIN_OVERLAY
    if not beside.is_file():
        return service
    document = read(description, config=config, overlays=[*overlays, str(beside)])
    # What an overlay refers to may be read now for the first time, so the bundle is made before anything is listed.
    behaving = bundle(document)
    title = f"How a twin of {service.title or config.name} behaves"
    overlay = overlay_between(service.document, behaving, title=title, version=service.version or "0")
    sources = {name: source.sha256 for name, source in {**document.sources, **document.overlays}.items()}
    return replace(service, twin_overlay=overlay, sources={**sources, **service.sources})
