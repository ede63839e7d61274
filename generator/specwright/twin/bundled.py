"""Turns what an installed client carries, its description and the overlay of its behaviour, into a twin."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from importlib.resources import as_file, files
from typing import Final

from specwright.loader import load
from specwright.model.config import Config
from specwright.twin.creation import create_twin
from specwright.twin.edge import Twin

__all__ = ["create_bundled_twin"]

_DESCRIPTION: Final = "description.json"
_OVERLAY: Final = "twin.overlay.json"


def create_bundled_twin(
    package: str,
    *,
    error_code: str | None = None,
    skip: Sequence[str] = (),
    seed: int | None = 1,
    store: str = "memory:",
    strict: bool = True,
) -> Twin:
    """Make the twin of the API whose client is installed as ``package``; without an overlay, behaviour is inferred.

    ``error_code`` and ``skip`` are settings of the client that its description does not tell.

    Raises:
        ConfigError: the store cannot be opened.
    """
    config = Config(
        name=package,
        distribution=package,
        package=package,
        client_class=package,
        env_prefix=package,
        error_code=error_code,
        skip=tuple(skip),
    )
    with ExitStack() as stack:
        # A package may stand in an archive; the loader reads files.
        found = [files(package).joinpath(name) for name in (_DESCRIPTION, _OVERLAY)]
        description, *overlays = [stack.enter_context(as_file(each)) for each in found if each.is_file()]
        service = load(description, config=config, overlays=overlays, keep_going=True)
    return create_twin(service, store=store, seed=seed, strict=strict)
