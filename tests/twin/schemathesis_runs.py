"""Turns a description and the URL of its service into what Schemathesis finds wrong, steered by our rules."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished

from specwright.checks import compile_checks
from specwright.conform.class_check import ClassCheck, RequestClass, class_check
from specwright.loader import load
from specwright.model.service import Operation, Service
from specwright.samples.acceptable import AcceptableSampler, acceptable_sampler
from specwright.samples.engine.source import RandomSource
from specwright.twin.creation import load_with_behaviour
from specwright.twin.judges import Judges

__all__ = ["Finding", "Run", "Subject", "run_schemathesis"]

ROOT: Final = Path(__file__).parents[2]
PHASES: Final = ("examples", "coverage", "fuzzing", "stateful")
REJECTED: Final = "RejectedPositiveData"
# What Schemathesis holds against a service that is right, by operation, kind and message.
EXPLAINED: Final = re.compile(
    r"""
    # `format` asserts nothing in JSON Schema 2020-12, and no page of the vendors says that uri and int32 are judged.
    .*AcceptedNegativeData[ ].*not[ ]matching[ ]the[ ]'uri'[ ]format
    | .*AcceptedNegativeData[ ].*(goodsId|quantity|offset|limit):[ ]Value[ ](greater|smaller)[ ]than[ ](maximum|minimum)
    # In a form all is text or bytes: one part of that name is a list of one file, whatever stands in it.
    | POST[ ]/customer-orders[ ]AcceptedNegativeData[ ].*in[ ]body[ ]-[ ]files:[ ]Incorrect[ ]type
    # An order that was called off stays readable: specs/soget/DECISIONS.md.
    | GET[ ]/customer-orders/\{orderId\}[ ]UseAfterFree
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Subject:
    """What is tested: the name of its description, where it answers, and the headers that open it."""

    name: str
    url: str
    headers: Mapping[str, str]
    is_read_only: bool = False
    is_twin: bool = False


@dataclass(frozen=True)
class Finding:
    """One thing that Schemathesis holds to be wrong."""

    operation: str
    kind: str
    message: str
    status: int
    body: str

    def __str__(self) -> str:
        """Tell it in one text."""
        return f"{self.operation} {self.kind} {self.message}"


@dataclass(frozen=True)
class Run:
    """All that one run found, how many requests it took, and how many there were of each class."""

    findings: tuple[Finding, ...]
    requests: int
    classes: Counter[RequestClass]


def run_schemathesis(subject: Subject, *, examples: int, seed: int = 1) -> Run:
    """Run all phases with all checks; findings that the state of the service explains are left out.

    A body that is valid by the schema may break a rule, and an order that is valid by itself may be a duplicate: the
    first is replaced by an acceptable one before it is sent, the second is known by its code.
    """
    folder = ROOT / "specs" / subject.name
    service = load_with_behaviour(folder)
    check = _registered(service, subject)
    # Its own types are unknown in part.
    configuration: Any = SchemathesisConfig
    config = configuration.from_dict(
        {
            "seed": seed,
            "continue-on-failure": True,
            # A busy machine draws slowly; that is no fault of the service.
            "suppress-health-check": ["all"],
            "generation": {"mode": "all", "max-examples": examples},
            "phases": {name: {"enabled": True} for name in PHASES},
        }
    )
    config.projects.default.update(headers=dict(subject.headers), base_url=subject.url)
    schema: Any = schemathesis.openapi.from_dict(_plain(folder), config=config)
    steering = _Steering(service)

    # Schemathesis keeps notes on a hook, which no bound method takes.
    def map_case(_context: Any, case: Any) -> Any:
        return steering.steered(case)

    def before_add_examples(_context: Any, examples: list[Any]) -> None:
        examples[:] = map(steering.steered, examples)

    schema.hook(map_case)
    schema.hook(before_add_examples)
    if subject.is_read_only:
        schema = schema.include(method="GET")
    return _sum_up(from_schema(schema).execute(), _codes_of_state(service), check)


def _registered(service: Service, subject: Subject) -> ClassCheck:
    """Register our check for the operations of one description; those of others it does not know."""
    check = class_check(service, name=f"class_of_{subject.name}", is_value_first=subject.is_twin)
    register: Any = schemathesis.check
    register(check)
    return check


def _plain(folder: Path) -> Any:
    """Give the description without how a twin behaves, which Schemathesis cannot know."""
    return load(folder / "openapi.yaml").document


class _Steering:
    """Makes requests that are right but for rules and domain formats right altogether; what is wrong stays so."""

    def __init__(self, service: Service) -> None:
        self._operations = {(each.method, each.path): each for each in service.operations}
        self._service = service
        self._judges = Judges(service)
        self._samplers: dict[str, AcceptableSampler] = {}
        self._source = RandomSource(1)

    def steered(self, case: Any) -> Any:
        """Replace a body that only rules refuse, and let the path name what the body does."""
        # Some cases ask for a method that no operation has.
        operation = self._operations.get((case.method.upper(), case.path))
        meta = case.meta
        if operation is None or operation.body is None or meta is None or not meta.generation.mode.is_positive:
            return case
        media_type = operation.body.media_types[0].media_type
        judge = self._judges.body(operation, media_type)
        # What of a schema Schemathesis does not know are the formats of the trade.
        if judge is not None and any(one.layer == "rule" or one.id == "format" for one in judge(case.body)):
            case.body = self._sampler(operation).valid(self._source)
        _name_one_id(case)
        return case

    def _sampler(self, operation: Operation) -> AcceptableSampler:
        name = operation.name.wire
        if name not in self._samplers:
            self._samplers[name] = acceptable_sampler(self._service, name)
        return self._samplers[name]


def _name_one_id(case: Any) -> None:
    """Where path and body both have a member of one name, let them name the same."""
    body: object = case.body
    if not isinstance(body, dict):
        return
    members = cast("dict[str, Any]", body)
    for name in cast("list[str]", list(case.path_parameters or {})):
        if isinstance(members.get(name), str):
            case.path_parameters[name] = members[name]


def _codes_of_state(service: Service) -> Mapping[str, frozenset[str]]:
    """List by operation the codes and messages that tell what a service keeps, not how a request is made."""
    rules = compile_checks(service, has_responses=False, keep_going=True).rules
    found: dict[str, frozenset[str]] = {}
    for operation in service.operations:
        behaviour = service.behaviour.operations.get(operation.name.wire)
        steps = behaviour.preconditions if behaviour is not None else ()
        # Where there is no code, the message tells what was refused.
        codes = {getattr(step, "code", "") or getattr(getattr(step, "message", None), "value", "") for step in steps}
        codes.discard("")
        codes |= {rule.code for rule in rules if rule.code and rule.is_transition}
        found[f"{operation.method} {operation.path}"] = frozenset(codes)
    return found


def _sum_up(events: Iterator[Any], codes: Mapping[str, frozenset[str]], check: ClassCheck) -> Run:
    findings: list[Finding] = []
    requests = 0
    for event in events:
        if isinstance(event, NonFatalError):
            findings.append(Finding(event.label, "Error", str(event.value), 0, ""))
        if isinstance(event, ScenarioFinished):
            requests += len(event.recorder.interactions)
            findings += [
                one for one in _failures(event) if not EXPLAINED.match(str(one)) and not _is_of_state(one, codes)
            ]
    return Run(tuple(findings), requests, check.seen)


def _failures(event: ScenarioFinished) -> Iterator[Finding]:
    recorder: Any = event.recorder
    for case_id, checks in recorder.checks.items():
        response = recorder.interactions[case_id].response
        status, body = (0, "") if response is None else (response.status_code, response.text)
        case = recorder.cases[case_id].value
        for check in checks:
            if check.failure_info is not None:
                failure = check.failure_info.failure
                yield Finding(f"{case.method} {case.path}", type(failure).__name__, str(failure), status, body)


def _is_of_state(finding: Finding, codes: Mapping[str, frozenset[str]]) -> bool:
    if finding.kind != REJECTED:
        return False
    try:
        told: Any = json.loads(finding.body)
        found = {told.get("code") or told.get("message")}
    except (ValueError, AttributeError):
        return False
    return not found.isdisjoint(codes.get(finding.operation, frozenset()))
