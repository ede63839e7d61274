"""Turns the verdict on one document into a line of JSON, or into lines for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from specwright.cli.console import count, printable
from specwright.validation.reading import Violation

__all__ = ["as_json", "as_text", "summary"]


def as_json(file: str, line: int, violations: tuple[Violation, ...], omitted: int) -> str:
    """Write a verdict as one line of JSON."""
    if not violations and not omitted:
        # Most documents are valid, and there may be many.
        return f'{{"file": {_quoted(file)}, "line": {line}, "valid": true, "violations": []}}\n'
    listed = [
        {"layer": layer, "code": code, "id": id, "path": path, "message": message}
        for layer, code, id, path, message in violations
    ]
    verdict = {"file": file, "line": line, "valid": False, "violations": listed}
    return json.dumps({**verdict, "omitted": omitted} if omitted else verdict) + "\n"


def as_text(file: str, line: int, violations: tuple[Violation, ...], omitted: int) -> str:
    """Write what is wrong with a document, nothing where nothing is."""
    if not violations and not omitted:
        return ""
    lines = [f"{file}:{line}: {count(len(violations) + omitted, 'violation')}"]
    for layer, code, id, path, message in violations:
        lines.append(f"  #{path}: {message} [{' '.join(filter(None, (code, layer, id)))}]")
    if omitted:
        lines.append(f"  and {omitted} more")
    return "".join((each if each.isprintable() else printable(each).replace("\n", "\\n")) + "\n" for each in lines)


def summary(documents: int, invalid: int, counts: Mapping[tuple[str, str, str], int], assumed: frozenset[str]) -> str:
    """Write how many documents are valid, and how often each rule or keyword was violated."""
    lines = [
        f"{documents:,} document{'' if documents == 1 else 's'}: {documents - invalid:,} valid, {invalid:,} invalid"
    ]
    if counts:
        width = max(len(code) for _, code, _ in counts)
        for (layer, code, id), number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            mark = " (assumed)" if layer == "rule" and id in assumed else ""
            lines.append(f"{number:>12,}  {code or '-':<{width}}  {layer} {id}{mark}")
    return "\n".join(lines)


@lru_cache(maxsize=16)
def _quoted(file: str) -> str:
    return json.dumps(file)
