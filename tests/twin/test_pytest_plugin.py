"""The pytest plugin gives tests twins, each as it is at the start, and weighs nothing before one is asked for."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
KIOSK: Final = Path(__file__).parent / "edge" / "kiosk.yaml"

TESTS: Final = f"""
import sys
from pathlib import Path

import httpx2
import pytest

assert "specwright.twin.creation" not in sys.modules
KIOSK = Path({str(KIOSK)!r})
HEADERS = {{"Authorization": "Bearer ada-secret-token", "X-Kiosk-Key": "kiosk-secret-key"}}
SEEN = []


@pytest.mark.parametrize("number", [1, 2])
def test_each_test_begins_at_the_start(make_twin, number):
    twin = make_twin(KIOSK)
    SEEN.append(twin)
    with httpx2.Client(base_url="http://twin.localhost", headers=HEADERS, transport=twin.transport) as client:
        assert client.get("/papers").json() == []
        assert client.post("/papers", json={{"title": "Courant"}}).json()["id"] == "P001"
        assert make_twin(str(KIOSK)) is twin
        assert len(client.get("/papers").json()) == 1


def test_a_twin_is_made_once_for_the_same_arguments(make_twin):
    assert SEEN[0] is SEEN[1] is make_twin(KIOSK)
    assert make_twin(KIOSK, seed=2) is not SEEN[0]
    assert make_twin(KIOSK, overlays=[]) is not SEEN[0]


def test_it_is_served(make_twin):
    assert httpx2.get(make_twin(KIOSK).url + "/papers", headers=HEADERS, trust_env=False).json() == []
"""


def test_a_run_of_pytest_with_the_plugin(tmp_path: Path) -> None:
    """Tests of a project elsewhere get twins by the fixture `make_twin`; with warnings as errors nothing is left open."""
    (tmp_path / "test_kiosk.py").write_text(TESTS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", str(tmp_path)]
    # Named here only where it is not installed: the entry point does this for users.
    plugin = ["-p", "specwright.twin.pytest_plugin"]

    done = subprocess.run(
        [*command, *plugin],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
