"""Lets Schemathesis draw requests to an operation, and turns them into plain values: parameters by location, a body."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from specwright.conform.answers import content_of_requests
from specwright.model.service import MediaType, MediaTypeKind, Operation, Service
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.twin.negotiation import essence

__all__ = ["Drawn", "drawn_requests", "schema_of"]

# Of each operation and mode.
_EXAMPLES: Final = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """One request as Schemathesis draws it: a body of the documented media type, and its parameters by location."""

    mode: str
    number: int
    body: Any
    has_body: bool
    parameters: Mapping[str, Mapping[str, Json]]


def schema_of(service: Service) -> Any:
    """Give the description to Schemathesis, without how a twin behaves.

    Raises:
        ImportError: it is not installed.
    """
    with warnings.catch_warnings():
        # What it imports warns of itself, which is nothing to whoever tests a service.
        warnings.simplefilter("ignore")
        import schemathesis  # noqa: PLC0415  an extra

    loaded: Any = schemathesis.openapi
    return loaded.from_dict(service.document)


def drawn_requests(schema: Any, operation: Operation, mode: str, seed: int) -> Iterator[Drawn]:
    """Let Schemathesis draw; the same seed draws the same."""
    import hypothesis  # noqa: PLC0415  comes with the extra
    from schemathesis.generation import GenerationMode  # noqa: PLC0415  an extra

    strategy = schema[operation.path][operation.method.upper()].as_strategy(generation_mode=GenerationMode(mode))
    drawn: list[Any] = []
    seeded: Any = hypothesis.seed

    def keep(case: Any) -> None:
        drawn.append(case)

    checks: Any = hypothesis.HealthCheck
    settings: Any = hypothesis.settings(
        max_examples=_EXAMPLES,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(checks),
    )
    given: Any = hypothesis.given(strategy)
    run: Any = seeded(f"{seed}/{operation.name.wire}/{mode}")(settings(given(keep)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run()
    content = content_of_requests(operation)
    for number, case in enumerate(drawn):
        parameters = {"path": _texts(case.path_parameters), "query": _texts(case.query)}
        has_body = content is not None and _is_of(content, case)
        yield Drawn(mode, number, _plain(case.body) if has_body else None, has_body, parameters)


def _is_of(content: MediaType, case: Any) -> bool:
    """Say whether what is drawn is a value that a body of this media type is written from."""
    # Its mark for no body is a type of its own.
    body, media_type = case.body, case.media_type or ""
    if content.kind is MediaTypeKind.JSON:
        return "json" in media_type and isinstance(body, (OBJECT, ARRAY, str, int, float, bool, type(None)))
    if content.kind in {MediaTypeKind.MULTIPART, MediaTypeKind.FORM}:
        return essence(media_type) == essence(content.media_type) and isinstance(body, OBJECT)
    return False


def _plain(value: Any) -> Any:
    """Take the bytes out of what Schemathesis wraps files in."""
    if isinstance(value, OBJECT):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, ARRAY):
        return [_plain(item) for item in value]
    data: object = getattr(value, "data", None)
    return data if isinstance(data, bytes) else value


def _texts(values: object) -> dict[str, Json]:
    """Keep what has one spelling: texts, numbers and the like."""
    if not isinstance(values, dict):
        return {}
    given = cast("dict[str, Any]", dict(cast("Any", values)))
    return {name: value for name, value in given.items() if isinstance(value, (str, int, float, bool))}
