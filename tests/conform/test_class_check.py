"""Holds that Schemathesis can judge answers by the class of their requests, with exact statuses and codes."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import ScenarioFinished

from conform.depot_server import KEY, DepotServer
from specwright.conform.class_check import ClassCheck, RequestClass, class_check
from specwright.conform.exchanges import Exchange, Request
from specwright.loader import load
from specwright.model.service import Service

DEPOT: Final = Path(__file__).parent / "depot.yaml"
SMALL: Final = {"label": "small", "weight": 1.5, "kind": "box"}
HEAVY: Final = {"label": "heavy", "weight": 21, "kind": "bag"}
HEADERS: Final = {"X-Depot-Key": KEY}


def app_of(server: DepotServer) -> Callable[..., Any]:
    """Put a server behind WSGI, as an application that Schemathesis calls."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        query = environ.get("QUERY_STRING", "")
        headers = {name[5:].replace("_", "-"): text for name, text in environ.items() if name.startswith("HTTP_")}
        request = Request(
            operation="",
            method=environ["REQUEST_METHOD"],
            target=environ["PATH_INFO"] + (f"?{query}" if query else ""),
            headers=(*headers.items(), ("content-type", environ.get("CONTENT_TYPE", ""))),
            body=environ["wsgi.input"].read(length) if length else b"",
        )
        answer = server(request).response
        assert answer is not None
        start_response(f"{answer.status} Told", list(answer.headers))
        return [answer.body]

    return app


@pytest.fixture(scope="module")
def service() -> Service:
    """Read the description once."""
    return load(DEPOT, keep_going=True)


@pytest.fixture(scope="module")
def check(service: Service) -> ClassCheck:
    """Make the check once."""
    return class_check(service, name="depot_class", is_value_first=True)


def schema_of(service: Service, server: DepotServer, config: Any = None) -> Any:
    """Give Schemathesis the description, and the server as its application."""
    loaded: Any = schemathesis.openapi
    schema = loaded.from_dict(service.document, **({"config": config} if config else {}))
    schema.app = app_of(server)
    return schema


def asked(
    service: Service, check: ClassCheck, *faults: str, path: str = "/crates", method: str = "POST", **words: Any
) -> RequestClass:
    """Send one case and let the check judge it; tell the class."""
    case = schema_of(service, DepotServer(*faults))[path][method].Case(**words)
    before = check.seen.copy()
    case.validate_response(case.call(headers=HEADERS), checks=[check])
    (seen,) = check.seen - before
    return seen


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ({"body": SMALL}, RequestClass.ACCEPTABLE),
        ({"body": {**SMALL, "label": "x"}}, RequestClass.WRONG_BY_SCHEMA),
        ({"body": {**SMALL, "label": "far too long"}}, RequestClass.WRONG_BY_SCHEMA),
        ({"body": HEAVY}, RequestClass.WRONG_BY_RULE),
        ({"body": SMALL, "media_type": "text/plain"}, RequestClass.UNREADABLE),
        ({"method": "GET", "query": {"limit": 51}}, RequestClass.WRONG_BY_SCHEMA),
        ({"path": "/crates/{crateId}", "method": "GET", "path_parameters": {"crateId": "c1"}}, RequestClass.ACCEPTABLE),
    ],
)
def test_each_class_is_told_and_passes(
    service: Service, check: ClassCheck, words: dict[str, Any], kind: RequestClass
) -> None:
    """A right server answers each class as it has to be answered; what is not there is no mistake of the request."""
    if "body" in words:
        words = {"media_type": "application/json", **words}
    assert asked(service, check, **words) is kind


@pytest.mark.parametrize(
    ("fault", "body", "message"),
    [
        ("no-rule", HEAVY, "addCrate accepts a request that breaks bags-are-light"),
        ("wrong-code", {**SMALL, "label": "far too long"}, "with 400 TOO_HEAVY instead of 400 LABEL_TOO_LONG"),
        ("wrong-status", HEAVY, "with 404 TOO_HEAVY instead of 400 TOO_HEAVY"),
        ("open", {**SMALL, "strange": 1}, "addCrate accepts a request that breaks additionalProperties"),
        ("utf-16", {**SMALL, "label": "𝄞" * 8}, "addCrate refuses a valid request with 400 LABEL_TOO_LONG"),
    ],
)
def test_each_fault_is_told(service: Service, check: ClassCheck, fault: str, body: Any, message: str) -> None:
    """A wrong status, a wrong code, and what is wrongly accepted or refused are told, with what was expected."""
    with pytest.raises(BaseExceptionGroup) as told:
        asked(service, check, fault, body=body, media_type="application/json")
    assert message in str(told.value)


def test_of_several_mistakes_any_may_be_told(service: Service, check: ClassCheck) -> None:
    """Which of two mistakes a service tells is not looked at; a code that is none of theirs is wrong."""
    both = {"label": "far too long", "weight": 500, "kind": "box"}
    assert asked(service, check, body=both, media_type="application/json") is RequestClass.WRONG_BY_SCHEMA


def test_what_is_kept_may_be_looked_at_first(service: Service) -> None:
    """A documented 404 passes for a wrong request, unless values have to come first."""

    class LooksFirst(DepotServer):
        """Looks for a crate before it looks at how its id is written."""

        def __call__(self, request: Request, /) -> Exchange:
            """Answer a request."""
            return super().__call__(replace(request, target="/crates/c0"))

    def told(check: ClassCheck) -> None:
        case = schema_of(service, LooksFirst())["/crates/{crateId}"]["GET"].Case(path_parameters={"crateId": "none"})
        case.validate_response(case.call(headers=HEADERS), checks=[check])

    told(class_check(service))
    with pytest.raises(BaseExceptionGroup, match="with 404 instead of 400"):
        told(class_check(service, is_value_first=True))


@pytest.mark.parametrize("fault", ["", "no-rule"])
def test_it_runs_among_the_checks_of_schemathesis(service: Service, fault: str) -> None:
    """Once registered, it is run by the engine, and its failures are those of a check with its name."""
    check = class_check(service, name="class_in_engine", is_value_first=True)
    register: Any = schemathesis.check
    register(check)
    configuration: Any = SchemathesisConfig
    others = {name: {"enabled": False} for name in ("examples", "coverage", "stateful")}
    config = configuration.from_dict({"seed": 1, "generation": {"max-examples": 5}, "phases": others})
    config.projects.default.update(headers=HEADERS)
    config.projects.default.checks.update(included_check_names=["class_in_engine"])
    schema = schema_of(service, DepotServer(fault), config).include(path="/crates")

    def map_case(_context: Any, case: Any) -> Any:
        case.body = HEAVY if case.method == "POST" else case.body
        return case

    schema.hook(map_case)
    told = set[str]()
    for event in from_schema(schema).execute():
        if isinstance(event, ScenarioFinished):
            checks: Any = event.recorder.checks
            told |= {each.name for results in checks.values() for each in results if each.failure_info is not None}
    assert told == ({"class_in_engine"} if fault else set())
    assert check.seen.keys() >= {RequestClass.ACCEPTABLE, RequestClass.WRONG_BY_RULE}


def test_it_is_made_without_schemathesis() -> None:
    """Who imports and makes the check needs no Schemathesis; only who runs it does."""
    text = f"""
import sys
sys.modules["schemathesis"] = sys.modules["hypothesis"] = None
from specwright.conform.class_check import class_check
assert class_check({str(DEPOT)!r}).__name__ == "request_class"
"""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
