"""Plays the steps of a script through a generated client, over HTTP."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from specwright.cli.demo_account import FailedStepError, Played, classes_of, read_at, tell
from specwright.cli.demo_arguments import Arguments, follow
from specwright.cli.demo_script import Script, Step
from specwright.cli.pipeline import Generated

__all__ = ["imported", "play"]


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
        if step.raises not in classes_of(error):
            raise FailedStepError(step, f"{type(error).__name__}: {error}") from error
        return tell(step, given, error=error)
    if step.raises:
        raise FailedStepError(step, f"it was to raise {step.raises}, but status {answer.status_code} came back")
    arguments.bound.update({name: read_at(answer, path, step) for name, path in step.bind.items()})
    return tell(step, given, answer=answer)


def _split(method: Any, given: dict[str, Any], step: Step) -> tuple[list[Any], dict[str, Any]]:
    parameters = inspect.signature(method).parameters
    places = [name for name, p in parameters.items() if p.kind is inspect.Parameter.POSITIONAL_ONLY]
    unknown = [name for name in given if name not in parameters]
    lacking = [name for name in places if name not in given]
    if unknown or lacking:
        known = ", ".join(name for name, p in parameters.items() if p.kind is not inspect.Parameter.VAR_KEYWORD)
        raise FailedStepError(step, f"{step.call} takes {known}; wrong here: {', '.join(unknown + lacking)}")
    return [given[name] for name in places], {name: given[name] for name in given if name not in places}
