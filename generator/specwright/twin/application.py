"""Turns a service into an ASGI application that answers from the examples of its description."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from specwright.model.service import Operation, Service
from specwright.twin.answers import OperationAnswers
from specwright.twin.bodies import check_body, read_body
from specwright.twin.credentials import challenges, missing_credentials
from specwright.twin.parameters import check_parameters
from specwright.twin.preferences import parse_preferences
from specwright.twin.refusals import RefusalError
from specwright.twin.replies import preferred, refused, succeeded
from specwright.twin.routing import Found, MethodMissing, Router
from specwright.twin.synthesis import Synthesiser

__all__ = ["create_example_server"]

_MOST_BYTES: Final = 32 * 1024 * 1024


def create_example_server(service: Service, *, max_body: int = _MOST_BYTES) -> ASGIApp:
    """Make an application that checks the form of each request and answers with a documented example.

    ``Prefer: code=404``, ``Prefer: example=NAME`` and ``Prefer: error=CODE`` choose another answer. Nothing is
    remembered from one request to the next.
    """
    return Starlette(routes=[Mount("/", app=_ExampleServer(service, max_body))])


class _ExampleServer:
    """The application itself; an operation's answers are made when it is first called."""

    def __init__(self, service: Service, max_body: int) -> None:
        self._service = service
        self._max_body = max_body
        self._router = Router(service.operations)
        self._synthesiser = Synthesiser(service.schemas)
        self._answers: dict[int, OperationAnswers] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
            return
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        answers: OperationAnswers | None = None
        try:
            found = self._find(request)
            # A path without the method still documents what 405 looks like, at the operations that it has.
            answers = self._answers_of(found.operation if isinstance(found, Found) else found.route.first)
            # The body is read before anything is refused: who is still sending cannot hear an answer.
            content = await read_body(request, self._max_body)
            if isinstance(found, MethodMissing):
                allow = found.route.allow
                return refused(RefusalError(405, f"this path takes {allow}", headers=(("Allow", allow),)), answers)
            preferences = parse_preferences(request.headers.getlist("prefer"))
            if preferences:
                return preferred(answers, preferences, request)
            await self._check(found.operation, content, request)
            return succeeded(answers, request)
        except RefusalError as refusal:
            return refused(refusal, answers)

    def _find(self, request: Request) -> Found | MethodMissing:
        # The raw path tells a slash in a value from one between segments.
        raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
        found = self._router.find(request.method, raw.partition(b"?")[0].decode("ascii", "replace"))
        if found is None:
            raise RefusalError(404, f"no operation has the path {request.scope['path']}")
        return found

    async def _check(self, operation: Operation, content: bytes, request: Request) -> None:
        missing = missing_credentials(operation, self._service.security_schemes, request)
        if missing:
            said = challenges(missing, self._service.security_schemes)
            headers = tuple(("WWW-Authenticate", challenge) for challenge in said)
            raise RefusalError(401, f"credentials are missing: {', '.join(missing)}", headers=headers)
        if operation.body is not None:
            await check_body(operation.body, content, request)
        check_parameters(operation, request, self._service.schemas)

    def _answers_of(self, operation: Operation) -> OperationAnswers:
        # The service outlives the application, so an operation's identity is a lasting key.
        key = id(operation)
        if key not in self._answers:
            self._answers[key] = OperationAnswers(operation, self._service, self._synthesiser)
        return self._answers[key]
