"""Compiles the checks of the descriptions once, as the tests of their rules need them: by operation, and by schema."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from checks.compiled import load as load_module
from checks.compiled import operation, service_of
from specs.described import SPECS
from specwright.checks import CheckModule, compile_checks
from specwright.loader import load
from specwright.model.service import Service

__all__ = ["Check", "body_check", "module", "parameters_check", "schema_check", "service"]

Check = Callable[..., tuple[Any, ...]]


@cache
def service(api: str) -> Service:
    """Load a description."""
    return load(SPECS / api / "openapi.yaml")


@cache
def module(api: str) -> CheckModule:
    """Compile all checks of a description."""
    return compile_checks(service(api))


@cache
def _names(api: str) -> dict[str, Any]:
    return load_module(module(api).text)


def body_check(api: str, operation_id: str) -> Check:
    """Give the check of an operation's body."""
    bodies: dict[str, dict[str, Check]] = _names(api)["BODIES"]
    return next(iter(bodies[operation_id].values()))


def parameters_check(api: str, operation_id: str) -> Check:
    """Give the check of an operation's parameters."""
    checks: dict[str, Check] = _names(api)["PARAMETERS"]
    return checks[operation_id]


@cache
def schema_check(api: str, key: str) -> Check:
    """Compile the check of one component schema by itself."""
    definitions = {name: schema.definition for name, schema in service(api).schemas.items()}
    one = service_of(operation("see", body={"$ref": f"#/$defs/{key}"}), schemas=definitions)
    check: Check = load_module(compile_checks(one).text)["check_see_body"]
    return check
