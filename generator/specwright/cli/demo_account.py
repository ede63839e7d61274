"""Turns what a step of a demonstration sent and got into short texts without secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final, cast

from specwright.cli.demo_arguments import follow, is_missing
from specwright.cli.demo_script import Step

__all__ = ["FailedStepError", "Played", "classes_of", "read_at", "tell"]

_LONGEST: Final = 100
_WIDEST: Final = 4


class FailedStepError(Exception):
    """A step did not do what its script says."""

    def __init__(self, step: Step, reason: str) -> None:
        super().__init__(f"{step.where}: step {step.title!r} failed: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What one step sent and got."""

    title: str
    call: str
    sent: str
    came: str
    outcome: str
    violations: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    note: str


def tell(step: Step, given: dict[str, Any], *, answer: Any = None, error: Any = None) -> Played:
    """Describe an answer, or the error that was expected, which may have come before anything was sent.

    Raises:
        FailedStepError: a place that is to be shown is not there.
    """
    source = answer if error is None else error
    return Played(
        title=step.title,
        call=f"{step.call}({', '.join(f'{name}={_brief(value)}' for name, value in given.items())})",
        sent="nothing: the client refused" if source.request is None else _sent(source.request, step),
        came=_came(source),
        outcome=_typed(answer.parsed) if error is None else _lineage(error),
        violations=tuple(map(_violation, getattr(error, "violations", ()))),
        shown=tuple((path, _brief(read_at(source, path, step))) for path in step.show),
        note=step.note,
    )


def read_at(source: Any, path: str, step: Step) -> Any:
    """Give what stands at a place of an answer or an error.

    Raises:
        FailedStepError: nothing stands there.
    """
    found = follow(source, path.split("."))
    if is_missing(found):
        raise FailedStepError(step, f"the answer has nothing at {path!r}")
    return found


def classes_of(error: BaseException) -> list[str]:
    """List the names of an exception's classes, the nearest first."""
    return [kind.__name__ for kind in type(error).__mro__]


def _sent(request: Any, step: Step) -> str:
    words = [f"{request.method} {_path_of(request)}"]
    for name in ("content-type", "if-match"):
        if name in request.headers:
            value = request.headers[name].partition("; boundary=")[0]
            words.append(f"{name.title()}: {value}")
    return ", ".join([*words, *([f"Prefer: {step.prefer}"] if step.prefer else [])])


def _path_of(request: Any) -> str:
    return str(request.url.raw_path.decode("ascii", "replace"))


def _came(answer: Any) -> str:
    if getattr(answer, "headers", None) is None:
        return "nothing"
    told = [f"{name}: {answer.headers[name]}" for name in ("Content-Type", "ETag") if name in answer.headers]
    return ", ".join([str(answer.status_code), *told, f"{len(answer.content)} bytes"])


def _typed(parsed: object) -> str:
    if isinstance(parsed, list):
        items = cast("list[object]", parsed)
        kinds = sorted({type(item).__name__ for item in items})
        return f"a list of {len(items)} {' or '.join(kinds)}".rstrip()
    return "None: a success without a body" if parsed is None else f"a {type(parsed).__name__}"


def _lineage(error: BaseException) -> str:
    names = [name for name in classes_of(error) if name not in {"Exception", "BaseException", "object"}]
    return f"raised {' < '.join(dict.fromkeys(names))}"


def _violation(violation: Any) -> str:
    # A keyword of a schema says little by itself; a rule's id leads to where it is told.
    code = f", {violation.code}" if violation.code else ""
    return f"{violation.layer} {violation.id}{code}, at {violation.path or 'the whole'}: {violation.message}"


def _brief(value: object) -> str:
    """Write a value on one short line; of a large one only what it is."""
    if isinstance(value, Path):
        return value.name
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        items = cast("list[object]", value)
        text = f"[{', '.join(map(_brief, items))}]"
        return text if len(items) <= _WIDEST and len(text) <= _LONGEST else f"[{len(items)} items]"
    if isinstance(value, dict):
        names = [str(name) for name in cast("dict[object, object]", value)]
        more = f", … {len(names)} members" if len(names) > _WIDEST else ""
        return f"{{{', '.join(names[:_WIDEST])}{more}}}"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
