"""Puts the text of a module of checks together from its functions, constants and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.checks import support
from specwright.checks.entries import EntryKind
from specwright.checks.literals import literal
from specwright.checks.rule_tables import PlacedRule
from specwright.model.errors import Problem
from specwright.rules.inline import inlinable, inline

__all__ = ["Check", "CheckModule", "PlacedKeyword", "PlacedRule", "module_text"]

_IMPORTS: Final = {
    "Any": "from typing import Any",
    "Callable": "from collections.abc import Callable",
    "Final": "from typing import Final",
    "Fraction": "from fractions import Fraction",
    "Mapping": "from collections.abc import Mapping",
    "re": "import re",
}
_TABLE_TYPES: Final[Mapping[EntryKind, str]] = {
    "body": "Mapping[str, Mapping[str, Check]]",
    "parameters": "Mapping[str, Check]",
    "response": "Mapping[str, Mapping[str, Mapping[str, Check]]]",
}
_TABLES: Final[Mapping[EntryKind, str]] = {"body": "BODIES", "parameters": "PARAMETERS", "response": "RESPONSES"}
_TRANSITIONS: Final = "TRANSITIONS"
# Texts, but those that hold expressions, and names. A syntax tree would tell them apart ten times more slowly.
_TEXT: Final = re.compile(r'(?<![A-Za-z0-9_])[rb]?(?:"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')')
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the module: ``name(value, *, old=None)`` gives a tuple of violations.

    ``transitions`` names the function that judges of a valid value only what it was before, empty where none does.
    """

    name: str
    kind: EntryKind
    operation: str
    media_type: str = ""
    status: str = ""
    has_rules: bool = False
    transitions: str = ""

    @property
    def has_transitions(self) -> bool:
        """Say whether a rule looks at old values."""
        return bool(self.transitions)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedKeyword:
    """A keyword that can refuse a value: ``pointer`` leads to its schema from that of a key."""

    schema: str
    pointer: str
    keyword: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckModule:
    """The text of ``checks.py``, and what is in it; ``left_out`` are the checks that could not be made, and why."""

    text: str
    checks: tuple[Check, ...]
    rules: tuple[PlacedRule, ...]
    keywords: tuple[PlacedKeyword, ...]
    left_out: tuple[tuple[Check, tuple[Problem, ...]], ...] = ()


def module_text(checks: Iterable[Check], *, constants: Mapping[str, str], definitions: Iterable[str]) -> str:
    """Write a module; constants and functions of the support that nothing uses are left out."""
    texts = ['Check = Callable[..., "tuple[Violation, ...]"]', *definitions, *_tables(list(checks))]
    used = _names("\n\n".join(texts))
    kept: dict[str, str] = {}
    # What a constant is made of stands before it.
    for name, text in reversed(list(constants.items())):
        if name in used:
            kept[name] = text
            used |= _names(text)
    inlined = inline((used | {"Violation"}) & inlinable(further=(support,)), further=(support,))
    imports = {*inlined.imports, _IMPORTS["Final"], *(_IMPORTS[name] for name in used & _IMPORTS.keys())}
    names = [name for check in checks for name in (check.name, check.transitions) if name]
    tables = [*_TABLES.values(), *([_TRANSITIONS] if any(check.has_transitions for check in checks) else [])]
    public = ["ASSUMED", *tables, "Check", "Violation", *dict.fromkeys(names)]
    return (
        "\n\n\n".join(
            [
                '"""Checks of bodies, parameters and responses: all violations, sorted by place and keyword."""',
                "from __future__ import annotations",
                "\n".join(sorted(imports)),
                f"__all__ = {literal([*sorted(public)])}",
                inlined.source,
                "\n".join(f"{name}: Final = {kept[name]}" for name in reversed(kept)),
                *texts,
            ]
        )
        + "\n"
    )


def _names(text: str) -> set[str]:
    return set(_NAME.findall(_TEXT.sub("", text)))


def _tables(checks: list[Check]) -> list[str]:
    """Write how checks are found: bodies by operation and media type, responses by operation, status and media type."""
    texts: list[str] = []
    for kind, table in _TABLES.items():
        tree: dict[str, Tree] = {}
        for check in checks:
            if check.kind == kind:
                _plant(tree, [part for part in (check.operation, check.status, check.media_type) if part], check.name)
        texts.append(f"{table}: Final[{_TABLE_TYPES[kind]}] = {_tree_text(tree)}")
    if any(check.has_transitions for check in checks):
        tree = {}
        for check in checks:
            if check.has_transitions:
                _plant(tree, [check.operation, check.media_type], check.transitions)
        texts.append(f"{_TRANSITIONS}: Final[{_TABLE_TYPES['body']}] = {_tree_text(tree)}")
    return texts


Tree = str | dict[str, "Tree"]


def _plant(tree: dict[str, Tree], path: list[str], name: str) -> None:
    for key in path[:-1]:
        branch = tree.setdefault(key, {})
        if isinstance(branch, dict):
            tree = branch
    tree[path[-1]] = name


def _tree_text(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    return "{" + ", ".join(f"{literal(key)}: {_tree_text(branch)}" for key, branch in tree.items()) + "}"
