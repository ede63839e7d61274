"""Turns a service into one plain-Python check for each request body, parameter set and response."""

from specwright.checks.compile import compile_checks, verify_checks
from specwright.checks.module import Check, CheckModule, PlacedKeyword, PlacedRule

__all__ = ["Check", "CheckModule", "PlacedKeyword", "PlacedRule", "compile_checks", "verify_checks"]
