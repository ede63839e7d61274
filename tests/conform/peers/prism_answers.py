"""Turns a request into the answers that Prism may give to it, computed from the description alone, and says why.

Prism keeps nothing. A request that it finds no fault with gets the first example of the lowest success; any other one that
of the first of a few statuses that is documented, whichever mistake it has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from specwright.conform.exchanges import Request, Response
from specwright.model.service import ApiKeyScheme, MediaType, Operation, Service
from specwright.model.types import Json
from specwright.twin.calls import Call, Refusal
from specwright.twin.creation import create_twin
from specwright.twin.edge.exchange import Exchange
from specwright.twin.negotiation import essence
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found, MethodMissing

__all__ = ["KEEPS_NOTHING", "METHOD", "MULTIPART", "REFUSES", "RULES", "STRANGERS", "Answer", "Predictor"]

MULTIPART: Final = "it refuses the multipart body that the description asks for"
REFUSES: Final = "it refuses with its first example, whatever is wrong"
METHOD: Final = "it answers another method in its own way"
STRANGERS: Final = "it takes any credential for the right one"
RULES: Final = "it judges neither rules nor formats of others"
KEEPS_NOTHING: Final = "it keeps nothing, and shows its first example of a success"
# By what is wrong: the statuses that Prism looks for, in its order; the last one is what it makes up itself.
_UNKNOWN: Final = (401,)
_MEDIA_TYPE: Final = (415, 422, 400)
_WRONG: Final = (422, 400)
_MOST_REFERENCES: Final = 20
# So Prism words what the description has no answer for.
_TITLES: Final = {
    401: "Invalid security scheme used",
    404: "Route not resolved, no path matched",
    405: "Route resolved, but no method matched",
    415: "Invalid content type",
    422: "Invalid request",
}
# What JSON Schema does not know, or knows otherwise than Prism's library: such requests may be taken or refused.
_OPEN: Final = frozenset({"format", "pattern", "uniqueItems", "readOnly", "writeOnly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer that Prism may give, and the reason; ``title`` is that of a problem of its own, in place of a body."""

    reason: str
    status: int
    body: Any = None
    title: str = ""
    is_empty: bool = False

    def is_given(self, answer: Response, value: Json) -> bool:
        """Say whether an answer, whose body was read as a value, is this one."""
        if answer.status != self.status:
            return False
        if self.title:
            return isinstance(value, dict) and value.get("title") == self.title
        return not answer.body if self.is_empty else value == self.body


class Predictor:
    """Tells what Prism answers for one description; ``credentials`` are those that callers are meant to hold."""

    def __init__(self, service: Service, credentials: Mapping[str, str]) -> None:
        self._service = service
        self._credentials = credentials
        self._pipeline = create_twin(service, seed=1).pipeline

    def answers(self, request: Request) -> list[Answer]:
        """List the answers that may come, with their reasons."""
        exchange = _exchange(request)
        self._pipeline.find(exchange)
        found = exchange.found
        if isinstance(found, MethodMissing):
            return [Answer(reason=METHOD, status=405, title=_TITLES[405])]
        if not isinstance(found, Found):
            return [Answer(reason=METHOD, status=404, title=_TITLES[404])]
        return list(self._of(found, exchange))

    def _of(self, found: Found, exchange: Exchange) -> Iterator[Answer]:
        operation = found.operation
        media_type = essence(exchange.header(b"content-type") or "")
        known = [essence(each.media_type) for each in operation.body.media_types] if operation.body is not None else []
        if not self._has_credentials(operation, exchange):
            yield self._refused(operation, _UNKNOWN, REFUSES)
            return
        if exchange.body and media_type and media_type not in known:
            yield self._refused(operation, _MEDIA_TYPE, REFUSES)
            return
        if media_type == "multipart/form-data" and media_type in known:
            # It reads each part as a text, so that an object in one is of the wrong type.
            yield self._refused(operation, _WRONG, MULTIPART)
            return
        wrong = self._mistakes(found, exchange)
        if wrong is None or not wrong:
            yield self._success(operation, exchange, wrong)
        if wrong is None:
            yield self._refused(operation, _WRONG, REFUSES)
        elif wrong:
            is_open = all(id_ in _OPEN or id_ not in _KEYWORDS for id_ in wrong)
            if is_open:
                yield self._success(operation, exchange, wrong)
            if not is_open or not wrong.isdisjoint(_OPEN):
                yield self._refused(operation, _WRONG, REFUSES)

    def _mistakes(self, found: Found, exchange: Exchange) -> set[str] | None:
        """List the keywords and rules that a request breaks; None where it cannot be read."""
        try:
            plan = self._pipeline.plans.of(found.operation)
            judged: Call | Refusal = self._pipeline.judge(plan, exchange, found.values, {})
        except RefusalError:
            return None
        return {each.id for each in judged.violations} if isinstance(judged, Refusal) else set()

    def _success(self, operation: Operation, exchange: Exchange, wrong: set[str] | None) -> Answer:
        reason = KEEPS_NOTHING if not self._is_stranger(operation, exchange) else STRANGERS
        response = min((each for each in operation.responses if each.status[:1] == "2"), key=lambda each: each.status)
        return self._shown(operation, int(response.status), RULES if wrong else reason)

    def _refused(self, operation: Operation, statuses: tuple[int, ...], reason: str) -> Answer:
        documented = {each.status for each in operation.responses}
        status = next((each for each in statuses if str(each) in documented), None)
        if status is None:
            return Answer(reason=reason, status=statuses[0], title=_TITLES[statuses[0]])
        return self._shown(operation, status, reason)

    def _shown(self, operation: Operation, status: int, reason: str) -> Answer:
        response = next(each for each in operation.responses if each.status == str(status))
        for content in response.media_types:
            for shown in self._examples(content):
                return Answer(reason=reason, status=status, body=shown)
        return Answer(reason=reason, status=status, is_empty=True)

    def _examples(self, content: MediaType) -> Iterator[Any]:
        """List examples as Prism orders them: that of the schema stands before those that have names."""
        definition: Json = content.definition
        for _ in range(_MOST_REFERENCES):
            key = str(definition.get("$ref", "")) if isinstance(definition, dict) else ""
            if not key:
                break
            definition = self._service.schemas[key.removeprefix("#/$defs/")].definition
        shown = definition.get("examples") if isinstance(definition, dict) else None
        yield from shown[:1] if isinstance(shown, list) else ()
        yield from content.examples.values()

    def _has_credentials(self, operation: Operation, exchange: Exchange) -> bool:
        return any(all(self._held(key, exchange) for key in alternative) for alternative in operation.security or ((),))

    def _held(self, key: str, exchange: Exchange) -> str:
        scheme = self._service.security_schemes[key]
        if isinstance(scheme, ApiKeyScheme):
            return exchange.header(scheme.parameter.lower().encode()) or ""
        kind, _, text = (exchange.header(b"authorization") or "").partition(" ")
        return text if kind == "Bearer" else ""

    def _is_stranger(self, operation: Operation, exchange: Exchange) -> bool:
        keys = {key for alternative in operation.security for key in alternative}
        return any(self._held(key, exchange) != self._credentials.get(key) for key in keys)


_KEYWORDS: Final = frozenset(
    [
        "type",
        "enum",
        "const",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "required",
        "properties",
        "additionalProperties",
        "minProperties",
        "maxProperties",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "if",
        "dependentRequired",
        "unevaluatedProperties",
        "prefixItems",
        "items",
        "contains",
    ]
)


def _exchange(request: Request) -> Exchange:
    path, _, query = request.target.partition("?")
    headers = [(name.lower().encode("latin-1", "replace"), text.encode("utf-8")) for name, text in request.headers]
    exchange = Exchange(
        {
            "type": "http",
            "method": request.method,
            "path": path,
            "raw_path": path.encode("latin-1", "replace"),
            "query_string": query.encode("latin-1", "replace"),
            "headers": headers,
        }
    )
    exchange.body = request.body
    return exchange
