"""Turns the rules of a service into ``RULES.md``: each in words and as written, with a good and a bad example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.checks import Check, CheckModule
from specwright.emitters.checked import has_value_before
from specwright.emitters.checks import unchecked
from specwright.emitters.keyword_codes import keyword_rows
from specwright.emitters.markdown import code_block, code_span, inline_text, table, visible
from specwright.emitters.render import render
from specwright.emitters.resource_tree import resource_tree
from specwright.emitters.rule_places import PlacedEntry, placed, placed_entries, request_document
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Operation, Service
from specwright.model.types import Json

__all__ = ["RULES_PATH", "emit_rules_page"]

RULES_PATH: Final = "RULES.md"
_WIDTH: Final = 110


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule; all of it is Markdown."""

    id: str
    message: str
    facts: str
    expression: str
    place: str
    valid: str
    invalid: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request that examples are patches on; all of it is Markdown."""

    title: str
    document: str


def emit_rules_page(service: Service, config: Config, checks: CheckModule) -> list[File]:
    """Write the page that says what requests are checked for."""
    writer = _Writer(service, checks)
    text = render(
        "client/RULES.md.jinja",
        title=inline_text(service.title or config.name),
        rules=writer.rules(),
        requests=writer.requests,
        codes=table(("Where", "Keyword", "Code"), keyword_rows(service, checks)),
        unchecked=[code_span(name) for name in unchecked(checks)],
    )
    return [File(RULES_PATH, text.encode())]


class _Writer:
    """Writes rules in the order they are judged in; the same rule in several requests is one."""

    def __init__(self, service: Service, checks: CheckModule) -> None:
        self._service = service
        self._checks = checks
        self._operations = {operation.name.wire: operation for operation in service.operations}
        self._methods = {
            method.operation.name.wire: f"{resource.attribute}.{method.name}"
            for resource in resource_tree(service)
            for method in resource.methods
        }
        self._codes = {code.name.wire: code.name.python for code in service.error_codes}
        self.requests: list[RequestView] = []
        self._numbers: dict[str, int] = {}

    def rules(self) -> list[RuleView]:
        """Write all rules, and with them the requests that their examples are about."""
        found: dict[str, list[tuple[Check, PlacedEntry]]] = {}
        for check in self._checks.checks:
            by_id = {_text(each.entry, "id"): each for each in self._entries(check)}
            has_old = has_value_before(self._operations[check.operation])
            for rule in self._checks.rules:
                if rule.check == check.name and rule.id in by_id and (has_old or not rule.is_transition):
                    found.setdefault(_mark(by_id[rule.id]), []).append((check, by_id[rule.id]))
        return [self._rule(uses) for uses in found.values()]

    def _entries(self, check: Check) -> Iterator[PlacedEntry]:
        if check.has_rules:
            yield from placed_entries(self._operations[check.operation], check.media_type, self._service)

    def _rule(self, uses: list[tuple[Check, PlacedEntry]]) -> RuleView:
        check, first = uses[0]
        entry = first.entry
        invalid = _examples(entry, "invalid")[:1]
        # The best one to read beside the bad one is about the same case.
        valid = sorted(_examples(entry, "valid"), key=lambda patch: -_likeness(patch, invalid))[:1]
        has_examples = first.example is not None and bool(valid) and bool(invalid)
        is_assumed = _source(entry).get("confidence") == "assumed"
        return RuleView(
            id=code_span(_text(entry, "id")),
            message=inline_text(_text(entry, "message")),
            facts=table(("Fact", "Value"), self._facts(uses)),
            expression=code_block(visible(_expression(entry)), language="cel"),
            place=self._request(check, first) if has_examples else "",
            valid=_json_block(valid[0]) if has_examples else "",
            invalid=_json_block(invalid[0]) if has_examples else "",
            outcome="Warned of" if is_assumed else "Refused",
        )

    def _facts(self, uses: list[tuple[Check, PlacedEntry]]) -> Iterator[tuple[str, str]]:
        entry = uses[0][1].entry
        code, source = _text(entry, "code"), _source(entry)
        yield "Code", f"{code_span(code)}: {code_span(f'errors.{self._codes.get(code, code)}')}" if code else "none"
        yield "Judged in", ", ".join(dict.fromkeys(self._where(check, place.pointer) for check, place in uses))
        if "fieldPath" in entry:
            yield "Told at", code_span(_text(entry, "fieldPath"))
        confidence = "assumed" if source.get("confidence") == "assumed" else "documented"
        yield "Known from", ", ".join(filter(None, [confidence, inline_text(_text(source, "doc"))]))
        if "quote" in source:
            yield "In their words", inline_text(_text(source, "quote"))
        after = entry.get("after")
        if isinstance(after, list) and after:
            yield "Judged after", ", ".join(code_span(str(id_)) for id_ in after)
        if any(rule.is_transition and rule.id == entry.get("id") for rule in self._checks.rules):
            yield "Judged where", "the value before is known: `old`"

    def _where(self, check: Check, pointer: str) -> str:
        method = code_span(self._methods.get(check.operation, check.operation))
        part = "parameters" if check.kind == "parameters" else "body"
        return f"{method} ({part}{f', {code_span(pointer)}' if pointer else ''})"

    def _request(self, check: Check, place: PlacedEntry) -> str:
        """Say which request the examples change, and where in it."""
        operation: Operation = self._operations[check.operation]
        document = placed(request_document(operation, check.media_type, self._service), place.pointer, place.example)
        text = json.dumps([check.operation, check.media_type, document])
        if text not in self._numbers:
            self._numbers[text] = len(self._numbers) + 1
            kind = f"Body of {code_span(check.operation)}, {code_span(check.media_type)}"
            title = kind if check.kind == "body" else f"Parameters of {code_span(check.operation)}"
            self.requests.append(RequestView(title, _json_block(document)))
        number = self._numbers[text]
        at = f"at {code_span(place.pointer)}" if place.pointer else "as a whole"
        return f"[request {number}](#request-{number}), {at}"


def _mark(place: PlacedEntry) -> str:
    said = {key: value for key, value in place.entry.items() if key != "examples"}
    return json.dumps(said, sort_keys=True)


def _text(entry: Mapping[str, Json], key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) else ""


def _source(entry: Mapping[str, Json]) -> Mapping[str, Json]:
    source = entry.get("source")
    return source if isinstance(source, dict) else {}


def _expression(entry: Mapping[str, Json]) -> str:
    """Write the condition as the description has it."""
    let = entry.get("let")
    named = [f"let {name} = {text}" for name, text in (let if isinstance(let, dict) else {}).items()]
    when = [f"when {_text(entry, 'when')}"] if "when" in entry else []
    return "\n".join([*when, *named, _text(entry, "rule") or json.dumps(entry.get("rule"))])


def _examples(entry: Mapping[str, Json], kind: str) -> list[Json]:
    examples = entry.get("examples")
    patches = examples.get(kind) if isinstance(examples, dict) else None
    return patches if isinstance(patches, list) else []


def _likeness(patch: Json, others: list[Json]) -> int:
    """Count the members that a patch sets to the same value as the first of others."""
    other = others[0] if others else None
    if not isinstance(patch, dict) or not isinstance(other, dict):
        return 0
    return sum(1 for name, value in patch.items() if name in other and other[name] == value)


def _json_block(value: Json) -> str:
    return code_block(visible("\n".join(_json_lines(value, ""))), language="json")


def _json_lines(value: Json, margin: str) -> list[str]:
    """Write a value on one line where that is short, else a member or item a line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(margin + flat) <= _WIDTH or not value or not isinstance(value, (dict, list)):
        return [flat]
    below = f"{margin}  "
    keys = (
        [f"{json.dumps(key, ensure_ascii=False)}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    )
    written = [_json_lines(each, below) for each in (value.values() if isinstance(value, dict) else value)]
    lines = ["{" if isinstance(value, dict) else "["]
    for index, (key, inner) in enumerate(zip(keys, written, strict=True)):
        comma = "," if index < len(keys) - 1 else ""
        lines += [f"{below}{key}{inner[0]}", *inner[1:]]
        lines[-1] += comma
    return [*lines, margin + ("}" if isinstance(value, dict) else "]")]
