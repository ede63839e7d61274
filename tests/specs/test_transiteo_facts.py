"""Holds the description of Transiteo orders against the facts of the vendor's page, with no help from the generator."""

import base64
import copy
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import pytest
import yaml
from jsonschema import Draft202012Validator

FOLDER: Final = Path(__file__).parents[2] / "specs" / "transiteo"
FACTS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("transiteo_facts.yaml").read_bytes())
METHODS: Final = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
KINDS: Final[dict[str, dict[str, str]]] = {
    "string": {"type": "string"},
    "uri": {"type": "string", "format": "uri"},
    "number": {"type": "number"},
    "ms": {"type": "integer", "format": "int64"},
    "array": {"type": "array"},
    "map": {"type": "object"},
    "unknown": {},
}
ERRORS: Final[dict[str, list[str]]] = {
    "400": ["INCORRECT_JSON"],
    "401": [],
    "403": ["MAX_REQUESTS_EXCEED", "TRIAL_LIMIT_EXCEED"],
    "404": [],
    "405": [],
    "413": [],
    "415": [],
    "429": [],
    "500": ["UNEXPECTED_ERROR"],
}


@cache
def read(file: Path) -> Any:
    """Give the content of a YAML file."""
    return yaml.safe_load(file.read_text("utf-8"))


def resolve(node: Any, file: Path) -> Any:
    """Replace every reference by what it points at; members beside a reference win."""
    if isinstance(node, list):
        return [resolve(member, file) for member in cast("Sequence[Any]", node)]
    if not isinstance(node, dict):
        return node
    written = cast("dict[str, Any]", node)
    resolved: dict[str, Any] = {}
    if isinstance(reference := written.get("$ref"), str):
        name, _, pointer = reference.partition("#")
        target_file = file.parent / name if name else file
        target = read(target_file)
        for part in pointer.split("/")[1:]:
            target = target[part.replace("~1", "/").replace("~0", "~")]
        resolved = dict(resolve(target, target_file))
    return resolved | {key: resolve(member, file) for key, member in written.items() if key != "$ref"}


API: Final[dict[str, Any]] = resolve(read(FOLDER / "openapi.yaml"), FOLDER / "openapi.yaml")
SCHEMAS: Final[dict[str, Any]] = API["components"]["schemas"]
HOLDERS: Final[dict[str, dict[str, Any]]] = {
    "request": SCHEMAS["Order"],
    "request_product": SCHEMAS["OrderProduct"],
    "response": SCHEMAS["StoredOrder"],
    "response_product": SCHEMAS["StoredOrderProduct"],
}
OPERATIONS: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    item[method]["operationId"]: (method, path, item[method])
    for path, item in API["paths"].items()
    for method in METHODS
    if method in item
}
FULL: Final[dict[str, Any]] = OPERATIONS["createOrder"][2]["requestBody"]["content"]["application/json"]["examples"][
    "full"
]["value"]


def subschemas(schema: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give a schema and all schemas below it, each with where it stands."""
    yield where, schema
    for name, member in schema.get("properties", {}).items():
        yield from subschemas(member, f"{where}/{name}")
    if "items" in schema:
        yield from subschemas(schema["items"], f"{where}/items")
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        yield from subschemas(cast("dict[str, Any]", values), f"{where}/*")


ALL_SCHEMAS: Final = [found for name, schema in SCHEMAS.items() for found in subschemas(schema, name)]
WRITTEN: Final[list[tuple[str, dict[str, Any], Path]]] = [
    (where, schema, file)
    for file in sorted((FOLDER / "schemas").glob("*.yaml"))
    for name, top in read(file).items()
    for where, schema in subschemas(top, name)
]


def media_examples() -> Iterator[tuple[str, Any, Any]]:
    """Give every example of a body, parameter or header with its schema and a readable name."""
    for name, (_, path, operation) in OPERATIONS.items():
        carriers = [("body", carrier) for carrier in operation.get("requestBody", {}).get("content", {}).values()]
        for status, response in operation["responses"].items():
            carriers += [(status, carrier) for carrier in response.get("content", {}).values()]
            carriers += [(status, carrier) for carrier in response.get("headers", {}).values()]
        carriers += [("path", parameter) for parameter in parameters_of(path, operation)]
        for place, carrier in carriers:
            if "example" in carrier:
                yield f"{name}-{place}", carrier["schema"], carrier["example"]
            for key, example in carrier.get("examples", {}).items():
                yield f"{name}-{place}-{key}", carrier["schema"], example["value"]


def parameters_of(path: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Give an operation's parameters, its own in place of those of the path that bear the same name."""
    shared = API["paths"][path].get("parameters", [])
    return list({(each["name"], each["in"]): each for each in [*shared, *operation.get("parameters", [])]}.values())


def schema_examples() -> Iterator[tuple[str, Any, Any]]:
    """Give every example that stands at a schema."""
    for where, schema, file in WRITTEN:
        for index, example in enumerate(schema.get("examples", [])):
            yield f"{where}-{index}", resolve(schema, file), example


# Responses are shared by the operations, so each of their examples turns up once for every operation.
EXAMPLES: Final = {
    json.dumps([schema, example]): (label, schema, example)
    for label, schema, example in [*media_examples(), *schema_examples()]
}


def faults(schema: Any, value: Any) -> list[tuple[Any, ...]]:
    """Give the path and the keyword of every place where a value breaks a schema."""
    judge: Any = Draft202012Validator(schema)
    return [(*error.absolute_path, error.validator) for error in judge.iter_errors(value)]


def is_valid(schema: Any, value: Any) -> bool:
    """Tell whether a value keeps to a schema."""
    return not faults(schema, value)


def order_with(section: str, name: str, change: Any) -> dict[str, Any]:
    """Give the full example order with one member changed; Ellipsis takes the member out."""
    order = copy.deepcopy(FULL)
    target = order if section == "request" else order["products"][0]
    if change is ...:
        target.pop(name, None)
    else:
        target[name] = change
    return order


ALL_FACTS: Final = [
    pytest.param(section, name, fact, id=f"{section}-{name}")
    for section in HOLDERS
    for name, fact in FACTS[section].items()
]
REQUEST_FACTS: Final = [each for each in ALL_FACTS if str(each.id).startswith("request")]
RESPONSE_FACTS: Final = [each for each in ALL_FACTS if str(each.id).startswith("response")]


@pytest.mark.parametrize(("section", "name", "fact"), ALL_FACTS)
def test_a_member_is_described_with_its_type(section: str, name: str, fact: dict[str, Any]) -> None:
    """Every documented member is described, with the type and format that the page or its sample shows."""
    member = HOLDERS[section]["properties"][name]
    assert {key: member[key] for key in ("type", "format") if key in member} == KINDS[fact["described"]]


@pytest.mark.parametrize(("section", "name", "fact"), REQUEST_FACTS)
def test_a_request_member_is_required_as_documented(section: str, name: str, fact: dict[str, Any]) -> None:
    """An order without a member is refused if a heading makes the member mandatory, and taken otherwise."""
    assert is_valid(SCHEMAS["Order"], order_with(section, name, ...)) == (fact["required"] is None)


@pytest.mark.parametrize(("section", "name", "fact"), REQUEST_FACTS)
def test_a_request_member_has_one_type(section: str, name: str, fact: dict[str, Any]) -> None:
    """An order with null or a value of another type in a member is refused."""
    other_type = 7 if fact["block"] in {"string", "url"} else "7"
    assert is_valid(SCHEMAS["Order"], FULL)
    assert not is_valid(SCHEMAS["Order"], order_with(section, name, None))
    assert not is_valid(SCHEMAS["Order"], order_with(section, name, other_type))


@pytest.mark.parametrize(("section", "name", "fact"), REQUEST_FACTS)
def test_a_heading_says_no_more_than_the_block(section: str, name: str, fact: dict[str, Any]) -> None:
    """Every heading says string, even of times and amounts, so the block's type is the one that is described."""
    assert fact["heading"] in {"string", None}
    described = {"string": {"string"}, "url": {"uri"}, "number": {"number", "ms"}, "array": {"array"}}[fact["block"]]
    assert fact["described"] in described, (section, name)


@pytest.mark.parametrize(("section", "name", "fact"), RESPONSE_FACTS)
def test_only_members_seen_as_null_may_be_null(section: str, name: str, fact: dict[str, Any]) -> None:
    """A stored order's member takes null only where the sample shows null, and is then marked as unverified."""
    member = HOLDERS[section]["properties"][name]
    unknown = fact["described"] == "unknown"
    assert is_valid(member, None) == unknown
    assert member.get("x-unverified", False) == unknown


def test_the_counts_are_those_of_the_page() -> None:
    """The facts hold as many members and headings as the page, and the description adds none but the marked ones."""
    counts: dict[str, int] = FACTS["counts"]
    for section in HOLDERS:
        assert len(FACTS[section]) == counts[section]
        added = set(FACTS["undocumented_request"]) if section == "request" else set[str]()
        assert HOLDERS[section]["properties"].keys() == FACTS[section].keys() | added
    assert sum(fact["heading"] is not None for fact in FACTS["request"].values()) == counts["headings"]
    assert sum(fact["heading"] is not None for fact in FACTS["request_product"].values()) == counts["product_headings"]
    assert len(SCHEMAS["Order"]["required"]) == counts["headings"] + 1, "products is implied by its members"


@pytest.mark.parametrize("name", FACTS["undocumented_request"])
def test_what_only_the_connector_sends_is_marked(name: str) -> None:
    """A request member that the page does not show is optional and marked as unverified."""
    assert SCHEMAS["Order"]["properties"][name]["x-unverified"] is True
    assert name not in SCHEMAS["Order"]["required"]


def test_the_read_order_lacks_only_the_handle_of_the_calculation() -> None:
    """Of the members of a request, the stored order leaves out the duty calculation's handle and nothing else."""
    left_out = SCHEMAS["Order"]["properties"].keys() - SCHEMAS["StoredOrder"]["properties"].keys()
    assert left_out == {"duty_calculation_timestamp"}
    assert "required" not in SCHEMAS["StoredOrder"]
    assert "required" not in SCHEMAS["StoredOrderProduct"]


def test_objects_are_as_open_as_the_page_leaves_them() -> None:
    """No object of the API refuses additional members, since the page closes none."""
    closed = [where for where, schema in ALL_SCHEMAS if schema.get("additionalProperties") is False]
    assert closed == []


@pytest.mark.parametrize("name", FACTS["operations"])
def test_an_operation_has_its_method_and_path(name: str) -> None:
    """Each documented operation stands at its method and path, under the tag that names its resource."""
    fact = FACTS["operations"][name]
    method, path, operation = OPERATIONS[name]
    assert method == fact["method"]
    assert path == fact["path"].replace("{Base64}", "{order_id}")
    assert operation["tags"] == ["orders"]
    assert operation["summary"]
    assert operation["description"]
    assert operation["x-source"]["doc"] == "vendor:orders"


def test_there_are_five_operations() -> None:
    """The description holds the documented operations and no other."""
    assert OPERATIONS.keys() == FACTS["operations"].keys()


@pytest.mark.parametrize("name", FACTS["operations"])
def test_success_is_200_with_the_documented_body(name: str) -> None:
    """Success is 200 alone, with a body for the two reads only; what the page does not show is marked."""
    responses = OPERATIONS[name][2]["responses"]
    assert [status for status in responses if status.startswith("2")] == ["200"]
    content = responses["200"].get("content", {})
    assert list(content) == (["application/json"] if name in {"getOrder", "listOrders"} else [])
    assert ("x-unverified" in responses["200"]) == (FACTS["operations"][name]["success"] is None)
    if name == "listOrders":
        schema = content["application/json"]["schema"]
        assert schema["type"] == "array"
        assert schema["x-unverified"] is True


def test_the_update_takes_base64_of_the_order_id() -> None:
    """Only the update's path holds unpadded URL-safe Base64, and its examples decode to the ids of the other calls."""
    by_operation = {name: parameters_of(path, operation) for name, (_, path, operation) in OPERATIONS.items()}
    encoded = by_operation["updateOrder"][0]
    plain = by_operation["getOrder"][0]
    assert by_operation["deleteOrder"] == [plain]
    assert by_operation["createOrder"] == by_operation["listOrders"] == []
    assert encoded["name"] == plain["name"] == "order_id"
    assert encoded["schema"]["contentEncoding"] == "base64url"
    assert encoded["x-encoding"] == "base64url"
    assert encoded["x-unverified"] is True
    assert "contentEncoding" not in plain["schema"]
    for key, example in encoded["examples"].items():
        text = example["value"]
        assert re.fullmatch(r"[A-Za-z0-9_-]+", text)
        assert base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode() == plain["examples"][key]["value"]


def test_the_updates_body_is_the_order_of_its_path() -> None:
    """The update takes a whole order, marked as unverified, and its example names the order of the path's example."""
    operation = OPERATIONS["updateOrder"][2]
    assert operation["requestBody"]["x-unverified"] is True
    media = operation["requestBody"]["content"]["application/json"]
    assert media["schema"] == SCHEMAS["Order"]
    path_id = parameters_of(OPERATIONS["getOrder"][1], OPERATIONS["getOrder"][2])[0]["examples"]["number"]["value"]
    assert [example["value"]["order_id"] for example in media["examples"].values()] == [path_id]


def test_the_token_goes_raw_into_authorization() -> None:
    """Every call bears the raw id token, which a refresh token can be exchanged for."""
    assert API["security"] == [{"idToken": []}]
    assert not any("security" in operation for _, _, operation in OPERATIONS.values())
    scheme = dict(API["components"]["securitySchemes"]["idToken"])
    scheme.pop("description")
    assert scheme == {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "x-credential": "id_token",
        "x-token-source": {
            "tokenUrl": "https://auth.transiteo.io/oauth2/token",
            "form": {"grant_type": "refresh_token", "client_id": "{client_id}", "refresh_token": "{refresh_token}"},
            "token": "/id_token",
            "expiresIn": "/expires_in",
            "lifetime": 3600,
        },
    }
    assert [server["url"] for server in API["servers"]] == ["https://api.transiteo.io"]


@pytest.mark.parametrize("name", FACTS["operations"])
def test_errors_are_described_and_marked(name: str) -> None:
    """Each operation describes the errors its callers meet, all unverified, with the codes seen at sibling services."""
    _, path, operation = OPERATIONS[name]
    expected = set(ERRORS)
    if "requestBody" not in operation:
        expected -= {"413", "415"}
    if "{order_id}" not in path:
        expected -= {"404"}
    assert operation["responses"].keys() - {"200"} == expected
    for status in expected:
        response = operation["responses"][status]
        assert response["x-unverified"] is True
        assert response.get("x-error-codes", []) == ERRORS[status]
        assert response["content"]["application/json"]["schema"]["x-unverified"] is True


def test_every_code_has_a_meaning_and_a_place() -> None:
    """Each known error code has a meaning in words and a status that it comes with."""
    codes = SCHEMAS["ErrorCode"]
    assert codes["x-unverified"] is True
    assert codes["x-enum-descriptions"].keys() == set(codes["enum"])
    assert sorted(codes["enum"]) == sorted(code for found in ERRORS.values() for code in found)


def test_every_member_has_a_description_of_its_own() -> None:
    """No member of any object goes without a description, and none borrows it from the type it refers to."""
    nameless = [
        f"{file.name}#{where}/{name}"
        for where, schema, file in WRITTEN
        for name, member in schema.get("properties", {}).items()
        if not member.get("description")
    ]
    assert nameless == []
    assert [where for where, schema in ALL_SCHEMAS if not schema.get("description")] == []


@pytest.mark.parametrize(("section", "name", "fact"), ALL_FACTS)
def test_descriptions_name_the_unit(section: str, name: str, fact: dict[str, Any]) -> None:
    """A moment's description says milliseconds, an amount's says which member names the currency."""
    member = HOLDERS[section]["properties"][name]
    if fact["described"] == "ms":
        assert "milliseconds (ms)" in member["description"]
        assert member["x-unit"] == "ms"
    elif fact["described"] == "number":
        unit = {"quantity": "pieces", "unit_price": "`unit_price_currency`"}.get(name, "`currency`")
        assert unit in member["description"]
    else:
        assert "x-unit" not in member


def test_every_object_has_an_example() -> None:
    """Each object schema, named or not, carries an example."""
    objects = [(where, schema) for where, schema in ALL_SCHEMAS if schema.get("type") == "object"]
    assert len(objects) >= 9
    assert [where for where, schema in objects if not schema.get("examples")] == []


@pytest.mark.parametrize("name", FACTS["operations"])
def test_every_operation_has_examples(name: str) -> None:
    """Each operation shows an example of every body and path parameter it has."""
    shown = {label for label, _, _ in media_examples()}
    _, path, operation = OPERATIONS[name]
    places = ["body"] * ("requestBody" in operation) + ["path"] * ("{" in path)
    places += [status for status, response in operation["responses"].items() if "content" in response]
    assert [place for place in places if not any(label.startswith(f"{name}-{place}") for label in shown)] == []


@pytest.mark.parametrize(("schema", "example"), [pytest.param(s, e, id=label) for label, s, e in EXAMPLES.values()])
def test_an_example_keeps_to_its_schema(schema: Any, example: Any) -> None:
    """Every example of the description is valid under the schema it stands at."""
    Draft202012Validator.check_schema(schema)
    assert faults(schema, example) == []


def test_the_order_examples_show_the_least_and_the_most() -> None:
    """The minimal order holds exactly the mandatory members, the full one every member there is."""
    examples = OPERATIONS["createOrder"][2]["requestBody"]["content"]["application/json"]["examples"]
    minimal, full = examples["minimal"]["value"], examples["full"]["value"]
    assert minimal.keys() == set(SCHEMAS["Order"]["required"])
    assert [line.keys() for line in minimal["products"]] == [set(SCHEMAS["OrderProduct"]["required"])]
    assert full.keys() == SCHEMAS["Order"]["properties"].keys()
    assert all(line.keys() == SCHEMAS["OrderProduct"]["properties"].keys() for line in full["products"])


def test_the_stored_example_is_the_full_order_with_computed_members() -> None:
    """The answer to the full order repeats what was sent and adds every member that the service works out."""
    media = OPERATIONS["getOrder"][2]["responses"]["200"]["content"]["application/json"]
    stored = media["examples"]["marketplace"]["value"]
    assert stored.keys() == FACTS["response"].keys()
    sent = {key: value for key, value in FULL.items() if key not in {"products", "duty_calculation_timestamp"}}
    assert sent == {key: stored[key] for key in sent}
    for line, line_sent in zip(stored["products"], FULL["products"], strict=True):
        assert line.keys() == FACTS["response_product"].keys()
        assert line_sent == {key: line[key] for key in line_sent}
    assert stored["sellers_export_invoice_url"].keys() == {line["seller_id"] for line in stored["products"]}


def test_all_faults_of_a_wrong_order_are_found() -> None:
    """An order that is wrong in five ways is refused for each of them, at the member where it is wrong."""
    order = order_with("request", "order_id", 417)
    del order["currency"]
    order["order_date_hour"] = "2026-03-18"
    order["amount_vat"] = None
    order["products"][1]["quantity"] = "two"
    assert set(faults(SCHEMAS["Order"], order)) == {
        ("order_id", "type"),
        ("required",),
        ("order_date_hour", "type"),
        ("amount_vat", "type"),
        ("products", 1, "quantity", "type"),
    }


@pytest.mark.parametrize("number", range(1, 19))
def test_every_contradiction_of_the_page_is_decided(number: int) -> None:
    """DECISIONS.md has a row with all of its columns for each contradiction of the vendor's page."""
    rows = re.findall(rf"^\| T{number} \|.*$", (FOLDER / "DECISIONS.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 1
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", rows[0])[1:-1]]
    assert len(cells) == 5
    assert all(cells)
    assert cells[-1] in {"high", "medium", "low"}
