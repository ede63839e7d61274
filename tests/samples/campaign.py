"""Breaks every rule and keyword of the bodies many times, and has each sample judged by others as well.

    python tests/samples/campaign.py --count 1000 --judge-every 50

Each sample must break exactly what it was made to break: by the compiled check all of them, by jsonschema and by Google's
CEL one of so many.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]

from samples.judging import broken_keywords, broken_rules  # noqa: E402
from samples.sampled import BODIES, Body, body  # noqa: E402
from specwright.samples.engine.breaking import Target  # noqa: E402
from specwright.samples.engine.nodes import NotDrawableError  # noqa: E402
from specwright.samples.engine.solving_task import NoWayFoundError  # noqa: E402
from specwright.samples.engine.source import RandomSource  # noqa: E402

NOTHING: Final[Any] = object()
# What is wrong inside of them is told by them; there are no values to try.
ALTERNATIVES: Final = frozenset({"anyOf", "oneOf", "not", "if", "then", "else"})


@dataclass
class Tally:
    """What a campaign has seen so far."""

    made: Counter[str] = field(default_factory=Counter[str])
    judged: int = 0
    failures: list[str] = field(default_factory=list[str])
    unreachable: set[str] = field(default_factory=set[str])

    def fail(self, what: str, name: str, value: Any = None) -> None:
        """Note that a sample is not what it was made for."""
        self.failures.append(f"{name}: {what}\n  {json.dumps(value)[:2000]}")


@dataclass(frozen=True)
class Options:
    """How many samples of each kind, from which seed, and which of them others judge."""

    count: int
    seed: int
    judge_every: int
    only: str = ""
    share: tuple[int, int] = (0, 1)

    def samples_of(self, number: int, name: str) -> range:
        """Say which samples of a kind are made; each process makes those of its share of the kinds."""
        is_asked = self.only in name and number % self.share[1] == self.share[0]
        return range(self.count if is_asked else 0)


def break_rules(made: Body, options: Options, tally: Tally) -> Iterator[str]:
    """Break each rule that needs no old value."""
    for index, name in enumerate(rule for rule in made.sampler.breakable if ":" not in rule):
        for number in options.samples_of(index, name):
            value = _made(made, name, number, options, tally)
            if value is NOTHING:
                break
            told = {each.id for each in made.check(value)}
            if told != {name}:
                tally.fail(f"the check tells {told}", name, value)
            if number % options.judge_every == 0:
                _judge(made, tally, name, value)
            tally.made[f"{made.operation} {name}"] += 1
        yield name


def break_transitions(made: Body, options: Options, tally: Tally) -> Iterator[str]:
    """Break each rule about the old value."""
    for index, name in enumerate(made.sampler.transition_rules):
        for number in options.samples_of(index, name):
            try:
                old, new = made.sampler.transition(RandomSource(f"{options.seed}:{name}:{number}"), breaking=name)
            except (NoWayFoundError, NotDrawableError) as error:
                tally.fail(str(error), name)
                break
            told = {each.id for each in made.check(new, old=old)}
            if told != {name} or made.check(old):
                tally.fail(f"the check tells {told}", name, [old, new])
            if number % options.judge_every == 0:
                tally.judged += 1
                others = broken_rules(made.api, made.operation, new, old)
                if others != {name} or broken_keywords(made.api, made.operation, new):
                    tally.fail(f"CEL tells {others}", name, [old, new])
            tally.made[f"{made.operation} {name}"] += 1
        yield name


def break_keywords(made: Body, options: Options, tally: Tally) -> Iterator[str]:
    """Break each keyword at each place."""
    for index, target in enumerate(made.sampler.breaker.targets):
        name = target.name
        for number in options.samples_of(index, name):
            value = _made(made, name, number, options, tally)
            if value is NOTHING:
                break
            told = {(each.path, each.id) for each in made.check(value)}
            if len(told) != 1 or not all(_is_of(target, *pair) for pair in told):
                tally.fail(f"the check tells {told}", name, value)
            if number % options.judge_every == 0:
                tally.judged += 1
                others = broken_keywords(made.api, made.operation, value)
                if others != {(_place(*pair), pair[1]) for pair in told}:
                    tally.fail(f"jsonschema tells {others}, the check {told}", name, value)
            tally.made[f"{made.operation} {name}"] += 1
        yield name


def try_unreachable(made: Body, options: Options, tally: Tally) -> Iterator[str]:
    """Try to break alone what is said to be impossible to break alone."""
    breaker = made.sampler.breaker
    for index, (target, reason) in enumerate(breaker.unreachable):
        for number in options.samples_of(index, target.name) if target.keyword not in ALTERNATIVES else ():
            made.sampler.drawer.source = source = RandomSource(f"{options.seed}:{target.name}:{number}")
            document = made.sampler.valid(source)
            for value, told in breaker.attempts(document, target):
                if len({(each.path, each.id) for each in told}) == 1 and all(
                    _is_of(target, each.path, each.id) for each in told
                ):
                    tally.fail(f"it is broken alone, though {reason}", target.name, value)
        yield f"{target.name} ({reason})"


def _made(made: Body, name: str, number: int, options: Options, tally: Tally) -> Any:
    try:
        return made.sampler.broken(name, RandomSource(f"{options.seed}:{name}:{number}"))
    except (NoWayFoundError, NotDrawableError) as error:
        tally.fail(str(error), name)
        return NOTHING


def _judge(made: Body, tally: Tally, name: str, value: Any) -> None:
    tally.judged += 1
    others = broken_rules(made.api, made.operation, value)
    if others != {name} or broken_keywords(made.api, made.operation, value):
        tally.fail(f"CEL tells {others}", name, value)


def _is_of(target: Target, path: str, keyword: str) -> bool:
    """Say whether a violation is the one that was aimed at; an unwanted member has a name of its own."""
    tokens = [r"/\d+" if token == "[]" else "/" + re.escape(token) for token in target.path]
    pattern = "".join(tokens) + ("/.*" if keyword == "additionalProperties" else "")
    return keyword == target.keyword and re.fullmatch(pattern, path, re.DOTALL) is not None


def _place(path: str, keyword: str) -> str:
    return path.rpartition("/")[0] if keyword == "additionalProperties" else path


def run(options: Options, bodies: tuple[tuple[str, str], ...] = BODIES) -> Tally:
    """Break everything in some bodies."""
    tally = Tally()
    for api, operation in bodies:
        made = body(api, operation)
        for part in (break_rules, break_transitions, break_keywords, try_unreachable):
            names = list(part(made, options, tally))
            if part is try_unreachable:
                tally.unreachable |= {f"{operation} {name}" for name in names}
    return tally


def run_all(options: Options, bodies: tuple[tuple[str, str], ...], jobs: int) -> Tally:
    """Break everything, several processes at once."""
    whole = Tally()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        # Small shares, so that all processes end at about the same time.
        shares = [replace(options, share=(number, 8)) for number in range(8)]
        started = [pool.submit(run, share, (pair,)) for pair in bodies for share in shares]
        for future in as_completed(started):
            tally = future.result()
            whole.made += tally.made
            whole.judged += tally.judged
            whole.failures += tally.failures
            whole.unreachable |= tally.unreachable
            sys.stdout.write(f"{sum(whole.made.values())} samples, {len(whole.failures)} failures\n")
            sys.stdout.flush()
    return whole


def main() -> int:
    """Run a campaign and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000, help="samples of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judge-every", type=int, default=50, help="one of so many is judged by others too")
    parser.add_argument("--only", default="", help="what the names must contain")
    parser.add_argument("--body", action="append", help="an operation; all four where none is given")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
    given = parser.parse_args()
    bodies = tuple(pair for pair in BODIES if not given.body or pair[1] in given.body)
    tally = run_all(Options(given.count, given.seed, given.judge_every, given.only), bodies, given.jobs)
    short = [name for name, made in tally.made.items() if made != given.count]
    for name in sorted(tally.unreachable):
        sys.stdout.write(f"cannot be broken alone: {name}\n")
    sys.stdout.write(
        f"{sum(tally.made.values())} samples of {len(tally.made)} kinds, {tally.judged} judged by others, "
        f"{len(tally.failures)} failures, fewer than {given.count} of: {', '.join(short) or 'none'}\n"
    )
    sys.stdout.writelines(f"{failure}\n" for failure in tally.failures[:20])
    return 1 if tally.failures or short else 0


if __name__ == "__main__":
    sys.exit(main())
