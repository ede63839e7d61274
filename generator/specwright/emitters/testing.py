"""Turns the resources of a client into ``testing.py``: a typed fake that answers in place of the service."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.emitters.credentials import credentials_of
from specwright.emitters.pytext import Imports, docstring, literal
from specwright.emitters.render import header, render
from specwright.emitters.resource_tree import Resource, resource_tree
from specwright.emitters.servers import base_urls
from specwright.emitters.typetext import type_expression
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import ErrorCode, Service
from specwright.model.types import Json

__all__ = ["emit_testing", "fake_attribute", "fake_name"]

_NOWHERE = "https://service.invalid"
_REFUSED = 400
# What a fake has beside its resources.
_TAKEN = frozenset({"async_client", "calls", "client", "transport"})


@dataclass(frozen=True, slots=True)
class FakeMethodView:
    """One attribute of a fake resource; all of it is Python text."""

    name: str
    constant: str
    result: str


@dataclass(frozen=True, slots=True)
class FakeResourceView:
    """One fake resource."""

    attribute: str
    module: str
    name: str
    docstring: str
    methods: tuple[FakeMethodView, ...]


def fake_name(config: Config) -> str:
    """Name the fake after the client."""
    return f"Fake{config.client_class.removesuffix('Client') or config.client_class}"


def fake_attribute(attribute: str) -> str:
    """Name a resource of the fake as the client names it, unless the fake has another use for the name."""
    return f"{attribute}_" if attribute in _TAKEN else attribute


def emit_testing(service: Service, config: Config) -> list[File]:
    """Write the module that a consumer's tests import."""
    imports = Imports()
    resources = [_resource(resource, service, imports) for resource in resource_tree(service)]
    codes = service.error_codes if service.error_code_pointer else ()
    text = render(
        "client/package/testing.py.jinja",
        header=header(service),
        package=config.package,
        package_literal=literal(config.package),
        title=docstring(f"A fake of {service.title or config.name} for the tests of what uses the client."),
        fake=fake_name(config),
        client=config.client_class,
        exports=sorted(["FakeTransport", fake_name(config), "RecordedCall", "UnexpectedCall"]),
        credentials=[credential.name for credential in credentials_of(service, config)],
        base_url="None" if any(base_urls(service.servers)) else literal(_NOWHERE),
        resources=resources,
        imports=imports.lines(),
        codes=[literal(code.name.wire) for code in codes],
        refusals=[
            (literal(code.name.wire), _status(code), literal(_body(service.error_code_pointer, code.name.wire)))
            for code in codes
        ],
    )
    return [File(f"{config.package}/testing.py", text.encode())]


def _resource(resource: Resource, service: Service, imports: Imports) -> FakeResourceView:
    return FakeResourceView(
        attribute=fake_attribute(resource.attribute),
        module=resource.module,
        name=f"{resource.class_name}Fake",
        docstring=docstring(f"What the methods of `{resource.attribute}` answer, and how they were called.", 4),
        methods=tuple(
            FakeMethodView(
                method.name, method.constant, type_expression(method.result, service=service, imports=imports)
            )
            for method in resource.methods
        ),
    )


def _status(code: ErrorCode) -> int:
    """Choose the status that a code comes with: the first documented one that is a number."""
    return next((int(status) for status in code.statuses if status.isdecimal()), _REFUSED)


def _body(pointer: str, code: str) -> Json:
    """Put a code where the service's error bodies have it."""
    body: Json = code
    for token in reversed(pointer.split("/")[1:]):
        body = [body] if token.isdecimal() else {token.replace("~1", "/").replace("~0", "~"): body}
    return body
