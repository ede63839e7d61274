"""Turns what a client carries as data into JSON files: examples, the description, and how its twin behaves."""

from __future__ import annotations

import json

from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Operation, Response, Service
from specwright.model.types import Json

__all__ = ["emit_description", "emit_examples", "emit_twin_overlay", "example_names"]


def emit_description(service: Service, config: Config) -> list[File]:
    """Write the description as one document, for what is built on it at run time."""
    return [_json_file(f"{config.package}/description.json", service.document)]


def emit_examples(service: Service, config: Config) -> list[File]:
    """Write the documented answers of each operation, which the fake gives in place of the service."""
    content: dict[str, Json] = {o.name.wire: _examples(o) for o in service.operations if _examples(o)}
    return [_json_file(f"{config.package}/_examples.json", content)]


def emit_twin_overlay(service: Service, config: Config) -> list[File]:
    """Write the overlay that tells how a twin behaves, where there is one."""
    if service.twin_overlay is None:
        return []
    return [_json_file(f"{config.package}/twin.overlay.json", service.twin_overlay)]


def example_names(operation: Operation) -> tuple[str, ...]:
    """List the names of an operation's documented answers."""
    return tuple(dict.fromkeys(str(example["name"]) for example in _examples(operation) if isinstance(example, dict)))


def _examples(operation: Operation) -> list[Json]:
    found: list[Json] = []
    for response in operation.responses:
        status = _status(response, operation)
        if not response.media_types:
            found.append({"name": "empty", "status": status, "media_type": "", "value": None})
        for media_type in response.media_types:
            for name, value in media_type.examples.items():
                found.append({"name": name, "status": status, "media_type": media_type.media_type, "value": value})
    return found


def _status(response: Response, operation: Operation) -> int:
    """Choose a status for an answer that is documented for many."""
    if response.status.isdecimal():
        return int(response.status)
    if response.status[:1].isdecimal():
        return int(response.status[0]) * 100
    is_success = not any(other.status.startswith("2") for other in operation.responses)
    return 200 if is_success else 500


def _json_file(path: str, content: Json) -> File:
    return File(path, (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode())
