"""Holds that the loader answers every input, however broken, with a service or with an error made for users."""

import json
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specwright.loader import load
from specwright.model.errors import SpecwrightError
from specwright.model.service import Service

NAMES = st.sampled_from(["A", "B", "C", "a b", "ä/~", "", "items"])
POINTERS = st.sampled_from(
    [
        *("#/components/schemas/A", "#/components/schemas/B", "#/components/schemas/C", "#/components/schemas/Nowhere"),
        *("#/components/schemas/A/properties/a", "#/components/parameters/P", "#/components/responses/R", "#", "#/"),
        *(
            "#/paths/~1a/get",
            "#anchor",
            "other.json",
            "../up.json",
            "http://example.invalid/x",
            "%zz#/%zz",
            "\x00",
            "#/a/0",
        ),
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 300),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.sampled_from(["object", "string"]),
)
JUNK = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2), max_leaves=4
)
TYPES = st.sampled_from(["object", "array", "string", "integer", "number", "boolean", "null", "file", "nonsense"])


def mapping(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Build objects in which each member may be missing, and now and then is junk."""
    return st.fixed_dictionaries({}, optional={name: value | JUNK for name, value in members.items()})


def of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Build small maps with names that meet each other."""
    return st.dictionaries(NAMES, inner, max_size=3)


REFERENCES = st.fixed_dictionaries(
    {"$ref": POINTERS}, optional={"description": LEAVES, "nullable": st.booleans(), "required": JUNK}
)


def schemas_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build schemas with every keyword that the loader reads."""
    lists = st.lists(inner, max_size=3)
    discriminator = mapping(propertyName=NAMES, mapping=st.dictionaries(NAMES, POINTERS | NAMES, max_size=3))
    objects = {
        "properties": of(inner),
        "required": st.lists(NAMES, max_size=2),
        "additionalProperties": inner | st.booleans(),
    }
    return mapping(
        **objects,
        type=TYPES | st.lists(TYPES, max_size=3),
        patternProperties=of(inner),
        items=inner | lists,
        prefixItems=lists,
        allOf=lists,
        oneOf=lists,
        anyOf=lists,
        discriminator=discriminator,
        enum=st.lists(LEAVES, max_size=4),
        const=LEAVES,
        nullable=st.booleans(),
        format=st.sampled_from(["binary", "byte", "date", "int32"]),
        default=JUNK,
        examples=JUNK,
        exclusiveMinimum=LEAVES,
        minimum=LEAVES,
        **{
            "$anchor": st.just("anchor"),
            "$id": NAMES,
            "$dynamicRef": POINTERS,
            "$defs": of(inner),
            "not": inner,
            "x-enum-varnames": JUNK,
        },
    )


SCHEMAS = st.recursive(REFERENCES | schemas_of(REFERENCES) | st.booleans(), schemas_of, max_leaves=6)
MEDIA = st.sampled_from(
    [
        "application/json",
        "multipart/form-data",
        "*/*",
        "text/plain",
        "application/x-ndjson",
        "text/event-stream",
        "application/x-www-form-urlencoded",
        "image/png",
        "",
    ]
)
ENCODINGS = of(mapping(contentType=st.text(max_size=3), style=st.sampled_from(["form", "odd"]), explode=st.booleans()))
CONTENT = st.dictionaries(
    MEDIA,
    mapping(schema=SCHEMAS, itemSchema=SCHEMAS, encoding=ENCODINGS, examples=of(REFERENCES | JUNK), example=JUNK)
    | REFERENCES,
    max_size=2,
)
PARAMETERS = REFERENCES | mapping(
    name=NAMES,
    **{"in": st.sampled_from(["path", "query", "header", "cookie", "querystring", "body"])},
    schema=SCHEMAS,
    content=CONTENT,
    style=st.sampled_from(["form", "simple", "deepObject", "cookie", "odd"]),
    explode=st.booleans(),
    required=st.booleans(),
)
RESPONSES = REFERENCES | mapping(
    content=CONTENT, headers=of(mapping(schema=SCHEMAS) | REFERENCES), description=LEAVES, **{"x-error-codes": JUNK}
)
SECURITY = st.lists(of(st.lists(NAMES, max_size=1)), max_size=2)
SCHEMES = REFERENCES | mapping(
    type=st.sampled_from(["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "odd"]),
    name=NAMES,
    scheme=st.sampled_from(["bearer", "basic"]),
    flows=mapping(clientCredentials=mapping(tokenUrl=st.text(max_size=4), scopes=of(LEAVES))),
    **{
        "in": st.sampled_from(["header", "query", "odd"]),
        "x-token-source": mapping(tokenUrl=LEAVES, form=JUNK, lifetime=LEAVES),
        "x-credential": LEAVES,
    },
)
SERVERS = st.lists(
    mapping(
        url=st.sampled_from(["/", "https://{a}/", "//["]), variables=of(mapping(default=LEAVES, enum=st.lists(LEAVES)))
    ),
    max_size=2,
)
OPERATIONS = mapping(
    operationId=NAMES,
    parameters=st.lists(PARAMETERS, max_size=3),
    requestBody=REFERENCES | mapping(content=CONTENT, required=st.booleans()),
    responses=st.dictionaries(st.sampled_from(["200", "4XX", "default", "4xx", "odd", "x-odd"]), RESPONSES, max_size=3),
    security=SECURITY,
    servers=SERVERS,
    tags=st.lists(LEAVES, max_size=2),
)
ITEMS = REFERENCES | mapping(
    get=OPERATIONS, post=OPERATIONS, parameters=st.lists(PARAMETERS, max_size=2), additionalOperations=of(OPERATIONS)
)
COMPONENTS = mapping(
    schemas=st.dictionaries(st.sampled_from("ABC"), SCHEMAS, max_size=3),
    parameters=st.dictionaries(st.just("P"), PARAMETERS),
    responses=st.dictionaries(st.just("R"), RESPONSES),
    securitySchemes=of(SCHEMES),
)


def describe(version: str, rest: dict[str, Any]) -> dict[str, Any]:
    """Put the version first, as descriptions do."""
    return {"openapi": version, **rest}


DOCUMENTS = st.builds(
    describe,
    st.sampled_from(["3.0.3", "3.1.0", "3.2.0"]),
    mapping(
        info=mapping(title=LEAVES, version=LEAVES),
        paths=st.dictionaries(st.sampled_from(["/a", "/a/{A}", "/{}", "a", "/a?b", "x-a"]), ITEMS, max_size=3),
        components=COMPONENTS,
        security=SECURITY,
        servers=SERVERS,
        tags=JUNK,
        webhooks=JUNK,
    ),
)


def load_text(text: str | bytes, name: str, *, keep_going: bool) -> Service | SpecwrightError:
    """Load a document that stands alone in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        try:
            return load(path, keep_going=keep_going)
        except SpecwrightError as error:
            return error


@given(DOCUMENTS, st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_tree_of_openapi_shape_is_answered(document: dict[str, Any], keep_going: bool) -> None:
    """A description with junk at any place gives a service or a SpecwrightError, and nothing else."""
    answer = load_text(json.dumps(document), "openapi.json", keep_going=keep_going)

    assert isinstance(answer, Service) or str(answer)


@given(DOCUMENTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_yaml_and_json_spell_the_same_service(document: dict[str, Any]) -> None:
    """What a description means does not depend on whether it is written as JSON or as YAML."""
    as_json = load_text(json.dumps(document), "openapi.json", keep_going=True)
    as_yaml = load_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "openapi.yaml", keep_going=True)

    assert type(as_json) is type(as_yaml)
    if isinstance(as_json, Service) and isinstance(as_yaml, Service):
        assert [each.name for each in as_json.operations] == [each.name for each in as_yaml.operations]
        assert {key: each.definition for key, each in as_json.schemas.items()} == {
            key: each.definition for key, each in as_yaml.schemas.items()
        }


@given(st.binary(max_size=60) | st.text(max_size=60), st.sampled_from(["openapi.json", "openapi.yaml", "openapi"]))
@settings(deadline=None)
def test_every_text_is_answered(content: bytes | str, name: str) -> None:
    """Bytes that are no description at all give a SpecwrightError."""
    assert isinstance(load_text(content, name, keep_going=True), SpecwrightError)
