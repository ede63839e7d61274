# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Gives tests the fixture `transiteo_twin`. Needs the extra `twin` as soon as a test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transiteo_client.twin import TransiteoTwin

# Nothing but pytest is imported before a test asks for the fixture: this module is loaded into every run.


@pytest.fixture(scope="session")
def _transiteo_twin_session() -> Iterator[TransiteoTwin]:  # pyright: ignore[reportUnusedFunction]
    try:
        from transiteo_client.twin import TransiteoTwin
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("specwright"):
            raise
        pytest.fail("the fixture transiteo_twin needs Specwright: pip install 'transiteo-client[twin]'", pytrace=False)
    with TransiteoTwin() as twin:
        yield twin


@pytest.fixture
def transiteo_twin(_transiteo_twin_session: TransiteoTwin) -> TransiteoTwin:
    """Give a twin of Transiteo orders as it is at the start."""
    _transiteo_twin_session.reset()
    return _transiteo_twin_session
