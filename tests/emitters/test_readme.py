"""The README shows a program that runs, and no text of the description can change its structure."""

import re
from dataclasses import replace
from types import ModuleType

import httpx2
import pytest

from specwright.checks import compile_checks
from specwright.emitters.markdown import code_block, code_span, inline_text, table
from specwright.emitters.readme import emit_readme
from specwright.model.config import Config
from specwright.model.service import Service


def blocks(text: str) -> list[str]:
    """Find the Python programs of a README."""
    return re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_quick_start_lives_an_objects_life(
    files: dict[str, str], package: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program shown runs as it stands: it creates, reads, changes and lists with the documented examples."""
    sent: list[tuple[str, str]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append((request.method, request.url.path))
        if request.url.path.endswith("/books") and request.method == "GET":
            return httpx2.Response(200, json={"items": [], "total": 0})
        return httpx2.Response(200, json={"id": "b1", "title": "Emma"}, headers={"etag": '"1"'})

    program = blocks(files["README.md"])[0]
    monkeypatch.setattr("library_client._runtime._client.Pools", lambda: httpx2.MockTransport(answer))
    program = re.sub(r'Path\("[a-z]+\.pdf"\)', 'b"content"', program)

    exec(compile(program, "README.md", "exec"), {})  # noqa: S102 - the program under test

    assert sent == [
        ("POST", "/api/books"),
        ("GET", "/api/books/b1"),
        ("PUT", "/api/books/b1"),
        ("GET", "/api/books"),
    ]


def test_every_program_compiles(files: dict[str, str]) -> None:
    """All Python shown is Python."""
    programs = blocks(files["README.md"])

    assert len(programs) == 4
    for program in programs:
        compile(program, "README.md", "exec")


def test_credentials_errors_operations_and_doubts_are_listed(files: dict[str, str]) -> None:
    """The tables name what a consumer looks for."""
    text = files["README.md"]

    assert "| `token` | `LIBRARY_TOKEN` |" in text
    assert "| `errors.TitleMissing` | `TITLE_MISSING` | 400 | The book has no title |" in text
    assert "| `books.remove` | `DELETE /books/{bookId}` | Remove a book. Deprecated. |" in text
    assert "`models.Book`: the member `lent_on`" in text


HOSTILE = [
    "a | b",
    "`",
    "``` \n# x",
    "\n\n# heading",
    "<script>",
    "[x](y)",
    "- item",
    "1. item",
    "=====",
    "a\u202eb",
    "| --- |",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_in_its_cell(library: Service, config: Config, text: str) -> None:
    """Hostile summaries leave every table with its rows and columns, and add no heading."""
    operations = tuple(replace(operation, summary=text) for operation in library.operations)
    codes = tuple(replace(code, description=text) for code in library.error_codes)
    checks = compile_checks(library, has_responses=False)
    (file,) = emit_readme(replace(library, operations=operations, error_codes=codes, title=text), config, checks)
    (plain,) = emit_readme(library, config, checks)

    def shape(content: str) -> list[object]:
        lines = re.sub(r"^```.*?^```", "", content, flags=re.MULTILINE | re.DOTALL).splitlines()
        return [
            re.sub(r"\\\|", "", line).count("|") if line.startswith("|") else line if line.startswith("#") else None
            for line in lines
        ]

    assert shape(file.content.decode()) == shape(plain.content.decode())


@pytest.mark.parametrize("text", ["a", "`a`", "a``b", "|", "", "`"])
def test_code_is_quoted_with_more_backticks_than_it_has(text: str) -> None:
    """The delimiters of a code span never occur within it."""
    span = code_span(text)
    fence = span[: len(span) - len(span.lstrip("`"))]

    assert span.endswith(fence)
    assert fence not in text or not fence


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    """Code that shows a fence stays inside its own."""
    assert code_block("```\nx\n```").startswith("````python\n")


def test_a_table_without_rows_is_nothing() -> None:
    """No heading stands alone."""
    assert table(("A",), ()) == ""
    assert inline_text("`a|b` *c*") == "`a\\|b` \\*c\\*"
