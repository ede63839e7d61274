"""Holds what lint says of overlays: which actions do nothing, and which change more than extensions."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from specwright.cli import main
from specwright.cli.lint import judge_document
from specwright.loader import read
from specwright.model.errors import Severity

API = """\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /items:
    get:
      operationId: listItems
      parameters: [{name: x-trace, in: header, schema: {type: string}}]
      responses: {'200': {description: Items., content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}}
components:
  schemas:
    Item: {type: object, properties: {id: {type: string}, headers: {type: object}}}
"""


def told(folder: Path, *actions: dict[str, Any]) -> list[str]:
    """Judge a description with one overlay, and give rule and pointer of each finding."""
    (folder / "openapi.yaml").write_text(API, "utf-8")
    overlay = {"overlay": "1.1.0", "info": {"title": "O", "version": "1"}, "actions": list(actions)}
    (folder / "o.yaml").write_text(yaml.safe_dump(overlay), "utf-8")
    problems = judge_document(read(folder / "openapi.yaml", overlays=[folder / "o.yaml"]))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [f"{problem.rule} {problem.where.pointer}" for problem in problems]


@pytest.mark.parametrize(
    ("target", "update"),
    [
        ("$", {"x-fixtures": {"a": 1}}),
        ("$.paths['/items'].get", {"x-a": 1}),
        ("$.components.schemas.Item", {"x-validations": [{"id": "a"}], "properties": {"id": {"x-unit": "kg"}}}),
        ("$.components.schemas.Item.properties.headers", {"x-unit": "kg"}),
        ("$.paths", {"x-inner": {"paths": {"/a": {}}}}),
        ("$.paths['/items'].get.parameters[0]", {"x-encoding": "base64url"}),
    ],
)
def test_extensions_are_no_change_of_the_contract(tmp_path: Path, target: str, update: Any) -> None:
    """Adding and changing x- keys is what overlays are for."""
    assert told(tmp_path, {"target": target, "update": update}) == []


@pytest.mark.parametrize(
    "action",
    [
        {"target": "$.info", "update": {"description": "D"}},
        {"target": "$.paths['/items'].get.parameters[0].required", "update": True, "prepare": {"required": False}},
        {"target": "$.components.schemas.Item.properties", "update": {"x-trace": {"type": "string"}}},
        {"target": "$.components.schemas", "update": {"x-Item": {"type": "string"}}},
        {"target": "$.paths['/items'].get.responses['200']", "update": {"headers": {"x-count": {"schema": {}}}}},
        {"target": "$.components.schemas.Item.properties.headers", "remove": True},
        {"target": "$.components.schemas.Item.properties.headers", "copy": "$.components.schemas.Item.properties.id"},
    ],
)
def test_changes_of_the_contract_are_told(tmp_path: Path, action: dict[str, Any]) -> None:
    """Names that begin with x- are no extensions where keys are names; removing and copying count too."""
    prepare = action.pop("prepare", None)
    before = [{"target": "$.paths['/items'].get.parameters[0]", "update": prepare}] if prepare else []

    found = told(tmp_path, *before, action)

    assert f"overlay-contract /actions/{len(before)}/target" in found


def test_one_warning_an_action(tmp_path: Path) -> None:
    """However much an action changes, it is told once, at its target, with the first few places."""
    assert told(tmp_path, {"target": "$..*[?@.type]", "update": {"title": "T"}}) == [
        "overlay-contract /actions/0/target"
    ]


def test_idle_targets_are_told(tmp_path: Path) -> None:
    """A target that selects nothing is a warning."""
    assert told(tmp_path, {"target": "$.nothing", "update": {"x-a": 1}}) == ["overlay /actions/0/target"]


@pytest.mark.parametrize(("options", "code"), [("", 0), ("--strict", 1)])
def test_the_overlay_of_the_twin_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: str, code: int
) -> None:
    """``twin.overlay.yaml`` is judged with the description it stands beside, though no client is made from it."""
    told(tmp_path, {"target": "$.nothing", "update": {"x-a": 1}})
    (tmp_path / "o.yaml").rename(tmp_path / "twin.overlay.yaml")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as ended:
        main(["lint", *options.split(), "openapi.yaml"])

    assert ended.value.code == code
    assert "twin.overlay.yaml:2:3 (#/actions/0/target)" in capsys.readouterr().out
