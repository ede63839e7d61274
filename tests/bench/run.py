"""Runs every measurement and prints one table; the exit code is 1 where a target is missed."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import validation
from bench.calls import Payloads, fake_rows, loopback_rows
from bench.rules import rule_rows
from bench.samples import sample_rows
from bench.startup import generation_rows, import_rows
from bench.timing import Row, Stolen, table
from bench.twins import twin_rows
from bench.workbench import Workbench, build


def measure(bench: Workbench, *, rounds: int, calls: int, prism: str) -> Iterator[Row]:
    """Yield all rows."""
    payloads = Payloads(bench)
    yield from fake_rows(payloads, rounds=rounds, calls=calls)
    yield from loopback_rows(payloads, rounds=rounds, calls=max(calls // 10, 20))
    yield from rule_rows(rounds=rounds, calls=calls)
    yield from sample_rows(rounds=max(rounds // 3, 3), calls=max(calls // 2, 300))
    yield from twin_rows(rounds=max(rounds // 3, 3), seconds=1.0, prism=prism)
    yield from import_rows(bench, rounds=rounds)
    yield from generation_rows(bench, rounds=max(rounds // 3, 3))


def main() -> int:
    """Build the subjects, measure them and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--calls", type=int, default=2000)
    parser.add_argument("--validation", type=int, metavar="N", help="measure `specwright validate` on N orders instead")
    parser.add_argument("--prism", default="", metavar="COMMAND", help="measure Prism too, started by this command")
    options = parser.parse_args()
    if options.validation:
        return validation.main(["--orders", str(options.validation)])
    stolen = Stolen()
    with TemporaryDirectory(prefix="specwright-bench-") as folder:
        rows = list(measure(build(Path(folder)), rounds=options.rounds, calls=options.calls, prism=options.prism))
    sys.stdout.write(f"{table(rows)}\n{stolen}\n")
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
