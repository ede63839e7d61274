"""Turns a folder of OpenAPI documents into a table: which generate, which import, which operations are kept.

``nox -s corpus -- FOLDER`` runs it. Each document gets a process and a time limit of its own, so that a hang or a crash in
one is a row of the table. The exit code is 1 where a run ended in a bug, a hang, or below the shares that are asked for.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
BUG = 70
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Every module is imported and every model built: a client that breaks at its first use does not count as imported.
IMPORT_ALL = """
import importlib, pathlib, pkgutil, sys, warnings
warnings.simplefilter("error")
sys.path.insert(0, sys.argv[1])
package = importlib.import_module("corpus_client")
for found in pkgutil.walk_packages(package.__path__, "corpus_client."):
    if "telemetry" not in found.name:
        importlib.import_module(found.name)
models = importlib.import_module("corpus_client.models")
runtime = importlib.import_module("corpus_client._runtime._models")
for value in list(vars(models).values()):
    if isinstance(value, type) and issubclass(value, runtime.Model):
        value.model_rebuild()
client = importlib.import_module("corpus_client.client")
operations = 0
for file in sorted(pathlib.Path(package.__path__[0], "_operations").glob("*.py")):
    if file.stem != "__init__":
        module = importlib.import_module(f"corpus_client._operations.{file.stem}")
        for operation in vars(module).values():
            if type(operation).__name__ == "Operation":
                operations += 1
                for response in operation.responses:
                    for content in response.contents:
                        content.type()
print(operations)
"""


@dataclass(frozen=True)
class Row:
    """What became of one document."""

    name: str
    is_generated: bool
    is_imported: bool
    total: int
    kept: int
    seconds: float
    message: str
    is_bug: bool = False

    @property
    def is_clean(self) -> bool:
        """Say whether a user of this client would meet no trouble."""
        return self.is_generated and self.is_imported


def try_document(path: Path, limit: float) -> Row:
    """Generate a client of one document, import all of it, and build its models."""
    started, total = time.perf_counter(), count_operations(path)
    with TemporaryDirectory(prefix="corpus-") as folder:
        command = [sys.executable, "-m", "specwright", "generate", "--spec", str(path), "--out", folder]
        command += ["--package", "corpus_client", "--keep-going", "--format", "json"]
        made = run(command, limit)
        if made is None:
            return Row(path.name, False, False, total, 0, time.perf_counter() - started, "generate hangs", is_bug=True)
        if made.returncode:
            message = last_line(made.stderr)
            bug = made.returncode == BUG or "Traceback" in made.stderr
            return Row(path.name, False, False, total, 0, time.perf_counter() - started, message, is_bug=bug)
        report = json.loads(made.stdout)[0]
        seconds = time.perf_counter() - started
        loaded = run([sys.executable, "-c", IMPORT_ALL, folder], limit)
        is_imported = loaded is not None and loaded.returncode == 0
        message = "" if is_imported else "import hangs" if loaded is None else last_line(loaded.stderr)
        if is_imported and loaded is not None and int(loaded.stdout) < report["operations"]:
            is_imported, message = False, f"{loaded.stdout.strip()} descriptors for {report['operations']} operations"
        if report["operations"] + len(report["skipped"]) < total and not message:
            message = "operations are missing without a report"
            return Row(path.name, True, is_imported, total, report["operations"], seconds, message, is_bug=True)
        if report["skipped"] and not message:
            message = str(report["skipped"][0]["problem"]).splitlines()[0]
        return Row(path.name, True, is_imported, total, report["operations"], seconds, message, is_bug=not is_imported)


def count_operations(path: Path) -> int:
    """Count what the document describes, without the code under test."""
    content = path.read_bytes()
    tree: Any = json.loads(content) if path.suffix == ".json" else yaml.load(content, LOADER)  # noqa: S506  a safe loader, in C where there is one
    items: list[dict[str, Any]] = [item for item in tree.get("paths", {}).values() if isinstance(item, dict)]
    return sum(method in item for item in items for method in METHODS)


def run(command: list[str], limit: float) -> subprocess.CompletedProcess[str] | None:
    """Run a command; None where it does not end in time."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False, env=environment)
    except subprocess.TimeoutExpired:
        return None


def last_line(text: str) -> str:
    """Give the line that says most: the last one of a trace, the first one of a message."""
    lines = [line for line in text.splitlines() if line.strip()] or ["no message"]
    return lines[-1] if "Traceback" in text else lines[0]


def summary(rows: list[Row]) -> Iterator[str]:
    """Write the table and the shares under it."""
    yield f"{'document':44} {'made':>4} {'import':>6} {'kept':>5} {'of':>5} {'s':>6}  message"
    for row in rows:
        made, imported = ("yes" if flag else "NO" for flag in (row.is_generated, row.is_imported))
        yield f"{row.name[:44]:44} {made:>4} {imported:>6} {row.kept:5} {row.total:5} {row.seconds:6.1f}  {row.message[:160]}"
    kept = sum(row.kept for row in rows if row.is_imported)
    total = sum(row.total for row in rows)
    clean = sum(row.is_clean for row in rows)
    yield f"documents that generate and import cleanly: {clean} of {len(rows)} ({clean / len(rows):.1%})"
    yield f"operations kept in them: {kept} of {total} ({kept / max(total, 1):.1%})"
    yield f"bugs (trace, hang, failed import): {sum(row.is_bug for row in rows)}"


def main() -> int:
    """Try every document of a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for one step of one document")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="part of a file name")
    parser.add_argument("--least", type=float, default=0.85, help="share of clean documents and of kept operations")
    options = parser.parse_args()
    folder: Path = options.folder
    paths = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in {".json", ".yaml", ".yml"} and path.name != "manifest.json" and options.only in path.name
    ]
    with ThreadPoolExecutor(options.workers) as pool:
        rows = list(pool.map(try_document, paths, repeat(options.limit)))
    sys.stdout.write("\n".join(summary(rows)) + "\n")
    kept = sum(row.kept for row in rows if row.is_imported)
    total = sum(row.total for row in rows)
    is_enough = sum(r.is_clean for r in rows) >= options.least * len(rows) and kept >= options.least * total
    return 0 if is_enough and not any(row.is_bug for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
