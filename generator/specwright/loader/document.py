"""A description as it was read: its root document, the files that it refers to, and where everything stands."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from specwright.loader.limits import Limits
from specwright.loader.remote import fetch, without_secrets
from specwright.loader.source import Node, Source, read_source
from specwright.model.errors import Problem, SourceError, SpecwrightError
from specwright.model.location import Location

__all__ = ["Document", "RefusedReferenceError", "open_document"]

_HTTP: Final = ("http://", "https://")


class RefusedReferenceError(Exception):
    """A file may not or cannot be read; carries what to tell and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        self.what = what
        self.hint = hint
        super().__init__(what)


class Document:
    """The files of one description; others are read when a reference first leads there."""

    def __init__(
        self, root: Source, folder: Path | None, *, shown_folder: str, allow_remote: bool, limits: Limits
    ) -> None:
        self._root = root
        self._folder = folder
        self._shown_folder = shown_folder
        self._allow_remote = allow_remote
        self._limits = limits
        self._sources: dict[str, Source] = {root.base: root}

    @property
    def root(self) -> Node:
        """Give the whole root document."""
        return Node(self._root.value, self._root, "")

    @property
    def sources(self) -> Mapping[str, Source]:
        """List the files read so far by their names."""
        return {source.name: source for source in self._sources.values()}

    def place(self, where: Location) -> Location:
        """Complete a place of the model with line and column, and spell its file as the user did."""
        source = self.sources.get(where.file)
        return source.locate(where.pointer) if source else where

    def open(self, reference: str, start: Source) -> Source:
        """Read the file that a reference names, as seen from another file.

        Raises:
            RefusedReferenceError: it may not or cannot be read.
        """
        try:
            base = urllib.parse.urljoin(start.base, reference)
        except ValueError:
            raise RefusedReferenceError(f"{reference!r} is no address", "Write a relative path.") from None
        if base not in self._sources:
            if len(self._sources) >= self._limits.files:
                raise RefusedReferenceError(
                    f"the description has more than {self._limits.files} files", "Join some of them."
                )
            self._sources[base] = (
                self._read_remote(base) if base.startswith(_HTTP) else self._read_local(base, reference)
            )
        return self._sources[base]

    def _read_remote(self, url: str) -> Source:
        shown = without_secrets(url, has_query=True)
        if not self._allow_remote:
            hint = "Copy the file into the description's folder, or allow the download with --allow-remote."
            raise RefusedReferenceError(f"{shown} is on another machine", hint)
        content = self._guarded(lambda: fetch(url, self._limits.size))
        return self._parse(content, name=shown, shown=shown, base=url)

    def _read_local(self, base: str, reference: str) -> Source:
        parts = urllib.parse.urlsplit(base)
        relative = urllib.parse.unquote(parts.path)
        if self._folder is None or parts.scheme not in ("", "file") or parts.netloc or "\0" in relative:
            raise RefusedReferenceError(
                f"{reference!r} names no file below the description's folder", "Write a relative path."
            )
        folder = self._folder.resolve()
        try:
            path = Path(relative).resolve()
            name = path.relative_to(folder).as_posix()
            content = b"" if name in self.sources else path.read_bytes()
        except ValueError:
            hint = "Move the file below the root document's folder, or the root document up."
            raise RefusedReferenceError(f"{reference!r} leaves the description's folder", hint) from None
        except (OSError, RuntimeError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be opened"
            raise RefusedReferenceError(
                f"{reference!r} cannot be read: {reason}", "Correct the path; it starts at this file."
            ) from None
        # Two spellings of one path are one file.
        known = self.sources.get(name)
        if known is not None:
            return known
        shown = f"{self._shown_folder}/{name}" if self._shown_folder else name
        return self._parse(content, name=name, shown=shown, base=base)

    def _parse(self, content: bytes, *, name: str, shown: str, base: str) -> Source:
        return read_source(content, name=name, shown=shown, base=base, limits=self._limits)

    def _guarded(self, read: Callable[[], bytes]) -> bytes:
        try:
            return read()
        except OSError as error:
            raise RefusedReferenceError(f"the download failed: {error}", "Try again, or copy the file.") from None


def open_document(path: Path | str, *, allow_remote: bool = False, limits: Limits | None = None) -> Document:
    """Read the root document.

    Raises:
        SourceError: it cannot be read.
    """
    limits = limits or Limits()
    text = str(path)
    if text.startswith(_HTTP):
        return _open_remote(text, allow_remote=allow_remote, limits=limits)
    local = Path(path)
    try:
        content = local.read_bytes()
        folder = local.resolve().parent
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(
            Problem(Location(local.as_posix()), f"cannot be read: {reason}", "Check the path.", "unreadable")
        ) from None
    shown_folder = local.parent.as_posix() if local.parent != Path() else ""
    # The resolved name, so that references back to the root file meet the same source.
    base = urllib.parse.quote((folder / local.name).as_posix())
    root = read_source(content, name=local.name, shown=local.as_posix(), base=base, limits=limits)
    return Document(root, folder, shown_folder=shown_folder, allow_remote=allow_remote, limits=limits)


def _open_remote(url: str, *, allow_remote: bool, limits: Limits) -> Document:
    shown = without_secrets(url)
    if not allow_remote:
        what, hint = "the description is on another machine", "Allow the download with --allow-remote."
        raise SourceError(Problem(Location(shown), what, hint, "remote"))
    try:
        content = fetch(url, limits.size)
    except SpecwrightError:
        raise
    except OSError as error:
        raise SourceError(
            Problem(Location(shown), f"the download failed: {error}", "Try again, or copy the file.", "remote")
        ) from None
    root = read_source(content, name=shown, shown=shown, base=url.partition("?")[0], limits=limits)
    return Document(root, None, shown_folder="", allow_remote=allow_remote, limits=limits)
