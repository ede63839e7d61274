"""Reads a request back as a server would, to know what its values became on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from specwright.conform.drafts import Draft, SpellingError, write
from specwright.conform.exchanges import Request
from specwright.conform.kit import Kit
from specwright.model.service import MediaTypeKind, Operation
from specwright.model.types import Json
from specwright.twin.edge.bodies import BodyReader
from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.parameters import ParameterReader
from specwright.twin.judges import CheckViolation
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found, Router

__all__ = ["Reader"]

_DEPTH: Final = 100
_PARTS: Final = 1_000


class Reader:
    """Reads and judges what was spelled, by the checks of the description."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._router = Router(kit.service.operations)

    def parameter_violations(self, draft: Draft) -> tuple[CheckViolation, ...]:
        """List what the check finds in the parameters as they arrive.

        Raises:
            SpellingError: they do not arrive there, or not at all.
        """
        check = self._kit.judges.parameters(draft.operation)
        return () if check is None else check(self.parameters(draft))

    def parameters(self, draft: Draft) -> Mapping[str, Mapping[str, Json]]:
        """Give the parameters as they arrive.

        Raises:
            SpellingError: they do not arrive there, or not at all.
        """
        request = write(draft, self._kit.service.security_schemes)
        path = request.target.partition("?")[0]
        found = self._router.find(request.method, path)
        if not isinstance(found, Found) or found.operation is not draft.operation:
            raise SpellingError("with this value, the path is that of another operation")
        reader = self._kit.once(("reader", draft.operation.name.wire), lambda: self._parameter_reader(draft.operation))
        try:
            values, _ = reader.read(_exchange(request), found.values)
        except RefusalError as error:
            raise SpellingError(f"it cannot be read: {error}") from None
        return values

    def body_violations(self, draft: Draft) -> tuple[CheckViolation, ...]:
        """List what the check finds in a body as it arrives.

        Raises:
            SpellingError: it has no spelling, or arrives as something else.
        """
        content = draft.content
        check = None if content is None else self._kit.judges.body(draft.operation, content.media_type)
        if content is None or check is None:
            return ()
        if content.kind is MediaTypeKind.JSON:
            return check(draft.body)
        request = write(draft, self._kit.service.security_schemes)
        reader = self._kit.once(("bodies", draft.operation.name.wire), lambda: self._body_reader(draft.operation))
        exchange = _exchange(request)
        try:
            read = reader.read(content, exchange, max_parts=_PARTS, max_depth=_DEPTH)
        except RefusalError as error:
            raise SpellingError(f"it cannot be read: {error}") from None
        items: list[Any] = read.judged if content.kind is MediaTypeKind.JSON_LINES else [read.judged]
        return tuple(each for item in items for each in check(item))

    def _parameter_reader(self, operation: Operation) -> ParameterReader:
        return ParameterReader(operation, self._kit.service.schemas, max_depth=_DEPTH)

    def _body_reader(self, operation: Operation) -> BodyReader:
        return BodyReader(operation, self._kit.service.schemas, aliases={}, has_loose_parts=False)


def _exchange(request: Request) -> Exchange:
    path, _, query = request.target.partition("?")
    headers = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in request.headers]
    exchange = Exchange(
        {
            "type": "http",
            "method": request.method,
            "path": path,
            "raw_path": path.encode("ascii"),
            "query_string": query.encode("ascii"),
            "headers": headers,
        }
    )
    exchange.body = request.body
    return exchange
