"""Business rules: a declared profile of CEL, parsed, typed by the schema, and compiled to plain Python.

``build_rules`` reads and checks the rules of a body, ``compile_rule`` writes each as Python, ``inline`` gives the
source of what they call. ``check_expression`` and ``Expressions`` do the same for a condition that stands by itself.
"""

from specwright.rules.compile import CompiledRule, compile_rule
from specwright.rules.emit_expressions import Expressions, Parts
from specwright.rules.faults import Places, RuleError, Snippet
from specwright.rules.formats import FORMATS
from specwright.rules.inline import Inlined, inline
from specwright.rules.invert import invert
from specwright.rules.notes import Variable
from specwright.rules.rule import CheckedRule, check_expression
from specwright.rules.rule_set import RuleNode, RuleSet, build_rules
from specwright.rules.schema_types import SchemaTypes
from specwright.rules.sites import Site, list_key

__all__ = [
    "FORMATS",
    "CheckedRule",
    "CompiledRule",
    "Expressions",
    "Inlined",
    "Parts",
    "Places",
    "RuleError",
    "RuleNode",
    "RuleSet",
    "SchemaTypes",
    "Site",
    "Snippet",
    "Variable",
    "build_rules",
    "check_expression",
    "compile_rule",
    "inline",
    "invert",
    "list_key",
]
