"""Says when a twin is full: more documents or files than it may keep are refused, not swallowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specwright.model.service import Operation
from specwright.twin.calls import Refusal
from specwright.twin.documented import is_documented
from specwright.twin.run import RefusedError, Run

__all__ = ["Capacity"]

_FILES: Final = "$files"
# The first that an operation documents; a client that can wait or give up is told to.
_STATUSES: Final = (507, 503, 429, 413)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """The most documents of one resource, and the most bytes of all files together."""

    documents: int = 1_000_000
    file_bytes: int = 1024 * 1024 * 1024

    def take_document(self, run: Run, resource: str) -> None:
        """Make sure that one more document has room.

        Raises:
            RefusedError: it has none.
        """
        if run.transaction.count(resource) >= self.documents:
            raise _full(run.call.operation, f"{resource} holds {self.documents} documents, and takes no more.")

    def take_files(self, run: Run) -> None:
        """Keep the content of uploaded files, each content once.

        Raises:
            RefusedError: they have no room.
        """
        fresh = {upload.digest: upload.content for upload in run.call.files}
        fresh = {digest: content for digest, content in fresh.items() if run.transaction.get_blob(digest) is None}
        if not fresh:
            return
        record = run.transaction.get(_FILES, _FILES)
        former = 0 if record is None else record.document.get("bytes")
        total = (former if isinstance(former, int) else 0) + sum(map(len, fresh.values()))
        if total > self.file_bytes:
            raise _full(run.call.operation, f"{self.file_bytes} bytes of files are kept, and no more are taken.")
        run.transaction.put(_FILES, _FILES, {"bytes": total})
        for digest, content in fresh.items():
            run.transaction.put_blob(digest, content)


def _full(operation: Operation, message: str) -> RefusedError:
    status = next((each for each in _STATUSES if is_documented(operation, each, by_name=True)), _STATUSES[0])
    return RefusedError(Refusal(status=status, message=message, id="full"))
