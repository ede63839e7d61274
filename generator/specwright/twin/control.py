"""What an administrator may do to a twin: look at documents, put any, and make the moves that no operation makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specwright.model.names import Name
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.calls import Call, Refusal, Violation
from specwright.twin.clock import Clock
from specwright.twin.formulas import Env
from specwright.twin.moves import MoveInfo, compile_move
from specwright.twin.retries import retried
from specwright.twin.run import RefusedError, Run
from specwright.twin.store import NO_KEYS, Record, Store, Transaction
from specwright.twin.workshop import Workshop

__all__ = ["Control", "ResourceInfo"]

# Moves are nobody's call.
_NOBODY: Final = Call(
    operation=Operation(
        name=Name(""), resource="", method="", path="", parameters=(), body=None, responses=(), security=()
    )
)


# What the twin keeps for itself.
_INTERNAL: Final = "$"


class _MissingError(Exception):
    """There is no such document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceInfo:
    """A resource for people."""

    name: str
    count: int
    projections: tuple[str, ...]
    moves: tuple[str, ...]


class Control:
    """Acts on documents past the API's rules.

    Raises:
        DescriptionError: a declared move is wrong.
    """

    def __init__(self, workshop: Workshop, store: Store, clock: Clock) -> None:
        self._workshop = workshop
        self._store = store
        self._clock = clock
        self._moves = {
            name: {move: compile_move(workshop, keeper, each) for move, each in keeper.declared.moves.items()}
            for name, keeper in workshop.keepers.items()
        }

    def resources(self) -> list[ResourceInfo]:
        """List the resources."""

        def work(transaction: Transaction) -> list[ResourceInfo]:
            counts = transaction.resources()
            declared = [
                ResourceInfo(
                    name=name,
                    count=counts.get(name, 0),
                    projections=tuple(keeper.projections),
                    moves=tuple(self._moves[name]),
                )
                for name, keeper in self._workshop.keepers.items()
            ]
            # Collections that nobody declared exist as soon as something is stored in them.
            inferred = [
                ResourceInfo(name=name, count=count, projections=(), moves=())
                for name, count in sorted(counts.items())
                if name not in self._workshop.keepers and not name.startswith(_INTERNAL)
            ]
            return declared + inferred

        return self._store.transact(work, is_read=True)

    def documents(self, resource: str, *, offset: int = 0, limit: int = 100) -> list[Record]:
        """List documents as they are kept, in the order of storing."""
        return self._store.transact(
            lambda transaction: list(transaction.scan(resource))[offset : offset + limit], is_read=True
        )

    def document(self, resource: str, id_: str) -> Record | None:
        """Give a document as it is kept."""
        return self._store.transact(lambda transaction: transaction.get(resource, id_), is_read=True)

    def put_document(self, resource: str, id_: str, document: dict[str, Json]) -> Record:
        """Store any document, past all rules."""
        keeper = self._workshop.keepers.get(resource)

        def work(transaction: Transaction) -> Record:
            return transaction.put(resource, id_, document, keys=NO_KEYS if keeper is None else keeper.keys(document))

        return self._store.transact(work)

    def remove_document(self, resource: str, id_: str) -> None:
        """Remove a document, if it exists."""
        self._store.transact(lambda transaction: transaction.delete(resource, id_))

    def moves(self, resource: str, id_: str) -> list[MoveInfo]:
        """List the moves of a document.

        Raises:
            KeyError: there is no such document.
        """
        keeper, record = self._workshop.keepers.get(resource), self.document(resource, id_)
        if record is None:
            raise KeyError(id_)
        if keeper is None:
            return []
        return [
            MoveInfo(
                name=name,
                summary=move.declared.summary,
                schema=move.declared.arguments,
                is_possible=move.is_possible(keeper, record),
            )
            for name, move in self._moves[resource].items()
        ]

    def move(self, resource: str, id_: str, name: str, arguments: Json = None) -> Record | Refusal:
        """Make a move.

        Raises:
            KeyError: there is no such resource, document or move.
        """
        keeper, move = self._workshop.keepers[resource], self._moves[resource][name]
        given: Json = {} if arguments is None else arguments
        violations = move.judge(given) if move.judge is not None else ()
        if violations:
            listed = tuple(
                Violation(path=each.path, id=each.id, message=each.message, code=each.code) for each in violations
            )
            return Refusal(status=400, message="The arguments are wrong.", id="arguments", violations=listed)

        def work(transaction: Transaction) -> Record | Refusal:
            record = transaction.get(resource, id_)
            if record is None:
                raise _MissingError(id_)
            if not move.is_possible(keeper, record):
                message = f"{name} is possible from {', '.join(move.declared.sources)} only."
                return Refusal(status=409, message=message, id="from")
            self._clock.tick(transaction)
            env: Env = {
                "caller": {},
                "fixtures": self._workshop.fixtures,
                "clock": self._clock.read(transaction).document,
                "files": [],
                "with": given,
            }
            return move.apply(keeper, Run(_NOBODY, transaction, env), record)

        try:
            return retried(self._store, work)
        except RefusedError as refused:
            return refused.refusal
        except _MissingError:
            raise KeyError(id_) from None
