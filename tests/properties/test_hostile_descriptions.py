"""No text of a description becomes code, structure or a path, wherever in the description it stands."""

import ast
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from properties.hostile_clients import CONFIG, generate, imported, use
from properties.hostile_descriptions import VERSIONS, describe
from properties.hostile_texts import MUTATIONS, SENTINEL, TEXTS, Mutation, Texts, has_run, mutate
from properties.tree_shape import shape
from specwright.model.errors import InternalError, SpecwrightError
from specwright.model.output import File

BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PAYLOAD = f'"""\n__import__("builtins").__dict__.update({SENTINEL}=1)\n"""'
ENCODED_PAYLOAD = f'coding: utf-7 +AAo-__import__("builtins").__dict__.update({SENTINEL}=1)+AAo-#'
LISTS_OF_TEXTS = st.lists(TEXTS, min_size=1, max_size=24)


def modules(files: tuple[File, ...]) -> list[bytes]:
    """Give the Python that was written for this description, as Python reads it; the runtime is the same for all."""
    return [file.content for file in files if file.path.endswith(".py") and "/_runtime/" not in file.path]


def shapes(files: tuple[File, ...]) -> list[str]:
    """Give the shape of each module; the modules of resources bear names of the description, so there is no order.

    Values that happen to be alike share a function of checks.py, whose shape `tests/checks/test_modules.py` holds.
    """
    return sorted(shape(source) for source in modules(tuple(each for each in files if not _is_checks(each))))


def _is_checks(file: File) -> bool:
    return file.path == f"{CONFIG.package}/checks.py"


def content(files: tuple[File, ...], path: str) -> str:
    """Give a file as text."""
    return next(file.content.decode() for file in files if file.path == path)


def _leads_to_rules(token: Token) -> bool:
    """Say whether a token is the one link that pages have of themselves."""
    return token.type == "link_open" and token.attrs == {"href": "RULES.md"}


def outline(readme: str) -> list[str]:
    """List the blocks of a page but for paragraphs, of which a description may have several, and its programs' shapes."""
    found: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(readme):
        if token.type == "inline":
            kinds = {child.type for child in token.children or [] if not _leads_to_rules(child)}
            assert kinds <= {"text", "code_inline", "softbreak", "link_close"}
        elif not token.type.startswith("paragraph"):
            found.append(f"{token.type} {token.tag} {token.level} {token.info}")
            found.append(shape(token.content) if token.info == "python" else "")
    return found


@cache
def harmless(version: str) -> tuple[File, ...]:
    """Generate the client of the same description with one short word at each place."""
    return generate(describe(Texts(["word"]), version))


@cache
def harmless_shapes(version: str) -> list[str]:
    """Give the shapes that every other client of the description must have."""
    return shapes(harmless(version))


def expect_ordinary_files(files: tuple[File, ...]) -> None:
    """Hold what is so for the files of every client: they stay in their folder and can be read."""
    for file in files:
        assert re.fullmatch(r"[A-Za-z0-9_./-]{1,200}", file.path)
        assert not PurePosixPath(file.path).is_absolute()
        assert ".." not in PurePosixPath(file.path).parts
        if "/_runtime/" in file.path:
            continue
        text = file.content.decode("utf-8")
        if file.path.endswith(".json"):
            json.loads(text)
        if file.path in {"README.md", "RULES.md"}:
            assert not {unicodedata.category(letter) for letter in set(text) - {"\n"}} & {"Cc", "Cs", "Zl", "Zp"}
            assert not BIDIRECTIONAL.search(text)
        else:
            assert text.replace("\n", "").isprintable(), file.path
    for source in modules(files):
        ast.parse(source)
    project = tomllib.loads(content(files, "pyproject.toml"))
    assert project.keys() == {"build-system", "project", "tool"}
    assert project["project"]["name"] == CONFIG.distribution
    assert project["project"]["dependencies"] == ["httpx2>=2.16,<3", "pydantic>=2.12,<3"]


def expect_nothing_runs(files: tuple[File, ...]) -> None:
    """Hold that neither generating nor importing ran what a text says."""
    with imported(files) as package:
        use(package)
    assert not has_run()


def expect_the_same_client(files: tuple[File, ...], version: str) -> None:
    """Hold that a client is the harmless one but for names and texts."""
    same = harmless(version)
    assert len(files) == len(same)
    assert shapes(files) == harmless_shapes(version)
    assert outline(content(files, "README.md")) == outline(content(same, "README.md"))
    assert outline(content(files, "RULES.md")) == outline(content(same, "RULES.md"))


def expect_no_code(texts: list[str], version: str, *, as_yaml: bool) -> None:
    """Hold all of this for a description that has these texts everywhere."""
    document = describe(Texts(texts), version)

    files = generate(document, as_yaml=as_yaml)

    expect_ordinary_files(files)
    expect_the_same_client(files, version)
    assert json.loads(content(files, f"{CONFIG.package}/description.json")) == document
    expect_nothing_runs(files)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(texts=LISTS_OF_TEXTS, version=st.sampled_from(VERSIONS), as_yaml=st.sampled_from([False, False, False, True]))
@example(texts=[PAYLOAD], version="3.0.3", as_yaml=True)
@example(texts=[ENCODED_PAYLOAD], version="3.1.0", as_yaml=False)
def test_no_text_becomes_code(texts: list[str], version: str, as_yaml: bool) -> None:
    """With hostile texts at each of some 300 places the client is the harmless one but for names and texts.

    Its modules parse to the same trees, its README has the same blocks, its other files can be read and hold the texts
    as they are; no file leaves the folder; and neither generating nor importing it runs a text.
    """
    expect_no_code(texts, version, as_yaml=as_yaml)


def expect_a_clear_error(error: SpecwrightError) -> None:
    """Hold that an error blames the description, and says where and what."""
    assert not isinstance(error, InternalError)
    assert error.problems
    assert all(problem.what and problem.where.file for problem in error.problems)
    assert not has_run()


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), version=st.sampled_from(VERSIONS), mutations=MUTATIONS)
def test_every_text_in_the_wrong_place_is_answered(texts: list[str], version: str, mutations: list[Mutation]) -> None:
    """A text where a keyword, a reference, a type, a status or a whole object belongs gives a client or one clear error.

    Of such a client nothing else is known than that its files can be read, stay in their folder, and run no text.
    """
    document: Mapping[str, Any] = mutate(describe(Texts(texts), version), mutations)

    try:
        files = generate(document)
    except SpecwrightError as error:
        expect_a_clear_error(error)
    else:
        expect_ordinary_files(files)
        expect_nothing_runs(files)


def raw_docstring(text: str, _indent: int = 0) -> str:
    """Write a docstring as somebody would who trusts descriptions."""
    return f'"""{text}"""'


def raw_toml(text: str) -> str:
    """Write a string of TOML as somebody would who trusts descriptions."""
    return f'"{text}"'


def raw_literal(value: object) -> str:
    """Write a literal as somebody would who trusts descriptions."""
    return f"'{value}'" if isinstance(value, str) else repr(value)


@pytest.mark.parametrize(
    ("place", "replacement", "text"),
    [
        ("resources.docstring", raw_docstring, PAYLOAD),
        ("models.docstring", raw_docstring, PAYLOAD),
        ("errors.docstring", raw_docstring, 'a"""\n    b = 1\n    """'),
        ("operations.literal", raw_literal, "'+str(1)+'"),
        ("models.literal", raw_literal, "')] | int | Annotated[str, Field(alias='"),
        ("readme.inline_text", str, "<b>"),
        ("readme.inline_text", str, "a\n\n# b"),
        ("packaging.toml_string", raw_toml, '"\n[tool.other]\na = "'),
    ],
    ids=["method", "model", "error", "descriptor", "alias", "html", "heading", "metadata"],
)
def test_the_property_sees_a_text_that_is_not_escaped(
    monkeypatch: pytest.MonkeyPatch, place: str, replacement: Callable[..., str], text: str
) -> None:
    """The property above can fail: without any one of the escapes it does."""
    harmless("3.1.0")
    monkeypatch.setattr(f"specwright.emitters.{place}", replacement)

    with pytest.raises((AssertionError, SyntaxError, tomllib.TOMLDecodeError)):
        expect_no_code([text], "3.1.0", as_yaml=False)


def test_a_text_that_runs_is_seen() -> None:
    """The search for traces can find one."""
    exec(PAYLOAD.strip('"').strip(), {})  # noqa: S102 - the planted text

    assert has_run()
    assert not has_run()
