"""Type checkers see through a generated client: its own code is clean under strict rules, and so is code that uses it."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

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
            "library_client",
            "consumer.py",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
