"""Turns the full example of an order into a large file, and what ``specwright validate`` does with it into a rate."""

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bench.rules import shape_check
from bench.timing import Stolen
from bench.workbench import ROOT
from specwright.model.types import Json

__all__ = ["main", "measure"]

ORDERS_A_SECOND = 20_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Run:
    """One run of the command: seconds, processor seconds of all its processes, and their largest common RSS."""

    orders: int
    seconds: float
    processor: float
    megabytes: float

    @property
    def rate(self) -> float:
        """Count orders a second."""
        return self.orders / self.seconds


def full_orders(number: int, *, seed: int = 1) -> Iterator[str]:
    """Vary the largest example of an order: numbers, dates, weights, texts and what identifies a container."""
    examples = yaml.safe_load((ROOT / "specs" / "soget" / "examples" / "orders.yaml").read_text("utf-8"))
    form = examples["createImport"]["value"]
    drawn = random.Random(seed)
    for count in range(number):
        yield json.dumps(_varied(form, drawn, count), ensure_ascii=False, separators=(",", ":"))


def _varied(example: Json, drawn: random.Random, count: int) -> Any:
    later = timedelta(minutes=15 * drawn.randrange(96 * 365))
    form: Any = _moved(example, later)
    order = form["Order"]
    order["transportOrderNumber"] = f"OT-2026-{count:07}"
    order["clientReference"] = f"CLT-{drawn.randrange(10**6)}"
    order["comment"] = f"Réception {drawn.randrange(10**6)}: fermeture à {drawn.randrange(24)} h"
    for container in order["containers"]:
        container["reference"] = _container_number(drawn)
        container["grossWeight"] = drawn.randrange(8000, 30000)
        container["tare"] = drawn.randrange(2000, 4000)
        container["billOfLading"] = f"BL-2026-{drawn.randrange(10**6):06}"
        container["sealNumbers"] = [f"FR{drawn.randrange(10**7):07}" for _ in range(2)]
    return form


def _moved(value: Json, later: timedelta) -> Json:
    """Move all dates by the same time, so that their order stays."""
    if isinstance(value, dict):
        return {name: _moved(item, later) for name, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, later) for item in value]
    if isinstance(value, str) and len(value) == 20 and value.endswith("Z"):
        return (datetime.fromisoformat(value) + later).isoformat().replace("+00:00", "Z")
    return value


def _container_number(drawn: random.Random) -> str:
    values = [number for number in range(10, 39) if number % 11]
    text = "".join(drawn.choices(LETTERS, k=3)) + "U" + "".join(drawn.choices("0123456789", k=6))
    weights = [values[LETTERS.index(letter)] if letter in LETTERS else int(letter) for letter in text]
    return text + str(sum(value << place for place, value in enumerate(weights)) % 11 % 10)


def measure(orders: int, folder: Path, *, arguments: tuple[str, ...] = ()) -> Run:
    """Validate so many orders, and see that all of them are valid."""
    path = folder / f"{orders}.ndjson"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{order}\n" for order in full_orders(orders))
    command = [sys.executable, "-m", "specwright", "validate", "soget", "createCustomerOrder", str(path), *arguments]
    # An installed package has its bytecode.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(ROOT / "generator")}
    before, began = os.times(), time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        watch = _Watch(process.pid)
        watch.start()
        told, _ = process.communicate()
    seconds, after = time.perf_counter() - began, os.times()
    watch.join()
    path.unlink()
    if process.returncode or f"{orders:,} valid, 0 invalid" not in told:
        sys.exit(f"not all orders are valid:\n{told[-2000:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(orders, seconds, used, watch.megabytes)


def bare_loop(orders: int = 3_000) -> float:
    """Say how many microseconds of a processor it costs to read an order and to judge its shape alone."""
    lines = list(full_orders(orders))
    shape = shape_check()
    began = time.process_time()
    for line in lines:
        shape(json.loads(line))
    return (time.process_time() - began) / orders * 1e6


class _Watch(threading.Thread):
    """Adds up the memory of a process and its children from time to time, and keeps the most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.megabytes = 0.0

    def run(self) -> None:
        """Watch until the process has ended."""
        while pages := sum(map(_pages, _tree(self._pid))):
            self.megabytes = max(self.megabytes, pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
            time.sleep(0.05)


def _tree(pid: int) -> list[int]:
    found = [pid]
    # The list grows while it is walked.
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _pages(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0


def main(arguments: list[str] | None = None) -> int:
    """Measure one order, a tenth of the orders and all: start-up, rate, and that memory does not grow with the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--orders", type=int, default=200_000)
    parser.add_argument("--jobs", type=int, default=0, help="processes that judge; all cores by default")
    options = parser.parse_args(arguments)
    jobs = ("--jobs", str(options.jobs)) if options.jobs else ()
    stolen, bare = Stolen(), bare_loop()
    with TemporaryDirectory(prefix="specwright-bench-") as folder:
        sizes = (1, 1, max(options.orders // 10, 1), options.orders)
        # The first run compiles the bytecode.
        _, *runs = [measure(orders, Path(folder), arguments=jobs) for orders in sizes]
    sys.stdout.write(
        f"{'orders':>10} {'orders/s':>10} {'seconds':>9} {'CPU s':>9} {'µs CPU/order':>13} {'RSS MB':>8}\n"
    )
    for run in runs:
        sys.stdout.write(
            f"{run.orders:10,} {run.rate:10,.0f} {run.seconds:9.2f} {run.processor:9.2f}"
            f" {run.processor / run.orders * 1e6:13.1f} {run.megabytes:8.1f}\n"
        )
    _, few, many = runs
    is_flat = many.megabytes <= few.megabytes * 1.1
    is_quick = many.rate >= ORDERS_A_SECOND
    sys.stdout.write(f"at least {ORDERS_A_SECOND:,} orders/s: {'yes' if is_quick else 'MISSED'}; ")
    sys.stdout.write(f"memory flat: {'yes' if is_flat else 'MISSED'}\n")
    sys.stdout.write(
        f"a bare loop of json.loads and fastjsonschema, shape alone, in one process: {1e6 / bare:,.0f} orders/s,"
        f" {bare:.1f} µs CPU/order\n{stolen}\n"
    )
    return 0 if is_flat and is_quick else 1


if __name__ == "__main__":
    sys.exit(main())
