"""Compares generated checks with jsonschema, which knows nothing of them, on drawn schemas and values."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from checks.compiled import judge
from checks.drawing import Drawer
from specwright.model.location import join_pointer

CLOSED = "A member of this name is not allowed."
FALSE = "No value is allowed here."
# For a schema that is false: the judge tells it at the whole or at the part, by a keyword or by none.
ANYWHERE = ("", "false")


def expected_pairs(schema: Any, value: Any) -> set[tuple[str, str]]:
    """Give place and keyword of each error of the judge."""
    validator: Any = Draft202012Validator(schema)
    errors = validator.iter_errors(value)
    # The judge tells at the object which keyword a name breaks.
    return {_expected_pair(error) for error in errors if "propertyNames" not in error.schema_path}


def _expected_pair(error: ValidationError) -> tuple[str, str]:
    pointer = join_pointer("", *error.absolute_path)
    is_closed = error.validator in ("items", "additionalProperties") and error.validator_value is False
    if is_closed or not isinstance(error.validator, str):
        return ANYWHERE
    return pointer, "contains" if error.validator == "minContains" else error.validator


def actual_pairs(found: tuple[Any, ...]) -> set[tuple[str, str]]:
    """Give the same of violations, places and keywords as the judge tells them."""
    return {_actual_pair(each) for each in found if each.id != "propertyNames"}


def _actual_pair(each: Any) -> tuple[str, str]:
    if each.message in (FALSE, CLOSED):
        return ANYWHERE
    return each.path, "contains" if each.id == "minContains" else each.id


@given(rng=st.randoms(use_true_random=False))
def test_verdicts_are_those_of_jsonschema(rng: Random) -> None:
    """A generated check accepts a value if and only if jsonschema does, and finds violations if and only if not."""
    drawer = Drawer(rng)
    schema = drawer.schema()
    judged = judge(schema)
    validator: Any = Draft202012Validator(schema)

    for value in [drawer.value() for _ in range(10)]:
        is_valid = validator.is_valid(value)
        assert judged.verdict(value) is is_valid, (schema, value)
        assert (judged.violations(value) == ()) is is_valid, (schema, value)


@given(rng=st.randoms(use_true_random=False))
def test_places_and_keywords_are_those_of_jsonschema(rng: Random) -> None:
    """Violations stand at the places and have the keywords of jsonschema's errors, where both tell them alike."""
    drawer = Drawer(rng, has_unevaluated=False)
    schema = drawer.schema()
    judged = judge(schema)

    for value in [drawer.value() for _ in range(10)]:
        assert actual_pairs(judged.violations(value)) == expected_pairs(schema, value), (schema, value)
