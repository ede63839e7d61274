"""Judges every answer of a twin by its description, beside whoever calls it."""

import json
from collections import Counter
from typing import Any

from specwright.model.service import Operation
from specwright.twin.edge import Twin
from specwright.twin.routing import Found

__all__ = ["Witness"]


class Witness:
    """An ASGI application around a twin; ``broken`` tells what an answer had that the description does not allow."""

    def __init__(self, twin: Twin) -> None:
        self.twin = twin
        self.broken: list[str] = []
        self.seen: Counter[tuple[str, int]] = Counter()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let the twin answer, and judge what it sent."""
        sent: list[Any] = []

        async def keep(message: Any) -> None:
            sent.append(message)
            await send(message)

        await self.twin(scope, receive, keep)
        if scope["type"] == "http" and sent:
            body = b"".join(message.get("body", b"") for message in sent)
            self._judge(scope, sent[0]["status"], dict(sent[0]["headers"]), body)

    def _judge(self, scope: Any, status: int, headers: dict[bytes, bytes], body: bytes) -> None:
        path = scope["raw_path"].decode("latin-1")
        if path.startswith("/__twin") or path in self.twin.engine.token_paths:
            return
        found = self.twin.pipeline.router.find(scope["method"], path)
        if found is None:
            # No operation is there whose description could be kept to.
            assert status == 404
            return
        operation = found.operation if isinstance(found, Found) else found.route.first
        self.seen[operation.name.wire, status] += 1
        where = f"{operation.name.wire} {status}"
        self.broken += [f"{where}: {problem}" for problem in self._problems(operation, status, headers, body)]

    def _problems(self, operation: Operation, status: int, headers: dict[bytes, bytes], body: bytes) -> list[str]:
        if b"specwright-self-check" in headers:
            return [headers[b"specwright-self-check"].decode("latin-1")]
        response = next((each for each in operation.responses if each.status == str(status)), None)
        if response is None:
            return ["not documented"]
        missing = [each.name.wire for each in response.headers if each.is_required]
        missing = [name for name in missing if name.lower().encode() not in headers]
        if missing:
            return [f"headers are missing: {missing}"]
        if not response.media_types:
            return ["a body, but none is documented"] if body else []
        media_type = headers.get(b"content-type", b"").decode("latin-1").partition(";")[0]
        if media_type not in {each.media_type for each in response.media_types}:
            return [f"media type {media_type!r}"]
        check = self.twin.engine.judges.response(operation, str(status), media_type)
        if check is None:
            return ["nothing judges this answer"]
        return [f"{violation.path}: {violation.message}" for violation in check(json.loads(body))]
