"""Turns the rules of both APIs into the table that says where each is judged, broken and documented.

    python tests/samples/coverage.py --write

The table stands in docs/rule-coverage.md; a test holds that it is the present one, and that nothing is missing in it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "generator")]

from samples.sampled import BODIES, body  # noqa: E402
from specs.checked import module  # noqa: E402

__all__ = ["PAGE", "Row", "rows", "text", "unreachable"]

PAGE: Final = ROOT / "docs" / "rule-coverage.md"
_APIS: Final = ("soget", "transiteo")
_HEAD: Final = """\
# Where each rule is judged, broken and documented

Made by `python tests/samples/coverage.py --write`. *Judged in* names the bodies and parameter sets whose check has the rule, *broken alone in* the bodies of which samples and strategies break this rule and nothing else, *as a change of* those for which pairs of an old and a new body do. *Page* is the place in the client's `RULES.md`.
"""
_UNREACHABLE: Final = """\
## Keywords that nothing breaks alone

All other keywords that are asserted in the bodies of creations and updates are broken alone, at each of their places.
"""


@dataclass
class Row:
    """One rule of an API."""

    judged: list[str] = field(default_factory=list[str])
    bodies: list[str] = field(default_factory=list[str])
    broken: list[str] = field(default_factory=list[str])
    changed: list[str] = field(default_factory=list[str])
    page: str = ""


def rows(api: str) -> dict[str, Row]:
    """Look up where each rule of an API is seen to."""
    found: dict[str, Row] = {}
    checks = {check.name: check for check in module(api).checks}
    headings = dict(_headings(api))
    for rule in module(api).rules:
        check = checks[rule.check]
        row = found.setdefault(rule.id, Row(page=headings.get(rule.id, "")))
        name = check.operation if check.kind == "body" else f"parameters of {check.operation}"
        row.judged += [name] if name not in row.judged else []
        if (api, check.operation) in BODIES and check.kind == "body":
            row.bodies += [check.operation]
            sampler = body(api, check.operation).sampler
            row.broken += [check.operation] if rule.id in sampler.breakable else []
            row.changed += [check.operation] if rule.id in sampler.transition_rules else []
    return found


def unreachable() -> list[tuple[str, str, str]]:
    """List the keywords that cannot be broken alone: operation, place, and why."""
    return [
        (operation, target.name, reason)
        for api, operation in BODIES
        for target, reason in body(api, operation).sampler.breaker.unreachable
    ]


def text() -> str:
    """Write the page."""
    parts = [_HEAD]
    for api in _APIS:
        table = ["| Rule | Judged in | Broken alone in | As a change of | Page |", "|---|---|---|---|---|"]
        table += [
            f"| `{rule}` | {', '.join(row.judged)} | {', '.join(row.broken) or '–'} | {', '.join(row.changed) or '–'} "
            f"| [RULES.md](../generated/{api}/RULES.md#{row.page}) |"
            for rule, row in rows(api).items()
        ]
        title = {"soget": "SOGET", "transiteo": "Transiteo"}[api]
        parts.append("\n".join([f"## {title}", "", *table, ""]))
    table = ["| Body | Keyword | Why |", "|---|---|---|"]
    table += [f"| {operation} | `{name}` | {reason} |" for operation, name, reason in unreachable()]
    parts.append("\n".join([_UNREACHABLE, *table, ""]))
    return "\n".join(parts)


def _headings(api: str) -> Iterator[tuple[str, str]]:
    """Find the heading of each rule in the client's page, with the name by which it is linked."""
    page = (ROOT / "generated" / api / "RULES.md").read_text("utf-8")
    for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE):
        plain = heading.replace("`", "")
        yield plain, re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def main() -> int:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        PAGE.write_text(text(), "utf-8")
    else:
        sys.stdout.write(text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
