"""Holds the description of SOGET customer orders against the facts of the vendor's pages, with no help from the generator."""

import copy
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

FOLDER: Final = Path(__file__).parents[2] / "specs" / "soget"
FACTS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("soget_facts.yaml").read_bytes())
METHODS: Final = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
KEYWORDS: Final = (
    "format", "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "uniqueItems", "const", "default",
)  # fmt: skip
UNREACHABLE_CODES: Final = {"ALREADY_JOINED_GROUP", "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT"}
EVENTS: Final = {
    "Import": ["LadingImport", "DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport"],
    "Export": ["EmptyReleaseExport", "PositioningExport", "LadingExport", "DeliveryExport"],
    "Transfer": ["LadingTransfer", "DeliveryTransfer"],
}
DATED: Final = {"Import": "DeliveryImport", "Export": "PositioningExport", "Transfer": "DeliveryTransfer"}

FORMATS: Final = FormatChecker(formats=())


@FORMATS.checks("iso6346")
def is_container_number(value: object) -> bool:
    """Tell whether a text is an ISO 6346 container number, check digit included."""
    if not isinstance(value, str):
        return True
    if len(value) != 11 or not value.isascii() or not value[:3].isupper() or value[3] not in "UJZ":
        return False
    if not value[:4].isalpha() or not value[4:].isdigit():
        return False
    # Letters count 10, 12, 13 ... 38: the multiples of 11 are left out.
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True))
    total = sum((letters[c] if c.isalpha() else int(c)) << place for place, c in enumerate(value[:10]))
    return total % 11 % 10 == int(value[10])


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    """Tell whether a text is a date-time that bears an offset from UTC."""
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


@cache
def read(file: Path) -> Any:
    """Give the content of a YAML file."""
    return yaml.safe_load(file.read_text("utf-8"))


def at(document: Any, pointer: str) -> Any:
    """Give what a JSON pointer points at."""
    for part in pointer.split("/")[1:]:
        document = document[part.replace("~1", "/").replace("~0", "~")]
    return document


def resolve(node: object, file: Path) -> Any:
    """Replace every reference by what it points at; members beside a reference win."""
    if isinstance(node, list):
        members = cast("Sequence[Any]", node)
        return [resolve(member, file) for member in members]
    if not isinstance(node, dict):
        return node
    written = cast("dict[str, Any]", node)
    resolved: dict[str, Any] = {}
    if isinstance(reference := written.get("$ref"), str):
        name, _, pointer = reference.partition("#")
        target = file.parent / name if name else file
        resolved = resolve(at(read(target), pointer), target)
    return resolved | {key: resolve(value, file) for key, value in written.items() if key != "$ref"}


API: Final[dict[str, Any]] = resolve(read(FOLDER / "openapi.yaml"), FOLDER / "openapi.yaml")
SCHEMAS: Final[dict[str, Any]] = API["components"]["schemas"]
OPERATIONS: Final[dict[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    item[method]["operationId"]: (item[method], item)
    for item in API["paths"].values()
    for method in METHODS
    if method in item
}


def types(schema: dict[str, Any]) -> list[str]:
    """Give the types a schema admits, as a list."""
    return [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])


def observed(schema: dict[str, Any], *, is_required: bool) -> dict[str, Any]:
    """Say of a schema what the fact file says of a field."""
    (kind,) = [name for name in types(schema) if name != "null"]
    fact: dict[str, Any] = {"type": kind} | {key: schema[key] for key in KEYWORDS if key in schema}
    fact |= {"nullable": True} if "null" in types(schema) else {}
    fact |= {"required": True} if is_required else {}
    fact |= {"closed": True} if schema.get("additionalProperties") is False else {}
    fact |= {"enum": schema["enum"]} if "enum" in schema else {}
    if kind == "array":
        item = schema["items"]
        fact["items"] = item.get("type", "object" if "anyOf" in item else None)
        fact |= {"itemsFormat": item["format"]} if "format" in item else {}
        fact |= {"itemsClosed": True} if item.get("additionalProperties") is False else {}
    return fact


def expected(fact: dict[str, Any]) -> dict[str, Any]:
    """Say what the description should state for a documented fact, decisions taken into account."""
    wanted = {key: value for key, value in fact.items() if key not in {"decided", "decision", "page", "in"}}
    wanted |= fact.get("decided", {})
    return wanted | ({"enum": FACTS["enums"][fact["enum"]]} if "enum" in fact else {})


def fields(schema: dict[str, Any], depth: int, prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk the fields of a body with what is observed of each."""
    for name, member in schema.get("properties", {}).items():
        path = prefix + name
        yield path, observed(member, is_required=name in schema.get("required", ()))
        if depth > 1:
            inner = member["items"] if "array" in types(member) else member
            yield from fields(inner, depth - 1, f"{path}[]." if "array" in types(member) else f"{path}.")


BODIES: Final = {
    name: dict(fields(at(API, body["schema"]), body.get("depth", 99))) for name, body in FACTS["bodies"].items()
}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        pytest.param(name, path, id=f"{name} {path}")
        for name, body in FACTS["bodies"].items()
        for path in body["fields"]
    ],
)
def test_a_field_is_described_as_documented(body: str, path: str) -> None:
    """Type, nullability, requiredness, limits, values, default, format and closedness are those of the vendor's page."""
    assert BODIES[body][path] == expected(FACTS["bodies"][body]["fields"][path])


@pytest.mark.parametrize("body", list(FACTS["bodies"]))
def test_a_body_has_no_field_of_our_own(body: str) -> None:
    """The description has exactly the documented fields, and no root is closed that the vendor leaves open."""
    assert set(BODIES[body]) == set(FACTS["bodies"][body]["fields"])
    assert "additionalProperties" not in at(API, FACTS["bodies"][body]["schema"])


def test_a_decision_that_departs_from_a_page_is_written_down() -> None:
    """Each field that differs from its page names an entry of DECISIONS.md."""
    entries = (FOLDER / "DECISIONS.md").read_text("utf-8")
    decided = [fact for body in FACTS["bodies"].values() for fact in body["fields"].values() if "decided" in fact]
    assert decided
    assert [fact for fact in decided if f"| {fact['decision']} |" not in entries] == []


@pytest.mark.parametrize("operation", list(FACTS["parameters"]))
def test_an_operation_has_the_documented_parameters(operation: str) -> None:
    """Path, query and header parameters are those of the vendor's pages, each with its limits and default."""
    written, item = OPERATIONS[operation]
    parameters = {entry["name"]: entry for entry in item.get("parameters", []) + written.get("parameters", [])}
    assert {
        name: observed(entry["schema"], is_required=entry.get("required", False)) | {"in": entry["in"]}
        for name, entry in parameters.items()
    } == {name: expected(fact) | {"in": fact["in"]} for name, fact in FACTS["parameters"][operation].items()}


def test_the_counts_are_those_of_the_vendor() -> None:
    """Five operations, eleven search criteria, 32 codes, 7 order types, 17 event types, 8 statuses."""
    assert set(OPERATIONS) == set(FACTS["parameters"])
    assert len(OPERATIONS) == 5
    assert len(OPERATIONS["listCustomerOrders"][0]["parameters"]) == 11
    counts = {"ErrorCode": 32, "OrderType": 7, "EventType": 17, "OrderStatus": 8, "CustomsFlag": 3}
    assert {name: len(SCHEMAS[name]["enum"]) for name in counts} == counts
    assert sum(len(body["fields"]) for body in FACTS["bodies"].values()) >= 190


@pytest.mark.parametrize("name", list(FACTS["enums"]))
def test_every_value_of_an_enum_is_explained(name: str) -> None:
    """The values are the documented ones in the documented order, each with a meaning."""
    assert SCHEMAS[name]["enum"] == FACTS["enums"][name]
    assert list(SCHEMAS[name]["x-enum-descriptions"]) == FACTS["enums"][name]


def test_every_call_needs_both_credentials() -> None:
    """Bearer token and subscription key stand in one requirement, which no operation overrides."""
    assert API["security"] == [{"bearerAuth": [], "subscriptionKey": []}]
    assert all("security" not in written for written, _ in OPERATIONS.values())
    schemes = API["components"]["securitySchemes"]
    assert (schemes["bearerAuth"]["type"], schemes["bearerAuth"]["scheme"]) == ("http", "bearer")
    assert (schemes["subscriptionKey"]["in"], schemes["subscriptionKey"]["name"]) == (
        "header",
        "Ocp-Apim-Subscription-Key",
    )


def test_bodies_travel_in_the_documented_media_types() -> None:
    """Create takes a multipart form with a JSON part, update the four JSON spellings of one schema."""
    create = OPERATIONS["createCustomerOrder"][0]["requestBody"]["content"]
    assert list(create) == ["multipart/form-data"]
    assert create["multipart/form-data"]["encoding"]["Order"] == {"contentType": "application/json"}
    update = OPERATIONS["updateCustomerOrder"][0]["requestBody"]["content"]
    spellings = {"application/json", "application/json-patch+json", "text/json", "application/*+json"}
    assert set(update) == spellings
    assert all(content["schema"] == SCHEMAS["OrderUpdate"] for content in update.values())


@pytest.mark.parametrize("operation", list(OPERATIONS))
def test_only_undocumented_statuses_are_marked_unverified(operation: str) -> None:
    """A response bears x-unverified exactly where the vendor does not print its status."""
    responses = OPERATIONS[operation][0]["responses"]
    assert {status for status, response in responses.items() if not response.get("x-unverified")} == set(
        FACTS["statuses"][operation]
    )
    assert {"401", "405", "429", "500"} <= set(responses)
    assert ({"413", "415"} <= set(responses)) == ("requestBody" in OPERATIONS[operation][0])
    for status in ("200", *(["412"] if operation == "updateCustomerOrder" else [])):
        etag = responses[status].get("headers", {}).get("ETag")
        assert etag is None or etag["x-unverified"] is True


def test_the_version_of_an_order_travels_in_etag() -> None:
    """Reading, creating and updating answer an ETag, which If-Match of an update sends back."""
    tagged = {name for name, (written, _) in OPERATIONS.items() if "headers" in written["responses"]["200"]}
    assert tagged == {"createCustomerOrder", "getCustomerOrder", "updateCustomerOrder"}


def test_error_codes_stand_at_the_operations_that_raise_them() -> None:
    """All codes but the two without an operation are named by some response, each with an example that bears it."""
    named: set[str] = set()
    for written, _ in OPERATIONS.values():
        for response in written["responses"].values():
            codes: list[str] = response.get("x-error-codes", [])
            named.update(codes)
            shown: dict[str, Any] = response["content"]["application/json"]["examples"] if codes else {}
            borne = {key: example["value"].get("code") for key, example in shown.items() if key != "uncoded"}
            assert borne == {code: code for code in codes}
    assert set(FACTS["enums"]["ErrorCode"]) - named == UNREACHABLE_CODES


def properties(schema: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk every property below a schema."""
    for name, member in schema.get("properties", {}).items():
        yield f"{where}.{name}", member
        yield from properties(member, f"{where}.{name}")
        yield from properties(member.get("items", {}), f"{where}.{name}[]")


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_schema_is_sound_and_explained(name: str) -> None:
    """It obeys the meta-schema; it and each of its properties have a description, which names the unit if there is one."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["description"]
    for where, member in properties(SCHEMAS[name], name):
        assert member.get("description"), where
        assert member.get("x-unit", "") in member["description"], where
        assert "date-time" in member["description"] or member.get("format") != "date-time", where


def test_every_shape_in_a_file_is_a_component() -> None:
    """No schema file holds a shape that has no component name, and names agree."""
    written = {key for file in (FOLDER / "schemas").glob("*.yaml") for key in read(file)}
    assert written == set(SCHEMAS)


def test_every_parameter_and_operation_is_explained() -> None:
    """Operations, parameters, headers and responses say what they are for."""
    for written, item in OPERATIONS.values():
        assert written["summary"]
        assert written["description"]
        assert written["x-source"]["doc"].startswith("vendor:")
        assert written["tags"] == ["customer-orders"]
        described = [*item.get("parameters", []), *written.get("parameters", []), *written["responses"].values()]
        assert all(entry["description"] for entry in described)


def examples() -> Iterator[tuple[str, Any, Any]]:
    """Walk every example of the description, with its place and its schema."""
    for name, schema in SCHEMAS.items():
        if types(schema) == ["object"]:
            assert schema["examples"], name
        for index, value in enumerate(schema.get("examples", ())):
            yield f"{name} {index}", schema, value
    for name, (written, item) in OPERATIONS.items():
        for entry in [*item.get("parameters", []), *written.get("parameters", [])]:
            yield f"{name} {entry['name']}", entry["schema"], entry["example"]
        contents = [("request", written.get("requestBody", {}).get("content", {}))]
        contents += [(status, response.get("content", {})) for status, response in written["responses"].items()]
        for where, content in contents:
            for media_type, media in content.items():
                for key, example in media["examples"].items():
                    yield f"{name} {where} {media_type} {key}", media["schema"], example["value"]


@pytest.mark.parametrize(
    ("schema", "value"), [pytest.param(schema, value, id=place) for place, schema, value in examples()]
)
def test_an_example_is_valid(schema: Any, value: Any) -> None:
    """Each example of each object, parameter, request and response satisfies its schema and the rules of its flow."""
    judge: Any = Draft202012Validator(schema, format_checker=FORMATS)
    assert [(error.json_path, error.message) for error in judge.iter_errors(value)] == []
    assert [problem for order in orders(value) for problem in problems(order)] == []


def test_every_flow_has_an_example() -> None:
    """Placing and changing are each shown for Import, Export and Transfer."""
    shown = {(place.split()[0], order["customsFlag"]) for place, _, value in examples() for order in orders(value)}
    for operation in ("createCustomerOrder", "updateCustomerOrder"):
        assert {flow for name, flow in shown if name == operation} == set(EVENTS)


def orders(value: object) -> Iterator[dict[str, Any]]:
    """Find the orders in a body, stored ones with their one container included."""
    if isinstance(value, list):
        members = cast("Sequence[Any]", value)
        for member in members:
            yield from orders(member)
    elif isinstance(value, dict):
        body = cast("dict[str, Any]", value)
        if "customsFlag" in body and "container" in body:
            yield body | {"containers": [body["container"]]}
        elif "customsFlag" in body and "containers" in body:
            yield body
        elif "events" in body:
            flow = next((flow for flow, kinds in EVENTS.items() if kinds[0] == body["events"][0]["type"]), "Import")
            yield {"customsFlag": flow, "containers": [body]}
        else:
            for member in body.values():
                yield from orders(member)


def problems(order: dict[str, Any]) -> Iterator[str]:
    """Judge an order by the documented rules that no schema states."""
    flow = order["customsFlag"]
    for container in order["containers"]:
        events: list[dict[str, Any]] = container["events"] or []
        if [event["type"] for event in events] != EVENTS[flow]:
            yield f"events are not those of {flow}, in order"
        if flow != "Export" and not container.get("reference"):
            yield f"reference is mandatory on {flow}"
        if flow == "Export" and not (container.get("type") and container.get("bookingNumber")):
            yield "type and bookingNumber are mandatory on Export"
        if any(event["type"] == DATED[flow] and not event.get("startDate") for event in events):
            yield f"startDate is mandatory on {DATED[flow]}"
        starts = [datetime.fromisoformat(event["startDate"]) for event in events if event.get("startDate")]
        if starts != sorted(starts):
            yield "events do not follow each other in time"
        spans = [(event.get("startDate"), event.get("endDate")) for event in events]
        if any(start and end and datetime.fromisoformat(end) < datetime.fromisoformat(start) for start, end in spans):
            yield "an event ends before it starts"
        for place in (event["location"] for event in events):
            address: dict[str, Any] = place.get("location", {})
            named = [place.get("name"), address.get("address"), address.get("city"), address.get("country")]
            if not place.get("code") and not all(named):
                yield "a place has neither code nor name and address"


def spoil(change: Callable[[dict[str, Any]], object], flow: str = "Import") -> dict[str, Any]:
    """Give the example update of a flow with one thing changed."""
    example = OPERATIONS["updateCustomerOrder"][0]["requestBody"]["content"]["application/json"]["examples"]
    order: dict[str, Any] = copy.deepcopy(example[flow.lower()]["value"])
    change(order["containers"][0])
    return order


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        (spoil(lambda box: box["events"].pop()), "events are not"),
        (spoil(lambda box: box["events"][2].update(type="Announced")), "events are not"),
        (spoil(lambda box: box.pop("reference")), "reference is mandatory"),
        (spoil(lambda box: box.pop("type"), "Export"), "type and bookingNumber"),
        (spoil(lambda box: box.pop("bookingNumber"), "Export"), "type and bookingNumber"),
        (spoil(lambda box: box["events"][1].pop("startDate"), "Transfer"), "startDate is mandatory"),
        (spoil(lambda box: box["events"][2].update(startDate="2020-01-01T00:00:00Z")), "events do not follow"),
        (spoil(lambda box: box["events"][0].update(endDate="2020-01-01T00:00:00Z")), "an event ends"),
        (spoil(lambda box: box["events"][1]["location"].pop("name")), "a place has neither"),
    ],
)
def test_the_judge_of_examples_sees_a_broken_rule(order: dict[str, Any], problem: str) -> None:
    """The rules that the examples are held against are able to fail."""
    found = list(problems(order))
    assert found
    assert all(text.startswith(problem) for text in found)


@pytest.mark.parametrize("number", ["CGMU1234567", "CGMU123456", "cgmu1234562", "CGMA1234562", "CGM11234562"])
def test_the_judge_of_container_numbers_refuses(number: str) -> None:
    """A wrong check digit, length, case or category is no container number."""
    assert not is_container_number(number)
