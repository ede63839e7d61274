"""Starts a PostgreSQL server of its own in a folder, reached by a socket only, from the distribution's package."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FOLDERS: Final = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"), Path("/opt/homebrew/opt"))
MISSING: Final = "PostgreSQL's server is not installed here (Debian: apt-get install postgresql)"


def find_binaries() -> Path | None:
    """Find the folder of the newest server's programs, if there is one."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += [path.parent for folder in FOLDERS if folder.is_dir() for path in sorted(folder.glob("*/bin/initdb"))]
    return found[-1] if found else None


class PostgresServer:
    """A server in a folder of its own."""

    def __init__(self, binaries: Path, *, is_durable: bool) -> None:
        self._binaries = binaries
        # A socket's path may have a hundred letters, so it stands right below the folder for temporary files.
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._owner = self._choose_owner()
        self._options = f"-k {self._folder} -c listen_addresses='' -c max_connections=200"
        if not is_durable:
            self._options += " -c fsync=off -c full_page_writes=off"
        self._run("initdb", "-A", "trust", "-U", "specwright", "-E", "UTF8", "--locale=C", "-D", self._data)
        self.start()

    @property
    def url(self) -> str:
        """Give the address of its database."""
        return f"postgresql://specwright@/postgres?host={self._folder}"

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self._data, "-l", log, "-o", self._options)

    def stop(self, mode: str = "fast") -> None:
        """Stop the server and wait until it has."""
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self._data)

    def kill(self) -> None:
        """End the server with no time for last words."""
        pid = int((Path(self._data) / "postmaster.pid").read_text("utf-8").splitlines()[0])
        os.kill(pid, signal.SIGKILL)

    def start_again(self) -> None:
        """Start the server after it was killed, as soon as what it left behind is gone."""
        deadline = time.monotonic() + 60
        while True:
            try:
                self.start()
            except RuntimeError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    def remove(self) -> None:
        """Stop the server and delete its folder."""
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _choose_owner(self) -> str | None:
        """Choose who runs the server, which refuses to be run by root."""
        if os.geteuid() != 0:
            return None
        names = {entry.pw_name for entry in pwd.getpwall()}
        owner = "postgres" if "postgres" in names else "nobody"
        shutil.chown(self._folder, owner)
        return owner

    def _run(self, program: str, *arguments: str) -> None:
        told = self._folder / f"{program}.out"
        # Into a file: a server that inherits a pipe would keep it open.
        with told.open("wb") as output:
            ended = subprocess.run(
                [str(self._binaries / program), *arguments],
                user=self._owner,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if ended.returncode:
            raise RuntimeError(told.read_text("utf-8", "replace"))


@contextmanager
def running_postgres(*, is_durable: bool = False) -> Generator[PostgresServer]:
    """Run a server for as long as it is needed; ``is_durable`` as it runs in production."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError(MISSING)
    server = PostgresServer(binaries, is_durable=is_durable)
    try:
        yield server
    finally:
        server.remove()
