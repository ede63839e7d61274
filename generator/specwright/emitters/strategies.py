"""Turns the request bodies of a service into what draws samples of them: a plan, its engine, and typed functions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from specwright.checks import Check, CheckModule
from specwright.emitters.pytext import docstring, literal
from specwright.emitters.render import header, render
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service
from specwright.samples.planning import make_plan

__all__ = ["emit_strategies"]

_HEADER: Final = "# Copied verbatim from the sampling engine of Specwright; do not edit.\n"
_CHECK: Final = re.compile(r"check_(.*)_body(_\d+)?")
# Further functions of the same body; none may have the name of a body.
_BESIDE: Final = ("invalid_{}_bodies{}", "{}_transitions{}")


@dataclass(frozen=True, slots=True)
class BodyView:
    """One request body; all of it but operation and media type is Python text."""

    name: str
    operation: str
    media_type: str
    docstring: str
    invalid_docstring: str
    transitions: str
    transition_docstring: str


def emit_strategies(service: Service, config: Config, checks: CheckModule) -> list[File]:
    """Write ``samples.py``, ``strategies.py``, the plan and the engine; nothing where no body has a check."""
    plan = make_plan(service, checks, keep_going=True)
    views = _views(_bodies(checks, set(plan["checks"])))
    if not views:
        return []
    values: dict[str, Any] = {
        "header": header(service),
        "package": config.package,
        "package_literal": literal(config.package),
        "bodies_views": views,
    }
    names = [name for view in views for name in (view.name, view.transitions) if name]
    title = service.title or config.name
    sampling = render(
        "client/package/samples.py.jinja",
        title=docstring(f"Samples of request bodies of {title}: from a seed, valid or wrong in one way."),
        exports=sorted(
            ["BODIES", "NoWayFoundError", "NotDrawableError", "breakable", "sampler", "shared_sampler", *names]
        ),
        bodies=literal({operation: dict(found) for operation, found in plan["bodies"].items()}),
        **values,
    )
    strategies = render(
        "client/package/strategies.py.jinja",
        title=docstring(f"Hypothesis strategies for request bodies of {title}; they need the extra `hypothesis`."),
        exports=sorted([*names, *(f"invalid_{view.name}" for view in views)]),
        has_transitions=any(view.transitions for view in views),
        **values,
    )
    text = json.dumps(plan, ensure_ascii=True, separators=(",", ":"))
    return [
        File(f"{config.package}/samples.py", sampling.encode()),
        File(f"{config.package}/strategies.py", strategies.encode()),
        File(f"{config.package}/_samples.json", f"{text}\n".encode()),
        *(File(f"{config.package}/_sampling/{name}", _HEADER.encode() + content) for name, content in _modules()),
    ]


def _bodies(checks: CheckModule, planned: set[str]) -> list[Check]:
    """List the bodies, each once however many media types it has."""
    found: dict[str, Check] = {}
    for check in checks.checks:
        if check.kind == "body" and check.name in planned:
            found.setdefault(check.name, check)
    return list(found.values())


def _views(bodies: list[Check]) -> list[BodyView]:
    """Give each body names that no other function has."""
    taken: set[str] = set()
    views: list[BodyView] = []
    for check in bodies:
        found = _CHECK.fullmatch(check.name)
        stem, number = (found[1], found[2] or "") if found is not None else (check.name, "")
        # An operationId may begin with a digit, a name of Python may not.
        stem = stem if stem[:1].isalpha() else f"operation_{stem}"
        while not taken.isdisjoint(_names(stem, number)):
            stem = f"{stem}_"
        taken.update(_names(stem, number))
        views.append(_view(check, stem, number))
    return views


def _names(stem: str, number: str) -> list[str]:
    return [f"{stem}_bodies{number}", *(pattern.format(stem, number) for pattern in _BESIDE)]


def _view(check: Check, stem: str, number: str) -> BodyView:
    what = f"of {check.operation} ({check.media_type})"
    return BodyView(
        name=f"{stem}_bodies{number}",
        operation=check.operation,
        media_type=check.media_type,
        docstring=docstring(f"Draw valid request bodies {what}; `having` holds values of members, by their names.", 4),
        invalid_docstring=docstring(
            f"Draw request bodies {what} that break one thing only: a rule, a code or a keyword at a place.",
            4,
        ),
        transitions=f"{stem}_transitions{number}" if check.has_transitions else "",
        transition_docstring=docstring(f"Draw pairs {what}: what is stored, and a change of it that is allowed.", 4),
    )


@cache
def _modules() -> tuple[tuple[str, bytes], ...]:
    folder = resources.files("specwright.samples.engine")
    return tuple(
        sorted(
            # Git may have checked the files out with other line ends; a client has the same bytes everywhere.
            (module.name, module.read_bytes().replace(b"\r\n", b"\n"))
            for module in folder.iterdir()
            if module.name.endswith(".py")
        )
    )
