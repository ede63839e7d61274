"""Holds where error codes are found, and what is known of each."""

from typing import Any

import pytest

from loader.conftest import Load
from specwright.loader.settings import read_config
from specwright.model.names import Name
from specwright.model.service import ErrorCode

CODES = {"enum": ["GONE", "LATE"], "x-enum-descriptions": {"LATE": "Too late."}}


def answers(**bodies: Any) -> dict[str, Any]:
    """Describe an operation with one JSON body for each status, spelled `s404`."""
    responses = {status[1:]: {"content": {"application/json": {"schema": schema}}} for status, schema in bodies.items()}
    return {"paths": {"/a": {"get": {"responses": responses}}}}


def body(**members: Any) -> dict[str, Any]:
    """Describe an object."""
    return {"type": "object", "properties": members}


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        (body(code=CODES), "/code"),
        (body(error=body(code=CODES)), "/error/code"),
        (body(errorCode=CODES), "/errorCode"),
        (body(error=CODES), "/error"),
        (body(error_code=CODES), "/error_code"),
        (body(type=CODES), "/type"),
        (body(type=CODES, code=CODES), "/code"),
        (body(type=CODES, code={"type": "string"}), "/type"),
        ({"oneOf": [body(code=CODES), {"type": "string"}]}, "/code"),
        (body(code={"anyOf": [CODES, {"type": "null"}]}), "/code"),
        (body(code={"type": "string"}), ""),
        (body(code={"enum": [1, 2]}), ""),
    ],
)
def test_the_place_of_the_code_is_inferred(load_it: Load, schema: Any, pointer: str) -> None:
    """The first telling member with documented texts is where the code stands."""
    service = load_it(answers(s404=schema))

    assert service.error_code_pointer == pointer
    assert [each.name.wire for each in service.error_codes] == (["GONE", "LATE"] if pointer else [])


@pytest.mark.parametrize("status", ["200", "302"])
def test_successes_bear_no_error_codes(load_it: Load, status: str) -> None:
    """Only answers that are errors are looked at."""
    assert load_it(answers(**{f"s{status}": body(code=CODES)})).error_codes == ()


def test_codes_bring_their_meaning_and_statuses(load_it: Load) -> None:
    """Meanings come from the enumeration, statuses from the responses; codes of responses alone count too."""
    schema = {"content": {"application/json": {"schema": body(code=CODES)}}}
    responses = {
        "400": schema | {"x-error-codes": ["LATE", "NEW"]},
        "409": schema | {"x-error-codes": ["LATE"]},
        "default": schema,
    }
    service = load_it({"paths": {"/a": {"get": {"responses": responses}}}})

    assert service.error_codes == (
        ErrorCode(name=Name("GONE")),
        ErrorCode(name=Name("LATE"), description="Too late.", statuses=("400", "409")),
        ErrorCode(name=Name("NEW"), statuses=("400",)),
    )


def test_a_constant_is_a_code(load_it: Load) -> None:
    """Bodies that each have one code make the list together."""
    service = load_it(answers(s404=body(code={"const": "GONE"}), s409=body(code={"enum": ["LATE"]})))

    assert [each.name.wire for each in service.error_codes] == ["GONE", "LATE"]


def test_documented_codes_find_a_plain_text(load_it: Load) -> None:
    """With codes listed at responses, a member of a telling name is enough."""
    schema = {"content": {"application/json": {"schema": body(code={"type": "string"})}}, "x-error-codes": ["GONE"]}
    service = load_it({"paths": {"/a": {"get": {"responses": {"404": schema}}}}})

    assert (service.error_code_pointer, service.error_codes[0].statuses) == ("/code", ("404",))


def test_settings_say_where_the_code_stands(load_it: Load, tmp_path: Any) -> None:
    """What is set is not inferred."""
    (tmp_path / "specwright.toml").write_text('[errors]\ncode = "/why/~1"\n')
    schema = body(code=CODES, why={"type": "object", "properties": {"/": {"enum": ["A"]}}})
    service = load_it(answers(s404=schema), config=read_config(tmp_path))

    assert service.error_code_pointer == "/why/~1"
    assert [each.name.wire for each in service.error_codes] == ["A"]
