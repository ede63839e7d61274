"""A module of checks as a client has it, written by hand, and a service that judges its requests by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

from specwright.runtime import _errors as errors
from specwright.runtime._operation import Body, ErrorTable, Operation, Parameter, Part, ServiceInfo
from wire import operation, service

__all__ = [
    "CHANGE",
    "FIND",
    "FORM",
    "LINES",
    "NOTE",
    "Checks",
    "TooLarge",
    "WrongColour",
    "judged_service",
    "violation",
]


class WrongColour(errors.DocumentedError):
    """What a generated client has for a documented code."""

    CODE = "WRONG_COLOUR"


class TooLarge(errors.DocumentedError):
    """The class of another code."""

    CODE = "TOO_LARGE"


class Violation(NamedTuple):
    """A violation as a module of checks makes it."""

    layer: str
    code: str
    id: str
    path: str
    message: str


def violation(id: str, *, code: str = "", path: str = "/colour", layer: str = "rule") -> Violation:
    """Make one."""
    return Violation(layer, code, id, path, f"{id} is asked for.")


class Checks:
    """Judges by answers prepared in advance, and keeps what it was asked; ``loads`` counts how often it was needed."""

    def __init__(self, *found: Violation, assumed: frozenset[str] = frozenset()) -> None:
        self.found = found
        self.assumed = assumed
        self.values: list[Any] = []
        self.olds: list[Any] = []
        self.loads = 0

    def load(self) -> SimpleNamespace:
        """Stand for the import of the module."""
        self.loads += 1

        def check_thing(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
            self.values.append(value)
            self.olds.append(old)
            return self.found

        known = ("putThing", "findThing", "sendForm", "sendLines", "sendNote")
        bodies: Mapping[str, Callable[..., Any]] = dict.fromkeys(
            ("application/json", "multipart/form-data", "application/x-www-form-urlencoded", "application/jsonl"),
            check_thing,
        )
        return SimpleNamespace(
            BODIES={name: {**bodies, "text/plain": check_thing} for name in known},
            PARAMETERS=dict.fromkeys(known, check_thing),
            ASSUMED={"check_thing": self.assumed},
        )


def judged_service(checks: Checks) -> ServiceInfo:
    """Describe a service whose requests are judged."""
    classes = {"WRONG_COLOUR": WrongColour, "TOO_LARGE": TooLarge}
    return service(checks=checks.load, errors=ErrorTable(code="/code", classes=lambda: classes))


def _query(name: str, **described: Any) -> Parameter:
    return Parameter(python=name, wire=name.replace("_", "-"), location="query", **described)


def _body(media_type: str, kind: Any, **described: Any) -> Body:
    return Body(media_type=media_type, kind=kind, has_check=True, **described)


CHANGE: Operation[Any] = operation("PUT", bodies=(_body("application/json", "json", has_transitions=True),))
FIND: Operation[Any] = operation(
    "GET",
    id="findThing",
    path=("/things",),
    has_parameter_check=True,
    parameters=(
        _query("colour", type="string", has_type_only=True),
        _query("page", type="integer", has_type_only=True),
        _query("wide", type="boolean", has_type_only=True),
        _query("since", type="string"),
        _query("tags", type="[string]", explode=False),
        _query("mark", encoding="base64url"),
        Parameter(python="trace_id", wire="Trace-Id", location="header", style="simple", type="string"),
    ),
)
FORM: Operation[Any] = operation(
    "POST",
    id="sendForm",
    path=("/forms",),
    bodies=(
        _body(
            "multipart/form-data",
            "multipart",
            parts=(
                Part(python="thing", wire="Thing", content_type="application/json"),
                Part(python="size", wire="size", type="integer"),
                Part(python="name", wire="name", type="string"),
                Part(python="files", wire="Files", is_file=True, is_repeated=True),
                Part(python="cover", wire="cover", is_file=True),
            ),
        ),
    ),
)
LINES: Operation[Any] = operation(
    "POST", id="sendLines", path=("/lines",), bodies=(_body("application/jsonl", "json-lines"),)
)
NOTE: Operation[Any] = operation("POST", id="sendNote", path=("/notes",), bodies=(_body("text/plain", "text"),))
