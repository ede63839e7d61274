"""testing.py gives consumers a typed fake of the service for their own tests."""

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def fake(package: ModuleType) -> Any:
    """Give a fake of the library."""
    return package.testing.FakeLibrary()


def test_a_call_gets_the_documented_example(fake: Any, package: ModuleType) -> None:
    """Without anything queued, the answer is the description's own, read as the documented model."""
    with fake.client() as client:
        book = client.books.get("b1")

    assert isinstance(book, package.models.Book)
    assert book.title == "Emma"


def test_queued_answers_come_first_and_in_order(fake: Any, package: ModuleType) -> None:
    """Models and dicts can be queued; after them the example answers again."""
    fake.books.get.returns(package.models.Book(id="b2", title="Persuasion")).returns({"id": "b3", "title": "Sanditon"})

    with fake.client() as client:
        assert [client.books.get("b").title for _ in range(3)] == ["Persuasion", "Sanditon", "Emma"]


def test_an_example_is_chosen_by_name(fake: Any, package: ModuleType) -> None:
    """A documented refusal is an example like any other."""
    fake.books.get.returns_example("unknown")

    with fake.client() as client, pytest.raises(package.errors.NotFound) as caught:
        client.books.get("b1")

    assert isinstance(caught.value, package.errors.CODES["NOT_FOUND"])


def test_a_documented_code_brings_its_status_and_class(fake: Any, package: ModuleType) -> None:
    """`fails_with` puts the code where the service's errors have it."""
    fake.books.create.fails_with("TITLE_MISSING")

    with fake.client() as client, pytest.raises(package.errors.TitleMissing) as caught:
        client.books.create(book={"id": "b1", "title": ""})

    assert (caught.value.status_code, caught.value.code) == (400, "TITLE_MISSING")


def test_calls_are_recorded(fake: Any) -> None:
    """A test can look at what was asked, method by method and over all."""
    with fake.client() as client:
        client.books.get("b1")
        client.books.remove("b2")

    assert [call.operation for call in fake.calls] == ["getBook", "removeBook"]
    assert len(fake.books.get.calls) == 1
    assert len(fake.books.list.calls) == 0


def test_without_examples_an_unprepared_call_is_an_error(package: ModuleType) -> None:
    """A strict fake answers only what the test prepared."""
    fake = package.testing.FakeLibrary(use_examples=False)

    with fake.client() as client, pytest.raises(package.testing.UnexpectedCall, match="getBook"):
        client.books.get("b1")


def test_the_asynchronous_client_talks_to_the_same_fake(fake: Any) -> None:
    """One fake serves both kinds of client."""

    async def run() -> str:
        async with fake.async_client(strict=True) as client:
            return str((await client.books.get("b1")).title)

    assert asyncio.run(run()) == "Emma"
    assert len(fake.books.get.calls) == 1


def test_streams_are_played(fake: Any) -> None:
    """Items of a stream are queued like values."""
    fake.search.follow_log.streams({"id": "b1", "title": "Emma"}, {"id": "b2", "title": "Persuasion"})

    with fake.client() as client, client.search.follow_log() as stream:
        assert [book.id for book in stream] == ["b1", "b2"]


def test_a_resource_never_hides_what_the_fake_has(emit: Callable[[str], dict[str, str]]) -> None:
    """A tag `calls` becomes `calls_`, because `calls` are the recorded ones."""
    files = emit(
        """
        {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
        "operationId": "readA", "tags": ["calls"], "responses": {"204": {"description": "Nothing."}}}}}}
        """
    )

    assert "self.calls_ = CallsFake(self.transport)" in files["library_client/testing.py"]
