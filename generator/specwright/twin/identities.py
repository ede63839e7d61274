"""Makes ids: numbers, texts around numbers, UUIDs; the same ones in the same order for the same seed."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from specwright.model.behaviour import IdRule
from specwright.model.templates import Formula, Number, Uuid
from specwright.model.types import Json
from specwright.twin.formulas import Env, Formulas, Function, Names
from specwright.twin.store import Transaction

__all__ = ["Mint", "mint_of", "random_uuid"]

# Of the document or child that lacks an id.
Mint = Callable[[Transaction, Env, Mapping[str, Json]], Any]


def mint_of(rule: IdRule, resource: str, names: Names, formulas: Formulas, seed: int | None) -> Mint | None:
    """Compile how new ids are made; None where whoever creates a document gives its id.

    Raises:
        RuleError: an expression in the text is wrong.
    """
    if rule.is_number and not rule.text:
        counter_of_all, start = f"{resource}#", rule.start
        return lambda transaction, _env, _item: transaction.next(counter_of_all, start=start)
    if not rule.text:
        return None
    parts: list[str | Number | Uuid | Function] = [
        formulas.value(part, names).function if isinstance(part, Formula) else part for part in rule.text
    ]

    def mint(transaction: Transaction, env: Env, item: Mapping[str, Json]) -> str:
        own = {**env, "item": item}
        pieces = [part if isinstance(part, (str, Number, Uuid)) else str(part(own)) for part in parts]
        # Each text around a number has a counter of its own.
        counter = f"{resource}#" + "".join(piece if isinstance(piece, str) else "#" for piece in pieces)
        number = transaction.next(counter, start=rule.start)
        made = [
            piece
            if isinstance(piece, str)
            else str(number).zfill(piece.width)
            if isinstance(piece, Number)
            else random_uuid(seed, counter, number)
            for piece in pieces
        ]
        return "".join(made)

    return mint


def random_uuid(seed: int | None, counter: str, number: int) -> str:
    """Give a UUID, the same one for the same seed and number."""
    if seed is None:
        return str(uuid.uuid4())
    return str(uuid.UUID(bytes=hashlib.sha256(f"{seed}/{counter}/{number}".encode()).digest()[:16], version=4))
