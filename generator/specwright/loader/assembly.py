"""Puts a service together from its parts, and decides what a problem costs: the run, or one operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from specwright.loader.behaviour import read_behaviour
from specwright.loader.bundle import bundle
from specwright.loader.context import Context
from specwright.loader.docs import read_docs
from specwright.loader.document import Document
from specwright.loader.error_codes import find_error_codes
from specwright.loader.findings import Scope, place, to_error
from specwright.loader.named_schemas import NamedSchemas
from specwright.loader.operations import DUPLICATE, ReadOperation, read_operations
from specwright.loader.paging import find_paging
from specwright.loader.schemas import TypeReader
from specwright.loader.security import read_schemes
from specwright.loader.servers import read_servers
from specwright.loader.settings import SETTINGS_FILE
from specwright.loader.source import Node, Source
from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem, Severity
from specwright.model.location import Location
from specwright.model.service import Operation, Service, SkippedOperation
from specwright.model.types import Json

__all__ = ["assemble"]


def assemble(context: Context, config: Config | None, *, keep_going: bool) -> Service:
    """Read everything, then raise what is wrong or report what is left out.

    Raises:
        SpecwrightError: something is wrong, and going on was not asked for or is not possible.
    """
    root = context.document.root
    types = TypeReader(context)
    servers = read_servers(root, context)
    schemes = read_schemes(root, servers, context)
    named = NamedSchemas(context, types)
    # Before the operations, so that these meet the schemas that others refer to under their keys.
    named.define()
    read = read_operations(context, types, schemes)
    behaviour, declared = read_behaviour(((each.title, each.node) for each in read), context)
    schemas = named.read()
    _raise_any([declared])
    if not keep_going:
        _raise_any([context.findings.scope, *(each.scope for each in read), *context.registry.scopes.values()])
    elif not isinstance(root.members.get("paths", {}), dict):
        _raise_any([context.findings.scope])
    context.findings.demote(context.findings.scope)
    operations, skipped = _sort_out(read, config, context)
    for scope in context.registry.scopes.values():
        context.findings.demote(scope)
    _tell_what_is_not_read(root, context)
    for idle in context.document.idle_overlays():
        context.findings.tell(idle)
    info = root.get("info") or Node({}, root.source, "")
    service = Service(
        title=_spell(info.members.get("title")),
        version=_spell(info.members.get("version")),
        openapi=_spell(root.members.get("openapi")),
        docs=replace(read_docs(info), title=info.text("summary") or info.text("title")),
        servers=servers,
        tags=_tags(root),
        schemas=schemas,
        security_schemes=schemes,
        operations=tuple(operations),
        skipped=tuple(skipped),
        sources={name: source.sha256 for name, source in sorted(_files(context.document).items())},
        document=bundle(context.document),
        behaviour=behaviour,
    )
    service = replace(service, operations=tuple(find_paging(operation, schemas) for operation in operations))
    service = find_error_codes(service, config)
    return replace(service, warnings=context.findings.warnings())


def _files(document: Document) -> Mapping[str, Source]:
    return {**document.sources, **document.overlays}


def _spell(value: Json) -> str:
    # `version: 1.0` is a number to YAML.
    return value if isinstance(value, str) else "" if value is None or isinstance(value, (dict, list)) else str(value)


def _tags(root: Node) -> dict[str, str]:
    listed = root.get("tags")
    return {tag.text("name"): tag.text("description") for tag in (listed.items() if listed else []) if tag.text("name")}


def _raise_any(scopes: Iterable[Scope]) -> None:
    errors: dict[Problem, Source | None] = {}
    for scope in scopes:
        errors.update(scope.errors)
    if errors:
        raise to_error(errors)


def _tell_what_is_not_read(root: Node, context: Context) -> None:
    webhooks = root.get("webhooks")
    if webhooks is not None and webhooks.members:
        count = len(webhooks.members)
        what = f"{count} webhook{'s are' if count > 1 else ' is'} left out: a client sends requests, it receives none"
        context.findings.warn(webhooks, what, rule="webhooks")


def _sort_out(
    read: list[ReadOperation], config: Config | None, context: Context
) -> tuple[list[Operation], list[SkippedOperation]]:
    operations: list[Operation] = []
    skipped: list[SkippedOperation] = []
    left_out = _left_out(read, config)
    has_broken = any(scope.errors for scope in context.registry.scopes.values())
    for each in read:
        errors = {problem: source for problem, source in each.scope.errors.items() if problem.rule != DUPLICATE}
        duplicates = Scope(
            {problem: source for problem, source in each.scope.errors.items() if problem.rule == DUPLICATE}
        )
        context.findings.demote(duplicates)
        for key in _closure(each.scope.uses, context) if has_broken else ():
            errors.update(context.registry.scopes[key].errors)
        if each.title in left_out:
            problem = Problem(each.node.where, "client.skip of specwright.toml names it", "", "skip", Severity.WARNING)
            skipped.append(SkippedOperation(each.title, place(problem, each.node.source)))
        elif errors:
            problem, source = next(iter(errors.items()))
            skipped.append(SkippedOperation(each.title, place(problem, source)))
        elif each.operation is not None:
            operations.append(each.operation)
    return operations, skipped


def _left_out(read: list[ReadOperation], config: Config | None) -> set[str]:
    """Take the operations that the settings leave out.

    Raises:
        ConfigError: one of them is no operation (any more).
    """
    names = set(config.skip) if config is not None else set[str]()
    stale = names - {each.title for each in read}
    if stale:
        what = f"client.skip names no operation: {', '.join(sorted(stale))}"
        close = [match for name in sorted(stale) for match in get_close_matches(name, [each.title for each in read], 1)]
        hint = f"Did you mean {', '.join(close)}?" if close else "Remove the name, or correct it."
        raise ConfigError(Problem(Location(SETTINGS_FILE), what, hint, "settings"))
    return names


def _closure(uses: Iterable[str], context: Context) -> list[str]:
    """List the schemas that can be reached from some."""
    reached: dict[str, None] = {}
    pending = list(uses)
    while pending:
        key = pending.pop()
        if key not in reached and key in context.registry.scopes:
            reached[key] = None
            pending += context.registry.scopes[key].uses
    return list(reached)
