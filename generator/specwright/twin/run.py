"""One call on its way through preconditions and effects: what it knows, what it found, what will be answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from specwright.model.types import Json
from specwright.twin.calls import Call, Refusal, Success
from specwright.twin.formulas import Env
from specwright.twin.resources import Keeper
from specwright.twin.store import Record, Transaction

__all__ = ["Found", "RefusedError", "Run", "Step"]


class RefusedError(Exception):
    """A step did not pass; nothing of the call remains."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Found:
    """A document that a call is about."""

    keeper: Keeper
    record: Record


@dataclass(slots=True)
class Run:
    """The state of one attempt; ``env`` holds the names that expressions use.

    ``about`` are the documents that it led to, by resource and id, in the order of finding.
    """

    call: Call
    transaction: Transaction
    env: Env
    found: dict[str, Found] = field(default_factory=dict[str, Found])
    answer: Success | None = None
    about: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None])

    def bind(self, name: str, keeper: Keeper, record: Record) -> None:
        """Give a document a name."""
        self.found[name] = Found(keeper, record)
        self.about[keeper.name, record.id] = None
        self.env[name] = record.document

    def is_known(self, resource: str, id_: str) -> bool:
        """Say whether the call is about a document already."""
        return any(each.keeper.name == resource and each.record.id == id_ for each in self.found.values())

    def uploads(self) -> list[Json]:
        """List the files of the request as expressions know them."""
        files: Json = self.env["files"]
        return files if isinstance(files, list) else []


Step: TypeAlias = Callable[[Run], None]
