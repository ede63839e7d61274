"""Runs Schemathesis over a twin in process, with a budget of requests, and tells what it finds wrong."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import ScenarioFinished

from specwright.conform.mutants.building import ChangedTwin

__all__ = ["BASELINES", "BUDGET", "Baseline", "Found", "run_baseline"]

BUDGET: Final = 1_000
SEED: Final = 1
_DESCRIPTION: Final = "/openapi.json"
_CASE: Final = b"x-schemathesis-testcaseid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a run found, each finding as operation, failure, title and status; ``first`` is the first new one."""

    findings: frozenset[str]
    requests: int
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """One way to run it: its name, and its settings beside the defaults."""

    name: str
    settings: Mapping[str, Any]


BASELINES: Final = (
    Baseline(name="A", settings={}),
    Baseline(
        name="B",
        settings={
            "continue-on-failure": True,
            # What is found is not made smaller: that would take requests, and finds nothing.
            "generation": {"mode": "all", "max-examples": 1_000, "no-shrink": True},
            "phases": {name: {"enabled": True} for name in ("examples", "coverage", "fuzzing", "stateful")},
        },
    ),
)


class _Counted:
    """A twin that also gives its description, and ends the run once it was asked often enough."""

    def __init__(self, twin: ChangedTwin) -> None:
        self._twin = twin
        self._document = json.dumps(twin.engine.service.document).encode()
        self.requests = 0
        self.cases: set[str] = set()
        self.stop: Callable[[], None] = _nothing

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] == _DESCRIPTION:
            headers = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": self._document})
            return
        if scope["type"] == "http" and self.requests < BUDGET:
            self.requests += 1
            # Only what was asked within the budget counts.
            self.cases |= {value.decode() for name, value in scope["headers"] if name == _CASE}
        elif scope["type"] == "http":
            self.stop()
        await self._twin(scope, receive, send)


def _nothing() -> None:
    """Have nothing to end yet."""


def run_baseline(
    baseline: Baseline, twin: ChangedTwin, headers: Mapping[str, str], *, sound: frozenset[str] | None = None
) -> Found:
    """Run it over a twin; with ``sound``, until the first finding that is none of these."""
    logging.getLogger("specwright.twin").setLevel(logging.CRITICAL)
    app = _Counted(twin)
    # Its configuration is typed by dictionaries of anything.
    settings: Any = {"seed": SEED, "headers": dict(headers), **copy.deepcopy(dict(baseline.settings))}
    config: Any = cast("Any", SchemathesisConfig).from_dict(settings)
    stream = from_schema(schemathesis.openapi.from_asgi(_DESCRIPTION, app, config=config)).execute()
    app.stop = stream.stop
    findings: set[str] = set()
    first = ""
    for event in stream:
        if isinstance(event, ScenarioFinished):
            new = [each for each in _findings(event, app.cases) if each not in findings]
            findings.update(new)
            if sound is not None and not first:
                first = next((each for each in new if each not in sound), "")
                if first:
                    stream.stop()
    return Found(findings=frozenset(findings), requests=app.requests, first=first)


def _findings(event: ScenarioFinished, cases: set[str]) -> Iterator[str]:
    for case, nodes in event.recorder.checks.items():
        for node in nodes:
            if node.failure_info is not None and case in cases:
                failure, interaction = node.failure_info.failure, event.recorder.interactions.get(case)
                response = None if interaction is None else interaction.response
                status = 0 if response is None else response.status_code
                yield f"{failure.operation}: {type(failure).__name__}, {failure.title}, {status}"
