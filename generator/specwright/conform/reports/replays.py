"""Turns a request into the ways to send it again: a command, a line of curl, a call of the generated client."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.parse import parse_qsl, unquote

from specwright.conform.exchanges import Request
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.subject import Subject
from specwright.emitters.arguments import Argument, arguments_of
from specwright.emitters.python_layout import lay_out
from specwright.emitters.resource_tree import resource_tree
from specwright.model.service import MediaTypeKind, Operation, ParameterLocation
from specwright.model.types import Json
from specwright.twin.edge.form_reading import Field, FormError, read_multipart
from specwright.twin.negotiation import essence
from specwright.twin.routing import Found, Router

__all__ = ["Replays"]

_PLAIN: Final = re.compile(r"[\x20-\x7e\u00a0-\u2027\u2030-\ufdcf\ufdf0-\ufffd]*")
# What HTTP clients say by themselves.
_IMPLIED: Final = frozenset({"host", "content-length"})
_WIDTH: Final = 4


class Replays:
    """Writes requests of one service for people who want to send them again."""

    def __init__(self, subject: Subject, curtain: Curtain) -> None:
        self._subject = subject
        self._curtain = curtain
        service = subject.named_service
        names = sorted(set(subject.known_secrets.values()), key=len, reverse=True)
        self._variables = re.compile("|".join(re.escape(name) for name in names if name.startswith("$")) or r"(?!)")
        self._router = Router(service.operations, service.servers)
        self._methods = {
            method.operation.name.wire: f"{resource.attribute}.{method.name}"
            for resource in resource_tree(service)
            for method in resource.methods
            if not method.is_stream
        }

    def command(self, case: str) -> str:
        """Write the command that runs one case again."""
        return shlex.join([*self._subject.command, "--replay", case])

    def curl(self, request: Request) -> str:
        """Write a line of curl; credentials are taken from environment variables."""
        told = self._curtain.request(request)
        url = self._subject.url.rstrip("/") + str(told["target"])
        pieces = ["curl", "--path-as-is", "-g", "-i", "-X", shlex.quote(request.method), self._quoted(url)]
        if request.method == "HEAD":
            pieces[4:6] = ["-I"]
        for name, value in cast("list[list[str]]", told["headers"]):
            if name.lower() not in _IMPLIED:
                pieces += ["-H", self._quoted(f"{name}: {value}" if value else f"{name};")]
        if request.body:
            pieces += ["--data-binary", _quoted_bytes(self._body(request, told))]
        return " ".join(pieces)

    def python(self, request: Request) -> str:
        """Write a program that makes the call by the generated client; empty where no method of it can."""
        found = self._router.find(request.method, request.target.partition("?")[0])
        method = self._methods.get(found.operation.name.wire) if isinstance(found, Found) else None
        if not isinstance(found, Found) or method is None or request.method != found.operation.method.upper():
            return ""
        try:
            texts = self._arguments(request, found)
        except (ValueError, FormError, RecursionError):
            return ""
        config = self._subject.config
        shown = "\n".join([f"    print(client.{method}(", *(f"        {text}," for text in texts), "    ))"])
        lines = [f"from {config.package} import {config.client_class}"]
        if "Path(" in shown:
            lines.insert(0, "from pathlib import Path\n")
        base = lay_out(self._subject.url)
        lines += ["", f"with {config.client_class}(base_url={base}, check_requests=False, max_retries=0) as client:"]
        return "\n".join([*lines, shown])

    def _arguments(self, request: Request, found: Found) -> list[str]:
        values = _query(request)
        headers = {name.lower(): (name, value) for name, value in request.headers}
        texts: list[str] = []
        for argument in arguments_of(found.operation):
            parameter = argument.parameter
            if parameter is None:
                continue
            wire = parameter.name.wire
            match parameter.location:
                case ParameterLocation.PATH:
                    texts.append(self._value(unquote(found.values.get(wire, ""))))
                case ParameterLocation.QUERY if wire in values:
                    texts.append(f"{argument.name}={self._value(values.pop(wire))}")
                case ParameterLocation.HEADER if wire.lower() in headers:
                    texts.append(f"{argument.name}={self._value(headers.pop(wire.lower())[1])}")
                case _:
                    pass
        texts += self._body_arguments(request, found.operation)
        extra: dict[str, Json] = {n: v for n, v in values.items() if not self._curtain.is_secret_query(n)}
        if extra:
            texts.append(f"extra_query={self._value(extra)}")
        return texts

    def _body_arguments(self, request: Request, operation: Operation) -> list[str]:
        if operation.body is None or not request.body:
            return []
        media_type = next((value for name, value in request.headers if name.lower() == "content-type"), "")
        if media_type.startswith("multipart/"):
            return self._parts(read_multipart(request.body, media_type, max_parts=1_000), operation)
        is_json = any(content.kind is MediaTypeKind.JSON for content in operation.body.media_types)
        if is_json and essence(media_type).endswith("json"):
            return [f"body={self._value(_read(request.body))}"]
        raise ValueError("no way to spell this body")

    def _parts(self, fields: tuple[Field, ...], operation: Operation) -> list[str]:
        texts: list[str] = []
        for argument in arguments_of(operation):
            own = [field for field in fields if any(part.name.wire == field.name for part in argument.parts)]
            if own:
                texts.append(f"{argument.name}={self._part(argument, own)}")
        return texts

    def _part(self, argument: Argument, fields: list[Field]) -> str:
        if argument.parts[0].is_file:
            # Names of files are data; what the reader has under that name is another matter.
            paths = ", ".join(f"Path({lay_out(self._curtain.text(field.file_name or 'file'))})" for field in fields)
            return f"[{paths}]" if argument.parts[0].is_repeated else paths
        return self._value(_read(fields[0].content))

    def _value(self, value: Json) -> str:
        return lay_out(_cleaned(value, self._curtain), indent=2 * _WIDTH, lead=8)

    def _quoted(self, text: str) -> str:
        """Quote for a shell: variables of credentials are filled in there, everything else stays as it is."""
        pieces: list[str] = []
        end = 0
        for match in self._variables.finditer(text):
            pieces += [_quoted_text(text[end : match.start()]), f'"{match[0]}"']
            end = match.end()
        return "".join([*pieces, _quoted_text(text[end:])]) or "''"

    def _body(self, request: Request, told: Mapping[str, Any]) -> bytes:
        body = told.get("body", {})
        if "text" in body and not body.get("isCut"):
            return str(body["text"]).encode("utf-8", "surrogatepass")
        return self._curtain.text(request.body.decode("latin-1")).encode("latin-1", "replace")


def _query(request: Request) -> dict[str, Json]:
    values: dict[str, Json] = {}
    for name, value in parse_qsl(request.target.partition("?")[2], keep_blank_values=True):
        before = values.get(name)
        values[name] = [*before, value] if isinstance(before, list) else value if before is None else [before, value]
    return values


def _read(content: bytes) -> Json:
    value: Json = json.loads(content)
    return value


def _cleaned(value: Json, curtain: Curtain) -> Json:
    if isinstance(value, str):
        return curtain.text(value)
    if isinstance(value, list):
        return [_cleaned(item, curtain) for item in value]
    if isinstance(value, dict):
        return {curtain.text(key): _cleaned(item, curtain) for key, item in value.items()}
    return value


def _quoted_text(text: str) -> str:
    if not text or _PLAIN.fullmatch(text):
        return shlex.quote(text) if text else ""
    return _quoted_bytes(text.encode("utf-8", "surrogatepass"))


def _quoted_bytes(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and _PLAIN.fullmatch(text):
        return shlex.quote(text)
    return "$'" + "".join(_escaped(byte) for byte in content) + "'"


def _escaped(byte: int) -> str:
    letter = chr(byte)
    if letter in "\\'":
        return f"\\{letter}"
    return letter if 0x20 <= byte < 0x7F else f"\\x{byte:02x}"
