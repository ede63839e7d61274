"""Wrong requests get an answer that the description has, over real HTTP, and nothing of them is kept."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
import yaml

from specwright.model.service import Service
from specwright.twin import create_twin, serve
from twin.witness import Witness

SPECS: Final = Path(__file__).parents[3] / "specs"
TRANSFER: Final = yaml.safe_load((SPECS / "soget/examples/orders.yaml").read_text("utf-8"))["createTransfer"]["value"]
MINIMAL: Final = yaml.safe_load((SPECS / "transiteo/examples/order-minimal.yaml").read_text("utf-8"))["value"]
JSON: Final = {"Content-Type": "application/json"}
DEEP: Final = b"[" * 10_000 + b"]" * 10_000
KEYS: Final = {"Authorization": "Bearer sample-token", "Ocp-Apim-Subscription-Key": "sample-key"}
ORDER: Final = ("Order", (None, json.dumps(TRANSFER["Order"]).encode(), "application/json"))

BODIES: Final[dict[str, tuple[bytes, dict[str, str], int]]] = {
    "no JSON": (b"{", JSON, 400),
    "nothing": (b"", JSON, 400),
    "a repeated key": (b'{"customsFlag": "Import", "customsFlag": "Import"}', JSON, 400),
    "NaN": (b'{"customsFlag": NaN}', JSON, 400),
    "no UTF-8": (b'{"customsFlag": "\xff"}', JSON, 400),
    "a number without end": (b'{"customsFlag": ' + b"9" * 5_000 + b"}", JSON, 400),
    "10,000 levels": (DEEP, JSON, 400),
    "half a surrogate pair": (b'{"comment": "\\ud800"}', JSON, 400),
    "another media type": (b"a=b", {"Content-Type": "application/xml"}, 415),
    "no media type": (b"{}", {}, 415),
    "too many bytes": (b'{"comment": "' + b"x" * 600_000 + b'"}', JSON, 413),
    "a list": (b"[]", JSON, 400),
    "null": (b"null", JSON, 400),
}
FORMS: Final[dict[str, tuple[dict[str, Any], int]]] = {
    "no part": ({"files": [("Files", ("a.pdf", b"x"))]}, 400),
    "an order that is no JSON": ({"files": [("Order", (None, b"{", "application/json"))]}, 400),
    "two orders": ({"files": [ORDER, ORDER]}, 400),
    "a form without end": (
        {
            "content": b'--x\r\nContent-Disposition: form-data; name="Order"\r\n\r\n{}',
            "headers": {"Content-Type": "multipart/form-data; boundary=x"},
        },
        400,
    ),
    "no boundary": ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
    "JSON in place of a form": ({"json": TRANSFER}, 415),
    "too many files": ({"files": [ORDER, *(("Files", (f"{n}", b"x")) for n in range(1_100))]}, 400),
    "too many bytes": ({"files": [ORDER, ("Files", ("a.pdf", b"x" * 600_000))]}, 413),
}


@pytest.fixture(scope="module")
def soget_url(soget_service: Service) -> Generator[str]:
    """Serve a twin of SOGET that has one order and takes 500 kB."""
    witness = Witness(create_twin(soget_service, seed=1))
    with serve(witness) as url:
        with httpx2.Client(base_url=url, trust_env=False, headers=KEYS) as client:
            assert client.post("/customer-orders", files=[ORDER]).status_code == 200
            assert client.put("/__twin/limits", json={"maxBody": 500_000}).status_code == 200
        yield url
    assert witness.broken == []


@pytest.fixture(scope="module")
def transiteo_url(transiteo_service: Service) -> Generator[str]:
    """Serve a twin of Transiteo that has one order and takes 500 kB."""
    witness = Witness(create_twin(transiteo_service, seed=1))
    with serve(witness) as url:
        with httpx2.Client(base_url=url, trust_env=False, headers={"Authorization": "sample-id-token"}) as client:
            assert client.post("/v1/customer/orders", json=MINIMAL).status_code == 200
            assert client.put("/__twin/limits", json={"maxBody": 500_000}).status_code == 200
        yield url
    assert witness.broken == []


def kept(client: httpx2.Client) -> Any:
    """Show all that is kept."""
    return client.get("/__twin/resources/order").json()


@pytest.mark.parametrize("name", BODIES)
def test_a_wrong_body_changes_nothing_at_soget(soget_url: str, name: str) -> None:
    """An update that cannot be read gets the service's error without a code, and the order stays."""
    content, headers, status = BODIES[name]
    with httpx2.Client(base_url=soget_url, trust_env=False, headers={**KEYS, "If-Match": "*"}) as client:
        before = kept(client)
        answer = client.put("/customer-orders/CDE0000000001", content=content, headers=headers)
        assert answer.status_code == status
        assert set(answer.json()) == {"timestamp", "message"}
        assert kept(client) == before


@pytest.mark.parametrize("name", FORMS)
def test_a_wrong_form_stores_nothing_at_soget(soget_url: str, name: str) -> None:
    """A form that lacks its order, or cannot be read, stores neither an order nor a file."""
    arguments, status = FORMS[name]
    with httpx2.Client(base_url=soget_url, trust_env=False, headers=KEYS) as client:
        before = kept(client)
        answer = client.post("/customer-orders", **arguments)
        assert answer.status_code == status
        assert set(answer.json()) == {"timestamp", "message"}
        assert kept(client) == before


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_wrong_body_changes_nothing_at_transiteo(transiteo_url: str, method: str, name: str) -> None:
    """An order that cannot be read gets the envelope of its status, and nothing is stored or replaced."""
    content, headers, status = BODIES[name]
    path = "/v1/customer/orders" + ("/2026-000417" if method == "PUT" else "")
    with httpx2.Client(base_url=transiteo_url, trust_env=False, headers={"Authorization": "sample-id-token"}) as client:
        before = kept(client)
        answer = client.request(method, path, content=content, headers=headers)
        assert answer.status_code == status
        if status == 400:
            assert answer.json()["code"] == "INCORRECT_JSON"
        else:
            assert set(answer.json()) == {"message"}
        assert kept(client) == before


def test_methods_media_types_and_credentials_at_soget(soget_url: str) -> None:
    """Missing credentials, an unknown method and an `Accept` that nobody can meet get documented answers."""
    with httpx2.Client(base_url=soget_url, trust_env=False) as client:
        refused = client.get("/customer-orders")
        assert (refused.status_code, refused.json()["statusCode"]) == (401, 401)
        assert client.get("/customer-orders", headers={"Authorization": KEYS["Authorization"]}).status_code == 401
        unknown = client.patch("/customer-orders", headers=KEYS)
        assert (unknown.status_code, unknown.headers["allow"]) == (405, "GET, POST")
        assert client.get("/customer-orders", headers={**KEYS, "Accept": "text/html"}).json()["total"] == 2
        assert client.get("/orders", headers=KEYS).status_code == 404
