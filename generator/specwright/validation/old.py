"""Pairs documents with the values that they are to replace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

from specwright.validation.sources import Block, Paired, Source, split_block

__all__ = ["OldValues"]


class OldValues:
    """The old values of one file: one for all documents, or the first for the first document and so on.

    Raises:
        ConfigError: the file cannot be read on.
    """

    def __init__(self, source: Source) -> None:
        self.name = source.name
        documents = _documents(source)
        head = list(islice(documents, 2))
        self.only: Paired | None = head[0] if len(head) == 1 else None
        self._rest = chain(head, documents)

    def pair(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Give each document its old value, none where there are fewer of those."""
        for block in blocks:
            number = sum(1 for _ in split_block(block))
            yield block._replace(old=tuple(next(self._rest, None) for _ in range(number)))

    def has_more(self) -> bool:
        """Say whether old values are left over."""
        return next(self._rest, None) is not None


def _documents(source: Source) -> Iterator[Paired]:
    with closing(source):
        for block in source.blocks():
            for line, raw in split_block(block):
                yield Paired(raw, line)
