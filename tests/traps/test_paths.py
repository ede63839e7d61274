"""Traps around path values that mean a folder to somebody."""

import pytest

from clients.canned import Caller
from traps.conftest import Depot
from traps.scripted import serving
from wire import Wire


@pytest.mark.parametrize("value", [".", "..", "%2e%2e", "%2E", ".%2e"])
def test_a_path_value_of_dots_never_climbs(depot: Depot, call: Caller, value: str) -> None:
    """`.` and `..`, plain or half encoded, are refused or arrive as a value below /items/ (Stainless `_utils/_path.py`)."""
    wire = Wire()
    try:
        call(lambda client: client.items.get(value), transport=wire)
    except depot.errors.InvalidArgument:
        assert wire.requests == []
    else:
        path = wire.requests[0].url.raw_path.decode()
        assert path.startswith("/v1/items/")
        assert path.removeprefix("/v1/items/").replace("%25", "%") == value
        assert "%25" in path


@pytest.mark.parametrize("value", [".", ".."])
def test_a_path_value_of_dots_is_refused_with_words(depot: Depot, call: Caller, value: str) -> None:
    """What every server and proxy would resolve is not sent at all, and the error says why."""
    wire = Wire()

    with pytest.raises(depot.errors.InvalidArgument, match="another resource"):
        call(lambda client: client.items.get(value), transport=wire)

    assert wire.requests == []


@pytest.mark.parametrize("value", ["../admin", "a/../../b", "a/b", "a?b=c", "a#b", "a\\..\\b", "a;b", "é .."])
def test_a_path_value_stays_in_its_segment(call: Caller, value: str) -> None:
    """Slashes, question marks and the like are part of the value as a server sees it."""
    from urllib.parse import unquote

    with serving() as server:
        call(lambda client: client.items.get(value), base_url=server.url)

    target = server.received[0].target
    assert target.count("/") == 3
    assert unquote(target.removeprefix("/v1/items/")) == value
