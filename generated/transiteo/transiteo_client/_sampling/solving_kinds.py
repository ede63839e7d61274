# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Gives a list one item of each kind that a rule lists, and no other."""

from __future__ import annotations

from typing import Any

from .solving_task import ABSENT, ARRAY, ERRORS, Task
from .solving_terms import Const, Element, Term

__all__ = ["Kinds"]


class Kinds:
    """``size(list) == n && [kinds].all(k, list.exists(x, kind(x) == k))``, in any order of the two."""

    def __init__(self, slot: int, items: Term, kind: Term, length: int, wanted: list[Any]) -> None:
        self._slot = slot
        self._items = items
        self._kind = kind
        self._length = length
        self._wanted = wanted

    @staticmethod
    def of(parts: tuple[Term, ...]) -> Kinds | None:
        """Recognise such a condition, None where it is another."""
        sizes = {str(tree[3][2]): tree[4][1] for tree in (part.tree for part in parts) if _is_size(tree)}
        for part in parts:
            tree = part.tree
            if not sizes or tree[0] != "all" or tree[2][0] != "const" or tree[3][0] != "exists":
                continue
            exists = part.parts[1]
            items, equal = exists.parts
            length = sizes.get(str(tree[3][2]))
            if length is None or equal.tree[0] != "equal" or isinstance(items, Const):
                continue
            kind = next((side for side in equal.parts if side.tree != ["var", tree[1]]), None)
            if kind is not None and len(tree[2][1]) <= length and ["var", tree[1]] in equal.tree:
                return Kinds(tree[3][1], items, kind, length, tree[2][1])
        return None

    def arrange(self, task: Task) -> bool:
        """Give the list its length, and those items a kind that have one too many or none that is wanted."""
        items = self._items.read(task)
        if not isinstance(items, ARRAY) or (len(items) != self._length and not self._items.resize(task, self._length)):
            return False
        missing = list(self._wanted)
        free: list[Element] = []
        values, slot, kind_of = task.values, self._slot, self._kind.value
        for element in self._items.elements(task):
            values[slot] = element[0]
            try:
                kind = kind_of(values)
            except ERRORS:
                kind = ABSENT
            if kind in missing:
                missing.remove(kind)
            else:
                free.append(element)
        for kind, element in zip(missing, free, strict=False):
            task.bind(self._slot, *element)
            if not self._kind.assign(task, kind):
                return False
        return True


def _is_size(tree: Any) -> bool:
    return bool(tree[0] == "equal" and tree[3][0] == "size" and tree[3][1] == "list" and tree[4][0] == "const")
