"""Gives the twins that the page is tried on, and ways to ask them in process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from asgi import Got, call
from specwright.model.service import Service
from specwright.twin import create_twin
from specwright.twin.creation import load_with_behaviour
from specwright.twin.edge import Twin
from twin.page.hostile import APIS, Api

KIOSK = Path(__file__).parents[1] / "edge" / "kiosk.yaml"
KIOSK_CREDENTIALS = (("authorization", "Bearer ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key"))
FORM = ("content-type", "application/x-www-form-urlencoded")

Ask = Callable[..., Got]
Post = Callable[..., Got]


@pytest.fixture(scope="session")
def kiosk_service() -> Service:
    """Give the small API with its behaviour."""
    return load_with_behaviour(KIOSK)


@pytest.fixture
def kiosk(kiosk_service: Service) -> Twin:
    """Give a fresh twin of the small API."""
    return create_twin(kiosk_service, seed=1)


@pytest.fixture
def soget() -> Twin:
    """Give a fresh twin of SOGET."""
    return APIS["soget"].twin()


@pytest.fixture(params=list(APIS))
def api(request: pytest.FixtureRequest) -> Api:
    """Give each of the two APIs in turn."""
    return APIS[request.param]


@pytest.fixture
def ask(kiosk: Twin) -> Ask:
    """Give a function that sends one request to the fresh twin of the small API, with credentials."""

    def send(method: str, target: str, **arguments: Any) -> Got:
        known = () if target.startswith("/__twin") else KIOSK_CREDENTIALS
        return call(kiosk, method, target, headers=[*known, *arguments.pop("headers", ())], **arguments)

    return send


@pytest.fixture
def post(kiosk: Twin) -> Post:
    """Give a function that sends a form of the page as a browser does."""
    return poster(kiosk)


@pytest.fixture(scope="session")
def post_to() -> Callable[[Twin], Post]:
    """Give a function that makes such a function for any twin."""
    return poster


def poster(twin: Twin) -> Post:
    """Make a function that sends forms."""

    def send(action: str, *, headers: Any = (), **fields: str) -> Got:
        given = {"token": twin.options.form_token, **fields}
        body = urlencode({name.replace("__", "."): value for name, value in given.items()}).encode()
        own = [FORM, ("origin", "http://127.0.0.1"), ("sec-fetch-site", "same-origin")]
        return call(twin, "POST", f"/__twin/page/{action}", headers=[*own, *headers], body=body)

    return send
