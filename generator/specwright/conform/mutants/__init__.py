"""Turns a service into twins of it that are each wrong in one way, to measure what a campaign notices."""

from specwright.conform.mutants.catalog import mutants_of
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench

__all__ = ["Kind", "Mutant", "Workbench", "mutants_of"]
