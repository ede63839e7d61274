"""Compiles schemas and services in memory, and loads the modules that come out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from specwright.checks import CheckModule, compile_checks
from specwright.checks.catalog import Catalog, Document
from specwright.checks.function_text import function_text
from specwright.checks.functions import Functions
from specwright.checks.judging import Shop
from specwright.checks.module import module_text
from specwright.checks.spots import Navigator
from specwright.checks.statements import statements
from specwright.checks.walking import RuleWalk
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.service import Body, ErrorCode, MediaType, MediaTypeKind, Operation, Parameter, Response, Service
from specwright.model.types import AnyType, Json, Schema
from specwright.rules.formats import FORMATS

__all__ = ["Judge", "body_service", "judge", "load", "module_of", "operation", "pairs", "service_of"]

Check = Callable[..., tuple[Any, ...]]


@dataclass(frozen=True)
class Judge:
    """A schema as Python: the verdict on a value, and its violations."""

    source: str
    verdict: Callable[[Any], bool]
    violations: Callable[[Any], tuple[Any, ...]]


def load(source: str) -> dict[str, Any]:
    """Run the text of a module."""
    names: dict[str, Any] = {"__name__": "checks"}
    exec(compile(source, "<checks>", "exec"), names)  # noqa: S102 - what the compiler wrote is what is under test
    return names


def judge(
    schema: Json, *, documents: Mapping[str, Json] | None = None, formats: Collection[str] = tuple(FORMATS)
) -> Judge:
    """Compile one schema by itself; ``documents`` are others that it may refer to, by their addresses."""
    others = {uri: Document(root) for uri, root in (documents or {}).items()}
    catalog = Catalog({"": Document(schema), **others})
    navigator = Navigator(catalog)
    functions = Functions(navigator)
    shop = Shop(navigator, functions, statements, None, formats)
    start = navigator.settle(navigator.enter(catalog.at("", "")))
    verdict, find = functions.call("is", start), functions.call("find", start)
    walk = RuleWalk(shop)
    functions.write_all(lambda kind, spot, name: function_text(walk, walk, kind, spot, name))
    for errors in functions.failures.values():
        raise errors[0]
    bridge = f"def violations(value: Any) -> tuple[Violation, ...]:\n    return violations_of({find}, value)"
    source = module_text((), constants=functions.constants, definitions=[*functions.sources.values(), bridge])
    names = load(source)
    return Judge(source, names[verdict], names["violations"])


def pairs(found: tuple[Any, ...]) -> list[tuple[str, str]]:
    """Keep of violations their places and keywords."""
    return [(each.path, each.id) for each in found]


def service_of(
    *operations: Operation, schemas: Mapping[str, Json] | None = None, codes: Collection[str] = ()
) -> Service:
    """Make a service of operations and named schemas."""
    return Service(
        title="Demo",
        version="1",
        openapi="3.1.0",
        operations=operations,
        schemas={
            key: Schema(
                key=key,
                name=Name(key),
                type=AnyType(),
                definition=definition,
                where=Location("openapi.yaml", f"/components/schemas/{key}"),
            )
            for key, definition in (schemas or {}).items()
        },
        error_codes=tuple(ErrorCode(name=Name(code)) for code in codes),
    )


def operation(
    name: str,
    *,
    body: Json = None,
    parameters: tuple[Parameter, ...] = (),
    responses: Mapping[str, Json] | None = None,
    media_type: str = "application/json",
    kind: MediaTypeKind = MediaTypeKind.JSON,
) -> Operation:
    """Make an operation; None stands for no body."""
    at = f"/paths/~1{name}/post"
    content = None if body is None else _content(media_type, kind, body, f"{at}/requestBody/content/x")
    return Operation(
        name=Name(name),
        resource="",
        method="post",
        path=f"/{name}",
        parameters=parameters,
        body=None if content is None else Body(media_types=(content,), is_required=True),
        responses=tuple(
            Response(
                status=status,
                media_types=(_content(media_type, kind, definition, f"{at}/responses/{status}/content/x"),),
            )
            for status, definition in (responses or {}).items()
        ),
        security=(),
        where=Location("openapi.yaml", at),
    )


def _content(media_type: str, kind: MediaTypeKind, definition: Json, pointer: str) -> MediaType:
    where = Location("openapi.yaml", pointer)
    return MediaType(media_type=media_type, kind=kind, type=AnyType(), definition=definition, where=where)


def body_service(body: Json, *, schemas: Mapping[str, Json] | None = None, codes: Collection[str] = ()) -> Service:
    """Make a service with one operation, which takes a body."""
    return service_of(operation("send", body=body), schemas=schemas, codes=codes)


def module_of(service: Service, **options: Any) -> tuple[CheckModule, dict[str, Any]]:
    """Compile a service and load what comes out."""
    module = compile_checks(service, **options)
    return module, load(module.text)
