"""Holds that a campaign tells each rule from conditions that are nearly the same, and which rule waits for which."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.constraints import ConstraintPhase
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.mutants.expressions import flips
from specwright.conform.near_cases import near_cases
from specwright.conform.prepared import Prepared
from specwright.conform.reading_back import Reader
from specwright.conform.results import Side, Verdict
from specwright.conform.subjects import Subject
from specwright.conform.transports.asgi import AsgiTransport
from specwright.conform.waiting_cases import waiting_cases
from specwright.conform.world import World
from specwright.loader import load
from specwright.twin.creation import create_twin
from specwright.twin.judges import Check

PARCELS: Final = Path(__file__).parent / "parcels.yaml"
DESCRIPTION: Final[dict[str, Any]] = yaml.safe_load(PARCELS.read_text("utf-8"))
RULES: Final[list[dict[str, Any]]] = DESCRIPTION["components"]["schemas"]["Tour"]["x-validations"]
NAMES: Final = tuple(str(rule["id"]) for rule in RULES)

# What nobody's flips say: another place of the same mistake. The empty text is a code as good as none.
OTHERS: Final = {
    "begin-given": (
        ("rule", "size(self.stops) == 0 || has(self.stops[0].begins)"),
        ("rule", "size(self.stops) == 0 || has(self.stops[size(self.stops) - 1].begins)"),
        ("when", "self.kind == 'Direct'"),
        ("when", "self.kind == 'Round' || self.kind == 'Direct' || self.kind == 'Night'"),
    ),
    "end-given": (("rule", "self.stops.all(s, has(s.ends) || !(has(s.sort) && s.sort == 'Drop'))"),),
    "in-order": (
        ("rule", "self.stops.all(s, !has(s.begins) || !has(s.ends) || s.begins != s.ends || s.begins == '')"),
    ),
    "stops-given": (
        ("rule", "size(self.stops) >= 2 && self.load > 0"),
        ("rule", "size(self.stops) >= 1 && self.load > 1"),
        ("rule", "size(self.stops) >= 1 || self.load > 0"),
    ),
    "place-named": tuple(
        ("rule", f"self.stops.all(s, !has(s.place) || {code} || ({name}))")
        for code, name in (
            ("has(s.place.code)", "has(s.place.name) && s.place.name != '' && has(s.place.town)"),
            ("has(s.place.code) && s.place.code != ''", "has(s.place.name) && s.place.name != ''"),
        )
    ),
    "some-parcel": (("rule", "self.stops.exists(s, s.parcels.exists(p, p >= 7))"),),
}


@pytest.fixture(scope="module")
def subject() -> Subject:
    """Read the description once, as a campaign does."""
    kit = Kit(load(PARCELS))
    world = World(kit, _nobody, seed=1, fixtures=Fixtures(), is_twin=True)
    return Subject(
        kit=kit, operation=kit.operations["planTour"], plans=world.plans, reader=Reader(kit), seed=1, is_twin=True
    )


def _nobody(request: Any) -> Any:
    raise AssertionError(request)


def _cases(subject: Subject, make: Any) -> dict[str, list[Prepared]]:
    assert subject.operation.body is not None
    content = subject.operation.body.media_types[0]
    source = subject.plans.supplies.body(subject.operation, content)
    return {name: list(make(subject, content, source, name)) for name in NAMES}


@pytest.fixture(scope="module")
def near(subject: Subject) -> dict[str, list[Prepared]]:
    """Prepare the cases of all rules."""
    return _cases(subject, near_cases)


def _bodies(subject: Subject, cases: list[Prepared]) -> Iterator[Any]:
    draft = subject.plans.plan(subject.operation).last
    for case in cases:
        if case.plan is not None:
            yield case.plan.last.body
        else:
            assert case.change is not None
            yield case.change(draft).body


def _otherwise(tmp_path: Path, name: str, part: str, text: str) -> "Check":
    """Compile the check of a description whose rule is another one."""
    rules = [{**rule, part: text} if rule["id"] == name else rule for rule in RULES]
    check = _checks(tmp_path, rules)
    assert check is not None
    return check


def _checks(tmp_path: Path, rules: list[dict[str, Any]]) -> "Check | None":
    kit = Kit(load(_written(tmp_path, rules)))
    return kit.judges.body(kit.operations["planTour"], "application/json")


def _written(tmp_path: Path, rules: list[dict[str, Any]]) -> Path:
    schemas = DESCRIPTION["components"]["schemas"]
    tour = {**schemas["Tour"], "x-validations": rules}
    whole = {**DESCRIPTION, "components": {"schemas": {**schemas, "Tour": tour}}}
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    return path


def _changes() -> Iterator[tuple[str, str, str]]:
    for rule in RULES:
        name = str(rule["id"])
        for part in ("rule", "when"):
            yield from ((name, part, text) for _, text in flips(str(rule.get(part, "true"))))
        yield from ((name, part, text) for part, text in OTHERS.get(name, ()))


@pytest.mark.parametrize(("name", "part", "text"), list(_changes()))
def test_each_change_of_a_rule_shows(
    subject: Subject, near: dict[str, list[Prepared]], tmp_path: Path, name: str, part: str, text: str
) -> None:
    """Whatever one thing about a rule is another one, there is a case that ends otherwise."""
    check = _otherwise(tmp_path, name, part, text)
    told = [
        bool(check(body)) is (case.case.side is Side.INSIDE)
        for case, body in zip(near[name], _bodies(subject, near[name]), strict=True)
    ]
    assert any(told), [case.case.id for case in near[name]]


def test_both_sides_are_what_they_are_called(subject: Subject, near: dict[str, list[Prepared]]) -> None:
    """What is inside breaks nothing, what is outside the rule alone; each case has an id of its own, and they are few."""
    check = subject.kit.judges.body(subject.operation, "application/json")
    assert check is not None
    for name, cases in near.items():
        assert 0 < len(cases) < 30
        assert len({case.case.id for case in cases}) == len(cases)
        for case, body in zip(cases, _bodies(subject, cases), strict=True):
            ids = {each.id for each in check(body)}
            assert ids == (set[str]() if case.case.side is Side.INSIDE else {name}), case.case.id


def test_the_same_seed_gives_the_same_cases(near: dict[str, list[Prepared]]) -> None:
    """Who searches again with the same seed finds the same cases in the same order."""
    kit = Kit(load(PARCELS))
    world = World(kit, _nobody, seed=1, fixtures=Fixtures(), is_twin=True)
    again = Subject(
        kit=kit, operation=kit.operations["planTour"], plans=world.plans, reader=Reader(kit), seed=1, is_twin=True
    )
    found = _cases(again, near_cases)
    assert {name: [case.case.id for case in cases] for name, cases in found.items()} == {
        name: [case.case.id for case in cases] for name, cases in near.items()
    }


def test_what_waits_is_broken_beside_what_it_waits_for(subject: Subject, tmp_path: Path) -> None:
    """A body breaks both rules, the one that comes first is told, and without `after` both would be."""
    cases = _cases(subject, waiting_cases)
    assert {
        name: [case.case.id.rpartition("/after/")[2] for case in found] for name, found in cases.items() if found
    } == {
        "begin-given": ["stops-given"],
        "end-given": ["begin-given"],
    }
    hasty = _checks(tmp_path, [{key: value for key, value in rule.items() if key != "after"} for rule in RULES])
    assert hasty is not None
    for name, found in cases.items():
        for case, body in zip(found, _bodies(subject, found), strict=True):
            first = case.case.id.rpartition("/after/")[2]
            assert {each.id for each in hasty(body)} >= {name, first}


def _failed(tmp_path: Path, rules: list[dict[str, Any]]) -> list[str]:
    options = CampaignOptions(seed=1, is_twin=True)
    with AsgiTransport(create_twin(load(_written(tmp_path, rules)), seed=1)) as send:
        campaign = run_campaign(load(PARCELS), send, options, phases=(ConstraintPhase(),))
        return [result.case.id for result in campaign if result.verdict is Verdict.FAIL]


def test_a_campaign_over_a_sound_twin_has_no_failure(tmp_path: Path) -> None:
    """Of what the cases expect, nothing is more than the description says."""
    assert _failed(tmp_path, RULES) == []


def test_a_campaign_tells_a_quantifier_from_another(tmp_path: Path) -> None:
    """A twin that takes one item for all fails where one item of two breaks the rule."""
    text = "size(self.stops) == 0 || self.stops.exists(s, has(s.begins))"
    rules = [{**rule, "rule": text} if rule["id"] == "begin-given" else rule for rule in RULES]
    assert "constraints/planTour/rule/begin-given/outside/near/all-stops-exists" in _failed(tmp_path, rules)
