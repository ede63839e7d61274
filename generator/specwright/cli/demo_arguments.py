"""Turns the arguments of a step into the values that a client's method takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, Final, cast

from specwright.cli.demo_script import Step
from specwright.model.errors import ConfigError, Problem
from specwright.model.service import Operation, Service
from specwright.model.types import Json

__all__ = ["Arguments", "follow", "is_missing"]

_MISSING: Final = object()


class Arguments:
    """Fills in ``$example``, ``$bound`` and ``$file``; files are written to ``folder``, for the client to stream."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._service = service
        self._folder = folder
        self.bound: dict[str, Any] = {}

    def of(self, step: Step) -> dict[str, Any]:
        """Give the arguments of one step by their names.

        Raises:
            ConfigError: the step refers to what does not exist.
        """
        operation = self._operation(step)
        return {name: self._value(value, step, operation) for name, value in step.arguments.items()}

    def _operation(self, step: Step) -> Operation:
        found = {f"{operation.resource}.{operation.name.python}": operation for operation in self._service.operations}
        if step.call not in found:
            raise _wrong(step, f"the client has no method {step.call!r}", f"Known: {', '.join(sorted(found))}.")
        return found[step.call]

    def _value(self, value: Json, step: Step, operation: Operation) -> Any:
        if isinstance(value, list):
            return [self._value(item, step, operation) for item in value]
        if not isinstance(value, dict):
            return value
        if "$example" in value:
            return self._example(value, step, operation)
        if "$bound" in value:
            name = str(value["$bound"])
            if name not in self.bound:
                raise _wrong(step, f"no step before this one binds {name!r}", f"Bound: {', '.join(self.bound) or '-'}.")
            return self.bound[name]
        if "$file" in value:
            return self._file(value, step)
        return {name: self._value(item, step, operation) for name, item in value.items()}

    def _example(self, value: Mapping[str, Json], step: Step, operation: Operation) -> Any:
        media_types = operation.body.media_types if operation.body is not None else ()
        examples = {name: example for media_type in media_types for name, example in media_type.examples.items()}
        name = str(value["$example"])
        if name not in examples:
            known = ", ".join(examples) or "none"
            raise _wrong(step, f"{operation.name.wire} has no request example {name!r}", f"Known: {known}.")
        found = follow(examples[name], [token for token in str(value.get("at", "")).split("/") if token])
        if found is _MISSING:
            raise _wrong(step, f"the example {name!r} has nothing at {value.get('at')!r}", "Check the pointer.")
        changes = value.get("change")
        if not isinstance(changes, dict) or not isinstance(found, dict):
            return found
        return {**cast("dict[str, object]", found), **changes}

    def _file(self, value: Mapping[str, Json], step: Step) -> Path:
        name = str(value["$file"])
        if not name or name in {".", ".."} or PurePath(name).name != name or "\\" in name or "\0" in name:
            raise _wrong(step, f"{name!r} is no plain file name", "Leave folders out.")
        path = self._folder / name
        path.write_text(str(value.get("text", "")), "utf-8")
        return path


def follow(value: object, tokens: list[str]) -> Any:
    """Walk into JSON values, lists and the public attributes of objects; a marker stands for what is not there."""
    for token in tokens:
        members: Mapping[str, object] = cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}
        items: list[object] = cast("list[object]", value) if isinstance(value, list) else []
        if token in members:
            value = members[token]
        elif token.isdecimal() and int(token) < len(items):
            value = items[int(token)]
        elif not token.startswith("_"):
            value = getattr(cast("Any", value), token, _MISSING)
        else:
            return _MISSING
    return value


def is_missing(value: Any) -> bool:
    """Tell whether ``follow`` found nothing."""
    return value is _MISSING


def _wrong(step: Step, what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(step.where, what, hint))
