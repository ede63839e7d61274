"""Turns any text into one that every database can hold and index, and documents into text and back, once each."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from typing import Final

from specwright.model.types import Json
from specwright.twin.store import Record

__all__ = ["Documents", "bounded", "read_text", "spell"]

# PostgreSQL refuses an entry of an index that is longer than a third of a page.
_LONGEST: Final = 500


def spell(text: str) -> str:
    """Write a text in ASCII without control characters, reversibly."""
    return json.dumps(text)[1:-1]


def read_text(spelled: str) -> str:
    """Read what ``spell`` wrote."""
    return str(json.loads(f'"{spelled}"'))


def bounded(text: str) -> str:
    """Spell a text for an index: long ones are named by their digest, which no spelled text looks like."""
    spelled = spell(text)
    if len(spelled) <= _LONGEST:
        return spelled
    return '"' + hashlib.sha256(spelled.encode()).hexdigest()


class Documents:
    """What was read or written lately: documents by the digest of their text, and each resource's last list."""

    def __init__(self, *, limit: int = 32 * 1024 * 1024) -> None:
        self._limit = limit
        self._size = 0
        self._known: OrderedDict[str, tuple[dict[str, Json], int]] = OrderedDict()
        self._lists: dict[str, tuple[int, tuple[Record, ...]]] = {}
        self._lock = threading.Lock()

    def listed(self, resource: str, mark: int) -> list[Record] | None:
        """Give the records of a resource as they were under a mark, if they were listed lately."""
        with self._lock:
            found = self._lists.get(resource)
            return list(found[1]) if found is not None and found[0] == mark else None

    def keep_list(self, resource: str, mark: int, records: list[Record]) -> None:
        """Remember the records of a resource under the mark that its last change has set."""
        with self._lock:
            self._lists[resource] = (mark, tuple(records))

    def write(self, document: dict[str, Json]) -> tuple[str, str]:
        """Give the digest and the text of a document."""
        text = json.dumps(document, separators=(",", ":"), allow_nan=False)
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        self._keep(digest, document, len(text))
        return digest, text

    def known(self, digest: str) -> dict[str, Json] | None:
        """Give a document that need not be read."""
        with self._lock:
            found = self._known.get(digest)
            if found is None:
                return None
            self._known.move_to_end(digest)
            return found[0]

    def read(self, digest: str, text: str) -> dict[str, Json]:
        """Give the document of a text."""
        known = self.known(digest)
        if known is not None:
            return known
        document: dict[str, Json] = json.loads(text)
        self._keep(digest, document, len(text))
        return document

    def _keep(self, digest: str, document: dict[str, Json], size: int) -> None:
        with self._lock:
            if digest in self._known:
                return
            self._known[digest] = (document, size)
            self._size += size
            while self._size > self._limit:
                self._size -= self._known.popitem(last=False)[1][1]
