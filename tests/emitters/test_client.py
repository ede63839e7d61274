"""client.py and __init__.py: typed construction, lazy imports, and one table of all files."""

import inspect
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import httpx2
import pytest

from specwright.emitters import OUTPUTS, emit_client
from specwright.emitters.client_class import emit_client_class
from specwright.emitters.credentials import CONSTRUCTOR
from specwright.loader import load
from specwright.model.config import Config
from specwright.model.service import HttpScheme, Service
from specwright.passes.reserved import ARGUMENTS, CLIENT
from specwright.runtime._client import AsyncClient, SyncClient
from specwright.runtime._options import RequestOptions


def test_the_table_lists_every_file(library: Service, config: Config) -> None:
    """Each emitted path is announced by exactly one row of the table."""
    patterns = [
        re.compile(
            re.escape(path)
            .replace(r"\{package\}", "library_client")
            .replace(r"\{resource\}", "[a-z_]+")
            .replace(r"\*", "[a-z_]+")
        )
        for output in OUTPUTS
        for path in output.paths.split()
    ]
    paths = [file.path for file in emit_client(library, config)]

    assert len(paths) == len(set(paths))
    assert paths == sorted(paths)
    for path in paths:
        assert any(pattern.fullmatch(path) for pattern in patterns), path


def test_emitting_twice_gives_the_same_bytes(library: Service, config: Config) -> None:
    """Files depend on the service and its names alone."""
    assert emit_client(library, config) == emit_client(library, config)


def test_the_constructor_takes_the_credentials_that_operations_use(package: ModuleType) -> None:
    """Basic authentication is two arguments; a scheme that no operation uses is none. All are keywords."""
    parameters = inspect.signature(package.LibraryClient).parameters

    assert list(parameters)[:4] == ["token", "shelf_key", "username", "password"]
    assert "sid" not in parameters
    assert all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values())


def test_the_docstring_names_the_environment_variables(package: ModuleType) -> None:
    """A caller learns from the class what may be left out."""
    for name in ("LIBRARY_TOKEN", "LIBRARY_SHELF_KEY", "LIBRARY_USERNAME", "LIBRARY_PASSWORD"):
        assert name in package.LibraryClient.__doc__


def test_a_credential_named_like_a_setting_gets_an_underscore(
    library: Service, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheme called `timeout` does not take the place of the constructor's own argument."""
    token = library.security_schemes["token"]
    assert isinstance(token, HttpScheme)
    schemes = {**library.security_schemes, "token": replace(token, credential="timeout")}

    (file,) = emit_client_class(replace(library, security_schemes=schemes), config)

    assert "timeout_: str" in file.content.decode()
    assert "LIBRARY_TIMEOUT`" in file.content.decode()


def test_servers_have_their_defaults_filled_in(package: ModuleType) -> None:
    """The base URL is the first server's, with the documented values of its variables."""
    client = package.LibraryClient(
        token="t", shelf_key="k", transport=httpx2.MockTransport(lambda _: httpx2.Response(204))
    )

    assert str(client.books.build_request.probe("b1").url) == "https://eu.library.test/api/books/b1"


def test_importing_the_package_imports_nothing_else(package: ModuleType) -> None:
    """Neither dependencies nor models nor resources are loaded before they are used."""
    folder = Path(str(package.__file__)).parents[1]
    code = (
        "import sys, library_client\n"
        "loaded = [n for n in sys.modules if n.partition('.')[0] in {'pydantic', 'httpx2', 'library_client'}]\n"
        "assert loaded == ['library_client'], loaded\n"
        "client = library_client.LibraryClient()\n"
        "assert 'library_client.models' not in sys.modules\n"
        "assert 'library_client.resources' not in sys.modules\n"
        "client.books\n"
        "assert 'library_client.resources.search' not in sys.modules\n"
        "assert 'library_client.models' not in sys.modules\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_all_exports_are_there(package: ModuleType) -> None:
    """`__all__` is sorted and every name in it can be imported; another name is an AttributeError."""
    assert package.__all__ == sorted(package.__all__)
    assert {"LibraryClient", "AsyncLibraryClient", "models", "errors", "dicts", "testing", "UNSET"} <= set(
        package.__all__
    )
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing


def test_no_resource_can_hide_what_a_client_has() -> None:
    """Every public attribute of the runtime's clients is a name that no tag becomes."""
    public = {name for kind in (SyncClient, AsyncClient) for name in dir(kind) if not name.startswith("_")}

    assert public <= CLIENT


def test_no_credential_can_hide_a_setting() -> None:
    """Every keyword of the runtime's constructors is a name that no credential becomes."""
    keywords = {name for kind in (SyncClient, AsyncClient) for name in inspect.signature(kind).parameters}

    assert keywords <= CONSTRUCTOR


def test_no_argument_can_hide_an_option() -> None:
    """Every option of a call is a name that no parameter becomes."""
    assert set(RequestOptions.__annotations__) | {"content_type", "body", "options", "self"} <= ARGUMENTS


def test_the_bundled_description_reads_as_the_same_service(
    files: dict[str, str], library: Service, tmp_path: Path
) -> None:
    """What a client carries as data is its description: read back, it has the same operations and schemas."""
    path = tmp_path / "description.json"
    path.write_text(files["library_client/description.json"], "utf-8")

    bundled = load(path)

    assert [operation.name.wire for operation in bundled.operations] == [o.name.wire for o in library.operations]
    assert [schema.definition for schema in bundled.schemas.values()] == [
        library.schemas[key].definition for key in bundled.schemas
    ]


def test_a_repr_shows_no_secret(package: ModuleType) -> None:
    """Printing a client tells its service and none of its credentials."""
    assert "hidden" not in repr(package.LibraryClient(token="hidden-token", shelf_key="hidden-key"))
