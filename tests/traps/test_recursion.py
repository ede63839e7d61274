"""Traps around schemas that contain themselves."""

import json
import subprocess
import sys
from typing import Any

from traps.conftest import Depot

PROGRAM = """
import sys
def refuse(limit):
    raise SystemExit("somebody sets the recursion limit")
sys.setrecursionlimit, real = refuse, sys.setrecursionlimit
before = sys.getrecursionlimit()
from depot_client import models
from depot_client import dicts
models.Item.model_rebuild()
item = models.Item.model_validate_json(sys.stdin.read())
assert sys.getrecursionlimit() == before
depth = 0
while item.inside:
    item = item.inside[0]
    depth += 1
print(depth, item.place.rows[1][0]["x"].above.rows)
"""


def test_a_recursive_schema_is_imported_without_touching_the_recursion_limit(depot: Depot) -> None:
    """Schemas that contain themselves, directly and in circles, import and read in a fresh process (elevenlabs#637)."""
    item: dict[str, Any] = {"id": "z", "place": {"rows": [1, [{"x": {"above": {"rows": 7}}}]]}}
    for _ in range(40):
        item = {"id": "a", "inside": [item]}

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=depot.folder,
        input=json.dumps(item),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["40", "7"], "")


def test_no_generated_file_mentions_the_recursion_limit(depot: Depot) -> None:
    """What is never written is never run (elevenlabs#637)."""
    assert [path for path in depot.folder.rglob("*.py") if "recursionlimit" in path.read_text("utf-8")] == []
