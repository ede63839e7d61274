"""Turns a request and its client's checks into nothing, a refusal before it is sent, or a warning."""

from __future__ import annotations

import base64
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias, cast

from pydantic_core import from_json

from ._errors import InvalidArgument
from ._operation import Body, Operation, Parameter, ServiceInfo
from ._primitives import json_written, primitive
from ._unset import UNSET

__all__ = ["CheckMode", "Judge", "JudgeValue", "ParameterValues", "encoded_text", "wire_value"]

# Whether requests are checked, and whether what is wrong is refused or only told.
CheckMode: TypeAlias = Literal["warn"] | bool
JudgeValue: TypeAlias = Callable[[Any], None]

_MODES: Final = (True, False, "warn")
_CLASSES: Final[Mapping[str, type]] = {"boolean": bool, "integer": int, "number": float, "string": str}
# Frames of the client itself, and of the event loop below a task, are no caller's.
_OWN: Final = (f"{__name__.rpartition('.')[0].removesuffix('._runtime')}.", "asyncio.")


class Judge:
    """What one call is judged by; the module of checks is imported when there is something to judge."""

    __slots__ = ("_is_refusing", "_old", "_operation", "_service")

    def __init__(
        self, service: ServiceInfo, operation: Operation[Any], arguments: Mapping[str, object], mode: CheckMode
    ) -> None:
        require_mode(mode)
        self._service = service
        self._operation = operation
        self._is_refusing = mode is not False and mode != "warn"
        self._old = arguments.get("old", UNSET)

    def parameters(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Judge the parameters, by place and wire name.

        Raises:
            RuleViolation: they break their schema or a documented rule.
        """
        check = self._service.checks().PARAMETERS[self._operation.id]
        if found := check(values):
            self._tell("parameters", check.__name__, found)

    def body(self, body: Body) -> JudgeValue | None:
        """Give what judges a body, or each item of a stream; None where nothing is asked of it."""
        if not body.has_check:
            return None
        check = self._service.checks().BODIES[self._operation.id][body.media_type]
        old = _plain(self._old) if body.has_transitions and self._old is not UNSET else None

        def judge(value: Any) -> None:
            if found := check(value) if old is None else check(value, old=old):
                self._tell("body", check.__name__, found)

        return judge

    def _tell(self, part: str, name: str, found: tuple[Any, ...]) -> None:
        from ._raising import refusal
        from ._violations import AssumedRuleWarning, RuleViolationWarning

        assumed: frozenset[str] = self._service.checks().ASSUMED.get(name, frozenset())
        broken = tuple(each for each in found if each.layer != "rule" or each.id not in assumed)
        for each in found:
            if each not in broken:
                self._warn(part, each, "assumed rule", AssumedRuleWarning)
            elif not self._is_refusing:
                self._warn(part, each, "rule" if each.layer == "rule" else "schema", RuleViolationWarning)
        if broken and self._is_refusing:
            raise refusal(self._service.errors.classes, operation=self._operation.id, part=part, violations=broken)

    def _warn(self, part: str, violation: Any, source: str, kind: type[Warning]) -> None:
        where = violation.path or f"the {part}"
        text = f"{self._operation.id}: {where}: {violation.message} ({source}: {violation.code or violation.id})"
        warnings.warn(text, kind, stacklevel=_caller_level())


class ParameterValues:
    """Reads from a call's arguments what its parameters are on the wire, before they are spelled as text."""

    __slots__ = ("_rows",)

    def __init__(self, operation: Operation[Any]) -> None:
        in_path = [part for part in operation.path if isinstance(part, Parameter)]
        self._rows = [
            (each.python, each.location, each.wire, _CLASSES.get(each.type), each.has_type_only, each)
            for each in (*in_path, *operation.parameters)
        ]

    def of(self, arguments: Mapping[str, object]) -> dict[str, dict[str, Any]] | None:
        """Give the values by place and wire name; None where only their types are asked for, and these are right."""
        found: dict[str, dict[str, Any]] = {}
        is_asked = False
        for python, location, wire, kind, has_type_only, parameter in self._rows:
            value = arguments.get(python, UNSET)
            if value is UNSET or value is None:
                continue
            if value.__class__ is not kind:
                value, is_asked = _parameter_value(parameter, value), True
            elif not has_type_only:
                is_asked = True
            if location in found:
                found[location][wire] = value
            else:
                found[location] = {wire: value}
        return found if is_asked else None


def require_mode(mode: object) -> None:
    """Refuse what says neither yes nor no nor ``warn``.

    Raises:
        InvalidArgument: it is another value.
    """
    if mode not in _MODES:
        raise InvalidArgument(f'check_requests is True, False or "warn", not {mode!r}')


def encoded_text(value: object) -> str:
    """Write a value's text in unpadded URL-safe Base64."""
    return base64.urlsafe_b64encode(primitive(value).encode("utf-8")).rstrip(b"=").decode("ascii")


def wire_value(value: Any, type_: str) -> Any:
    """Give the JSON value that a parameter or part stands for; ``type_`` is its only JSON type, ``[type]`` of a list.

    Text and numbers look alike on the wire, so the one is taken for the other where that is what is asked for.
    """
    kind = value.__class__
    if kind is not str and kind is not int and kind is not bool and kind is not float:
        value = _plain(value)
    if type_.startswith("[") and isinstance(value, list):
        return [_alike(item, type_[1:-1]) for item in cast("list[object]", value)]
    return _alike(value, type_)


def _parameter_value(parameter: Parameter, value: Any) -> Any:
    if parameter.encoding == "base64url":
        return encoded_text(value)
    return wire_value(value, parameter.type)


def _alike(value: Any, type_: str) -> Any:
    if type_ == "string" and isinstance(value, int | float):
        return primitive(value)
    if type_ in {"boolean", "integer", "number"} and isinstance(value, str):
        try:
            read = from_json(value)
        except ValueError:
            return value
        return read if isinstance(read, bool) is (type_ == "boolean") and isinstance(read, int | float) else value
    return value


def _plain(value: Any) -> Any:
    content, is_plain = json_written(value)
    return value if is_plain else from_json(content)


def _caller_level() -> int:
    """Say how many frames above the warning the caller's own line is."""
    level, frame = 1, sys._getframe(1)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # warnings has no other way
    while frame.f_back is not None and f"{frame.f_globals.get('__name__', '')}.".startswith(_OWN):
        frame = frame.f_back
        level += 1
    return level
