"""Holds what overlays do to a description, and that everything in it still knows where it was written."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from overlay_bench import API, Workbench
from specwright.loader import Limits, load, read
from specwright.loader.document import open_document
from specwright.model.config import Config
from specwright.model.errors import DescriptionError
from specwright.model.location import Location
from specwright.model.types import Json


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """Work in a fresh folder."""
    return Workbench(tmp_path)


def operation(document: Any) -> Any:
    """Give the operation that most actions here change."""
    return document["paths"]["/items"]["get"]


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "1.1.7"])
def test_update_merges_maps(bench: Workbench, version: str) -> None:
    """New members are added, plain values replaced, lists joined, maps merged; all else stays."""
    update = {
        "operationId": "other",
        "x-new": {"deep": [1]},
        "tags": ["three"],
        "responses": {"200": {"x-a": 1}, "404": {"description": "No."}},
    }

    merged = operation(bench.patched({"target": "$.paths['/items'].get", "update": update}, version=version))

    assert merged["operationId"] == "other"
    assert merged["x-new"] == {"deep": [1]}
    assert merged["tags"] == ["one", "two", "one", "three"]
    assert merged["responses"] == {"200": {"description": "Items.", "x-a": 1}, "404": {"description": "No."}}
    assert [parameter["name"] for parameter in merged["parameters"]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("update", "names"),
    [({"name": "d"}, ["a", "b", "c", "d"]), ([{"name": "d"}, {"name": "e"}], ["a", "b", "c", "d", "e"])],
)
def test_update_of_a_list(bench: Workbench, update: Any, names: list[str]) -> None:
    """A list is joined to a list; anything else is appended as one item."""
    patched = bench.patched({"target": "$.tags", "update": update})

    assert [tag["name"] for tag in patched["tags"]] == names


def test_update_of_plain_values(bench: Workbench) -> None:
    """Since 1.1 a plain value is replaced where it stands, in a map and in a list."""
    patched = bench.patched(
        {"target": "$.info.title", "update": "New"},
        {"target": "$.paths['/items'].get.tags[?@ == 'one']", "update": "uno"},
        {"target": "$.info.version", "update": None},
    )

    assert patched["info"] == {"title": "New", "version": None}
    assert operation(patched)["tags"] == ["uno", "two", "uno"]


def test_every_target_is_changed(bench: Workbench) -> None:
    """One action changes all nodes that it selects, each once and independently of the others."""
    patched = bench.patched(
        {"target": "$.paths.*.*['responses', 'responses'].*", "update": {"x-seen": [1]}},
        {"target": "$.paths['/items'].get.responses.*['x-seen']", "update": 2},
    )

    assert operation(patched)["responses"]["200"]["x-seen"] == [1, 2]
    assert patched["paths"]["/others"]["delete"]["responses"]["204"]["x-seen"] == [1]


def test_remove(bench: Workbench) -> None:
    """Members, items and plain values go; indexes count as they were before the action."""
    patched = bench.patched(
        {"target": "$.paths['/others']", "remove": True},
        {"target": "$.tags[0, 1]", "remove": True},
        {"target": "$..parameters[?@.name != 'b']", "remove": True},
        {"target": "$.paths['/items'].get.tags[?@ == 'one']", "remove": True},
    )

    assert list(patched["paths"]) == ["/items"]
    assert patched["tags"] == [{"name": "c"}]
    assert [parameter["name"] for parameter in operation(patched)["parameters"]] == ["b"]
    assert operation(patched)["tags"] == ["two"]


def test_remove_inside_what_is_removed(bench: Workbench) -> None:
    """A target that selects a node and what stands in it is served whatever the order."""
    patched = bench.patched({"target": "$.paths['/items'].get..[?@.name || @.type]", "remove": True})

    assert operation(patched)["parameters"] == []


def test_copy(bench: Workbench) -> None:
    """A path is renamed in three steps; what was copied no longer hangs together with where it came from."""
    patched = bench.patched(
        {"target": "$.paths", "update": {"/renamed": {}}},
        {"target": "$.paths['/renamed']", "copy": "$.paths['/items']"},
        {"target": "$.paths['/items'].get.tags", "update": "late"},
        {"target": "$.paths['/others']", "remove": True},
    )

    assert list(patched["paths"]) == ["/items", "/renamed"]
    assert patched["paths"]["/renamed"]["get"]["operationId"] == "listItems"
    assert patched["paths"]["/renamed"]["get"]["tags"] == ["one", "two", "one"]


def test_copy_into_itself(bench: Workbench) -> None:
    """What is copied is taken as it stood before the action, even where it is copied into itself."""
    patched = bench.patched(
        {"target": "$.info", "update": {"x-self": {}}}, {"target": "$.info['x-self']", "copy": "$.info"}
    )

    assert patched["info"]["x-self"] == {"title": "T", "version": "1", "x-self": {}}


def test_actions_see_what_came_before(bench: Workbench) -> None:
    """Actions and overlays run in their order, each on the result of the one before."""
    first = bench.overlay({"target": "$.info", "update": {"x-a": {"n": 1}}}, name="first.yaml")
    second = bench.overlay(
        {"target": "$.info['x-a']", "remove": True}, {"target": "$.info", "update": {"x-a": [2]}}, name="second.yaml"
    )

    patched: Any = bench.read(first, second).root.value

    assert patched["info"]["x-a"] == [2]


def test_an_alias_is_changed_in_one_place(bench: Workbench) -> None:
    """YAML aliases are one value to the parser and two places to a target."""
    bench.write("openapi.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1', x-a: &a {k: 1}, x-b: *a}\npaths: {}\n")

    patched = bench.patched({"target": "$.info['x-b']", "update": {"new": 1}})

    assert patched["info"]["x-a"] == {"k": 1}
    assert patched["info"]["x-b"] == {"k": 1, "new": 1}


def test_the_same_overlay_twice_is_applied_once(bench: Workbench) -> None:
    """Settings and the command line may both name an overlay."""
    overlay = bench.overlay({"target": "$.tags", "update": {"name": "d"}})

    patched: Any = bench.read(overlay, bench.folder / "." / overlay.name).root.value

    assert [tag["name"] for tag in patched["tags"]] == ["a", "b", "c", "d"]


PLACES = """\
overlay: 1.1.0
info: {title: O, version: '1'}
actions:
  - target: $.paths['/items'].get
    update:
      x-map:
        inner: [1, {deep: 2}]
      tags:
        - three
      operationId: other
  - target: $..parameters[0]
    remove: true
  - target: $.paths['/others']
    copy: $.paths['/items']
"""


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/info/title", "openapi.yaml:2:8 (#/info/title)"),
        ("/paths/~1items/get", "openapi.yaml:6:5 (#/paths/~1items/get)"),
        ("/paths/~1items/get/x-map", "o.yaml:6:7 (#/actions/0/update/x-map)"),
        ("/paths/~1items/get/x-map/inner/1/deep", "o.yaml:7:21 (#/actions/0/update/x-map/inner/1/deep)"),
        ("/paths/~1items/get/tags", "openapi.yaml:8:7 (#/paths/~1items/get/tags)"),
        ("/paths/~1items/get/tags/2", "openapi.yaml:8:24 (#/paths/~1items/get/tags/2)"),
        ("/paths/~1items/get/tags/3", "o.yaml:9:11 (#/actions/0/update/tags/0)"),
        ("/paths/~1items/get/operationId", "o.yaml:10:7 (#/actions/0/update/operationId)"),
        ("/paths/~1items/get/parameters/0/name", "openapi.yaml:11:12 (#/paths/~1items/get/parameters/1/name)"),
        ("/paths/~1others/get", "openapi.yaml:6:5 (#/paths/~1items/get)"),
        ("/paths/~1others/get/operationId", "o.yaml:10:7 (#/actions/0/update/operationId)"),
        ("/paths/~1others/get/parameters/1/in", "openapi.yaml:12:21 (#/paths/~1items/get/parameters/2/in)"),
        ("/paths/~1others/delete/operationId", "openapi.yaml:16:7 (#/paths/~1others/delete/operationId)"),
    ],
)
def test_everything_knows_where_it_was_written(bench: Workbench, pointer: str, place: str) -> None:
    """Each node names the file, line and pointer of its own text, whatever was added, moved or copied."""
    document = bench.read(bench.write("o.yaml", PLACES))

    found = document.place(Location("openapi.yaml", pointer))

    assert str(found).removeprefix(f"{bench.folder.as_posix()}/") == place


def test_places_survive_a_second_overlay(bench: Workbench) -> None:
    """Three files share one list, and each item knows its own."""
    first = bench.write("a.yaml", bench.overlay({"target": "$.tags", "update": {"name": "d"}}).read_text("utf-8"))
    second = bench.overlay(
        {"target": "$.tags[1]", "remove": True}, {"target": "$.tags", "update": {"name": "e"}}, name="b.yaml"
    )

    document = bench.read(first, second)

    tags: Any = document.root.members["tags"]
    assert [
        (tag["name"], Path(document.place(Location("openapi.yaml", f"/tags/{index}/name")).file).name)
        for index, tag in enumerate(tags)
    ] == [
        ("a", "openapi.yaml"),
        ("c", "openapi.yaml"),
        ("d", "a.yaml"),
        ("e", "b.yaml"),
    ]


def test_json_overlays_a_yaml_description(bench: Workbench) -> None:
    """Either format patches the other, and places are found in both."""
    text = '{"overlay": "1.1.0", "info": {"title": "O", "version": "1"},\n "actions": [\n  {"target": "$.info",\n   "update": {"x-a": 1}}]}'
    document = bench.read(bench.write("o.json", text))

    assert document.root.members["info"] == {"title": "T", "version": "1", "x-a": 1}
    assert document.place(Location("openapi.yaml", "/info/x-a")).line == 4


def test_errors_point_into_the_overlay(bench: Workbench) -> None:
    """What an overlay makes wrong is told at the overlay's line."""
    overlay = bench.overlay({"target": "$.paths['/others'].delete", "update": {"operationId": "listItems"}})

    with pytest.raises(DescriptionError, match="operationId") as caught:
        load(bench.folder / "openapi.yaml", overlays=[overlay])

    assert [(Path(p.where.file).name, p.where.line) for p in caught.value.problems] == [("o.overlay.yaml", 8)]


def test_references_start_at_the_patched_file(bench: Workbench) -> None:
    """A relative reference in an update means what it would mean in the description."""
    bench.write("schemas/id.yaml", "type: string\n")
    overlay = bench.overlay(
        {"target": "$..parameters[?@.name=='a'].schema", "remove": True},
        {"target": "$..parameters[?@.name=='a']", "update": {"schema": {"$ref": "schemas/id.yaml"}}},
        name="overlays/o.overlay.yaml",
    )

    service = load(bench.folder / "openapi.yaml", overlays=[overlay])

    assert list(service.sources) == ["openapi.yaml", "overlays/o.overlay.yaml", "schemas/id.yaml"]


def test_an_overlay_may_extend_another_file(bench: Workbench) -> None:
    """``extends`` names the file that is patched, as seen from the overlay."""
    bench.write("schemas/item.yaml", "type: object\n")
    bench.write(
        "openapi.yaml",
        API + "components: {schemas: {Item: {$ref: schemas/item.yaml}}}\n",
    )
    overlay = bench.overlay(
        {"target": "$", "update": {"x-a": 1}}, extends="../schemas/item.yaml", name="overlays/o.yaml"
    )

    document = bench.read(overlay)

    assert document.sources["schemas/item.yaml"].value == {"type": "object", "x-a": 1}
    assert "x-a" not in document.root.members


def test_a_file_that_nothing_refers_to_is_told(bench: Workbench) -> None:
    """An overlay of a file that is no part of the description changes nothing, and says so."""
    bench.write("stray.yaml", "{}\n")
    overlay = bench.overlay({"target": "$", "update": {"x-a": 1}}, extends="stray.yaml")

    (warning,) = load(bench.folder / "openapi.yaml", overlays=[overlay]).warnings

    assert "nothing refers to 'stray.yaml'" in warning.what
    assert warning.where.pointer == "/extends"


@pytest.mark.parametrize(
    "extends", ["openapi.yaml", "./openapi.yaml", "https://api.example.com/published/openapi.yaml"]
)
def test_an_overlay_may_extend_the_root(bench: Workbench, extends: str) -> None:
    """The root may be named as a file, or by the address that it was once copied from."""
    overlay = bench.overlay({"target": "$.info", "update": {"x-a": 1}}, extends=extends)

    document = bench.read(overlay)

    assert "x-a" in document.root.child("info").members
    assert document.idle_overlays() == ()


@pytest.mark.parametrize("extends", ["missing.yaml", "../outside.yaml"])
def test_an_overlay_for_something_else_is_refused(bench: Workbench, extends: str) -> None:
    """A file that cannot be part of the description is told at ``extends``."""
    with pytest.raises(DescriptionError, match="`extends`") as caught:
        bench.patched({"target": "$", "update": {"x-a": 1}}, extends=extends)

    assert caught.value.problems[0].where.pointer == "/extends"


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("$.paths['/itms'].get", "Did you mean '/items' at $['paths']?"),
        ("$.paths['/items'].put", "There is no ['put'] at $['paths']['/items']."),
        ("$.components.schemas", "There is no ['components'] at $."),
        ("$.tags[7]", "There is no [7] at $['tags']."),
        ("$..nothing", "Correct the target."),
    ],
)
def test_a_target_that_selects_nothing_is_told(bench: Workbench, target: str, hint: str) -> None:
    """The action succeeds as the specification asks, with a warning that names the step that leads nowhere."""
    overlay = bench.overlay({"target": target, "update": {"x-a": 1}})

    (warning,) = load(bench.folder / "openapi.yaml", overlays=[overlay]).warnings

    assert warning.what == f"{target!r} selects nothing"
    assert warning.where.line == 6
    assert warning.hint == hint


def test_settings_name_overlays(bench: Workbench) -> None:
    """Overlays of the settings are found beside them, before those that are given."""
    described = bench.write("api/openapi.yaml", API)
    bench.overlay({"target": "$.info", "update": {"x-a": [1]}}, name="rules/o.overlay.yaml")
    given = bench.overlay({"target": "$.info['x-a']", "update": 2}, name="given.yaml")
    config = Config(
        name="t",
        distribution="t",
        package="t",
        client_class="T",
        env_prefix="T",
        description_path="api/openapi.yaml",
        overlays=("rules/o.overlay.yaml",),
    )

    for path in (bench.folder, described):
        info: Any = read(path, config=config, overlays=[given]).root.members["info"]
        assert info["x-a"] == [1, 2]


def test_growth_is_bounded(bench: Workbench) -> None:
    """Copying the document into itself again and again ends in a message."""
    grow: list[dict[str, Any]] = []
    for number in range(30):
        grow.append({"target": "$", "update": {f"x-{number}": {}}})
        grow.append({"target": f"$['x-{number}']", "copy": "$"})
    overlay = bench.overlay(*grow)

    with pytest.raises(DescriptionError, match="more than 20000 values"):
        open_document(bench.folder / "openapi.yaml", limits=Limits(nodes=20_000), overlays=[overlay])


def test_depth_is_bounded(bench: Workbench) -> None:
    """An overlay cannot nest a description deeper than a file may be."""
    deep: Json = {}
    for _ in range(150):
        deep = {"x": deep}
    overlay = bench.overlay({"target": "$", "update": {"x-a": deep}}, {"target": "$..x", "update": {"x-b": deep}})

    with pytest.raises(DescriptionError, match="nested more than 200 deep"):
        bench.read(overlay)


def test_a_target_reaches_as_deep_as_a_file_may(bench: Workbench) -> None:
    """Descending finds the innermost node of the deepest document that is read."""
    inner: Json = {"leaf": 1}
    for _ in range(195):
        inner = {"x": inner}
    bench.write("openapi.yaml", yaml.safe_dump({"openapi": "3.1.0", "x-deep": inner}, default_flow_style=True))

    document = bench.read(bench.overlay({"target": "$..leaf", "update": 2}))

    assert document.idle_overlays() == ()


def test_too_many_targets_are_told(bench: Workbench) -> None:
    """A target that selects more than a run may take in steps is refused."""
    overlay = bench.overlay({"target": "$..*", "remove": True})

    with pytest.raises(DescriptionError, match="selects more than 10 nodes"):
        open_document(bench.folder / "openapi.yaml", limits=Limits(steps=10), overlays=[overlay])
