"""Gives lint tests a way to judge a small description."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml

from specwright.cli.lint import judge_document
from specwright.loader import read
from specwright.model.errors import Severity

VERSIONS = ("3.0.3", "3.1.0", "3.2.0")


class Judge(Protocol):
    """Judges a description and gives rule and pointer of each finding, warnings with a question mark."""

    def __call__(
        self, document: Mapping[str, Any], /, files: Mapping[str, str] | None = None, *, version: str = "3.1.0"
    ) -> list[str]:
        """Judge a description, which is completed with what every description has."""
        ...


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Judge descriptions written to a fresh folder."""

    def write_and_judge(
        document: Mapping[str, Any], /, files: Mapping[str, str] | None = None, *, version: str = "3.1.0"
    ) -> list[str]:
        for name, text in (files or {}).items():
            (tmp_path / name).write_text(text, "utf-8")
        whole = {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": {}} | dict(document)
        path = tmp_path / "openapi.yaml"
        path.write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
        return [
            f"{problem.rule}{'?' if problem.severity is Severity.WARNING else ''} {problem.where.pointer}"
            for problem in judge_document(read(path))
        ]

    return write_and_judge


def answering(schema: Any, **more: Any) -> dict[str, Any]:
    """Make a description whose one operation answers with a schema."""
    operation = {
        "operationId": "getIt",
        "responses": {"200": {"description": "It.", "content": {"application/json": {"schema": schema}}}},
    }
    return {"paths": {"/it": {"get": operation | more.pop("operation", {})}}, **more}
