"""Holds how paths become operations, and what a problem costs."""

from typing import Any

import pytest

from loader.conftest import Load
from specwright.loader.paths import operation_id_for
from specwright.loader.settings import read_config
from specwright.model.errors import ConfigError, DescriptionError, UnsupportedFeatureError
from specwright.model.service import Server, ServerVariable


def test_everything_about_an_operation_is_read(load_it: Load) -> None:
    """Method, path, tags, words, extensions and place come with an operation."""
    operation: dict[str, Any] = {
        "operationId": " createThing ",
        "tags": ["things", 3],
        "summary": "Create",
        "description": "Creates.",
        "deprecated": True,
        "x-unverified": True,
        "x-source": {"doc": "vendor:create"},
        "x-idempotent": True,
        "requestBody": {"required": True, "description": "the thing", "content": {"application/json": {}}},
    }
    (found,) = load_it({"paths": {"/things": {"post": operation}}}).operations

    assert (found.name.wire, found.method, found.path, found.tags) == ("createThing", "POST", "/things", ("things",))
    assert (found.summary, found.docs.description, found.docs.is_deprecated) == ("Create", "Creates.", True)
    assert (found.docs.source, found.docs.is_unverified, found.is_idempotent) == ("vendor:create", True, True)
    assert found.extensions == {"x-unverified": True, "x-source": {"doc": "vendor:create"}, "x-idempotent": True}
    assert found.body is not None
    assert (found.body.is_required, found.body.docs.description) == (True, "the thing")
    assert found.where.pointer == "/paths/~1things/post"


@pytest.mark.parametrize(
    ("method", "is_idempotent"),
    [
        ("get", True),
        ("put", True),
        ("delete", True),
        ("head", True),
        ("options", True),
        ("post", False),
        ("patch", False),
    ],
)
def test_methods_are_idempotent_as_http_has_it(load_it: Load, method: str, is_idempotent: bool) -> None:
    """Without a word of the author the method decides whether a call may be repeated."""
    (found,) = load_it({"paths": {"/a": {method: {}}}}).operations

    assert found.is_idempotent is is_idempotent


@pytest.mark.parametrize(
    ("method", "path", "identifier"),
    [
        ("GET", "/pets/{petId}", "getPetsByPetId"),
        ("POST", "/v1/pets.list/{a}-{b}", "postV1PetsListByAByB"),
        ("GET", "/", "getRoot"),
        ("GET", "/{}", "getBy"),
    ],
)
def test_missing_ids_are_made_of_method_and_path(method: str, path: str, identifier: str) -> None:
    """The same operation always gets the same id."""
    assert operation_id_for(method, path) == identifier


def test_made_ids_never_meet_others(load_it: Load) -> None:
    """An id that is made gives way to one that is written, without a word."""
    service = load_it({"paths": {"/a": {"get": {"operationId": "getB"}}, "/b": {"get": {}}, "/b/": {"get": {}}}})

    assert [each.name.wire for each in service.operations] == ["getB", "getB_2", "getB_3"]
    assert service.warnings == ()


def test_equal_ids_are_an_error_or_made_different(load_it: Load) -> None:
    """Two operations of one id are wrong; with keep_going both are kept and it is told."""
    document = {"paths": {"/a": {"get": {"operationId": "x"}, "put": {"operationId": "x"}}}}

    with pytest.raises(DescriptionError, match="taken by GET /a"):
        load_it(document)
    service = load_it(document, keep_going=True)
    assert [each.name.wire for each in service.operations] == ["x", "x_2"]
    assert [each.rule for each in service.warnings] == ["duplicate-operation-id"]


def test_a_path_item_may_stand_in_another_file(load_it: Load) -> None:
    """References inside a path item's file are relative to that file; methods beside the `$ref` win."""
    service = load_it(
        {"paths": {"/a": {"$ref": "paths/a.yaml", "put": {"operationId": "own"}}}},
        {
            "paths/a.yaml": "get: {operationId: there, parameters: [{$ref: '../p.yaml'}]}\nput: {operationId: lost}\nservers: [{url: /s}]",
            "p.yaml": "{name: x, in: query, schema: {type: string}}",
        },
    )

    assert sorted(each.name.wire for each in service.operations) == ["own", "there"]
    there = next(each for each in service.operations if each.name.wire == "there")
    assert [each.name.wire for each in there.parameters] == ["x"]
    assert there.servers == (Server(url="/s"),)


def test_3_2_has_further_methods(load_it: Load) -> None:
    """`query` and additional operations are read in 3.2 only."""
    item = {"query": {"operationId": "q"}, "additionalOperations": {"COPY": {"operationId": "c"}}}
    newer = load_it({"openapi": "3.2.0", "paths": {"/a": item}})

    assert [(each.method, each.is_idempotent) for each in newer.operations] == [("QUERY", True), ("COPY", False)]
    assert load_it({"openapi": "3.1.0", "paths": {"/a": item}}).operations == ()


WRONG_SHAPES: list[tuple[dict[str, Any], str]] = [
    ({"a": {"get": {}}}, "begins with '/'"),
    ({"/a": []}, "a path item is a map"),
    ({"/a": {"get": 3}}, "get of /a is no map"),
    ({"/a": {"$ref": "#/nowhere"}}, "points to nothing"),
    ({"/a": {"get": {"responses": []}}}, "responses is no map"),
    ({"/a": {"get": {"responses": {"200": 3}}}}, "response 200 is no map"),
    ({"/a": {"get": {"parameters": {}}}}, "parameters is no list"),
    ({"/a": {"get": {"requestBody": 3}}}, "requestBody is no map"),
    ({"/a": {"get": {"requestBody": {"content": []}}}}, "content is no map"),
    ({"/a": {"get": {"security": [{"nobody": []}]}}}, "no readable security scheme"),
]


@pytest.mark.parametrize(
    ("paths", "what"),
    WRONG_SHAPES,
)
def test_wrong_shapes_are_told_and_others_go_on(load_it: Load, paths: dict[str, Any], what: str) -> None:
    """A strict run ends with the place; a lenient one keeps the operations that are right."""
    paths = paths | {"/right": {"get": {"operationId": "right"}}}

    with pytest.raises(DescriptionError, match=what) as caught:
        load_it({"paths": paths})
    assert caught.value.problems[0].where.line > 0
    service = load_it({"paths": paths}, keep_going=True)
    assert [each.name.wire for each in service.operations] == ["right"]
    told = [*(each.problem for each in service.skipped), *service.warnings]
    assert any(what in problem.what for problem in told)


def test_all_problems_are_told_at_once(load_it: Load) -> None:
    """A user repairs everything in one go; problems come in the order of the file."""
    text = (
        "openapi: 3.1.0\npaths:\n  /a:\n    get: {responses: []}\n  b: {}\n"
        "components:\n  schemas:\n    A: {items: {$ref: '#/x'}}\n"
    )

    with pytest.raises(DescriptionError) as caught:
        load_it(text)
    assert [problem.where.line for problem in caught.value.problems] == [4, 5, 8]


def test_a_broken_schema_costs_the_operations_that_reach_it(load_it: Load) -> None:
    """With keep_going, only what can meet a broken schema is left out, however far away it is."""

    def answer(name: str) -> dict[str, Any]:
        return {
            "responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}
            }
        }

    schemas = {
        "A": {"items": {"$ref": "#/components/schemas/B"}},
        "B": {"properties": {"x": {"$ref": "#/nowhere"}}},
        "C": {"type": "string"},
    }
    service = load_it(
        {"paths": {"/a": {"get": answer("A")}, "/c": {"get": answer("C")}}, "components": {"schemas": schemas}},
        keep_going=True,
    )

    assert [each.path for each in service.operations] == ["/c"]
    assert [each.operation for each in service.skipped] == ["getA"]
    assert "points to nothing" in service.skipped[0].problem.what
    assert service.skipped[0].problem.where.line > 0


@pytest.mark.parametrize("path", ["/a?b=c", "/a#b"])
def test_a_path_with_a_query_is_not_supported(load_it: Load, path: str) -> None:
    """What only some servers understand is named as unsupported, with a way out."""
    with pytest.raises(UnsupportedFeatureError, match="query or fragment") as caught:
        load_it({"paths": {path: {"get": {}}}})
    assert "query parameters" in caught.value.problems[0].hint


def test_operations_can_be_left_out(load_it: Load, tmp_path: Any) -> None:
    """An operation that the settings leave out is reported; a name that fits none is an error."""
    (tmp_path / "specwright.toml").write_text('[client]\nskip = ["b"]\n')
    config = read_config(tmp_path)
    service = load_it({"paths": {"/a": {"get": {"operationId": "a"}, "put": {"operationId": "b"}}}}, config=config)

    assert [each.name.wire for each in service.operations] == ["a"]
    assert [(each.operation, each.problem.rule) for each in service.skipped] == [("b", "skip")]
    with pytest.raises(ConfigError, match="names no operation: b"):
        load_it({"paths": {}}, config=config)


def test_statuses_are_read_and_told(load_it: Load) -> None:
    """Exact statuses, ranges and default are answers; anything else is left out with a warning."""
    responses: dict[str, Any] = {
        status: {"description": status} for status in ("200", "4xx", "default", "okay", "99", "x-note")
    }
    service = load_it({"paths": {"/a": {"get": {"responses": responses}}}})

    assert [each.status for each in service.operations[0].responses] == ["200", "4XX", "default"]
    assert [each.rule for each in service.warnings] == ["status", "status"]


def test_responses_bring_headers_and_words(load_it: Load) -> None:
    """Headers with their types, and words beside a reference, belong to the response."""
    headers: dict[str, Any] = {
        "ETag": {"$ref": "#/components/headers/E"},
        "Content-Type": {"schema": {}},
        "X-List": {"content": {"application/json": {"schema": {"type": "integer"}}}},
    }
    components: dict[str, Any] = {
        "responses": {"R": {"description": "there", "headers": headers}},
        "headers": {"E": {"required": True, "schema": {}}},
    }
    reference = {
        "$ref": "#/components/responses/R",
        "description": "here",
        "x-error-codes": ["A"],
        "x-unverified": True,
    }
    service = load_it({"paths": {"/a": {"get": {"responses": {"400": reference}}}}, "components": components})
    (found,) = service.operations[0].responses

    assert [each.name.wire for each in found.headers] == ["ETag", "X-List"]
    assert found.headers[0].is_required
    assert (found.docs.description, found.docs.is_unverified, found.error_codes) == ("here", True, ("A",))


def test_servers_and_their_variables(load_it: Load) -> None:
    """Servers of the root, the path item and the operation are kept apart; relative URLs stay so."""
    server = {
        "url": "https://{host}:{port}/{v}",
        "variables": {"host": {"default": "h", "enum": ["h", "i"], "description": "d"}, "port": {"default": 8443}},
    }
    paths: dict[str, Any] = {
        "/a": {"servers": [{"url": "item"}], "get": {"servers": [{"url": "own"}]}, "put": {}},
        "/b": {"get": {}},
    }
    service = load_it({"servers": [server, {"description": "nothing"}], "paths": paths})

    assert service.servers == (
        Server(
            url="https://{host}:{port}/{v}",
            variables=(
                ServerVariable(name="host", default="h", enum=("h", "i"), description="d"),
                ServerVariable(name="port", default="8443"),
            ),
        ),
    )
    assert [
        [each.url for each in operation.servers]
        for operation in sorted(service.operations, key=lambda each: each.name.wire)
    ] == [
        ["own"],
        [],
        ["item"],
    ]
    assert len(service.warnings) == 2


def test_the_document_as_a_whole_is_read(load_it: Load) -> None:
    """Title, version, tags and hashes of the files come with the service; webhooks are told as left out."""
    service = load_it(
        "openapi: 3.1.0\ninfo: {title: T, version: 1.0, description: D}\ntags: [{name: a, description: A}, {name: b}, 3]\n"
        "webhooks: {x: {post: {}}}\n"
    )

    assert (service.title, service.version, service.openapi, service.docs.description) == ("T", "1.0", "3.1.0", "D")
    assert service.tags == {"a": "A", "b": ""}
    assert list(service.sources) == ["openapi.yaml"]
    assert len(service.sources["openapi.yaml"]) == 64
    assert [each.rule for each in service.warnings] == ["webhooks"]
