"""Remembers where each value of a patched document was written: in the description, or in an overlay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from specwright.loader.source import Source
from specwright.model.location import Location, join_pointer

__all__ = ["Origin"]


@dataclass(slots=True, eq=False)
class Origin:
    """Where one value was written; ``members`` holds those inside it that were written elsewhere."""

    source: Source
    tokens: tuple[str, ...] = ()
    members: dict[str, Origin] = field(default_factory=dict[str, "Origin"])

    def member(self, token: str) -> Origin:
        """Give the origin of a member or item."""
        known = self.members.get(token)
        return known if known is not None else Origin(self.source, (*self.tokens, token))

    def keep(self, token: str) -> Origin:
        """Give the origin of a member or item, to be changed in place."""
        return self.members.setdefault(token, self.member(token))

    def copy(self) -> Origin:
        """Copy what is known, so that later changes of the one do not show in the other."""
        return Origin(self.source, self.tokens, {token: inner.copy() for token, inner in self.members.items()})

    def locate(self, tokens: Sequence[str]) -> Location:
        """Find file, line and column of what reference tokens lead to in the patched document."""
        origin = self
        for token in tokens:
            origin = origin.member(token)
        return origin.source.locate(join_pointer("", *origin.tokens))
