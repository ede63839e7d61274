"""Type-checks the client of every golden case: what comes out for any input is clean under strict rules."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from specwright.emitters import emit_client
from specwright.loader import load, read_config
from specwright.passes import PASSES

GENERATOR = Path(__file__).parents[1] / "generator"
CASES = Path(__file__).parent / "cases"
# The packages that are the same in every client.
SHARED = ("_runtime", "_sampling")
FOLDERS = sorted(path.parent for path in CASES.glob("*/expected"))


def write_client(case: Path, folder: Path) -> str:
    """Generate the client of a case under a package name of its own, on top of a runtime and an engine that all cases share."""
    package = re.sub(r"[^a-z0-9]", "_", case.name) + "_client"
    config = replace(read_config(case, name=case.name), package=package, methods={}, skip=())
    service = load(case / "openapi.yaml", config=config, keep_going=True)
    for transform in PASSES:
        service = transform(service, config)
    for file in emit_client(service, config):
        shared = next((name for name in SHARED if file.path.startswith(f"{package}/{name}/")), "")
        target = folder / (file.path.replace(f"{package}/{shared}/", f"shared{shared}/") if shared else file.path)
        if file.path.endswith((".py", ".typed")):
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.content.decode()
            names = "|".join(SHARED)
            target.write_text(re.sub(rf"from (?:\.|{package})\.?({names})", r"from shared\1", text), "utf-8")
    return package


@pytest.mark.slow
def test_the_client_of_every_case_is_clean_under_mypy_strict(tmp_path: Path) -> None:
    """Whatever a description holds, its client has no type error, and nothing in it is untyped."""
    packages = [write_client(case, tmp_path) for case in FOLDERS]
    folders = [f"shared{name}" for name in SHARED]

    # What a client's twin is made of is found as if it were installed, and judged elsewhere.
    options = ["--strict", "--config-file=", "--cache-dir=cache", "--follow-imports=silent"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *folders, *packages],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(packages) > 30
    assert done.returncode == 0, done.stdout
