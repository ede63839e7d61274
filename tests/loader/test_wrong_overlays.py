"""Holds how wrong overlays are told: documents that are none, and actions that cannot be applied."""

from pathlib import Path
from typing import Any

import pytest

from overlay_bench import API, Workbench
from specwright.loader import read
from specwright.model.errors import DescriptionError, SourceError, SpecwrightError, UnsupportedFeatureError


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """Work in a fresh folder."""
    return Workbench(tmp_path)


@pytest.mark.parametrize(
    ("action", "version", "what", "pointer"),
    [
        ({"target": "$.info", "update": [1]}, "1.1.0", "is a map, and the change is a list", "update"),
        ({"target": "$.info.title", "update": {}}, "1.1.0", "is a plain value, and the change is a map", "update"),
        ({"target": "$", "update": {"info": {"title": []}}}, "1.1.0", "makes it a list", "update/info/title"),
        ({"target": "$", "update": {"tags": {}}}, "1.1.0", "makes it a map", "update/tags"),
        ({"target": "$.info.title", "update": "x"}, "1.0.0", "Overlay 1.0 cannot target", "target"),
        ({"target": "$.info.title", "remove": True}, "1.0.0", "Overlay 1.0 cannot remove", "target"),
        ({"target": "$['info', 'tags']", "update": {}}, "1.1.0", "of several kinds: a list, a map", "target"),
        ({"target": "$", "remove": True}, "1.1.0", "the whole document", "target"),
        ({"target": "$.info", "copy": "$.nothing"}, "1.1.0", "selects 0 nodes", "copy"),
        ({"target": "$.info", "copy": "$.tags.*"}, "1.1.0", "selects 3 nodes", "copy"),
        ({"target": "$.tags", "copy": "$.paths["}, "1.1.0", "is no JSONPath", "copy"),
        ({"target": "$.paths./items", "update": {}}, "1.1.0", "is no JSONPath at character 9", "target"),
        ({"target": "paths", "update": {}}, "1.1.0", "is no JSONPath at character 1", "target"),
        ({"target": "$[?nope(@.a)]", "update": {}}, "1.1.0", "'nope' is not defined", "target"),
        ({"target": "$" + "[?(" * 3000, "update": {}}, "1.1.0", "JSONPath", "target"),
        ({"target": 3, "update": {}}, "1.1.0", "`target` is no text", "target"),
        ({"target": "$", "copy": "$"}, "1.0.0", "came with Overlay 1.1", "copy"),
        ({"target": "$", "remove": "yes"}, "1.1.0", "`remove` is no true or false", "remove"),
        ({"target": "$", "updated": {}}, "1.1.0", "'updated' is no field", "updated"),
        ({"target": "$", "update": {}, "copy": "$"}, "1.1.0", "has `update` and `copy`", ""),
        ({"target": "$", "update": {}, "remove": True}, "1.1.0", "has `update` and `remove`", ""),
        ({"target": "$"}, "1.1.0", "changes nothing", ""),
        ({"update": {}}, "1.1.0", "without `target`", ""),
    ],
)
def test_wrong_actions(bench: Workbench, action: dict[str, Any], version: str, what: str, pointer: str) -> None:
    """An action that cannot be applied ends the run at its own line, with a way out."""
    with pytest.raises(DescriptionError) as caught:
        bench.patched(action, version=version)

    problem = next(problem for problem in caught.value.problems if what in problem.what)
    assert problem.where.pointer == f"/actions/0/{pointer}".rstrip("/")
    assert problem.where.line > 1
    assert problem.hint


def test_remove_outweighs_update_in_1_0(bench: Workbench) -> None:
    """Version 1.0 lets both stand, and says which counts."""
    patched = bench.patched({"target": "$.tags", "update": {}, "remove": True}, version="1.0.0")

    assert "tags" not in patched


def test_remove_false_changes_nothing(bench: Workbench) -> None:
    """``remove: false`` alone is an action that leaves everything as it is."""
    patched = bench.patched({"target": "$.tags", "remove": False})

    assert len(patched["tags"]) == 3


@pytest.mark.parametrize(
    ("text", "error", "what"),
    [
        (API, DescriptionError, "`overlay` is missing"),
        ("", DescriptionError, "`overlay` is missing"),
        ("[]", DescriptionError, "`overlay` is missing"),
        ("overlay: 1.1\n", DescriptionError, "1.1 is no version of Overlay"),
        ("overlay: new\n", DescriptionError, "'new' is no version of Overlay"),
        ("overlay: 1.2.0\n", UnsupportedFeatureError, "Overlay 1.2 is not read"),
        ("overlay: 1.1.0\ninfo: 3\n", DescriptionError, "`info` is missing or no map"),
        ("overlay: 1.1.0\ninfo: {title: 3}\n", DescriptionError, "`info.version` is missing"),
        ("overlay: 1.1.0\ninfo: {title: T, version: 1}\n", DescriptionError, "`version` is no text"),
        ("overlay: 1.1.0\nactions: {}\n", DescriptionError, "`actions` is no list with an item"),
        ("overlay: 1.1.0\nactions: [3]\n", DescriptionError, "an action is no map"),
        ("overlay: 1.1.0\nextends: [a]\n", DescriptionError, "`extends` is no text"),
        ("overlay: 1.1.0\nexpands: a\n", DescriptionError, "'expands' is no field"),
        ("overlay: [\n", SourceError, "no YAML"),
    ],
)
def test_wrong_documents(bench: Workbench, text: str, error: type[SpecwrightError], what: str) -> None:
    """What is no overlay, or a wrong one, is told with its place."""
    with pytest.raises(error) as caught:
        bench.read(bench.write("o.yaml", text))

    assert any(what in problem.what and problem.hint for problem in caught.value.problems), str(caught.value)
    assert all(Path(problem.where.file).name == "o.yaml" for problem in caught.value.problems)


def test_a_repeated_action_is_a_slip(bench: Workbench) -> None:
    """The specification asks for actions that differ."""
    action = {"target": "$.tags", "update": {"name": "d"}}

    with pytest.raises(DescriptionError, match="repeats action 0"):
        bench.patched(action, dict(action))


def test_a_missing_overlay_is_told(bench: Workbench) -> None:
    """A path that leads nowhere ends the run before anything else is judged."""
    with pytest.raises(SourceError, match=r"missing\.yaml: error: cannot be read"):
        bench.read(bench.folder / "missing.yaml")


def test_a_remote_overlay_needs_the_flag(bench: Workbench) -> None:
    """Nothing is fetched that was not allowed."""
    with pytest.raises(SourceError, match="the overlay is on another machine"):
        read(bench.folder / "openapi.yaml", overlays=["https://example.com/o.yaml"])
