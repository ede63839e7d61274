"""Type checkers see through a generated client: its own code is clean under strict rules, and so is code that uses it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

GENERATOR = Path(__file__).parents[2] / "generator"
CONSUMER = Path(__file__).with_name("consumer.txt")


@pytest.mark.slow
def test_client_and_consumer_are_clean_under_mypy_strict(package: ModuleType) -> None:
    """Each call, view, page, stream and fake has exactly the type that the consumer asserts, and nothing is Any by accident."""
    folder = Path(str(package.__file__)).parents[1]
    shutil.copyfile(CONSUMER, folder / "consumer.py")

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file=",
            "--cache-dir=cache",
            # What a client's twin is made of is found as if it were installed, and judged elsewhere.
            "--follow-imports=silent",
            "library_client",
            "consumer.py",
        ],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(GENERATOR)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
