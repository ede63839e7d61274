"""Turns a description, or the folder of one, into a twin that is ready to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from specwright.loader import TWIN_OVERLAY, load, read_config
from specwright.model.service import Service
from specwright.twin.capacity import Capacity
from specwright.twin.edge import Options, Twin, create_edge
from specwright.twin.engine import Engine
from specwright.twin.store import Store
from specwright.twin.stores.opening import open_store

__all__ = ["create_twin", "load_with_behaviour"]


def create_twin(
    spec: Service | Path | str,
    *,
    store: Store | str = "memory:",
    seed: int | None = None,
    strict: bool = True,
    overlays: Sequence[Path | str] | None = None,
    options: Options | None = None,
    capacity: Capacity | None = None,
) -> Twin:
    """Make an ASGI application that behaves like the service that a description describes.

    ``store`` is a store or its URL. With a ``seed``, ids, tokens and time are the same for the same calls. Without
    ``strict``, members that no schema names are let through. Without ``overlays``, a ``twin.overlay.yaml`` beside the
    description counts.

    Raises:
        DescriptionError: the description, or the behaviour that it declares, is wrong.
        ConfigError: the store cannot be opened.
    """
    service = spec if isinstance(spec, Service) else load_with_behaviour(spec, overlays=overlays)
    opened = open_store(store) if isinstance(store, str) else store
    engine = Engine(service, opened, seed=seed, strict=strict, capacity=capacity)
    engine.start()
    return create_edge(engine, replace(options or Options(), is_strict=strict))


def load_with_behaviour(spec: Path | str, *, overlays: Sequence[Path | str] | None = None) -> Service:
    """Read a description and how it behaves; operations that cannot be read are left out and told.

    Raises:
        DescriptionError: it is wrong.
    """
    is_url = isinstance(spec, str) and spec.startswith(("http://", "https://"))
    if is_url:
        return load(spec, overlays=overlays or (), allow_remote=True, keep_going=True)
    path = Path(spec)
    folder = path if path.is_dir() else path.parent
    config = read_config(folder) if path.is_dir() else None
    beside = folder / TWIN_OVERLAY
    chosen = overlays if overlays is not None else [beside] if beside.is_file() else []
    return load(path, config=config, overlays=chosen, keep_going=True)
