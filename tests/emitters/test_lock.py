"""specwright.lock.json says what a client was made from and which files it has."""

import hashlib
import json

from specwright.emitters import emit_lock
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service


def test_it_lists_every_file_with_its_hash(library: Service, config: Config) -> None:
    """A changed, missing or orphaned file can be told from the lock alone; it does not list itself."""
    files = (File("b.py", b"two"), File("a.py", b"one"), File("specwright.lock.json", b"old"))

    lock = json.loads(emit_lock(library, config, files).content)

    assert lock["files"] == {"a.py": hashlib.sha256(b"one").hexdigest(), "b.py": hashlib.sha256(b"two").hexdigest()}


def test_it_names_the_description_and_the_generator(library: Service, config: Config) -> None:
    """The hash of every source file, both versions and the runtime's digest are there."""
    import specwright

    lock = json.loads(emit_lock(library, config, ()).content)

    assert lock["description"]["files"] == dict(library.sources)
    assert lock["generator"] == {"name": "specwright", "version": specwright.__version__}
    assert len(lock["runtime"]) == 64


def test_it_is_the_same_whatever_the_order(library: Service, config: Config) -> None:
    """Bytes depend on the files, not on the order in which they were written."""
    files = [File("a.py", b"one"), File("b.py", b"two")]

    assert emit_lock(library, config, files) == emit_lock(library, config, reversed(files))
