"""pyproject.toml is valid whatever the description says."""

import tomllib
from dataclasses import replace

import pytest

from specwright.emitters.packaging import emit_pyproject, toml_string
from specwright.model.config import Config
from specwright.model.service import Service

HOSTILE = ['"', "\u00ad", '"""', "\\", "a\nb", "\x00\x7f", "\u202e", "\ud800", "é", "[project]", "'''", "a = 1 # b"]


def test_it_names_the_distribution_and_its_dependencies(files: dict[str, str]) -> None:
    """A client asks for pydantic and httpx2, and for nothing else."""
    project = tomllib.loads(files["pyproject.toml"])["project"]

    assert (project["name"], project["version"], project["requires-python"]) == ("library-client", "0.1.0", ">=3.11")
    assert project["dependencies"] == ["httpx2>=2.16,<3", "pydantic>=2.12,<3"]


def test_the_wheel_holds_the_package(files: dict[str, str]) -> None:
    """The build is told which folder to pack, and the package is marked as typed."""
    settings = tomllib.loads(files["pyproject.toml"])["tool"]["hatch"]["build"]["targets"]

    assert settings["wheel"]["packages"] == ["library_client"]
    assert files["library_client/py.typed"] == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_comes_back(text: str) -> None:
    """Whatever is written as a TOML string is read as the same text; a lone surrogate, which TOML cannot hold, is replaced."""
    written = toml_string(text)

    assert tomllib.loads(f"x = {written}")["x"] == text.replace("\ud800", "\ufffd")
    assert written.isprintable()


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()] + ["a\nb"])
def test_a_title_cannot_leave_its_string(library: Service, config: Config, text: str) -> None:
    """A hostile title changes the summary and no other key."""
    (file,) = emit_pyproject(replace(library, title=text), config)
    settings = tomllib.loads(file.content.decode())

    assert settings["project"].pop("description").startswith("Typed Python client of")
    (plain,) = emit_pyproject(library, config)
    expected = tomllib.loads(plain.content.decode())
    del expected["project"]["description"]
    assert settings == expected


def test_the_runtime_is_copied_verbatim(files: dict[str, str]) -> None:
    """Below one line of origin, every module of the runtime is what this repository has."""
    from importlib import resources

    folder = resources.files("specwright.runtime")
    names = {module.name for module in folder.iterdir() if module.name.endswith(".py")}

    copied = {path.rpartition("/")[2]: text for path, text in files.items() if "/_runtime/" in path}
    assert copied.keys() == names
    for name, text in copied.items():
        first, _, rest = text.partition("\n")
        assert first.startswith("# Copied verbatim")
        assert rest == folder.joinpath(name).read_text("utf-8")
