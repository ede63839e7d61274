"""Gives tests of emitters a client made from a small description, as files and as an imported package."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from specwright.emitters import emit_client
from specwright.loader import load
from specwright.model.config import Config
from specwright.model.service import Service
from specwright.passes import PASSES

LIBRARY = Path(__file__).with_name("library.yaml")
CONFIG = Config(
    name="library",
    distribution="library-client",
    package="library_client",
    client_class="LibraryClient",
    env_prefix="LIBRARY",
    error_code="/code",
)

Emit = Callable[[str], dict[str, str]]


def read(path: Path, config: Config = CONFIG) -> Service:
    """Load a description and make it ready to be written out."""
    service = load(path, config=config)
    for transform in PASSES:
        service = transform(service, config)
    return service


@pytest.fixture(scope="session")
def config() -> Config:
    """Give the names of the library's client."""
    return CONFIG


@pytest.fixture(scope="session")
def library() -> Service:
    """Give the library as a service."""
    return read(LIBRARY)


@pytest.fixture(scope="session")
def files(library: Service) -> dict[str, str]:
    """Give the files of the library's client, not yet formatted."""
    return {file.path: file.content.decode() for file in emit_client(library, CONFIG)}


@pytest.fixture
def emit(tmp_path: Path) -> Emit:
    """Give a function from the text of a description to the files of its client."""

    def emit_text(text: str) -> dict[str, str]:
        path = tmp_path / "openapi.yaml"
        path.write_text(text, "utf-8")
        return {file.path: file.content.decode() for file in emit_client(read(path), CONFIG)}

    return emit_text


@pytest.fixture
def package(files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Give the library's client, imported afresh."""
    for path, text in files.items():
        target = tmp_path / "client" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "client"), *sys.path])
    importlib.invalidate_caches()
    yield importlib.import_module("library_client")
    for name in [name for name in sys.modules if name.partition(".")[0] == "library_client"]:
        del sys.modules[name]
