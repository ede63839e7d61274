"""Turns a service into the README of its client, every text of the description escaped for Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.checks import CheckModule
from specwright.emitters.checked import Checked
from specwright.emitters.checks import unchecked
from specwright.emitters.credentials import credentials_of
from specwright.emitters.docstrings import UNVERIFIED, sentence
from specwright.emitters.markdown import code_block, code_span, inline_text, table
from specwright.emitters.quick_start import quick_start
from specwright.emitters.render import render
from specwright.emitters.resource_tree import resource_tree
from specwright.emitters.servers import base_urls
from specwright.emitters.testing import fake_attribute, fake_name
from specwright.emitters.twin import twin_fixture, twin_name
from specwright.emitters.unverified import unverified_notes
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_readme"]


def emit_readme(service: Service, config: Config, checks: CheckModule) -> list[File]:
    """Write what a consumer reads first."""
    start = quick_start(service, config)
    text = render(
        "client/README.md.jinja",
        config=config,
        title=inline_text(service.title or config.name),
        api_version=inline_text(service.version),
        description=_paragraphs(service.docs.description),
        distribution=code_span(config.distribution),
        install=code_block(f"pip install {config.distribution}", language="sh"),
        quick_start=code_block(start.code) if start else "",
        single_call=start.single_call if start else "",
        fake=code_block(_fake(config, start.resource, start.method, start.single_call)) if start else "",
        twin=twin_name(config),
        fixture=twin_fixture(config),
        twin_extra=f"'{config.distribution}[twin]'",
        twin_test=code_block(_twin_test(config)),
        has_behaviour=service.twin_overlay is not None,
        asynchronous=code_block(_asynchronous(config, start.single_call)) if start else "",
        base_urls=[code_span(url) for url in base_urls(service.servers) if url],
        credentials=table(
            ("Argument", "Environment variable", "Use"),
            ((code_span(c.name), code_span(c.env), inline_text(c.text)) for c in credentials_of(service, config)),
        ),
        operations=table(("Method", "Request", "What it does"), _operations(service)),
        errors=table(("Class", "Code", "Status", "Meaning"), _errors(service)),
        notes=[
            f"{', '.join(code_span(place) for place in note.places)}: {inline_text(', '.join(note.subjects))}"
            for note in unverified_notes(service)
        ],
        skipped=[code_span(skipped.operation) for skipped in service.skipped],
        transitions=list(_transitions(service, checks)),
        unchecked=[code_span(name) for name in unchecked(checks)],
    )
    return [File("README.md", text.encode())]


def _transitions(service: Service, checks: CheckModule) -> Iterator[str]:
    checked = Checked(service, checks)
    for resource in resource_tree(service):
        for method in resource.methods:
            if checked.old_types(method.operation):
                yield code_span(f"{resource.attribute}.{method.name}")


def _operations(service: Service) -> Iterator[tuple[str, ...]]:
    for resource in resource_tree(service):
        for method in resource.methods:
            operation = method.operation
            marks = ["Deprecated."] if operation.docs.is_deprecated else []
            marks += [UNVERIFIED] if operation.docs.is_unverified else []
            yield (
                code_span(f"{resource.attribute}.{method.name}"),
                code_span(f"{operation.method.upper()} {operation.path}"),
                " ".join([inline_text(sentence(operation.summary)), *marks]).strip(),
            )


def _errors(service: Service) -> Iterator[tuple[str, ...]]:
    for code in service.error_codes:
        yield (
            code_span(f"errors.{code.name.python}"),
            code_span(code.name.wire),
            inline_text(", ".join(code.statuses)) or "any",
            inline_text(code.description),
        )


def _paragraphs(text: str) -> str:
    return "\n\n".join(filter(None, (inline_text(paragraph) for paragraph in text.replace("\r", "").split("\n\n"))))


def _asynchronous(config: Config, call: str) -> str:
    return (
        f"from {config.package} import Async{config.client_class}\n\n\n"
        f"async def main() -> None:\n"
        f"    async with Async{config.client_class}() as client:\n"
        f"        print(await {call.replace(chr(10), chr(10) + '    ')})"
    )


def _twin_test(config: Config) -> str:
    name, fixture = twin_name(config), twin_fixture(config)
    return (
        f"from {config.package}.twin import {name}\n"
        f"from your_package import your_function\n\n\n"
        f"def test_your_function({fixture}: {name}) -> None:\n"
        f"    with {fixture}.client() as client:\n"
        f"        your_function(client)\n"
        f'    assert [call["status"] for call in {fixture}.journal] == [200]'
    )


def _fake(config: Config, resource: str, method: str, call: str) -> str:
    fake = f"fake.{fake_attribute(resource)}.{method}"
    return (
        f"from {config.package}.testing import {fake_name(config)}\n\n\n"
        f"def test_my_code() -> None:\n"
        f"    fake = {fake_name(config)}()\n"
        f"    {fake}.returns_example()\n"
        f"    with fake.client() as client:\n"
        f"        {call.replace(chr(10), chr(10) + '    ')}\n"
        f"    assert len({fake}.calls) == 1"
    )
