# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Gives tests the fixture `soget_twin`. Needs the extra `twin` as soon as a test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soget_client.twin import SogetTwin

# Nothing but pytest is imported before a test asks for the fixture: this module is loaded into every run.


@pytest.fixture(scope="session")
def _soget_twin_session() -> Iterator[SogetTwin]:  # pyright: ignore[reportUnusedFunction]
    try:
        from soget_client.twin import SogetTwin
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("specwright"):
            raise
        pytest.fail("the fixture soget_twin needs Specwright: pip install 'soget-client[twin]'", pytrace=False)
    with SogetTwin() as twin:
        yield twin


@pytest.fixture
def soget_twin(_soget_twin_session: SogetTwin) -> SogetTwin:
    """Give a twin of SOGET customer orders as it is at the start."""
    _soget_twin_session.reset()
    return _soget_twin_session
