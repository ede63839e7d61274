"""Plays the steps of a script through a generated client, over HTTP, and tells what happened in each."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast

from specwright.cli.demo_arguments import Arguments, follow, is_missing
from specwright.cli.demo_script import Script, Step
from specwright.cli.pipeline import Generated

__all__ = ["FailedStepError", "Played", "imported", "play"]

_LONGEST: Final = 100
_WIDEST: Final = 4


class FailedStepError(Exception):
    """A step did not do what its script says."""

    def __init__(self, step: Step, reason: str) -> None:
        super().__init__(f"{step.where}: step {step.title!r} failed: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What one step sent and got, as short texts without secrets."""

    title: str
    call: str
    sent: str
    came: str
    outcome: str
    shown: tuple[tuple[str, str], ...]
    note: str


@contextmanager
def imported(package: str, folder: Path) -> Generator[ModuleType]:
    """Import a generated client from its folder, whichever other version of it is installed."""
    known = sys.modules.get(package)
    if known is not None and not str(known.__file__).startswith(str(folder)):
        for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
            del sys.modules[name]
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))


def play(script: Script, generated: Generated, module: ModuleType, url: str, folder: Path) -> Iterator[Played]:
    """Play all steps against the server at ``url``, one after the other.

    Raises:
        FailedStepError: one went wrong.
        ConfigError: the script refers to what does not exist.
    """
    import httpx2

    arguments = Arguments(generated.service, folder)
    # The demonstration talks to this machine: no proxy of the environment has a part in it.
    transport = httpx2.HTTPTransport(trust_env=False)
    make = getattr(module, generated.config.client_class)
    client = make(base_url=url, transport=transport, max_retries=0, **script.credentials)
    try:
        for step in script.steps:
            yield _play(step, client, module, arguments)
    finally:
        client.close()
        transport.close()


def _play(step: Step, client: Any, module: ModuleType, arguments: Arguments) -> Played:
    given = arguments.of(step)
    resource, _, name = step.call.rpartition(".")
    method = getattr(follow(client, [*resource.split("."), "with_raw_response"]), name)
    positional, keywords = _split(method, given, step)
    headers = {"extra_headers": {"Prefer": step.prefer}} if step.prefer else {}
    try:
        answer = method(*positional, **keywords, **headers)
    except module.errors.ApiError as error:
        if step.raises not in _class_names(error):
            raise FailedStepError(step, f"{type(error).__name__}: {error}") from error
        return _told(step, given, error)
    if step.raises:
        raise FailedStepError(step, f"it was to raise {step.raises}, but status {answer.status_code} came back")
    return _told(step, given, answer, arguments)


def _split(method: Any, given: dict[str, Any], step: Step) -> tuple[list[Any], dict[str, Any]]:
    parameters = inspect.signature(method).parameters
    places = [name for name, p in parameters.items() if p.kind is inspect.Parameter.POSITIONAL_ONLY]
    unknown = [name for name in given if name not in parameters]
    lacking = [name for name in places if name not in given]
    if unknown or lacking:
        known = ", ".join(name for name, p in parameters.items() if p.kind is not inspect.Parameter.VAR_KEYWORD)
        raise FailedStepError(step, f"{step.call} takes {known}; wrong here: {', '.join(unknown + lacking)}")
    return [given[name] for name in places], {name: given[name] for name in given if name not in places}


def _told(step: Step, given: dict[str, Any], answer: Any, arguments: Arguments | None = None) -> Played:
    """Describe an answer, or an error that was expected: both know their request, status and headers."""
    is_error = arguments is None
    if arguments is not None:
        for name, path in step.bind.items():
            arguments.bound[name] = _read(answer, path, step)
    return Played(
        title=step.title,
        call=f"{step.call}({', '.join(f'{name}={_brief(value)}' for name, value in given.items())})",
        sent=_sent(answer.request, step),
        came=_came(answer),
        outcome=_lineage(answer) if is_error else _typed(answer.parsed),
        shown=tuple((path, _brief(_read(answer, path, step))) for path in step.show),
        note=step.note,
    )


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
    told = [f"{name}: {answer.headers[name]}" for name in ("Content-Type", "ETag") if name in answer.headers]
    return ", ".join([str(answer.status_code), *told, f"{len(answer.content)} bytes"])


def _typed(parsed: object) -> str:
    if isinstance(parsed, list):
        items = cast("list[object]", parsed)
        kinds = sorted({type(item).__name__ for item in items})
        return f"a list of {len(items)} {' or '.join(kinds)}".rstrip()
    return "None: a success without a body" if parsed is None else f"a {type(parsed).__name__}"


def _lineage(error: BaseException) -> str:
    names = [name for name in _class_names(error) if name not in {"Exception", "BaseException", "object"}]
    return f"raised {' < '.join(dict.fromkeys(names))}"


def _class_names(error: BaseException) -> list[str]:
    return [kind.__name__ for kind in type(error).__mro__]


def _read(answer: Any, path: str, step: Step) -> Any:
    found = follow(answer, path.split("."))
    if is_missing(found):
        raise FailedStepError(step, f"the answer has nothing at {path!r}")
    return found


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
