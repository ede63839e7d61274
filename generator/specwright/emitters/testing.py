"""Turns the resources of a client into ``testing.py``: a typed fake that answers in place of the service."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.emitters.credentials import credentials_of
from specwright.emitters.pytext import Imports, docstring, literal
from specwright.emitters.render import header, render
from specwright.emitters.resource_tree import Method, Resource, resource_tree
from specwright.emitters.typetext import type_expression
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_testing", "fake_name"]


@dataclass(frozen=True, slots=True)
class FakeMethodView:
    """One attribute of a fake resource; all of it is Python text."""

    name: str
    module: str
    constant: str
    result: str


@dataclass(frozen=True, slots=True)
class FakeResourceView:
    """One fake resource."""

    attribute: str
    class_name: str
    docstring: str
    methods: tuple[FakeMethodView, ...]


def fake_name(config: Config) -> str:
    """Name the fake after the client."""
    return f"Fake{config.client_class.removesuffix('Client') or config.client_class}"


def emit_testing(service: Service, config: Config) -> list[File]:
    """Write the module that a consumer's tests import."""
    imports = Imports()
    resources = [_resource(resource, service, imports) for resource in resource_tree(service)]
    text = render(
        "client/package/testing.py.jinja",
        header=header(service),
        package=config.package,
        title=docstring(f"A fake of {service.title or config.name} for the tests of what uses the client."),
        fake=fake_name(config),
        client=config.client_class,
        credentials=[literal(credential.name) for credential in credentials_of(service, config)],
        resources=resources,
        imports=imports.lines(),
    )
    return [File(f"{config.package}/testing.py", text.encode())]


def _resource(resource: Resource, service: Service, imports: Imports) -> FakeResourceView:
    return FakeResourceView(
        attribute=resource.attribute,
        class_name=f"Fake{resource.class_name}",
        docstring=docstring(f"What the methods of `{resource.attribute}` answer, and how they were called.", 4),
        methods=tuple(_method(method, resource, service, imports) for method in resource.methods),
    )


def _method(method: Method, resource: Resource, service: Service, imports: Imports) -> FakeMethodView:
    return FakeMethodView(
        method.name, resource.module, method.constant, type_expression(method.result, service=service, imports=imports)
    )
