"""Holds what the run of mutants is told: which branches change nothing, and which function each branch stands in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from rules.damage import branch_mutants
from rules.reach import innermost

ROOT: Final = Path(__file__).parents[2]
GENERATOR: Final = ROOT / "generator"
TABLE: Final = Path(__file__).with_name("equivalent_mutants.yaml")


def test_the_table_names_branches_that_stand_somewhere() -> None:
    """A branch that is gone leaves the table, each that stays has a reason, and no two branches have one name."""
    folder = GENERATOR / "specwright"
    files = [*sorted((folder / "rules").glob("emit_*.py")), *sorted((folder / "checks").glob("*.py"))]
    mutants = branch_mutants(files, GENERATOR)
    branches = {mutant.branch for mutant in mutants}
    known: dict[str, str] = yaml.safe_load(TABLE.read_text("utf-8"))

    assert len(branches) == len(mutants) > 500
    assert known.keys() <= branches
    assert all(reason.strip() for reason in known.values())


def test_a_branch_stands_in_its_innermost_function(tmp_path: Path) -> None:
    """Methods and functions inside of functions are named as Python names them; outside of all, nothing is named."""
    file = tmp_path / "some.py"
    file.write_text(
        "x = 1\nclass A:\n    def b(self):\n        def c():\n            return 1 if x else 2\n        return c\n"
    )

    assert innermost(file, 5) == f"{file}:A.b.<locals>.c"
    assert innermost(file, 6) == f"{file}:A.b"
    assert innermost(file, 1) == ""
