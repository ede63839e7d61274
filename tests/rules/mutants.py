"""Damages the rules and their compiler in every place, and tells which damage no test notices: python tests/rules/mutants.py."""

from __future__ import annotations

import argparse
import math
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "generator")]
# Other people's plugins need not be loaded time and again; the tests in question use none.
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
# Whether damage is noticed must be no matter of luck.
os.environ["HYPOTHESIS_PROFILE"] = "ci"

import pytest  # noqa: E402
import yaml  # noqa: E402

from rules.damage import Mutant, branch_mutants, controls, rule_mutants  # noqa: E402
from rules.reach import Reach, key_of, name_of, record  # noqa: E402

ROOT: Final = Path(__file__).parents[2]
GENERATOR: Final = ROOT / "generator"
TESTS: Final = ROOT / "tests"
OPTIONS: Final = ("-x", "-q", "-p", "no:cacheprovider", "--capture=sys")
# The quickest first, since the first test that fails ends the run.
OF_RULES: Final = ("specs/test_rule_examples.py", "specs/test_soget_rules.py", "specs/test_transiteo_rules.py")
OF_EMITTERS: Final = (
    *("rules/test_emitted_conditions.py", "rules/test_compile.py", "rules/test_cel_cases.py"),
    *("rules/test_documentation.py", "checks/test_rules.py", "checks/test_texts.py"),
)
OF_CHECKS: Final = (
    *("checks/test_keywords.py", "checks/test_violations.py", "checks/test_rules.py", "checks/test_references.py"),
    *("checks/test_patterns.py", "checks/test_parameter_codes.py", "checks/test_texts.py"),
    *("checks/test_missing_members.py", "checks/test_modules.py", "checks/test_descriptions.py"),
    *("checks/test_directions.py", "checks/test_looking.py", "checks/test_support.py"),
    *("checks/test_transitions.py", "checks/test_written_statements.py"),
    "checks/test_against_jsonschema.py",
)
# Branches whose loss changes nothing, each with the reason.
EQUIVALENT: Final = Path(__file__).with_name("equivalent_mutants.yaml")
# Seconds of a processor; what takes longer will not end.
LONGEST: Final = 300
# Seconds of a processor that a test may take with damage: some more, and as many times what it takes without.
SPARE: Final = 5
TIMES: Final = 10
# Seconds of a processor that a quick test takes at most.
QUICK: Final = 0.4


def main() -> int:
    """Run all mutants, or some; the exit code is 1 where one survives."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--of", choices=("rules", "compiler", "all"), default="all")
    parser.add_argument("--only", nargs="*", default=[""], help="run mutants whose name contains one of these")
    parser.add_argument("--part", default="1/1", help="run one part of several, such as 2/5")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="leave out slow tests, which may kill what survives then")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    chosen = [mutant for mutant in _mutants(options.of) if any(each in mutant.name for each in options.only)][
        part - 1 :: parts
    ]
    started = time.perf_counter()
    of_rules, of_compiler = controls(ROOT / "specs", GENERATOR / "specwright" / "checks" / "support.py", GENERATOR)
    survivors = list(_survivors(of_rules, _of(chosen, is_of_rules=True), _run_anew, jobs=options.jobs))
    longest_test = QUICK if options.quick else math.inf
    compiled = _of(chosen, is_of_rules=False)
    collected = _Collected(of_compiler, compiled, jobs=options.jobs, longest_test=longest_test)
    if collected.mutants:
        code = pytest.main(
            [*OPTIONS, *(str(TESTS / test) for test in sorted({*OF_CHECKS, *OF_EMITTERS}))], plugins=[collected]
        )
        if code != pytest.ExitCode.OK:
            return int(code)
    survivors += collected.survivors
    seconds = time.perf_counter() - started
    return _tell(chosen, survivors, seconds)


def _tell(chosen: Sequence[Mutant], survivors: Sequence[Mutant], seconds: float) -> int:
    """Say what came out; a survivor that changes nothing is in the table of those, and only such are."""
    known: dict[str, str] = yaml.safe_load(EQUIVALENT.read_text("utf-8"))
    unknown = [mutant for mutant in survivors if mutant.branch not in known]
    killed = [mutant for mutant in chosen if mutant not in survivors and mutant.branch in known]
    sys.stdout.writelines(f"survived: {mutant.name} ({mutant.branch})\n" for mutant in unknown)
    sys.stdout.writelines(f"killed, but said to change nothing: {mutant.branch}\n" for mutant in killed)
    equivalent = len(survivors) - len(unknown)
    sys.stdout.write(
        f"{len(chosen) - len(survivors)} of {len(chosen)} killed, {equivalent} change nothing, in {seconds:.0f} s\n"
    )
    return 1 if unknown or killed else 0


def _mutants(kind: str) -> list[Mutant]:
    mutants: list[Mutant] = []
    if kind != "compiler":
        mutants += rule_mutants(ROOT / "specs")
    if kind != "rules":
        folder = GENERATOR / "specwright"
        files = [*sorted((folder / "rules").glob("emit_*.py")), *sorted((folder / "checks").glob("*.py"))]
        mutants += branch_mutants(files, GENERATOR)
    return mutants


def _of(mutants: Sequence[Mutant], *, is_of_rules: bool) -> list[Mutant]:
    return [mutant for mutant in mutants if mutant.is_of_rules == is_of_rules]


# Damages the process it runs in, runs tests, and gives the exit code: 0 where all pass, 1 where one fails.
Run = Callable[[Mutant, Path], int]


def _survivors(control: Mutant, mutants: Sequence[Mutant], run: Run, *, jobs: int) -> Iterator[Mutant]:
    """Run the tests of each mutant, several at a time, once they are seen to pass without damage."""
    if mutants and not _Child(control, run).wait():
        raise RuntimeError(f"the tests fail with {control.name}")
    waiting = list(reversed(mutants))
    running: dict[Mutant, _Child] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[mutant] = _Child(mutant, run)
        for mutant, child in list(running.items()):
            is_passing = child.verdict()
            if is_passing is not None:
                del running[mutant]
                sys.stdout.write(f"{'SURVIVED' if is_passing else 'killed'} {mutant.name}\n")
                sys.stdout.flush()
                if is_passing:
                    yield mutant
        time.sleep(0.01)


class _Child:
    """A process of its own in which tests run after the damage is done."""

    def __init__(self, mutant: Mutant, run: Run, *, longest: int = LONGEST) -> None:
        self._name = mutant.name
        self._pid = os.fork()
        if self._pid:
            return
        code = 2
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (longest, longest + 5))
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            os.chdir(ROOT)
            with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
                # What a damaged module makes Hypothesis find is of no use to anybody later.
                os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
                code = run(mutant, Path(folder))
        finally:
            os._exit(code)

    def verdict(self) -> bool | None:
        """Say whether the tests passed, None while they run; what never ends does not pass."""
        done, status = os.waitpid(self._pid, os.WNOHANG)
        if not done:
            return None
        code = os.waitstatus_to_exitcode(status)
        # 0 passed, 1 a test failed, 2 a test could not be read; all else is no verdict.
        if code not in (0, 1, 2, -signal.SIGXCPU, -signal.SIGPROF):
            raise RuntimeError(f"the tests ended with {code}: {self._name}")
        return code == 0

    def wait(self) -> bool:
        """Wait for the verdict."""
        while (is_passing := self.verdict()) is None:
            time.sleep(0.01)
        return is_passing


def _run_anew(mutant: Mutant, folder: Path) -> int:
    """Read the tests after the damage: they are made from the rules."""
    mutant.apply(folder)
    for test in OF_RULES:
        code = int(pytest.main([*OPTIONS, str(TESTS / test)]))
        if code:
            return code
    return 0


class _Collected:
    """A plugin that runs the tests of each mutant in a child of the process that has read them all."""

    def __init__(self, control: Mutant, mutants: Sequence[Mutant], *, jobs: int, longest_test: float) -> None:
        self.mutants = mutants
        self.survivors: list[Mutant] = []
        self._control = control
        self._jobs = jobs
        self._longest_test = longest_test

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all mutants in place of the tests."""
        reach = _reached(session)
        by_name = {name_of(item): item for item in session.items}

        def run(mutant: Mutant, folder: Path) -> int:
            mutant.apply(folder)
            chosen = OF_EMITTERS if mutant.name.startswith("rules.") else OF_CHECKS
            files = {TESTS / test for test in chosen}
            # Only a test that calls the damaged function can notice, the quickest of them first.
            for name in reach.tests_of(mutant.function, longest=self._longest_test):
                if name not in by_name or by_name[name].path not in files:
                    continue
                item = by_name[name]
                # Damage that makes a test run for ever is told by the time it takes; its signal ends the process.
                signal.setitimer(signal.ITIMER_PROF, SPARE + TIMES * reach.rows[name][0])
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if session.testsfailed:
                    return 1
            return 0

        self.survivors += _survivors(self._control, self.mutants, run, jobs=self._jobs)
        return True


def _reached(session: pytest.Session) -> Reach:
    """Find out which functions the tests call; what was found for the same files before is taken over."""
    damaged = [file for folder in ("rules", "checks") for file in (GENERATOR / "specwright" / folder).glob("*.py")]
    kept = Path(tempfile.gettempdir()) / f"specwright-reach-{key_of(damaged)}.json"
    known = Reach.load(kept)
    missing = [item for item in session.items if name_of(item) not in known.rows]

    def run(_mutant: Mutant, _folder: Path) -> int:
        found = record(missing, {str(file) for file in damaged})
        if session.testsfailed:
            return 1
        Reach({**known.rows, **found.rows}).save(kept)
        return 0

    control = Mutant("no damage, with all calls noted", False, _nothing)
    if missing and not _Child(control, run, longest=20 * LONGEST).wait():
        raise RuntimeError("the tests fail with no damage")
    return Reach.load(kept)


def _nothing(_folder: Path) -> None:
    """Do no damage."""


if __name__ == "__main__":
    sys.exit(main())
