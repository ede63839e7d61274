"""A description as it was read: its root document with its overlays, the files that it refers to, and all places."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from specwright.loader.limits import Limits
from specwright.loader.overlay import OVERLAY, Overlay, read_overlay
from specwright.loader.patching import Effect, patch
from specwright.loader.remote import fetch, without_secrets
from specwright.loader.source import Node, Source, read_source
from specwright.model.errors import DescriptionError, Problem, Severity, SourceError, SpecwrightError
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
        self._overlays: dict[str, Source] = {}
        # Files that only an overlay has named so far.
        self._extended: dict[str, Overlay] = {}
        self.effects: list[Effect] = []

    @property
    def root(self) -> Node:
        """Give the whole root document."""
        return Node(self._root.value, self._root, "")

    @property
    def sources(self) -> Mapping[str, Source]:
        """List the files read so far by their names."""
        return {source.name: source for source in self._sources.values()}

    @property
    def overlays(self) -> Mapping[str, Source]:
        """List the overlays that were applied, by their names, in their order."""
        return {source.name: source for source in self._overlays.values()}

    def idle_overlays(self) -> tuple[Problem, ...]:
        """Tell what overlays were meant to change and did not, as far as references have led by now."""
        idle = [
            Problem(effect.where, f"{effect.target!r} selects nothing", effect.idle, OVERLAY, Severity.WARNING)
            for effect in self.effects
            if effect.idle
        ]
        for overlay in self._extended.values():
            what = f"nothing refers to {overlay.extends!r}, so this overlay changes nothing"
            where = overlay.source.locate("/extends")
            idle.append(Problem(where, what, "Name a file of the description.", OVERLAY, Severity.WARNING))
        return tuple(idle)

    def apply(self, path: Path | str) -> None:
        """Apply an overlay to the file that it extends, the root document where it names none; again does nothing.

        Raises:
            DescriptionError: it is no overlay, a wrong one, or one for another description.
        """
        read = _open(path, what="overlay", allow_remote=self._allow_remote, limits=self._limits)
        if read.base in self._overlays:
            return
        overlay = read_overlay(self._named(read), depth=self._limits.depth)
        target = self._extended_by(overlay)
        patched, effects = patch(target, overlay, limits=self._limits)
        self._overlays[read.base] = overlay.source
        self._sources = {base: patched if source is target else source for base, source in self._sources.items()}
        if target is self._root:
            self._root = patched
        self.effects += effects

    def _named(self, overlay: Source) -> Source:
        """Name an overlay as the description's own files are, without a word of where this folder stands."""
        name = overlay.name
        if self._folder is not None and not overlay.base.startswith(_HTTP):
            path = Path(urllib.parse.unquote(overlay.base))
            if path.is_relative_to(self._folder):
                name = path.relative_to(self._folder).as_posix()
        taken, number, unique = {**self.sources, **self.overlays}, 2, name
        while unique in taken:
            unique, number = f"{name} ({number})", number + 1
        return replace(overlay, name=unique)

    def _extended_by(self, overlay: Overlay) -> Source:
        if not overlay.extends:
            return self._root
        base = urllib.parse.urljoin(overlay.source.base, overlay.extends)
        # The published address of a description of which the user has a copy.
        if base.startswith(_HTTP) and not self._root.base.startswith(_HTTP):
            return self._root
        is_known = base in self._sources
        try:
            target = self._read(overlay.extends, overlay.source)
        except RefusedReferenceError as refusal:
            where = overlay.source.locate("/extends")
            hint = "Name the root document or a file below its folder, or remove `extends`."
            raise DescriptionError(Problem(where, f"`extends`: {refusal.what}", hint, OVERLAY)) from None
        if not is_known and target is not self._root:
            self._extended[target.base] = overlay
        return target

    def place(self, where: Location) -> Location:
        """Complete a place of the model with line and column, and spell its file as the user did."""
        source = self.sources.get(where.file)
        return source.locate(where.pointer) if source else where

    def open(self, reference: str, start: Source) -> Source:
        """Read the file that a reference names, as seen from another file.

        Raises:
            RefusedReferenceError: it may not or cannot be read.
        """
        found = self._read(reference, start)
        self._extended.pop(found.base, None)
        return found

    def _read(self, reference: str, start: Source) -> Source:
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


def open_document(
    path: Path | str, *, allow_remote: bool = False, limits: Limits | None = None, overlays: Sequence[Path | str] = ()
) -> Document:
    """Read the root document, and apply overlays in their order.

    Raises:
        DescriptionError: one of them cannot be read or applied.
    """
    limits = limits or Limits()
    root = _open(path, what="description", allow_remote=allow_remote, limits=limits)
    local = None if root.base.startswith(_HTTP) else Path(path)
    folder = local.resolve().parent if local is not None else None
    shown_folder = local.parent.as_posix() if local is not None and local.parent != Path() else ""
    document = Document(root, folder, shown_folder=shown_folder, allow_remote=allow_remote, limits=limits)
    for overlay in overlays:
        document.apply(overlay)
    return document


def _open(path: Path | str, *, what: str, allow_remote: bool, limits: Limits) -> Source:
    text = str(path)
    if text.startswith(_HTTP):
        return _open_remote(text, what=what, allow_remote=allow_remote, limits=limits)
    local = Path(path)
    try:
        content = local.read_bytes()
        folder = local.resolve().parent
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(
            Problem(Location(local.as_posix()), f"cannot be read: {reason}", "Check the path.", "unreadable")
        ) from None
    # The resolved name, so that references back to the root file meet the same source.
    base = urllib.parse.quote((folder / local.name).as_posix())
    return read_source(content, name=local.name, shown=local.as_posix(), base=base, limits=limits)


def _open_remote(url: str, *, what: str, allow_remote: bool, limits: Limits) -> Source:
    shown = without_secrets(url)
    if not allow_remote:
        told, hint = f"the {what} is on another machine", "Allow the download with --allow-remote."
        raise SourceError(Problem(Location(shown), told, hint, "remote"))
    try:
        content = fetch(url, limits.size)
    except SpecwrightError:
        raise
    except OSError as error:
        raise SourceError(
            Problem(Location(shown), f"the download failed: {error}", "Try again, or copy the file.", "remote")
        ) from None
    return read_source(content, name=shown, shown=shown, base=url.partition("?")[0], limits=limits)
