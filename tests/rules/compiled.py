"""Compiles expressions and rules in memory, as a generated module would hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from specwright.model.location import Location
from specwright.model.types import Json, Schema
from specwright.rules.compile import compile_rule
from specwright.rules.emit_expressions import Expressions, Parts
from specwright.rules.faults import Places, Snippet
from specwright.rules.inline import inline
from specwright.rules.notes import Variable
from specwright.rules.rule import CheckedRule, check_expression
from specwright.rules.rule_set import build_rules
from specwright.rules.schema_types import SchemaTypes
from specwright.rules.types import Type

__all__ = ["Program", "module", "program", "rule_functions", "rules_of"]


def module(parts: Parts, *definitions: str) -> str:
    """Put together the text of a module: imports, prelude, constants, functions."""
    inlined = inline(parts.prelude)
    imports = sorted({"import re", "from typing import Any", *inlined.imports})
    constants = [f"{name} = {text}" for name, text in parts.constants.items()]
    return "\n\n".join(["from __future__ import annotations", *imports, inlined.source, *constants, *definitions])


def load(source: str) -> dict[str, Any]:
    """Run the text of a module."""
    names: dict[str, Any] = {"__name__": "compiled"}
    exec(compile(source, "<compiled>", "exec"), names)  # noqa: S102 - what the compiler wrote is what is under test
    return names


@dataclass(frozen=True)
class Program:
    """One expression as Python: its value, or an error of the kinds that count as violated."""

    source: str
    evaluate: Callable[[Any, Any], Any]


def program(text: str, type_: Type) -> Program:
    """Compile one condition over ``self`` and ``oldSelf``."""
    variables = {"self": Variable(type_, ("self",)), "oldSelf": Variable(type_, ("oldSelf",))}
    node, notes = check_expression(Snippet(text), variables)
    parts = Parts()
    body = Expressions(notes, parts, variables, {}).text(node)
    source = module(parts, f"def evaluate(doc: Any, old: Any) -> Any:\n    return {body}")
    return Program(source, load(source)["evaluate"])


def rules_of(
    schema: dict[str, Json], *, schemas: Mapping[str, Schema] | None = None, **options: Any
) -> tuple[CheckedRule, ...]:
    """Check the rules of a schema."""
    where = Location("api.yaml", "/components/schemas/Body")
    return build_rules(schema, where=where, schemas=schemas or {}, places=Places(), **options).rules


def rule_functions(schema: dict[str, Json], **options: Any) -> dict[str, Callable[..., Any]]:
    """Compile the rules of a schema: functions by the ids of rules, and places by ``id@``."""
    parts = Parts()
    rules = rules_of(schema, **options)
    compiled = [compile_rule(rule, parts, name=f"rule_{index}") for index, rule in enumerate(rules)]
    names = load(module(parts, *(rule.source for rule in compiled)))
    holds = {rule.id: names[rule.name] for rule in compiled}
    return holds | {f"{rule.id}@": names[f"{rule.name}_at"] for rule in compiled}


def type_of(schema: Json) -> Type:
    """Find the type of a schema that refers to nothing."""
    return SchemaTypes({}).type_of(schema)
