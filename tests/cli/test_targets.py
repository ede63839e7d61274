"""Holds what names on the command line stand for, and what a client is called where nothing says it."""

from pathlib import Path

import pytest

from cli.conftest import SHOP, Run
from specwright.cli.targets import choose, find_targets, single_target
from specwright.loader import document as document_module
from specwright.model.errors import ConfigError

URL = "https://user:planted-secret@api.example.com/v1/openapi.yaml?key=planted-secret"


def test_a_file_is_called_after_its_folder_where_its_own_name_says_nothing(project: Path) -> None:
    """openapi.yaml names no API; shop.yaml does."""
    (project / "specs/shop/depot.yaml").write_text(SHOP, "utf-8")

    assert single_target("specs/shop/openapi.yaml").config.package == "shop_client"
    assert single_target("specs/shop/depot.yaml").config.package == "depot_client"


def test_a_package_names_what_nobody_named(project: Path) -> None:
    """--package renames class and environment variables too, unless the settings chose them."""
    [(plain, _)] = choose(None, spec="specs/shop", out=Path("out"), package="my_depot_client")
    (project / "specs/shop/specwright.toml").write_text('[client]\nclass = "Shop"\n', "utf-8")
    [(chosen, _)] = choose(None, spec="specs/shop", out=Path("out"), package="my_depot_client")

    assert (plain.config.distribution, plain.config.client_class) == ("my-depot-client", "MyDepotClient")
    assert plain.config.env_prefix == "MY_DEPOT"
    assert (chosen.config.client_class, chosen.config.env_prefix) == ("Shop", "MY_DEPOT")


@pytest.mark.parametrize("package", ["", "A", "a-b", "a.b", "class", "1a", "_a", "é", "../a", "a b"])
def test_no_package_is_called_what_python_cannot_import(project: Path, package: str) -> None:
    """The name becomes a folder and a module, so both must be able to bear it."""
    with pytest.raises(ConfigError, match="is no name of a package"):
        choose(None, spec="specs/shop", out=Path("out"), package=package)


def test_all_of_specs_is_the_default(project: Path) -> None:
    """Folders with a description count; others, and files, do not."""
    (project / "specs/depot").mkdir()
    (project / "specs/depot/specwright.toml").write_text("", "utf-8")
    (project / "specs/empty").mkdir()
    (project / "specs/README.md").write_text("", "utf-8")

    assert [target.config.name for target in find_targets([])] == ["depot", "shop"]


def test_an_address_is_read_where_it_is_allowed(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the flag the client is made and named after the host; what the address keeps secret is written nowhere."""
    asked: list[str] = []

    def fetch(url: str, limit: int) -> bytes:
        asked.append(url)
        return SHOP.encode()

    monkeypatch.setattr(document_module, "fetch", fetch)
    arguments = ("--spec", URL, "--out", "out", "--allow-remote")
    generated = run("generate", *arguments)
    (project / "out/README.md").write_text("edited", "utf-8")
    checked = run("check", *arguments)
    written = b"".join(path.read_bytes() for path in (project / "out").rglob("*") if path.is_file())

    assert (generated.code, checked.code) == (0, 1)
    assert set(asked) == {URL}
    assert (project / "out/api_example_com_client/client.py").is_file()
    assert "--spec https://api.example.com/v1/openapi.yaml --out out --allow-remote" in checked.out
    assert "planted-secret" not in generated.out + generated.err + checked.out + checked.err
    assert b"planted-secret" not in written


def test_an_address_that_cannot_be_had_keeps_its_secret(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the refusal nor a failed download repeats the keys of an address."""

    def fetch(url: str, limit: int) -> bytes:
        raise OSError("the server answered 404 Not Found")

    monkeypatch.setattr(document_module, "fetch", fetch)
    refused = run("lint", URL)
    failed = run("lint", URL, "--allow-remote")

    assert (refused.code, failed.code) == (2, 2)
    assert "404 Not Found" in failed.err
    assert "planted-secret" not in refused.err + failed.err


def test_an_address_without_a_host_is_refused(project: Path, run: Run) -> None:
    """What is no address ends in a message."""
    assert "error: the address" in run("lint", "https://[").err
    assert "error: the address" in run("lint", "https://").err
