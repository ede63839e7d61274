"""Turns a folder of OpenAPI documents into a table: what a campaign over each one's own inferred twin tells.

``nox -s corpus-campaigns -- FOLDER`` runs it. Each document gets a process and a time limit of its own, so that a hang or a
crash in one is a row of the table. A twin does what its description says, so each failure is a false alarm, or a fault of
the twin. The exit code is 1 where a run ended in a bug or a hang, or told more causes of failure than are allowed.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from breadth.run_corpus import last_line, run

RIGHT, FOUND, BUG = 0, 1, 70


@dataclass(frozen=True)
class Campaign:
    """How one document's campaign ended; ``message`` is the first cause of failure, or why there was no campaign."""

    name: str
    seconds: float
    requests: int = 0
    passed: int = 0
    failed: int = 0
    unreachable: int = 0
    causes: int = 0
    message: str = ""
    is_bug: bool = False
    is_run: bool = True


def try_campaign(path: Path, limits: tuple[str, ...], limit: float) -> Campaign:
    """Run the campaign of one document."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "specwright", "test", str(path), "--twin", "--format", "json", *limits]
    ended = run(command, limit)
    seconds = time.perf_counter() - start
    if ended is None:
        return Campaign(path.name, seconds, message=f"no end within {limit:.0f} s", is_bug=True)
    if ended.returncode not in {RIGHT, FOUND}:
        is_bug = ended.returncode == BUG or ended.returncode < 0 or "Traceback" in ended.stderr
        return Campaign(path.name, seconds, message=last_line(ended.stderr), is_bug=is_bug, is_run=False)
    report: dict[str, Any] = json.loads(ended.stdout)
    verdicts, causes = report["verdicts"], report["failures"]
    return Campaign(
        path.name,
        seconds,
        requests=report["requests"],
        passed=verdicts["pass"],
        failed=verdicts["fail"],
        unreachable=verdicts["unreachable"],
        causes=len(causes),
        message=causes[0]["cause"] if causes else "",
    )


def summary(rows: list[Campaign]) -> Iterator[str]:
    """Write the table and the sums under it."""
    yield f"{'document':40} {'requests':>8} {'pass':>5} {'fail':>5} {'unreachable':>11} {'causes':>6} {'s':>6}  message"
    for row in rows:
        counts = (
            f"{row.requests:8} {row.passed:5} {row.failed:5} {row.unreachable:11} {row.causes:6} {row.seconds:6.1f}"
        )
        yield f"{row.name[:40]:40} {counts}  {row.message[:160]}"
    run_ones = [row for row in rows if row.is_run and not row.is_bug]
    yield f"campaigns that ran: {len(run_ones)} of {len(rows)}; without a failure: {sum(not r.causes for r in run_ones)}"
    yield f"causes of failure: {sum(row.causes for row in rows)}; bugs (trace, hang): {sum(row.is_bug for row in rows)}"


def main() -> int:
    """Run the campaign of every document of a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for one document")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", action="append", default=[], help="part of a file name; may be repeated")
    parser.add_argument("--max-requests", default="2000")
    parser.add_argument("--max-time", default="60s")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--most", type=int, default=0, help="causes of failure that are allowed")
    options = parser.parse_args()
    folder: Path = options.folder
    only: list[str] = options.only
    paths = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix in {".json", ".yaml", ".yml"}
        and path.name != "manifest.json"
        and (not only or any(part in path.name for part in only))
    ]
    limits = ("--max-requests", options.max_requests, "--max-time", options.max_time, "--seed", options.seed)
    with ThreadPoolExecutor(options.workers) as pool:
        rows = list(pool.map(try_campaign, paths, repeat(limits), repeat(options.limit)))
    sys.stdout.write("\n".join(summary(rows)) + "\n")
    return 1 if any(row.is_bug for row in rows) or sum(row.causes for row in rows) > options.most else 0


if __name__ == "__main__":
    sys.exit(main())
