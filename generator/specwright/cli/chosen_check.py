"""Turns the name of an operation into the one check that judges its documents."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from specwright.checks import Check, compile_checks
from specwright.loader.findings import UNSUPPORTED
from specwright.model.errors import ConfigError, DescriptionError, Problem, UnsupportedFeatureError
from specwright.model.location import Location
from specwright.model.service import Operation, Service

__all__ = ["ChosenCheck", "choose_check", "find_operation"]


@dataclass(frozen=True, slots=True)
class ChosenCheck:
    """A check, the text of the module that holds it, and which of its rules no document states."""

    text: str
    check: Check
    assumed: frozenset[str]


def find_operation(service: Service, name: str) -> Operation:
    """Find an operation by its operationId.

    Raises:
        ConfigError: there is none of that name.
        DescriptionError: there is one, and it is wrong.
        UnsupportedFeatureError: there is one, and it uses what is not supported.
    """
    for operation in service.operations:
        if operation.name.wire == name:
            return operation
    for skipped in service.skipped:
        if skipped.operation == name:
            raise (UnsupportedFeatureError if skipped.problem.rule == UNSUPPORTED else DescriptionError)(
                skipped.problem
            )
    known = [operation.name.wire for operation in service.operations]
    raise _wrong(f"the description has no operation {name!r}", _near(name, known, "operations"))


def choose_check(
    service: Service, operation: Operation, *, response: str | None = None, media_type: str | None = None
) -> ChosenCheck:
    """Compile the check of an operation's request body, or of the response with a status.

    Raises:
        ConfigError: the operation has no such body.
        SpecwrightError: its check cannot be made.
    """
    module = compile_checks(replace(service, operations=(operation,)), has_responses=response is not None)
    kind = "body" if response is None else "response"
    checks = [check for check in module.checks if check.kind == kind]
    if response is None:
        body = "request body"
        hint = "Bodies that are a file as a whole have no check; --response STATUS judges what is answered."
    else:
        body = f"body of a response {response}"
        statuses = list(dict.fromkeys(check.status for check in checks))
        hint = f"There is one for: {', '.join(statuses)}." if statuses else "None of its responses has one."
        checks = [check for check in checks if check.status == _status(response, statuses)]
    if not checks:
        raise _wrong(f"{operation.name.wire} has no {body} that can be judged", hint)
    check = _of_media_type(checks, media_type)
    assumed = frozenset(rule.id for rule in module.rules if rule.check == check.name and rule.is_assumed)
    return ChosenCheck(module.text, check, assumed)


def _status(asked: str, known: Collection[str]) -> str:
    """Find the response that a status is documented by: its own, that of its hundred, or the one for all others."""
    return next((status for status in (asked, f"{asked[:1]}XX", "default") if status in known), "")


def _of_media_type(checks: Sequence[Check], media_type: str | None) -> Check:
    if media_type is None:
        return next((check for check in checks if "json" in check.media_type), checks[0])
    known = {check.media_type: check for check in checks}
    if media_type not in known:
        raise _wrong(f"there is no body of media type {media_type!r}", _near(media_type, list(known), "media types"))
    return known[media_type]


def _near(name: str, known: Sequence[str], what: str) -> str:
    folded = {each.casefold(): each for each in known}
    near = [folded[each] for each in difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.6)]
    if near:
        return f"Did you mean {' or '.join(near)}?"
    if not known:
        return f"It has no {what}."
    return f"Its {what}: {', '.join(known[:20])}{', …' if len(known) > 20 else ''}."


def _wrong(what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(Location("command line"), what, hint))
