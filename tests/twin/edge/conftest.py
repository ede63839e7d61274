"""Gives the twin of a small API with everything in it, and ways to ask it in process."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from asgi import Got, call
from specwright.loader import load
from specwright.model.config import Config
from specwright.model.service import Service
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options, Twin

DESCRIPTION = Path(__file__).with_name("kiosk.yaml")
CREDENTIALS = (("authorization", "Bearer ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key"))

Ask = Callable[..., Got]
MakeTwin = Callable[..., Twin]


@pytest.fixture(scope="session")
def kiosk() -> Service:
    """Give the small API; its errors bear their code at ``/code``."""
    config = Config(
        name="kiosk",
        distribution="kiosk-client",
        package="kiosk_client",
        client_class="KioskClient",
        env_prefix="KIOSK",
        error_code="/code",
    )
    return load(DESCRIPTION, config=config)


@pytest.fixture(scope="session")
def make_twin(kiosk: Service) -> MakeTwin:
    """Give a function that makes a twin with a seed."""

    def make(*, seed: int | None = 1, strict: bool = True, store: Any = "memory:", **options: Any) -> Twin:
        return create_twin(
            kiosk, seed=seed, strict=strict, store=store, options=replace(Options(max_body=100_000), **options)
        )

    return make


@pytest.fixture
def twin(make_twin: MakeTwin) -> Twin:
    """Give a fresh twin."""
    return make_twin()


@pytest.fixture
def ask(twin: Twin) -> Ask:
    """Give a function that sends one request to the fresh twin, with credentials unless told."""
    return asker(twin)


@pytest.fixture(scope="session")
def ask_of() -> Callable[[Twin], Ask]:
    """Give a function that makes such a function for any twin."""
    return asker


def asker(app: Any) -> Ask:
    """Make a function that sends requests with credentials unless told."""

    def ask(method: str, target: str, *, credentials: bool = True, headers: Any = (), **arguments: Any) -> Got:
        known = CREDENTIALS if credentials and not target.startswith("/__twin") else ()
        return call(app, method, target, headers=[*known, *headers], **arguments)

    return ask
