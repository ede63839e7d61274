"""Gives tests the fixture ``make_twin``, which turns a description into a twin as it is at the start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from specwright.model.service import Service
    from specwright.twin.handle import TwinHandle

# Nothing but pytest is imported before a test asks for a twin: this module is loaded into every run.
__all__ = ["MakeTwin", "make_twin"]


class MakeTwin(Protocol):
    """Makes the twin of a description; the arguments are those of ``specwright.create_twin``."""

    def __call__(
        self,
        spec: Service | Path | str,
        *,
        seed: int | None = 1,
        strict: bool = True,
        overlays: Sequence[Path | str] | None = None,
    ) -> TwinHandle:
        """Make a twin."""
        ...


@pytest.fixture(scope="session")
def _specwright_twins() -> Iterator[dict[Any, TwinHandle]]:  # pyright: ignore[reportUnusedFunction]  # a fixture
    """Keep the twins of a run: making one takes longer than putting one back."""
    twins: dict[Any, TwinHandle] = {}
    yield twins
    for twin in twins.values():
        twin.close()


@pytest.fixture
def make_twin(_specwright_twins: dict[Any, TwinHandle]) -> MakeTwin:
    """Give a function that makes the twin of a description; with the same arguments a test gets the same twin."""
    fresh: set[Any] = set()

    def make(
        spec: Service | Path | str,
        *,
        seed: int | None = 1,
        strict: bool = True,
        overlays: Sequence[Path | str] | None = None,
    ) -> TwinHandle:
        from specwright.twin.creation import create_twin  # noqa: PLC0415
        from specwright.twin.handle import TwinHandle  # noqa: PLC0415

        known = str(Path(spec).absolute()) if isinstance(spec, Path | str) else id(spec)
        key = (known, seed, strict, None if overlays is None else tuple(map(str, overlays)))
        if key not in _specwright_twins:
            app = create_twin(spec, seed=seed, strict=strict, overlays=overlays)
            _specwright_twins[key] = TwinHandle(app)
        elif key not in fresh:
            _specwright_twins[key].reset()
        fresh.add(key)
        return _specwright_twins[key]

    return make
