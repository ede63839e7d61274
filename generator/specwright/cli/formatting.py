"""Files as emitters write them, turned into files as ruff formats them: the same bytes on every machine."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from ruff import find_ruff_bin  # pyright: ignore[reportMissingTypeStubs]  # annotated, but ships no py.typed

from specwright.model.errors import InternalError, Problem
from specwright.model.location import Location
from specwright.model.output import File

__all__ = ["format_files"]

_STYLE = ("--isolated", "--quiet", "--no-cache", "--target-version=py311", "--line-length=120")


def format_files(files: tuple[File, ...]) -> tuple[File, ...]:
    """Format the Python files and leave the others, and the runtime's verbatim copy, as they are.

    Raises:
        InternalError: an emitter wrote text that is not Python.
    """
    chosen = {file.path for file in files if file.path.endswith(".py") and "/_runtime/" not in file.path}
    with TemporaryDirectory(prefix="specwright-") as name:
        folder = Path(name)
        for file in files:
            if file.path in chosen:
                target = folder / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.content)
        _run_ruff("check", "--select=I,F401", "--fix", "--exit-zero", folder=folder)
        _run_ruff("format", folder=folder)
        return tuple(
            File(file.path, (folder / file.path).read_bytes()) if file.path in chosen else file
            for file in sorted(files)
        )


def _run_ruff(command: str, *arguments: str, folder: Path) -> None:
    # Run inside the folder, so that no message and no decision depends on where the temporary folder stands.
    done = subprocess.run(  # noqa: S603  the pinned ruff, with arguments of ours
        [find_ruff_bin(), command, *_STYLE, *arguments, "."], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        detail = (done.stderr or done.stdout).strip().splitlines()
        raise InternalError(
            Problem(
                Location("generated output"),
                f"ruff {command} refused the output: {detail[0] if detail else 'no message'}",
                "This is a bug in Specwright: please report it with the description that causes it.",
            )
        )
