"""Chooses mutants for what is too slow for all of them: as many of each class, by a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from specwright.conform.mutants import Kind, Mutant

__all__ = ["SIZE", "sample_of"]

SIZE: Final = 60
SEED: Final = 2026


def sample_of(mutants: Sequence[tuple[str, Mutant]], size: int = SIZE) -> list[tuple[str, Mutant]]:
    """Choose so many, with the class of each API's mutants drawn from in turn; what is over goes to the largest."""
    by_kind = {kind: sorted((each for each in mutants if each[1].kind is kind), key=_key) for kind in Kind}
    shares = dict.fromkeys(Kind, size // len(Kind))
    largest = sorted(Kind, key=lambda kind: -len(by_kind[kind]))
    for kind in largest[: size - sum(shares.values())]:
        shares[kind] += 1
    chance = random.Random(SEED)
    chosen = [each for kind in Kind for each in chance.sample(by_kind[kind], min(shares[kind], len(by_kind[kind])))]
    # What a class has too few of is made up for by the largest.
    rest = [each for kind in largest for each in by_kind[kind] if each not in chosen]
    return sorted([*chosen, *rest[: size - len(chosen)]], key=_key)


def _key(each: tuple[str, Mutant]) -> tuple[int, str, str]:
    api, mutant = each
    return int(mutant.kind[1:]), api, mutant.id
