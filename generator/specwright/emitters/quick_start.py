"""Turns the operations of a service into a short program: an object's life, as one resource shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specwright.emitters.arguments import Argument, arguments_of
from specwright.emitters.credentials import credentials_of, schemes_of
from specwright.emitters.example_values import example_of_media_type, example_of_parameter, example_of_part
from specwright.emitters.python_layout import lay_out
from specwright.emitters.resource_tree import Method, Resource, resource_tree
from specwright.model.config import Config
from specwright.model.service import MediaTypeKind, ParameterLocation, Part, Service
from specwright.model.types import Object, Ref

__all__ = ["QuickStart", "quick_start"]

_INDENT = 4
_LIFE = ("create", "read", "change", "list", "remove")
_COMMENTS = {
    "create": "Create",
    "read": "Read",
    "change": "Change",
    "list": "List",
    "remove": "Remove",
    "call": "Call",
}


@dataclass(frozen=True, slots=True)
class QuickStart:
    """A program, and the one call of it that the notes on asynchronous use repeat."""

    code: str
    resource: str
    method: str
    single_call: str


def quick_start(service: Service, config: Config) -> QuickStart | None:
    """Write the program, or nothing for a service without operations."""
    resources = resource_tree(service)
    if not resources:
        return None
    resource = max(resources, key=lambda candidate: len(_life(candidate)))
    steps = _life(resource) or {"call": resource.methods[0]}
    writer = _Writer(service, config, resource, steps)
    lines = [line for role, method in steps.items() for line in writer.step(role, method)]
    body = "\n".join(lines)
    imports = ["from pathlib import Path\n"] if "Path(" in body else []
    imports.append(f"from {config.package} import {config.client_class}")
    opening = f"with {config.client_class}({_credentials(service, config)}) as client:"
    shown = steps.get("read") or steps.get("list") or next(iter(steps.values()))
    return QuickStart(
        "\n".join([*imports, "", opening, body]),
        resource.attribute,
        shown.name,
        writer.call(shown, use_created=False),
    )


def _credentials(service: Service, config: Config) -> str:
    """Show the credentials of the first operation's first alternative, which is what a newcomer needs."""
    alternatives = next((o.security for o in service.operations if o.security), ())
    wanted = set(alternatives[0]) if alternatives else set[str]()
    schemes = [scheme for scheme in schemes_of(service) if scheme.key in wanted]
    # What a token is obtained with lasts longer than the token.
    names = [name for scheme in schemes for name in (scheme.ingredients or scheme.credentials)]
    known = {credential.name for credential in credentials_of(service, config)}
    return ", ".join(f'{name}="..."' for name in dict.fromkeys(names) if name in known)


def _life(resource: Resource) -> dict[str, Method]:
    """Find the first method for each step of an object's life; what is deprecated is shown to nobody."""
    found: dict[str, Method] = {}
    for method in resource.methods:
        role = _role(method)
        if role and not method.is_stream and not method.operation.docs.is_deprecated:
            found.setdefault(role, method)
    return {role: found[role] for role in _LIFE if role in found}


def _role(method: Method) -> str:
    operation = method.operation
    names_one = operation.path.rstrip("/").endswith("}")
    match operation.method.upper():
        case "POST" if not names_one and operation.body and "{" not in operation.path:
            return "create"
        case "GET":
            return "read" if names_one else "list" if "{" not in operation.path else ""
        case "PUT" | "PATCH" if names_one:
            return "change"
        case "DELETE" if names_one:
            return "remove"
        case _:
            return ""


class _Writer:
    def __init__(self, service: Service, config: Config, resource: Resource, steps: Mapping[str, Method]) -> None:
        self._service = service
        self._config = config
        self._resource = resource
        self._created = self._created_id(steps)
        self._version = self._version_source(steps)

    def step(self, role: str, method: Method) -> list[str]:
        """Write one call, what it gives bound to a name where later calls or the reader need it."""
        margin = " " * _INDENT
        call = self.call(method, use_created=role != "create")
        lines = [f"{margin}# {_COMMENTS[role]}: {method.operation.method.upper()} {_printable(method.operation.path)}"]
        if role == "read" and self._version:
            call = call.replace(f".{self._resource.attribute}.", f".{self._resource.attribute}.with_raw_response.", 1)
            return [*lines, f"{margin}read = {call}", f"{margin}print(read.parsed)"]
        if role == "create" and self._created:
            return [*lines, f"{margin}created = {call}"]
        if role in {"read", "list", "call"}:
            return [*lines, f"{margin}print({call})"]
        return [*lines, f"{margin}{call}"]

    def call(self, method: Method, *, use_created: bool) -> str:
        """Write a call with all that is required."""
        texts: list[str] = []
        inner = 2 * _INDENT
        for argument in arguments_of(method.operation):
            is_version = self._version and _is_if_match(argument) and use_created
            if is_version:
                texts.append(f'{argument.name}=read.headers["etag"]')
            elif argument.is_positional:
                texts.append(self._identity(argument, method, use_created=use_created))
            elif argument.is_required or any(part.is_file for part in argument.parts):
                texts.append(f"{argument.name}={self._value(argument, method, inner, len(argument.name) + 1)}")
        head = f"client.{self._resource.attribute}.{method.name}"
        flat = f"{head}({', '.join(texts)})"
        if "\n" not in flat and len(flat) <= 80:
            return flat
        margin = " " * inner
        return "\n".join([f"{head}(", *(f"{margin}{text}," for text in texts), " " * _INDENT + ")"])

    def _identity(self, argument: Argument, method: Method, *, use_created: bool) -> str:
        if use_created and self._created and self._created[0] == argument.name:
            return f"created.{self._created[1]}"
        return self._value(argument, method, 2 * _INDENT, 0)

    def _value(self, argument: Argument, method: Method, indent: int, lead: int) -> str:
        if argument.parameter:
            return lay_out(example_of_parameter(argument.parameter, self._service), indent=indent, lead=lead)
        if argument.parts:
            return self._part(argument.parts[0], method, indent, lead)
        media_type = argument.media_types[0]
        if media_type.kind is MediaTypeKind.BINARY:
            return 'Path("content.bin")'
        value = example_of_media_type(media_type, self._service)
        if media_type.kind is MediaTypeKind.JSON_LINES:
            value = [value]
        elif media_type.kind in {MediaTypeKind.TEXT, MediaTypeKind.EVENT_STREAM} and not isinstance(value, str):
            value = "text"
        return lay_out(value, indent=indent, lead=lead)

    def _part(self, part: Part, method: Method, indent: int, lead: int) -> str:
        if part.is_file:
            return '[Path("document.pdf")]' if part.is_repeated else 'Path("document.pdf")'
        body = method.operation.body
        whole = next((m for m in body.media_types if part in m.parts), None) if body else None
        example = example_of_media_type(whole, self._service) if whole and whole.examples else None
        if isinstance(example, dict) and part.name.wire in example:
            return lay_out(example[part.name.wire], indent=indent, lead=lead)
        return lay_out(example_of_part(part, self._service), indent=indent, lead=lead)

    def _created_id(self, steps: Mapping[str, Method]) -> tuple[str, str] | None:
        """Find the member of the created object that later calls name it by: argument and attribute."""
        create = steps.get("create")
        later = [method for role, method in steps.items() if role in {"read", "change", "remove"}]
        if create is None or not later or not isinstance(create.result, Ref):
            return None
        type_ = self._service.schemas[create.result.key].type
        positional = [argument for argument in arguments_of(later[0].operation) if argument.is_positional]
        if not isinstance(type_, Object) or len(positional) != 1 or positional[0].parameter is None:
            return None
        wire = positional[0].parameter.name.wire
        for item in type_.properties:
            if item.name.wire in {wire, "id"}:
                return positional[0].name, item.name.python
        return None

    def _version_source(self, steps: Mapping[str, Method]) -> bool:
        wants = any(_is_if_match(a) for method in steps.values() for a in arguments_of(method.operation))
        return wants and "read" in steps


def _is_if_match(argument: Argument) -> bool:
    parameter = argument.parameter
    return (
        parameter is not None
        and parameter.location is ParameterLocation.HEADER
        and parameter.name.wire.lower() == "if-match"
    )


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
