"""Behaviour of the write and the comparison of generated folders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from specwright.cli.sync import LOCK_FILE, compare, create, render_diff, write
from specwright.model.errors import InternalError, SourceError
from specwright.model.output import File


def files(**contents: str) -> tuple[File, ...]:
    """Build files named after the keywords, with the lock that lists them."""
    made = tuple(File(f"pkg/{name}.py", text.encode()) for name, text in contents.items())
    lock = json.dumps({"files": {file.path: "" for file in made}}).encode()
    return (*made, File(LOCK_FILE, lock))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_write_makes_the_folder_equal(tmp_path: Path) -> None:
    """After a write nothing differs, and a second write changes nothing."""
    out = tmp_path / "client"

    first = write(files(a="1", b="2"), out)

    assert first.missing == ("pkg/a.py", "pkg/b.py", LOCK_FILE)
    assert not compare(files(a="1", b="2"), out)
    assert not write(files(a="1", b="2"), out)


DAMAGES: list[tuple[Callable[[Path], object], str]] = [
    (lambda out: (out / "pkg/a.py").write_text("edited"), "changed"),
    (lambda out: (out / "pkg/a.py").unlink(), "missing"),
    (lambda out: (out / "pkg/extra.py").write_text("added"), "foreign"),
]


@pytest.mark.parametrize(("damage", "kind"), DAMAGES, ids=["edited", "deleted", "added"])
def test_every_kind_of_drift_is_seen(tmp_path: Path, damage: Callable[[Path], object], kind: str) -> None:
    """Editing, deleting and adding a file are each reported, and only as what they are."""
    out = tmp_path / "client"
    write(files(a="1", b="2"), out)

    damage(out)

    drift = compare(files(a="1", b="2"), out)
    assert [name for name in ("changed", "missing", "orphaned", "foreign") if getattr(drift, name)] == [kind]


def test_what_is_no_longer_generated_is_deleted(tmp_path: Path) -> None:
    """A file that an earlier run made goes away with its empty folder; a file of the user's stays."""
    out = tmp_path / "client"
    write((*files(a="1"), File("old/gone.py", b"x"), *files(b="2")[:1]), out)
    lock = {"files": {"pkg/a.py": "", "pkg/b.py": "", "old/gone.py": ""}}
    (out / LOCK_FILE).write_text(json.dumps(lock))
    (out / "notes.txt").write_text("mine")

    drift = write(files(a="1"), out)

    assert drift.orphaned == ("old/gone.py", "pkg/b.py")
    assert not (out / "old").exists()
    assert (out / "notes.txt").read_text() == "mine"


def test_a_failure_half_way_leaves_the_old_output_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever move fails, the folder is afterwards byte for byte what it was, with nothing left beside it."""
    old, new = files(a="1", b="2", c="3"), files(a="1x", b="2x", d="4x")
    out = tmp_path / "client"
    write(old, out)
    before = snapshot(out)
    real = Path.replace
    moves_of_a_whole_run = 8

    for failing in range(moves_of_a_whole_run):
        calls = iter(range(1000))

        def flaky(source: Path, target: Path, failing: int = failing, calls: Iterator[int] = calls) -> Path:
            if next(calls) == failing:
                raise OSError(28, "No space left on device")
            return real(source, target)

        monkeypatch.setattr(Path, "replace", flaky)
        with pytest.raises(SourceError, match="No space left"):
            write(new, out)
        monkeypatch.setattr(Path, "replace", real)
        assert snapshot(out) == before, failing
        assert [p.name for p in tmp_path.iterdir()] == ["client"], failing


@pytest.mark.parametrize("path", ["../escape.py", "/etc/passwd", "a/../../b.py", "a\\b.py", "", "a\0b"])
def test_no_file_leaves_its_folder(tmp_path: Path, path: str) -> None:
    """A path that climbs out is refused before anything is written."""
    with pytest.raises(InternalError):
        write((File(path, b"x"),), tmp_path / "client")

    assert not (tmp_path / "client").exists()


def test_no_file_follows_a_link_out(tmp_path: Path) -> None:
    """A symbolic link in the place of a generated folder is refused: it could lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    out = tmp_path / "client"
    out.mkdir()
    (out / "pkg").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SourceError, match="symbolic link"):
        write(files(a="1"), out)

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_diff_reads_from_disk_to_generated(tmp_path: Path) -> None:
    """Lines that generate would write are the added ones."""
    out = tmp_path / "client"
    write(files(a="old\n"), out)

    lines = list(render_diff(files(a="new\n"), out, "pkg/a.py"))

    assert "-old" in lines
    assert "+new" in lines


def test_create_refuses_a_folder_that_exists(tmp_path: Path) -> None:
    """A starting point never overwrites work."""
    (tmp_path / "mine").mkdir()

    with pytest.raises(SourceError, match="exists already"):
        create((File("a", b""),), tmp_path / "mine")
