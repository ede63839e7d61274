"""The whole client as one table: which files exist, under which condition, and who writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from specwright.checks import CheckModule, compile_checks
from specwright.emitters.checks import emit_checks
from specwright.emitters.client_class import emit_client_class
from specwright.emitters.data import emit_description, emit_examples, emit_twin_overlay
from specwright.emitters.dicts import render_dicts
from specwright.emitters.errors import emit_errors
from specwright.emitters.models import render_models
from specwright.emitters.operations import emit_operations
from specwright.emitters.package import emit_package
from specwright.emitters.packaging import emit_pyproject
from specwright.emitters.readme import emit_readme
from specwright.emitters.resources import emit_resources
from specwright.emitters.rules_page import emit_rules_page
from specwright.emitters.runtime_copy import emit_runtime
from specwright.emitters.service_info import emit_service_info
from specwright.emitters.strategies import emit_strategies
from specwright.emitters.testing import emit_testing
from specwright.emitters.twin import emit_twin
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["OUTPUTS", "Output", "emit_client"]


Emit: TypeAlias = Callable[[Service, Config, CheckModule], list[File]]


@dataclass(frozen=True, slots=True)
class Output:
    """One row: paths in which ``{package}`` and ``{resource}`` vary, and the function that writes them."""

    paths: str
    condition: str
    emit: Emit


def _alone(emit: Callable[[Service, Config], list[File]]) -> Emit:
    """Let a file that has nothing to do with checks be written without them."""
    return lambda service, config, _checks: emit(service, config)


def _emit_models(service: Service, config: Config) -> list[File]:
    return [File(f"{config.package}/models.py", render_models(service).encode())]


def _emit_dicts(service: Service, config: Config) -> list[File]:
    return [File(f"{config.package}/dicts.py", render_dicts(service).encode())]


# specwright.lock.json is not in the table: it lists the others as they are on disk, so it is written after formatting.
OUTPUTS: Final = (
    Output("pyproject.toml", "always", _alone(emit_pyproject)),
    Output("README.md", "always", emit_readme),
    Output("RULES.md", "always", emit_rules_page),
    Output("{package}/__init__.py {package}/py.typed", "always", _alone(emit_package)),
    Output("{package}/client.py", "always", _alone(emit_client_class)),
    Output("{package}/models.py", "always", _alone(_emit_models)),
    Output("{package}/dicts.py", "always", _alone(_emit_dicts)),
    Output("{package}/checks.py", "always", emit_checks),
    Output("{package}/errors.py", "always", _alone(emit_errors)),
    Output("{package}/resources/__init__.py {package}/resources/{resource}.py", "for each resource", emit_resources),
    Output(
        "{package}/_operations/__init__.py {package}/_operations/{resource}.py", "for each resource", emit_operations
    ),
    Output("{package}/_service.py", "always", _alone(emit_service_info)),
    Output("{package}/testing.py", "always", _alone(emit_testing)),
    Output("{package}/_examples.json", "always", _alone(emit_examples)),
    Output("{package}/description.json", "always", _alone(emit_description)),
    Output("{package}/twin.py {package}/pytest_plugin.py", "always", _alone(emit_twin)),
    Output("{package}/twin.overlay.json", "where a twin.overlay.yaml stands beside", _alone(emit_twin_overlay)),
    Output(
        "{package}/samples.py {package}/strategies.py {package}/_samples.json {package}/_sampling/*.py",
        "where a request body has a check",
        emit_strategies,
    ),
    Output("{package}/_runtime/*.py", "always", _alone(emit_runtime)),
)


def emit_client(service: Service, config: Config, checks: CheckModule | None = None) -> tuple[File, ...]:
    """Write every file of a client but its lock, sorted by path; without ``checks``, those that can be made are."""
    known = checks or compile_checks(service, has_responses=False, keep_going=True)
    return tuple(sorted(file for output in OUTPUTS for file in output.emit(service, config, known)))
