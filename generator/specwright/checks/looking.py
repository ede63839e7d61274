"""Finds what of an old value a transition rule looks at, so that the rest need not be copied for it."""

from __future__ import annotations

from typing import Final, TypeAlias

from specwright.rules.nodes import Call, Expression, Has, Name, Select, children
from specwright.rules.notes import Notes
from specwright.rules.rule import CheckedRule
from specwright.rules.types import ListType

__all__ = ["PRESENCE", "WHOLE", "Member", "Members", "below", "old_members"]

# The names that lead to a member, from the value at the rule's schema.
Member: TypeAlias = tuple[str, ...]
Members: TypeAlias = frozenset[Member]

WHOLE: Final[Members] = frozenset({()})
# Nothing below is looked at, only that something is there, or of a list how many.
PRESENCE: Final = ("",)


def old_members(rule: CheckedRule) -> Members:
    """List the members of ``oldSelf`` that a rule reads; what it does more with than selecting counts as a whole."""
    found: set[Member] = set()
    pending: list[Expression] = [rule.condition, *rule.let.values()]
    while pending:
        node = pending.pop()
        member = _selected(node)
        if member is not None:
            found.add(member)
        elif isinstance(node, Has) and (member := _selected(node.operand)) is not None:
            found.add((*member, node.field, *PRESENCE))
        elif (counted := _counted(node, rule.notes)) is not None:
            found.add((*counted, *PRESENCE))
        else:
            pending += children(node)
    return frozenset(found)


def below(members: Members, name: str) -> Members:
    """Give what is read of one member."""
    if () in members:
        return WHOLE
    return frozenset(member[1:] for member in members if member[:1] == (name,))


def _selected(node: Expression) -> Member | None:
    names: list[str] = []
    while isinstance(node, Select):
        names.append(node.field)
        node = node.operand
    return tuple(reversed(names)) if isinstance(node, Name) and node.name == "oldSelf" else None


def _counted(node: Expression, notes: Notes) -> Member | None:
    """Read ``size(oldSelf.list)`` and ``oldSelf.list.size()``."""
    if not isinstance(node, Call) or node.function != "size":
        return None
    (operand,) = children(node)
    return _selected(operand) if isinstance(notes.of[operand].type, ListType) else None
