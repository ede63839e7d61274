"""The whole client as one table: which files exist, under which condition, and who writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from specwright.emitters.client_class import emit_client_class
from specwright.emitters.data import emit_description, emit_examples
from specwright.emitters.dicts import render_dicts
from specwright.emitters.errors import emit_errors
from specwright.emitters.models import render_models
from specwright.emitters.operations import emit_operations
from specwright.emitters.package import emit_package
from specwright.emitters.packaging import emit_pyproject
from specwright.emitters.readme import emit_readme
from specwright.emitters.resources import emit_resources
from specwright.emitters.runtime_copy import emit_runtime
from specwright.emitters.service_info import emit_service_info
from specwright.emitters.testing import emit_testing
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["OUTPUTS", "Output", "emit_client"]


@dataclass(frozen=True, slots=True)
class Output:
    """One row: paths in which ``{package}`` and ``{resource}`` vary, and the function that writes them."""

    paths: str
    condition: str
    emit: Callable[[Service, Config], list[File]]


def _emit_models(service: Service, config: Config) -> list[File]:
    return [File(f"{config.package}/models.py", render_models(service).encode())]


def _emit_dicts(service: Service, config: Config) -> list[File]:
    return [File(f"{config.package}/dicts.py", render_dicts(service).encode())]


# specwright.lock.json is not in the table: it lists the others as they are on disk, so it is written after formatting.
OUTPUTS: Final = (
    Output("pyproject.toml", "always", emit_pyproject),
    Output("README.md", "always", emit_readme),
    Output("{package}/__init__.py {package}/py.typed", "always", emit_package),
    Output("{package}/client.py", "always", emit_client_class),
    Output("{package}/models.py", "always", _emit_models),
    Output("{package}/dicts.py", "always", _emit_dicts),
    Output("{package}/errors.py", "always", emit_errors),
    Output("{package}/resources/__init__.py {package}/resources/{resource}.py", "for each resource", emit_resources),
    Output(
        "{package}/_operations/__init__.py {package}/_operations/{resource}.py", "for each resource", emit_operations
    ),
    Output("{package}/_service.py", "always", emit_service_info),
    Output("{package}/testing.py", "always", emit_testing),
    Output("{package}/_examples.json", "always", emit_examples),
    Output("{package}/description.json", "always", emit_description),
    Output("{package}/_runtime/*.py", "always", emit_runtime),
)


def emit_client(service: Service, config: Config) -> tuple[File, ...]:
    """Write every file of a client but its lock, sorted by path."""
    return tuple(sorted(file for output in OUTPUTS for file in output.emit(service, config)))
