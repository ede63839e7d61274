"""Reads RULES.md of a client as its readers do: rules with their facts and examples, and the requests of these."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast

import soget_client.checks
import transiteo_client.checks

__all__ = ["CHECKS", "Request", "Rule", "page", "requests", "rules"]

GENERATED: Final = Path(__file__).parents[2] / "generated"
CHECKS: Final[dict[str, ModuleType]] = {"soget": soget_client.checks, "transiteo": transiteo_client.checks}

_SECTION: Final = re.compile(r"^### (.+)$", re.MULTILINE)
_ROW: Final = re.compile(r"^\| (.+?) \| (.*) \|$", re.MULTILINE)
_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
_PLACE: Final = re.compile(
    r"^Examples: \[request (\d+)\]\(#request-\1\), (?:at `(.+)`|as a whole)\. Passed:$", re.MULTILINE
)
_REQUEST: Final = re.compile(r"^(Body|Parameters) of `(\w+)`(?:, `(.+)`)?\.$", re.MULTILINE)


@dataclass(frozen=True)
class Request:
    """A whole request, and the check that the client judges it by."""

    kind: str
    operation: str
    media_type: str
    document: Any

    def judged(self, api: str, document: Any, old: Any = None) -> tuple[Any, ...]:
        """Judge a document as the client does."""
        module: Any = CHECKS[api]
        if self.kind == "Parameters":
            return cast("tuple[Any, ...]", module.PARAMETERS[self.operation](document))
        return cast("tuple[Any, ...]", module.BODIES[self.operation][self.media_type](document, old=old))


@dataclass(frozen=True)
class Rule:
    """A rule with all that the page says of it."""

    id: str
    message: str
    facts: dict[str, str]
    expression: str
    request: int
    pointer: str
    valid: Any
    invalid: Any
    outcome: str

    def patched(self, document: Any, patch: Any) -> Any:
        """Apply a patch at the rule's place of a request."""
        document = copy.deepcopy(document)
        if not self.pointer:
            return merged(document, patch)
        *way, last = [token.replace("~1", "/").replace("~0", "~") for token in self.pointer.split("/")[1:]]
        holder: Any = document
        for token in way:
            holder = holder[int(token) if type(holder) is list else token]
        key: Any = int(last) if type(holder) is list else last
        holder[key] = merged(holder[key], patch)
        return document


def merged(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    result: dict[str, Any] = dict(cast("dict[str, Any]", target)) if isinstance(target, dict) else {}
    for name, value in cast("dict[str, Any]", patch).items():
        result = {key: kept for key, kept in result.items() if key != name}
        if value is not None:
            result[name] = merged(cast("dict[str, Any]", target).get(name), value)
    return result


@cache
def page(api: str) -> str:
    """Read the page."""
    return (GENERATED / api / "RULES.md").read_text("utf-8")


@cache
def rules(api: str) -> list[Rule]:
    """Read the rules in their order."""
    return [_rule(title, text) for title, text in _sections(api, "## Rules")]


@cache
def requests(api: str) -> list[Request]:
    """Read the requests that examples are patches on."""
    found: list[Request] = []
    for number, (title, text) in enumerate(_sections(api, "## Requests of the examples"), 1):
        assert title == f"Request {number}"
        about = _REQUEST.search(text)
        assert about is not None, text
        (block,) = _BLOCK.findall(text)
        found.append(Request(about[1], about[2], about[3] or "", json.loads(block[1])))
    return found


def _sections(api: str, heading: str) -> list[tuple[str, str]]:
    _, _, after = page(api).partition(f"\n{heading}\n")
    pieces = _SECTION.split(re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0])
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def _rule(title: str, text: str) -> Rule:
    place = _PLACE.search(text)
    assert place is not None, f"{title} has no examples"
    blocks = _BLOCK.findall(text)
    assert [language for language, _ in blocks] == ["cel", "json", "json"], title
    outcome = re.search(r"^(Refused|Warned of):$", text, re.MULTILINE)
    assert outcome is not None
    return Rule(
        id=title.strip("`"),
        message=text.strip().partition("\n")[0],
        facts={key: value for key, value in _ROW.findall(text) if key not in {"Fact", "---"}},
        expression=blocks[0][1],
        request=int(place[1]),
        pointer=place[2] or "",
        valid=json.loads(blocks[1][1]),
        invalid=json.loads(blocks[2][1]),
        outcome=outcome[1],
    )
