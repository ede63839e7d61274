"""Turns a service into the module of its checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from specwright.checks.catalog import Catalog, Document
from specwright.checks.entries import Entries, Entry, Use, read_entries
from specwright.checks.entry_text import entry_text
from specwright.checks.function_text import function_text
from specwright.checks.functions import Functions
from specwright.checks.judging import Shop
from specwright.checks.literals import literal, set_literal
from specwright.checks.module import Check, CheckModule, PlacedKeyword, module_text
from specwright.checks.rule_tables import EntryRules, RuleTables
from specwright.checks.spots import Navigator
from specwright.checks.statements import statements
from specwright.checks.walking import RuleWalk
from specwright.model.errors import DescriptionError, SpecwrightError, UnsupportedFeatureError
from specwright.model.location import Location, escape_pointer_token
from specwright.model.service import Service
from specwright.model.types import Json, Schema
from specwright.rules.faults import Places
from specwright.rules.formats import FORMATS

__all__ = ["compile_checks", "schema_catalog", "verify_checks"]


def compile_checks(
    service: Service, *, places: Places | None = None, has_responses: bool = True, keep_going: bool = False
) -> CheckModule:
    """Compile the checks of all request bodies and parameter sets, with their rules, and of all responses, without.

    With ``keep_going``, a check that cannot be made is told in ``left_out`` instead of ending the run.

    Raises:
        DescriptionError: a schema or a rule is wrong; all problems are told at once.
        UnsupportedFeatureError: it is right, but uses what is not supported.
    """
    return _written(service, places, has_responses=has_responses, keep_going=keep_going).module()


def verify_checks(service: Service, *, places: Places | None = None, has_responses: bool = True) -> None:
    """Find out whether the checks can be compiled, which takes less time than to compile them.

    Raises:
        DescriptionError: a schema or a rule is wrong; all problems are told at once.
        UnsupportedFeatureError: it is right, but uses what is not supported.
    """
    _written(service, places, has_responses=has_responses, keep_going=False)


def _written(service: Service, places: Places | None, *, has_responses: bool, keep_going: bool) -> _Compiler:
    compiler = _Compiler(service, places or Places(), has_responses=has_responses)
    compiler.write()
    errors = compiler.errors()
    if errors and not keep_going:
        raise join_errors(errors)
    return compiler


def schema_catalog(schemas: Mapping[str, Schema], places: Places) -> Catalog:
    """Make the schemas of a service one document, whose pointers lead back to where each was written."""

    def locate(pointer: str) -> Location:
        token, slash, inner = pointer.removeprefix("/$defs/").partition("/")
        where = schemas[token.replace("~1", "/").replace("~0", "~")].where
        return places.complete(Location(where.file, where.pointer + slash + inner))

    definitions: dict[str, Json] = {key: schema.definition for key, schema in schemas.items()}
    return Catalog({"": Document({"$defs": definitions}, locate)})


@dataclass(slots=True, eq=False)
class _Written:
    """What became of an entry: its function, and why there is none."""

    entry: Entry
    name: str
    text: str = ""
    rules: EntryRules | None = None
    error: SpecwrightError | None = None


class _Compiler:
    """Writes all functions, then keeps those of the checks that came out whole."""

    def __init__(self, service: Service, places: Places, *, has_responses: bool) -> None:
        self._entries: Entries = read_entries(service, has_responses=has_responses)
        self._catalog = schema_catalog(self._entries.schemas, places)
        self._navigator = Navigator(self._catalog)
        self._functions = Functions(self._navigator)
        codes = {code.name.wire for code in service.error_codes} or None
        self._shop = Shop(self._navigator, self._functions, statements, codes, frozenset(FORMATS))
        self._walk = RuleWalk(self._shop)
        self._changes = RuleWalk(self._shop, "changes")
        self._tables = RuleTables(self._walk, self._changes, self._catalog, self._entries.schemas, codes, places)
        self._written: dict[Entry, _Written] = {}

    def write(self) -> None:
        """Write each check, and every function that it calls."""
        for entry in dict.fromkeys(use.entry for use in self._entries.uses):
            written = _Written(entry, self._functions.unique(f"check_{entry.name}"))
            self._written[entry] = written
            self._functions.begin(written.name)
            try:
                self._write(written)
            except SpecwrightError as error:
                written.error = error
        self._functions.write_all(partial(function_text, self._walk, self._changes))
        for written in self._written.values():
            reached = self._functions.reached([written.name])
            errors = [
                error for name, failures in self._functions.failures.items() if name in reached for error in failures
            ]
            if written.error is None and errors:
                written.error = join_errors(errors)

    def _write(self, written: _Written) -> None:
        entry = written.entry
        position = self._catalog.at("", f"/$defs/{escape_pointer_token(entry.key)}")
        spot = self._navigator.enter(position, direction=entry.direction)
        written.rules = self._tables.add(entry, written.name, spot)
        if written.rules is None:
            spot = self._navigator.settle(spot)
        written.text = entry_text(self._functions, written.name, spot, written.rules)

    def errors(self) -> list[SpecwrightError]:
        """List why checks could not be made."""
        return [written.error for written in self._written.values() if written.error is not None]

    def module(self) -> CheckModule:
        """Put the module together."""
        checks = {use: _check(use, self._written[use.entry]) for use in self._entries.uses}
        left_out = tuple(
            (check, error.problems)
            for use, check in checks.items()
            if (error := self._written[use.entry].error) is not None
        )
        whole = [written for written in self._written.values() if written.error is None]
        names = [written.name for written in whole]
        kept = tuple(check for check in checks.values() if check.name in names)
        return CheckModule(
            text=self._text(whole, kept),
            checks=kept,
            rules=tuple(rule for rule in self._tables.placed if rule.check in names),
            keywords=self._keywords(),
            left_out=left_out,
        )

    def _text(self, whole: list[_Written], checks: tuple[Check, ...]) -> str:
        functions, tables = self._functions, self._tables
        reached = functions.reached(written.name for written in whole)
        used = [table for written in whole if written.rules is not None for table in written.rules.tables]
        assumed = {
            written.name: [rule.id for rule in tables.placed if rule.check == written.name and rule.is_assumed]
            for written in whole
        }
        rows = ", ".join(f"{literal(name)}: {set_literal(list(ids))}" for name, ids in assumed.items() if ids)
        definitions = [
            *(source for name, source in functions.sources.items() if name in reached),
            *(f"{table}: Final[tuple[Rule, ...]] = {tables.tables[table]}" for table in used),
            *(written.text for written in whole),
            f"ASSUMED: Final[Mapping[str, frozenset[str]]] = {{{rows}}}",
        ]
        constants = {**tables.parts.constants, **functions.constants}
        return module_text(checks, constants=constants, definitions=definitions)

    def _keywords(self) -> tuple[PlacedKeyword, ...]:
        found: dict[tuple[str, str], PlacedKeyword] = {}
        for (spot, keyword), code in self._shop.judged.items():
            pointer = spot.position.pointer
            token, slash, inner = pointer.removeprefix("/$defs/").partition("/")
            key = token.replace("~1", "/").replace("~0", "~")
            found[pointer, keyword] = PlacedKeyword(schema=key, pointer=slash + inner, keyword=keyword, code=code)
        return tuple(found[place] for place in sorted(found))


def _check(use: Use, written: _Written) -> Check:
    rules = written.rules
    return Check(
        name=written.name,
        kind=use.entry.kind,
        operation=use.operation,
        media_type=use.media_type,
        status=use.status,
        has_rules=rules is not None,
        transitions=rules.changes.name if rules is not None and rules.changes is not None else "",
    )


def join_errors(errors: Iterable[SpecwrightError]) -> SpecwrightError:
    """Join errors: what is wrong weighs more than what is not supported."""
    listed = list(errors)
    problems = dict.fromkeys(problem for error in listed for problem in error.problems)
    is_wrong = any(isinstance(error, DescriptionError) for error in listed)
    return (DescriptionError if is_wrong else UnsupportedFeatureError)(*problems)
