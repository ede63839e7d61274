"""Turns the compiled checks of a service into ``checks.py``, and tells which requests nobody can check."""

from __future__ import annotations

from collections.abc import Iterable

from specwright.checks import CheckModule
from specwright.emitters.render import header
from specwright.model.config import Config
from specwright.model.errors import Problem, Severity
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_checks", "unchecked", "unchecked_problems"]

_SHOWN = 3


def emit_checks(service: Service, config: Config, checks: CheckModule) -> list[File]:
    """Write the module by which requests are judged before they are sent."""
    return [File(f"{config.package}/checks.py", f"{header(service)}\n{checks.text}".encode())]


def unchecked(checks: CheckModule) -> list[str]:
    """Name what is sent without a check, in the order of the description."""
    return list(dict.fromkeys(f"{check.operation} ({check.kind})" for check, _ in checks.left_out))


def unchecked_problems(checks: CheckModule) -> tuple[Problem, ...]:
    """Tell as warnings why requests cannot be checked, each reason once with the requests that it stands for."""
    reasons: dict[Problem, list[str]] = {}
    for check, problems in checks.left_out:
        for problem in problems:
            reasons.setdefault(problem, []).append(f"{check.operation} ({check.kind})")
    return tuple(_warning(problem, dict.fromkeys(names)) for problem, names in reasons.items())


def _warning(problem: Problem, names: Iterable[str]) -> Problem:
    listed = list(names)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    what = f"not checked before it is sent: {', '.join(listed[:_SHOWN])}{more}: {problem.what}"
    return Problem(problem.where, what, problem.hint, problem.rule, Severity.WARNING)
