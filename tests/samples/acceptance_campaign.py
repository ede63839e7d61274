"""Sends many acceptable bodies, and many that break one precondition, to twins.

    python tests/samples/acceptance_campaign.py --count 1000

All of the first are accepted by one twin, one after the other; each of the others is refused with exactly its code.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]

from samples.accepting import OPERATIONS, Gate, behaved, sampler_of  # noqa: E402
from specwright.model.behaviour import Rule  # noqa: E402
from specwright.samples.engine.source import RandomSource  # noqa: E402


def accepted(operation: str, count: int, seed: int) -> int:
    """Count the bodies that a twin takes."""
    gate, sampler, source = Gate(operation), sampler_of(operation), RandomSource(f"{seed}:{operation}")
    replies: Counter[int] = Counter()
    for _ in range(count):
        if operation.startswith("update"):
            old, body = sampler.transition(source)
            gate.store(old)
        else:
            body = sampler.valid(source)
        replies[gate.ask(body).status] += 1
    return sum(number for status, number in replies.items() if status < 300)


def refused(operation: str, name: str, count: int, seed: int) -> int:
    """Count the bodies that a twin refuses with exactly the code of a precondition."""
    gate, sampler, source = Gate(operation), sampler_of(operation), RandomSource(f"{seed}:{operation}:{name}")
    api = OPERATIONS[operation][0]
    declared = behaved(api).behaviour.operations[operation].preconditions
    code = next(each.code for each in declared if isinstance(each, Rule) and each.id == sampler.preconditions[name])
    found = 0
    for _ in range(count):
        if name in sampler.sampler.transition_rules:
            old, body = sampler.transition(source, name)
        elif operation.startswith("update"):
            body = sampler.broken(name, source)
            old = body
        else:
            old, body = None, sampler.broken(name, source)
        if old is not None:
            gate.store(old)
        reply = gate.ask(body)
        found += reply.status == 400 and (reply.code, reply.id) == (code, sampler.preconditions[name])
    return found


def main() -> int:
    """Run all, and tell what came out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000, help="bodies of each kind")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    is_whole = True
    for operation in OPERATIONS:
        rows = [(f"{operation}: accepted", accepted(operation, given.count, given.seed))]
        rows += [
            (f"{operation}: refused by {name}", refused(operation, name, given.count, given.seed))
            for name in sampler_of(operation).preconditions
        ]
        for told, number in rows:
            sys.stdout.write(f"{told}: {number} of {given.count}\n")
            sys.stdout.flush()
            is_whole &= number == given.count
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
