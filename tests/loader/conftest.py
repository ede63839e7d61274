"""Gives loader tests a folder to write descriptions into."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest

from specwright.loader import load
from specwright.model.service import Service
from specwright.model.types import Schema, Type


class Load(Protocol):
    """Writes a description, with any further files, and loads it."""

    def __call__(
        self, document: Mapping[str, Any] | str, /, files: Mapping[str, str] | None = None, **options: Any
    ) -> Service:
        """Load a document; a mapping is completed with what every description has."""
        ...


@pytest.fixture
def load_it(tmp_path: Path) -> Load:
    """Load a document from a fresh folder."""

    def write_and_load(
        document: Mapping[str, Any] | str, /, files: Mapping[str, str] | None = None, **options: Any
    ) -> Service:
        name = "openapi.yaml" if isinstance(document, str) else "openapi.json"
        for path, text in (files or {}).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        if not isinstance(document, str):
            document = json.dumps(
                {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}} | dict(document)
            )
        (tmp_path / name).write_text(document, "utf-8")
        return load(tmp_path / name, **options)

    return write_and_load


@pytest.fixture
def schemas_of(load_it: Load) -> Callable[..., Mapping[str, Schema]]:
    """Load components.schemas alone."""

    def read(schemas: Mapping[str, Any], /, *, version: str = "3.1.0", **options: Any) -> Mapping[str, Schema]:
        return load_it({"openapi": version, "components": {"schemas": schemas}}, **options).schemas

    return read


@pytest.fixture
def type_of(schemas_of: Callable[..., Mapping[str, Schema]]) -> Callable[..., Type]:
    """Load one schema, named A, beside others, and give its type."""

    def read(schema: Any, /, *, version: str = "3.1.0", **others: Any) -> Type:
        return schemas_of({"A": schema, **others}, version=version)["A"].type

    return read
