"""Turns operations into ``_operations/<resource>.py``: one frozen descriptor each, for calls, views and fakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specwright.checks import CheckModule
from specwright.emitters.arguments import BODY, Argument, arguments_of
from specwright.emitters.calls import call, items
from specwright.emitters.checked import Checked
from specwright.emitters.pytext import Imports, literal
from specwright.emitters.render import header, render
from specwright.emitters.resource_tree import Method, Resource, content_type, resource_tree
from specwright.emitters.scopes import free_names, rename
from specwright.emitters.servers import base_urls
from specwright.emitters.typetext import type_expression
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Body, MediaType, MediaTypeKind, Operation, Paging, Part, Response, Service

__all__ = ["DescriptorView", "emit_operations"]

_BODY_KINDS = {
    MediaTypeKind.JSON: "json",
    MediaTypeKind.FORM: "form",
    MediaTypeKind.MULTIPART: "multipart",
    MediaTypeKind.TEXT: "text",
    MediaTypeKind.BINARY: "binary",
    MediaTypeKind.JSON_LINES: "json-lines",
    MediaTypeKind.EVENT_STREAM: "text",
}
_CONTENT_KINDS = {
    MediaTypeKind.JSON: "json",
    MediaTypeKind.FORM: "text",
    MediaTypeKind.MULTIPART: "binary",
    MediaTypeKind.TEXT: "text",
    MediaTypeKind.BINARY: "binary",
    MediaTypeKind.JSON_LINES: "json-lines",
    MediaTypeKind.EVENT_STREAM: "event-stream",
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class DescriptorView:
    """What the template lays out for one descriptor; all of it is Python text."""

    constant: str
    result: str
    expression: str


def emit_operations(service: Service, config: Config, checks: CheckModule) -> list[File]:
    """Write one module of descriptors for each resource."""
    checked = Checked(service, checks)
    files = [File(f"{config.package}/_operations/__init__.py", header(service).encode())]
    for resource in resource_tree(service):
        text = _module(resource, service, config, checked)
        files.append(File(f"{config.package}/_operations/{resource.module}.py", text.encode()))
    return files


def _module(resource: Resource, service: Service, config: Config, checked: Checked) -> str:
    imports = Imports()
    imports.add(f"{config.package}._runtime._operation", "Operation")
    writer = _Writer(service, config, imports, checked)
    descriptors = [writer.view(method) for method in resource.methods]
    return render(
        "client/package/_operations/resource.py.jinja",
        header=header(service),
        package=config.package,
        resource=resource,
        descriptors=descriptors,
        imports=imports.lines(),
        names_models=writer.names_models,
        refers_to_models=any("models" in free_names(descriptor.result) for descriptor in descriptors),
    )


class _Writer:
    """Writes descriptors as constructor calls in which what equals a default is left out."""

    def __init__(self, service: Service, config: Config, imports: Imports, checked: Checked) -> None:
        self._service = service
        self._checked = checked
        self._imports = imports
        self._descriptors = f"{config.package}._runtime._operation"
        self.names_models = False

    def view(self, method: Method) -> DescriptorView:
        operation = method.operation
        arguments = arguments_of(operation)
        expression = call(
            "Operation",
            id=literal(operation.name.wire),
            method=literal(operation.method.upper()),
            path=items(self._path(operation, arguments)),
            parameters=items(self._parameter(a) for a in arguments if a.parameter and not a.is_positional),
            bodies=items(self._body(media_type, operation) for media_type in _media_types(operation.body)),
            responses=items(self._response(response) for response in method.responses),
            security=items(literal(tuple(alternative)) for alternative in operation.security),
            servers=items(literal(url) for url in base_urls(operation.servers)),
            is_idempotent="True" if operation.is_idempotent else None,
            paging=self._paging(operation.paging) if method.pages and operation.paging else None,
            has_parameter_check=_if(self._checked.has_parameter_check(operation)),
        )
        return DescriptorView(method.constant, self._result(method), expression)

    def _use(self, name: str) -> str:
        return self._imports.add(self._descriptors, name)

    def _result(self, method: Method) -> str:
        if method.is_stream:
            # One descriptor serves `Stream` and `AsyncStream`; the methods say which.
            return self._imports.add("typing", "Any")
        return type_expression(method.result, service=self._service, imports=self._imports)

    def _path(self, operation: Operation, arguments: tuple[Argument, ...]) -> Iterator[str]:
        in_path = {a.parameter.name.wire: a for a in arguments if a.parameter and a.is_positional}
        for index, piece in enumerate(_PLACEHOLDER.split(operation.path)):
            if index % 2 and piece in in_path:
                yield self._parameter(in_path[piece])
            elif index % 2:
                yield literal("{" + piece + "}")
            elif piece:
                yield literal(piece)

    def _parameter(self, argument: Argument) -> str:
        parameter = argument.parameter
        if parameter is None:
            raise ValueError(f"{argument.name} is no parameter")
        type_, has_type_only = self._checked.parameter_type(parameter)
        return call(
            self._use("Parameter"),
            python=literal(argument.name),
            wire=literal(parameter.name.wire),
            location=literal(parameter.location.value),
            is_required="True" if argument.is_required else None,
            style=_unless(parameter.style.value, "form"),
            explode=None if parameter.explode else "False",
            allow_reserved="True" if parameter.allow_reserved else None,
            content=_unless(parameter.content, ""),
            encoding=_unless(parameter.encoding, ""),
            type=_unless(type_, ""),
            has_type_only=_if(has_type_only),
        )

    def _body(self, media_type: MediaType, operation: Operation) -> str:
        body, checked = operation.body, self._checked
        return call(
            self._use("Body"),
            media_type=literal(media_type.media_type),
            kind=literal(_BODY_KINDS[media_type.kind]),
            python=_unless(BODY, "body"),
            is_required="True" if body and body.is_required else None,
            parts=items(self._part(part, media_type) for part in media_type.parts),
            has_check=_if(checked.has_body_check(operation, media_type)),
            has_transitions=_if(checked.has_transitions(operation, media_type)),
        )

    def _part(self, part: Part, media_type: MediaType) -> str:
        return call(
            self._use("Part"),
            python=literal(part.name.python),
            wire=literal(part.name.wire),
            is_required="True" if part.is_required else None,
            is_file="True" if part.is_file else None,
            is_repeated="True" if part.is_repeated else None,
            content_type=_unless(part.content_type, ""),
            style=_unless(part.style.value, "form"),
            explode=None if part.explode else "False",
            type=_unless("" if part.is_file else self._checked.part_type(media_type.definition, part.name.wire), ""),
        )

    def _response(self, response: Response) -> str:
        return call(
            self._use("Response"),
            status=literal(response.status),
            contents=items(self._content(media_type) for media_type in response.media_types),
        )

    def _content(self, media_type: MediaType) -> str:
        text = type_expression(content_type(media_type), service=self._service, imports=self._imports)
        self.names_models = self.names_models or "models" in free_names(text)
        return call(
            self._use("ResponseContent"),
            media_type=literal(media_type.media_type),
            kind=literal(_CONTENT_KINDS[media_type.kind]),
            type=f"lambda: {rename(text, {'models': '_client.models'})}",
        )

    def _paging(self, paging: Paging) -> str:
        return call(
            self._use("Paging"),
            style=literal(paging.style),
            items=literal(paging.items),
            request=_unless(paging.request, ""),
            limit=_unless(paging.limit, ""),
            next=_unless(paging.next, ""),
        )


def _media_types(body: Body | None) -> tuple[MediaType, ...]:
    return body.media_types if body else ()


def _if(condition: bool) -> str | None:  # noqa: FBT001 - one question, one answer
    return "True" if condition else None


def _unless(value: str, default: str) -> str | None:
    return None if value == default else literal(value)
