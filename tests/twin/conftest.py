"""Gives the small API that answers from its examples, and a way to ask it in process."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from specwright.loader import load
from specwright.model.names import Name
from specwright.model.service import ErrorCode, Service
from specwright.twin import create_twin
from specwright.twin.edge import Options

DESCRIPTION = Path(__file__).with_name("parcels.yaml")
CODES = ("DEPOT_CLOSED", "DEPOT_UNKNOWN", "PARCEL_EXISTS", "PARCEL_LOST")


@pytest.fixture(scope="session")
def parcels() -> Service:
    """Give the small API, with its error codes and their place decided."""
    codes = tuple(ErrorCode(name=Name(code)) for code in CODES)
    return replace(load(DESCRIPTION), error_code_pointer="/code", error_codes=codes)


Ask = Callable[..., httpx2.Response]


@pytest.fixture(scope="session")
def ask(parcels: Service) -> Ask:
    """Give a function that sends one request to the twin of the small API, with credentials unless told."""
    app: Any = create_twin(parcels, options=Options(max_body=10_000))

    def send(method: str, path: str, *, credentials: bool = True, **arguments: Any) -> httpx2.Response:
        if credentials:
            known = {"Authorization": "Bearer token", "X-Key": "key"}
            given = arguments.get("headers", {})
            arguments["headers"] = [*known.items(), *(given.items() if isinstance(given, dict) else given)]

        async def exchange() -> httpx2.Response:
            transport = httpx2.ASGITransport(app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://parcels.test") as client:
                return await client.request(method, path, **arguments)

        return asyncio.run(exchange())

    return send
