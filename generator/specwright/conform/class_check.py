"""Gives Schemathesis a check that judges an answer by the class of its request, as the compiled checks tell it."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.kit import Kit
from specwright.conform.request_classes import Classifier, RequestClass
from specwright.model.service import Service
from specwright.twin.creation import load_with_behaviour

__all__ = ["ClassCheck", "RequestClass", "class_check"]

_NAME: Final = "request_class"


class _Answer(Protocol):
    """What Schemathesis hands to a check of the answer."""

    status_code: int
    headers: Any
    content: bytes
    request: Any


class ClassCheck:
    """A check of Schemathesis, which raises AssertionError; ``seen`` counts the requests of each class."""

    def __init__(self, service: Service, *, name: str = _NAME, is_value_first: bool = False) -> None:
        # It is registered, told and turned off by its name, as a function would be.
        self.__name__ = name
        self.seen: Counter[RequestClass] = Counter()
        self._classifier = Classifier(Kit(service))
        self._is_value_first = is_value_first
        self._lock = threading.Lock()

    def __call__(self, _context: object, response: _Answer, case: Any) -> None:
        """Judge an answer.

        Raises:
            AssertionError: it is not that of the class of its request.
        """
        base = urlsplit(str(case.operation.base_url or "")).path.rstrip("/")
        request = _request(response.request)
        answer = Response(status=response.status_code, headers=_headers(response.headers), body=response.content or b"")
        # Schemathesis may ask from several threads.
        with self._lock:
            judged = self._classifier.judged(request, base=base if request.target.startswith(f"{base}/") else "")
            self.seen[judged.kind] += 1
        exchange = Exchange(number=1, request=request, response=answer)
        failures = list(self._classifier.failures(exchange, judged, is_value_first=self._is_value_first))
        if failures:
            told = [f"{each.cause}\nexpected: {each.expected}\nactual: {each.actual}" for each in failures]
            raise AssertionError("\n".join([f"The request is {judged.kind.value}.", *told]))


def class_check(spec: str | Path | Service, *, name: str = _NAME, is_value_first: bool = False) -> ClassCheck:
    """Make the check of a description: ``schemathesis.check(class_check("specs/orders"))`` registers it.

    With ``is_value_first``, wrong values have to be told before anything about what the service keeps, as a twin does;
    without it, 404, 409, 410, 412, 423 and 428 pass for wrong requests where they are documented.

    Raises:
        SpecwrightError: the description cannot be read.
    """
    service = spec if isinstance(spec, Service) else load_with_behaviour(spec)
    return ClassCheck(service, name=name, is_value_first=is_value_first)


def _request(prepared: Any) -> Request:
    """Take over what was sent, byte by byte."""
    parts = urlsplit(_text(prepared.url))
    body: object = prepared.body
    return Request(
        operation="",
        method=str(prepared.method),
        target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        headers=tuple((_text(name), _text(value)) for name, value in prepared.headers.items()),
        body=body if isinstance(body, bytes) else body.encode("utf-8") if isinstance(body, str) else b"",
    )


def _headers(headers: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(name).lower(), _text(value)) for name, values in headers.items() for value in values)


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
