"""Gives tests of the command line a small project to stand in, and ways to run a command there."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from specwright.cli import main

GENERATOR = Path(__file__).parents[2] / "generator"

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example"}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses: {"200": {description: All orders., content: {application/json: {schema: {$ref: "#/components/schemas/Orders"}}}}}
  /parcels/{id}:
    delete:
      operationId: deleteParcel
      tags: [parcels]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: Gone.}}
components:
  schemas:
    Orders: {type: array, items: {type: object, properties: {id: {type: string}}}}
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs one command in this process."""

    def __call__(self, *arguments: str) -> Told:
        """Run a command line given word by word."""
        ...


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands in this process, each with its own output."""

    def run_once(*arguments: str) -> Told:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        return Told(int(ended.value.code or 0), said.out, said.err)

    return run_once


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with one API."""
    folder = tmp_path / "project"
    (folder / "specs" / "shop").mkdir(parents=True)
    (folder / "specs" / "shop" / "openapi.yaml").write_text(SHOP, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def spawn(
    *arguments: str, folder: Path, stdout: int = subprocess.PIPE, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "specwright", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(GENERATOR), **(environment or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
