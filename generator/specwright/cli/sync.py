"""Files in memory against files on disk: what differs, and the write that makes them equal."""

from __future__ import annotations

import difflib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from specwright.model.errors import InternalError, Problem, SourceError
from specwright.model.location import Location
from specwright.model.output import File

__all__ = ["LOCK_FILE", "Drift", "compare", "create", "render_diff", "write"]

LOCK_FILE = "specwright.lock.json"

# What builds, tests and editors leave beside generated code; it is nobody's drift.
_LEFT_ALONE = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "build", "dist", ".venv"})


@dataclass(frozen=True, slots=True)
class Drift:
    """How a folder differs from what would be generated; all paths are relative to it.

    ``orphaned`` files were once generated and are deleted by the next run; ``foreign`` ones were never ours to delete.
    """

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    orphaned: tuple[str, ...]
    foreign: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.orphaned or self.foreign)


def compare(files: tuple[File, ...], folder: Path) -> Drift:
    """Say how ``folder`` differs from ``files``.

    Raises:
        SourceError: a file of the folder cannot be read.
    """
    wanted = {file.path: file.content for file in files}
    present = set(_present(folder))
    owned = _owned(folder)
    return Drift(
        changed=tuple(sorted(p for p in wanted.keys() & present if _content(folder / p) != wanted[p])),
        missing=tuple(sorted(wanted.keys() - present)),
        orphaned=tuple(sorted((present - wanted.keys()) & owned)),
        foreign=tuple(sorted(present - wanted.keys() - owned)),
    )


def render_diff(files: tuple[File, ...], folder: Path, path: str) -> Iterator[str]:
    """Yield the lines of a unified diff from the file on disk to the file that would be generated."""
    wanted = {file.path: file.content for file in files}
    before = (folder / path).read_text("utf-8", "replace").splitlines() if (folder / path).is_file() else []
    after = wanted[path].decode("utf-8", "replace").splitlines() if path in wanted else []
    yield from difflib.unified_diff(before, after, f"on disk: {path}", f"generated: {path}", lineterm="")


def write(files: tuple[File, ...], folder: Path) -> Drift:
    """Make ``folder`` equal to ``files``; foreign files stay. All or nothing: a failure leaves the folder as it was.

    Raises:
        SourceError: the folder cannot be written, or holds files of the same names that were never generated.
    """
    for file in files:
        _refuse_escape(file.path)
    drift = compare(files, folder)
    _refuse_strangers(folder, drift)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _refuse_links(folder, files)
        _replace(files, folder, drift)
    except OSError as error:
        raise SourceError(
            Problem(
                Location(str(folder)), f"cannot write: {error.strerror or error}", "Check the folder's permissions."
            )
        ) from error
    return drift


def _replace(files: tuple[File, ...], folder: Path, drift: Drift) -> None:
    """Stage every new file beside the folder, then move old files out and new ones in, undoing the moves on failure."""
    stage = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    undo: list[tuple[Path, Path]] = []
    try:
        fresh = {*drift.changed, *drift.missing}
        for file in files:
            if file.path in fresh:
                staged = stage / "new" / file.path
                staged.parent.mkdir(parents=True, exist_ok=True)
                staged.write_bytes(file.content)
        for path in (*drift.changed, *drift.orphaned):
            _move(folder / path, stage / "old" / path, undo)
        for path in sorted(fresh):
            _move(stage / "new" / path, folder / path, undo)
        _remove_empty_folders(folder, drift.orphaned)
    except BaseException:
        for source, target in reversed(undo):
            source.parent.mkdir(parents=True, exist_ok=True)
            target.replace(source)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(source: Path, target: Path, undo: list[tuple[Path, Path]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    undo.append((source, target))


def _remove_empty_folders(folder: Path, orphaned: tuple[str, ...]) -> None:
    for path in orphaned:
        parent = (folder / path).parent
        while parent != folder and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent


def _present(folder: Path) -> Iterator[str]:
    for root, names, files in os.walk(folder):
        names[:] = [n for n in names if n not in _LEFT_ALONE and not n.endswith(".egg-info")]
        for name in files:
            yield (Path(root) / name).relative_to(folder).as_posix()


def _content(path: Path) -> bytes | None:
    """Read a file; None where a link leads to nothing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SourceError(
            Problem(Location(str(path)), f"cannot be read: {error.strerror or error}", "Check the file's permissions.")
        ) from error


def _owned(folder: Path) -> set[str]:
    try:
        lock = json.loads((folder / LOCK_FILE).read_bytes())
        return {LOCK_FILE, *lock["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {LOCK_FILE}


def _refuse_escape(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
        raise InternalError(
            Problem(
                Location(path),
                "a generated file would leave its folder",
                "This is a bug in Specwright: please report it.",
            )
        )


def _refuse_strangers(folder: Path, drift: Drift) -> None:
    """Protect a folder in which nothing was generated yet from having its own README.md or pyproject.toml replaced."""
    if drift.changed and not (folder / LOCK_FILE).exists():
        names = ", ".join(drift.changed[:3]) + (", …" if len(drift.changed) > 3 else "")
        raise SourceError(
            Problem(
                Location(str(folder)),
                f"holds files that generating would replace, and no {LOCK_FILE} says that they were generated: {names}",
                "Choose an empty folder, or delete these files.",
            )
        )


def _refuse_links(folder: Path, files: tuple[File, ...]) -> None:
    for file in files:
        parent = (folder / file.path).parent
        while parent != folder:
            if parent.is_symlink():
                raise SourceError(
                    Problem(
                        Location(str(parent)), "a symbolic link stands where a folder is generated", "Remove the link."
                    )
                )
            parent = parent.parent


def create(files: tuple[File, ...], folder: Path) -> None:
    """Write files into a folder that does not exist yet.

    Raises:
        SourceError: the folder exists, or cannot be written.
    """
    if folder.exists():
        raise SourceError(
            Problem(Location(str(folder)), "exists already", "Choose another name, or edit what is there.")
        )
    write(files, folder)
