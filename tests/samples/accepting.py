"""Gives fresh twins of both APIs, and sends them bodies over ASGI."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import quote, unquote

from specs.described import SPECS
from specwright.model.service import Service
from specwright.samples.acceptable import AcceptableSampler, acceptable_sampler
from specwright.twin import create_twin
from specwright.twin.creation import load_with_behaviour

__all__ = ["OPERATIONS", "Gate", "behaved", "sampler_of"]

# By operation: its API, and where it is asked for.
OPERATIONS: Final = {
    "createCustomerOrder": ("soget", "POST", "/customer-orders"),
    "updateCustomerOrder": ("soget", "PUT", "/customer-orders/CDE0000000001"),
    "createOrder": ("transiteo", "POST", "/v1/customer/orders"),
    "updateOrder": ("transiteo", "PUT", "/v1/customer/orders/{order_id}"),
}
_LINE: Final = "\r\n"


@cache
def behaved(api: str) -> Service:
    """Load a description with its behaviour."""
    return load_with_behaviour(SPECS / api)


@cache
def sampler_of(operation: str) -> AcceptableSampler:
    """Make the sampler of an operation's acceptable bodies."""
    return acceptable_sampler(behaved(OPERATIONS[operation][0]), operation)


@dataclass(frozen=True)
class Reply:
    """What a twin said: the status, the code in its body, and the id of what refused, which only the twin knows."""

    status: int
    code: str = ""
    id: str = ""


class Gate:
    """A fresh twin, and the way to one of its operations."""

    def __init__(self, operation: str) -> None:
        self.operation = operation
        self.api, self._method, self._path = OPERATIONS[operation]
        self.twin: Any = create_twin(behaved(self.api), seed=1)
        held = self.twin.engine.sample_credentials()
        if self.api == "soget":
            self._headers = {
                "authorization": f"Bearer {held['bearerAuth']}",
                "ocp-apim-subscription-key": held["subscriptionKey"],
            }
        else:
            self._headers = {"authorization": held["idToken"]}

    def store(self, old: Any) -> None:
        """Store what an update is to change, as a creation would have stored it."""
        control = self.twin.engine.control
        if self.api == "transiteo":
            mail = "orders@shop.example"
            key = f"{mail}/{old['order_id']}"
            control.put_document("order", key, {**old, "key": key, "mail": mail})
            return
        numbers = [container["reference"] for container in old["containers"] if container.get("reference")]
        document = {
            **old,
            "id": "CDE0000000001",
            "organisation": "SEINE",
            "createdAt": "2026-01-01T00:00:00Z",
            "status": "Valid",
            "histories": [],
            "carrier": {"code": "HAVTRA"},
            "transportOrderNumber": "OT-1",
            "references": numbers,
            **{name: [] for name in ("units", "completed", "associated", "documents", "segments", "elementaryOrders")},
        }
        control.put_document("order", "CDE0000000001", document)

    def ask(self, body: Any) -> Reply:
        """Send a body."""
        content, media_type = _encoded(body, is_form=self.operation == "createCustomerOrder")
        path = self._path.format(order_id=quote(str(body.get("order_id", "")), safe=""))
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        headers = {**self._headers, "content-type": media_type, "content-length": str(len(content)), "if-match": "*"}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": self._method,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
        }
        before = dict(self.twin.engine.covered)
        asyncio.run(self.twin(scope, receive, send))
        status = sent[0]["status"]
        told = [key for key, count in self.twin.engine.covered.items() if count != before.get(key, 0)]
        answer = b"".join(message.get("body", b"") for message in sent)
        said: dict[str, Any] = json.loads(answer) if answer.strip() else {}
        return Reply(status, str(said.get("code") or "") if status >= 300 else "", told[0][3] if told else "")


def _encoded(body: Any, *, is_form: bool) -> tuple[bytes, str]:
    if not is_form:
        return json.dumps(body).encode(), "application/json"
    lines: list[str] = []
    for name, part in body.items():
        disposition = f'content-disposition: form-data; name="{name}"'
        lines += ["--b", disposition, "content-type: application/json", "", json.dumps(part)]
    return _LINE.join([*lines, "--b--", ""]).encode(), "multipart/form-data; boundary=b"
