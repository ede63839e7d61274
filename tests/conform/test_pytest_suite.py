"""Holds that one line in a test file makes a test of each case, with verdicts that pytest shows."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Final

import pytest

from specwright.conform.pytest_suite import conformance_tests
from specwright.model.errors import ConfigError

ROOT: Final = Path(__file__).parents[2]
SHELF: Final = Path(__file__).parent / "shelf.yaml"


def run(folder: Path, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pytest over one file in a project elsewhere."""
    (folder / "test_it.py").write_text(textwrap.dedent(text), "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "test_it.py", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_case_is_a_test(tmp_path: Path) -> None:
    """The twin passes: every case by its id, those that cannot be reached with their reason."""
    done = run(
        tmp_path,
        f"""
        import specwright

        test_shelf = specwright.conformance_tests({str(SHELF)!r}, phases=["examples", "constraints"], max_requests=90)
        """,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PASSED test_it.py::test_shelf[examples/addBook/acceptable]" in done.stdout
    assert "PASSED test_it.py::test_shelf[constraints/addBook/body/title:maxLength/outside]" in done.stdout
    assert "PASSED test_it.py::test_shelf[all-other-cases]" in done.stdout
    assert "failed" not in done.stdout.splitlines()[-1]


def test_a_service_that_differs_fails_where_it_does(tmp_path: Path) -> None:
    """An application of one's own fails in the cases that it does not meet, with what was sent, and in no other."""
    done = run(
        tmp_path,
        f"""
        import specwright

        twin = specwright.create_twin({str(SHELF)!r}, strict=False)
        test_shelf = specwright.conformance_tests(
            {str(SHELF)!r}, app=twin, phases=["constraints"], operations=["addBook"], max_requests=400
        )
        """,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert failed
    # The rehearsal has no case for somebody unknown: the twin lets anybody in. What only the service shows is not lost.
    assert {"additionalProperties" in line or "all-other-cases" in line for line in failed} == {True}
    assert "constraints/addBook/request/credentials/key/unknown" in done.stdout
    assert "expected: 400" in done.stdout
    assert "curl:     curl --path-as-is" in done.stdout
    assert "Traceback" not in done.stdout


def test_nothing_is_sent_while_tests_are_collected(tmp_path: Path) -> None:
    """Tests against a service are found by rehearsing, so listing them needs no service."""
    done = run(
        tmp_path,
        f"""
        import specwright

        test_shelf = specwright.conformance_tests(
            {str(SHELF)!r}, url="http://127.0.0.1:1", phases=["examples"], max_requests=50
        )
        """,
        "--collect-only",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "test_shelf[examples/addBook/acceptable]" in done.stdout


def test_a_live_service_is_left_as_it_was(tmp_path: Path) -> None:
    """What the tests made over HTTP is removed when the campaign ends."""
    done = run(
        tmp_path,
        f"""
        import httpx2
        import pytest
        import specwright
        from specwright.twin import serve

        serving = serve(specwright.create_twin({str(SHELF)!r}))
        url = serving.__enter__()
        test_shelf = specwright.conformance_tests({str(SHELF)!r}, url=url, phases=["examples"], max_requests=60)


        def test_it_is_empty_again():
            with httpx2.Client(trust_env=False, headers={{"X-Shelf-Key": "any"}}) as client:
                assert client.get(url + "/books").json() == []
            serving.__exit__(None, None, None)
        """,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PASSED test_it.py::test_it_is_empty_again" in done.stdout


def test_a_host_that_may_not_be_written_to_is_refused() -> None:
    """A service elsewhere has to be named, or only read, before anything of it is collected."""
    with pytest.raises(ConfigError, match="on no list"):
        conformance_tests(SHELF, url="https://shelf.example")
