"""Each client brings a twin of its API and a pytest plugin, named after the client and free of the description's texts."""

import ast
import importlib
import json
from dataclasses import replace
from types import ModuleType

import pytest

from specwright.emitters.data import emit_twin_overlay
from specwright.emitters.twin import emit_twin, twin_fixture, twin_name
from specwright.model.config import Config
from specwright.model.service import Service
from specwright.model.types import Json


@pytest.mark.parametrize(
    ("client", "name", "fixture"),
    [
        ("LibraryClient", "LibraryTwin", "library_twin"),
        ("Client", "ClientTwin", "client_twin"),
        ("TwoWordsClient", "TwoWordsTwin", "two_words_twin"),
    ],
)
def test_names_follow_the_client(config: Config, client: str, name: str, fixture: str) -> None:
    """Class and fixture have the name of the client's class."""
    renamed = replace(config, client_class=client)

    assert (twin_name(renamed), twin_fixture(renamed)) == (name, fixture)


def test_the_plugin_weighs_nothing(files: dict[str, str]) -> None:
    """While it is imported, the plugin imports pytest and the standard library alone."""
    tree = ast.parse(files["library_client/pytest_plugin.py"])
    modules = [
        name
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    ]

    assert modules == ["__future__", "typing", "pytest"]


def test_a_client_without_an_overlay_has_an_inferred_twin(package: ModuleType) -> None:
    """What one call stores another one reads, although nobody wrote down how the service behaves."""
    module = importlib.import_module(f"{package.__name__}.twin")

    with module.LibraryTwin() as twin, twin.client() as client:
        made = client.books.create(book={"id": "b7", "title": "Emma"})
        client.books.replace(made.id, if_match="*", body={"id": made.id, "title": "Persuasion"})
        read = client.books.get(made.id)

        assert read.title == "Persuasion"
        assert [call["operation"] for call in twin.journal] == ["createBook", "replaceBook", "getBook"]
        assert twin.credentials.keys() == {"token", "shelf_key", "username", "password"}


def test_an_overlay_is_written_where_there_is_one(library: Service, config: Config) -> None:
    """The difference that a twin needs travels as it is; without one there is no file."""
    overlay: Json = {
        "overlay": "1.1.0",
        "info": {"title": "T", "version": "1"},
        "actions": [{"target": "$", "update": {}}],
    }
    (file,) = emit_twin_overlay(replace(library, twin_overlay=overlay), config)

    assert file.path == "library_client/twin.overlay.json"
    assert json.loads(file.content) == overlay
    assert emit_twin_overlay(library, config) == []


@pytest.mark.parametrize("title", ['"""', "\\", "a\nimport os\n", "'''", "{{ 1 }}", "coding: cp037", "\u202e"])
def test_a_title_stays_a_text(library: Service, config: Config, title: str) -> None:
    """A hostile title changes no statement of the two modules but their docstrings."""

    def statements(service: Service) -> list[str]:
        trees = [ast.parse(file.content) for file in emit_twin(service, config)]
        for tree in trees:
            for node in ast.walk(tree):
                if (
                    isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                    and ast.get_docstring(node) is not None
                ):
                    node.body[0] = ast.Pass()
        return [ast.dump(tree) for tree in trees]

    assert statements(replace(library, title=title)) == statements(library)
