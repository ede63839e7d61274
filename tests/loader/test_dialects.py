"""Holds which versions are read, and how others are told."""

import pytest

from loader.conftest import Load
from specwright.model.errors import DescriptionError, UnsupportedFeatureError


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.2.0", "3.1", "3.1.0-rc1"])
def test_versions_are_read(load_it: Load, version: str) -> None:
    """Every patch of 3.0, 3.1 and 3.2 is its minor version."""
    assert load_it({"openapi": version}).openapi == version


@pytest.mark.parametrize(
    ("text", "error", "what", "line"),
    [
        ("info: {}\nswagger: '2.0'\n", UnsupportedFeatureError, "Swagger 2.0", 2),
        ("info: {}\nopenapi: 4.0.0\n", UnsupportedFeatureError, "OpenAPI 4.0.0 is not read", 2),
        ("info: {}\nopenapi: latest\n", DescriptionError, "no version of OpenAPI", 2),
        ("info: {}\nopenapi: 3.1\n", DescriptionError, "no text but 3.1", 2),
        ("info: {}\n", DescriptionError, "`openapi` is missing", 1),
        ("- a\n", DescriptionError, "no OpenAPI description", 1),
        ("", DescriptionError, "the file is empty", 1),
        ("openapi: 3.0.0\ninfo: {}\n", DescriptionError, "`paths` is missing", 1),
        ("openapi: 3.1.0\npaths: []\n", DescriptionError, "`paths` is no map", 2),
    ],
)
def test_other_documents_are_told_apart(load_it: Load, text: str, error: type[Exception], what: str, line: int) -> None:
    """An old or unknown version is not supported; no version at all is wrong; each with its line."""
    with pytest.raises(error, match=what) as caught:
        load_it(text)

    assert isinstance(caught.value, DescriptionError | UnsupportedFeatureError)
    assert caught.value.problems[0].where.line == line
    assert caught.value.problems[0].hint
