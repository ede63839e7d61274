"""Turns resources into ``resources/<resource>.py``: a synchronous and an asynchronous class, with typed views."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import dataclass

from specwright.checks import CheckModule
from specwright.emitters.checked import Checked
from specwright.emitters.docstrings import method_text
from specwright.emitters.pytext import Imports, docstring
from specwright.emitters.render import header, render
from specwright.emitters.resource_tree import Method, Resource, resource_tree
from specwright.emitters.scopes import rename
from specwright.emitters.signatures import signature_of
from specwright.emitters.typetext import type_expression
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service
from specwright.model.types import AnyType, Type

__all__ = ["MethodView", "ResourceView", "emit_resources"]

_METHOD_INDENT = 8
# Names that annotations use and methods may bear, with the import that gives each another name.
_ALIASES = {
    "models": ("{package}", "models as _models"),
    "dicts": ("{package}", "dicts as _dicts"),
    "date": ("datetime", "date as _date"),
    "datetime": ("datetime", "datetime as _datetime"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """One method; all of it is Python text."""

    name: str
    constant: str
    parameters: str
    arguments: str
    result: str
    docstring: str
    is_stream: bool
    pages: str
    page_item: str
    pages_docstring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """One class with its views."""

    name: str
    docstring: str
    methods: tuple[MethodView, ...]
    is_async: bool


def emit_resources(service: Service, config: Config, checks: CheckModule) -> list[File]:
    """Write one module for each resource."""
    checked = Checked(service, checks)
    files = [File(f"{config.package}/resources/__init__.py", header(service).encode())]
    for resource in resource_tree(service):
        writer = _Writer(resource, service, config, checked)
        views = [writer.view(is_async=False), writer.view(is_async=True)]
        text = render(
            "client/package/resources/resource.py.jinja",
            header=header(service),
            package=config.package,
            module=resource.module,
            views=views,
            imports=writer.imports.lines(),
            has_streams=any(method.is_stream for method in resource.methods),
            has_pages=any(method.pages for method in resource.methods),
        )
        files.append(File(f"{config.package}/resources/{resource.module}.py", text.encode()))
    return files


class _Writer:
    """Writes the classes of one module, and gathers what their annotations import."""

    def __init__(self, resource: Resource, service: Service, config: Config, checked: Checked) -> None:
        self._checked = checked
        self._resource = resource
        self._service = service
        self.imports = Imports()
        methods = {name for method in resource.methods for name in (method.name, method.pages)}
        self._renamed = self._rename_shadowed(methods, config.package)

    def view(self, *, is_async: bool) -> ResourceView:
        resource = self._resource
        text = resource.description or f"The operations of `{resource.attribute}`."
        return ResourceView(
            name=resource.async_class_name if is_async else resource.class_name,
            docstring=docstring(text, 4),
            methods=tuple(self._method(method, is_async=is_async) for method in resource.methods),
            is_async=is_async,
        )

    def _method(self, method: Method, *, is_async: bool) -> MethodView:
        old_types = self._checked.old_types(method.operation)
        signature = signature_of(
            method, self._service, self.imports, is_async=is_async, renamed=self._renamed, old_types=old_types
        )
        text = method_text(method, self._service, is_async=is_async, takes_old=bool(old_types))
        paging = method.operation.paging
        loop = "async for" if is_async else "for"
        return MethodView(
            name=method.name,
            constant=method.constant,
            parameters=signature.parameters,
            arguments=signature.arguments,
            result=self._type(method.result),
            docstring=docstring(text, _METHOD_INDENT),
            is_stream=method.is_stream,
            pages=method.pages,
            page_item=self._type(paging.item_type or AnyType()) if paging else "",
            pages_docstring=docstring(
                f"Iterate over the items of all pages of `{method.name}`, which are fetched as `{loop}` asks for them."
                "\n\nIts arguments are the same; `.pages()` of what it gives iterates over whole pages.",
                _METHOD_INDENT,
            ),
        )

    def _type(self, type_: Type) -> str:
        return rename(type_expression(type_, service=self._service, imports=self.imports), self._renamed)

    def _rename_shadowed(self, methods: Iterable[str], package: str) -> dict[str, str]:
        """Say how to spell what a method's name hides from the annotations of its class (``list`` often does)."""
        renamed: dict[str, str] = {}
        for name in sorted(methods):
            if name in _ALIASES:
                module, imported = _ALIASES[name]
                renamed[name] = self.imports.add(module.format(package=package), imported)
            elif hasattr(builtins, name):
                renamed[name] = f"{self.imports.add('builtins')}.{name}"
        return renamed
