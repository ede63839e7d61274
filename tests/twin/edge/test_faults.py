"""A plan of latencies and faults does the same to the same calls."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from asgi import Got, call, scope_of
from specwright.model.types import Json
from specwright.twin.edge.fault_plan import PlanError, read_fault_plan

Ask = Callable[..., Got]


def decided(plan: Json, calls: int, *, seed: int = 1, operation: str = "op") -> list[tuple[float, str]]:
    """Say what happens to so many calls."""
    read = read_fault_plan(plan, seed=seed)
    counts: dict[str, int] = {}

    def count(name: str) -> int:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]

    faults = [read.decide(operation, "GET", "/papers/P001", count) for _ in range(calls)]
    return [(fault.latency, fault.fault) if fault else (0.0, "") for fault in faults]


@pytest.mark.parametrize(
    ("rule", "hit"),
    [
        ({"calls": [2, 4]}, [2, 4]),
        ({"every": 3}, [3, 6]),
        ({"from": 2, "to": 3}, [2, 3]),
        ({"from": 4, "every": 2}, [4, 6]),
        ({"operation": "op", "calls": [1]}, [1]),
        ({"operation": "other"}, []),
        ({"method": "get", "path": "/papers/*", "calls": [6]}, [6]),
        ({"method": "POST"}, []),
        ({"path": "/papers"}, []),
        ({"probability": 0.0}, []),
        ({"probability": 1.0}, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_rule_is_due_where_it_says(rule: dict[str, Json], hit: list[int]) -> None:
    """Operation, method, path, numbers of calls and chance decide together which calls a rule hits."""
    found = decided({"rules": [{**rule, "fault": "reset"}]}, 6)

    assert [number for number, (_, fault) in enumerate(found, 1) if fault] == hit


def test_chance_is_seeded() -> None:
    """The same seed hits the same calls, another seed others, and about as many as the probability says."""
    plan: Json = {"rules": [{"probability": 0.3, "fault": "close"}]}
    first, again, other = decided(plan, 300), decided(plan, 300), decided(plan, 300, seed=2)

    assert first == again
    assert first != other
    assert 50 < sum(bool(fault) for _, fault in first) < 130


def test_latencies_add_up_and_are_seeded() -> None:
    """Every rule that is due adds its wait, drawn alike each time; the first fault wins."""
    plan: Json = {
        "seed": 7,
        "rules": [
            {"latency": 0.5},
            {"latency": {"uniform": [0.1, 0.2]}, "fault": "close"},
            {"latency": {"lognormal": {"median": 0.1, "sigma": 0.5}}, "fault": "reset"},
        ],
    }
    first, other = decided(plan, 50), decided(plan, 50, seed=99)

    assert first == other
    assert len({latency for latency, _ in first}) == 50
    assert all(0.6 < latency <= 600 and fault == "close" for latency, fault in first)


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        ([], "a plan is an object"),
        ({"rule": []}, "a plan is an object"),
        ({"rules": {}}, "/rules"),
        ({"rules": [1]}, "/rules/0"),
        ({"rules": [{}, {"fautl": "reset"}]}, "/rules/1/fautl"),
        ({"rules": [{"fault": "explode"}]}, "/rules/0/fault"),
        ({"rules": [{"status": 100}]}, "/rules/0/status"),
        ({"rules": [{"status": True}]}, "/rules/0/status"),
        ({"rules": [{"calls": [0]}]}, "/rules/0/calls"),
        ({"rules": [{"probability": 2}]}, "/rules/0/probability"),
        ({"rules": [{"latency": -1}]}, "/rules/0/latency"),
        ({"rules": [{"latency": True}]}, "/rules/0/latency"),
        ({"rules": [{"latency": {"uniform": [1]}}]}, "/rules/0/latency"),
        ({"rules": [{"operation": 1}]}, "/rules/0/operation"),
        ({"seed": "x"}, "/seed"),
    ],
)
def test_a_wrong_plan_is_told_with_its_place(ask: Ask, plan: Json, place: str) -> None:
    """A plan that cannot be understood is refused as a whole, with the place that is wrong."""
    with pytest.raises(PlanError, match=place):
        read_fault_plan(plan, seed=0)
    got = ask("PUT", "/__twin/faults", content=plan)

    assert got.status == 400
    assert place in got.json["detail"]
    assert ask("GET", "/__twin/faults").json == {"rules": []}


def test_the_fifth_call_fails_with_a_documented_answer(ask: Ask) -> None:
    """A fault may be an answer that the operation documents, on one call only; nothing is changed by it."""
    ask("PUT", "/__twin/faults", content={"rules": [{"operation": "addPaper", "calls": [5], "status": 429}]})
    statuses = [ask("POST", "/papers", content={"title": "a"}).status for _ in range(6)]

    assert statuses == [201, 201, 201, 201, 429, 201]
    assert len(ask("GET", "/papers").json) == 5
    entry = ask("GET", "/__twin/journal").json["entries"][4]
    assert (entry["status"], entry["forced"]) == (429, "code=429")


def test_a_forced_answer_has_its_required_headers(ask: Ask) -> None:
    """What a description requires of a refusal is there also where only a plan asks for it."""
    ask("PUT", "/__twin/faults", content={"rules": [{"status": 429}]})

    assert ask("GET", "/papers").header("retry-after") == "30"


def test_a_plan_can_be_taken_away_and_ends_with_a_reset(ask: Ask) -> None:
    """Without a plan, or after a reset, calls are answered as ever; a new plan begins to count anew."""
    plan = {"rules": [{"calls": [1], "status": 429}]}
    assert ask("PUT", "/__twin/faults", content=plan).json == plan
    assert [ask("GET", "/papers").status for _ in range(2)] == [429, 200]
    ask("PUT", "/__twin/faults", content=plan)
    assert ask("GET", "/papers").status == 429
    ask("PUT", "/__twin/faults", content={"rules": [{"status": 429}]})
    ask("DELETE", "/__twin/faults")
    assert ask("GET", "/papers").status == 200
    ask("PUT", "/__twin/faults", content={"rules": [{"status": 429}]})
    ask("POST", "/__twin/reset")
    assert ask("GET", "/papers").status == 200


@pytest.mark.parametrize("fault", ["reset", "close", "garbage"])
def test_a_broken_connection_stores_nothing(twin: Any, ask: Ask, fault: str) -> None:
    """A connection that breaks before the answer is an error in process, and the call was never worked on."""
    ask("PUT", "/__twin/faults", content={"rules": [{"fault": fault, "method": "POST"}]})

    with pytest.raises(ConnectionResetError):
        ask("POST", "/papers", content={"title": "a"})
    assert ask("GET", "/papers").json == []


def test_a_truncated_answer_is_half_of_one(twin: Any, ask: Ask) -> None:
    """A connection that breaks in the middle of the answer did its work, announced all of it and sent half."""
    ask("POST", "/papers", content={"title": "a"})
    ask("PUT", "/__twin/faults", content={"rules": [{"fault": "truncate"}]})
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [("authorization", "Bearer ada-secret-token"), ("x-kiosk-key", "kiosk-secret-key")]
    with pytest.raises(ConnectionResetError):
        asyncio.run(twin(scope_of("GET", "/papers/P001", headers), receive, send))

    length = int(dict(sent[0]["headers"])[b"content-length"])
    assert len(sent[1]["body"]) == length // 2
    assert sent[1]["more_body"] is True


def test_latency_waits(twin: Any, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call waits as long as the plan says, and its journal entry tells so."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    # Not the function for everybody: servers of other tests, in threads of their own, sleep by it too.
    monkeypatch.setattr(
        "specwright.twin.edge.application.asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep})
    )
    ask("PUT", "/__twin/faults", content={"rules": [{"latency": 2.5, "operation": "listPapers"}]})

    assert call(twin, "GET", "/papers").status == 401
    assert waited == [2.5]
    entry = ask("GET", "/__twin/journal").json["entries"][0]
    assert entry["millis"] == 2500.0
    assert entry["fault"] == {"latency": 2.5, "fault": ""}
