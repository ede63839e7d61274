"""Compares the checks of this repository's descriptions with jsonschema, on their examples and what is near them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from checks.compiled import load as load_module
from checks.compiled import operation, service_of
from specwright.checks import compile_checks
from specwright.loader import load
from specwright.model.service import Service
from specwright.rules.formats import FORMATS

SPECS: Final = sorted((Path(__file__).parents[2] / "specs").glob("*/openapi.yaml"))
STRANGE: Final[tuple[Any, ...]] = (None, True, 0, 1.5, -1, "", "x", "x" * 2000, [], [None], {}, {"unknown": 1})


def format_checker() -> FormatChecker:
    """Teach the judge the formats that checks assert."""
    checker = FormatChecker(formats=())
    for name, predicate in FORMATS.items():
        checker.checks(name)(_of_any(predicate))
    return checker


def _of_any(predicate: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or predicate(value)


def neighbours(value: Any) -> Iterator[Any]:
    """Change a value at one place: something strange instead of a part, or a part left out."""
    for path in places(value):
        for strange in STRANGE:
            changed = copy.deepcopy(value)
            if not path:
                yield strange
                continue
            holder = changed
            for token in path[:-1]:
                holder = holder[token]
            holder[path[-1]] = strange
            yield changed
        if path:
            changed = copy.deepcopy(value)
            holder = changed
            for token in path[:-1]:
                holder = holder[token]
            del holder[path[-1]]
            yield changed


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """List the paths of all parts of a value."""
    yield path
    is_object, is_array = isinstance(value, dict), isinstance(value, list)
    for token in value if is_object else range(len(value)) if is_array else ():
        yield from places(value[token], (*path, token))


def check_of(service: Service, key: str) -> Any:
    """Compile the check of one schema, behind a reference as a description would have it."""
    definitions = {name: schema.definition for name, schema in service.schemas.items()}
    text = compile_checks(
        service_of(operation("see", body={"allOf": [{"$ref": f"#/$defs/{key}"}]}), schemas=definitions)
    ).text
    return load_module(text)["check_see_body"]


def is_well_formed(found: tuple[Any, ...]) -> bool:
    """Say whether the schema has nothing against a value, whatever rules say."""
    return all(each.layer == "rule" for each in found)


@pytest.mark.parametrize("path", SPECS, ids=[path.parent.name for path in SPECS])
def test_every_check_of_a_description_is_made(path: Path) -> None:
    """Nothing of the descriptions is left out or refused."""
    module = compile_checks(load(path))

    assert module.checks
    assert module.left_out == ()


@pytest.mark.parametrize("path", SPECS, ids=[path.parent.name for path in SPECS])
def test_examples_and_their_neighbours_are_judged_as_by_jsonschema(path: Path) -> None:
    """Each example of a schema is valid, and what differs from it in one place is judged as jsonschema judges it."""
    service = load(path)
    definitions = {name: schema.definition for name, schema in service.schemas.items()}
    wrong: list[Any] = []
    for key, schema in service.schemas.items():
        if schema.docs.examples and isinstance(schema.definition, dict) and schema.definition.get("type") == "object":
            check = check_of(service, key)
            whole = {"$ref": f"#/$defs/{key}", "$defs": definitions}
            judge: Any = Draft202012Validator(whole, format_checker=format_checker())
            for example in schema.docs.examples:
                assert is_well_formed(check(example))
                values = neighbours(example)
                wrong += [(key, value) for value in values if is_well_formed(check(value)) is not judge.is_valid(value)]

    assert wrong == []
