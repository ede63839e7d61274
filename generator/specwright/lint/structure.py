"""Rules on the document as OpenAPI sees it: its references, its operations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from specwright.lint.view import Node, View, mapping_at, operations_of
from specwright.model.errors import Problem
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["dangling_references", "operation_ids", "path_parameters", "security_requirements"]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def dangling_references(view: View) -> Iterator[Problem]:
    """Every ``$ref`` points to something."""
    for node in (*view.objects, *view.schemas):
        reference = mapping_at(node.value).get("$ref")
        if isinstance(reference, str) and view.resolve(node.file, reference) is None:
            for problem in view.explain(node.file, reference):
                if problem.rule == "unresolved-reference":
                    yield view.problem(node.child("$ref", reference), "dangling-reference", problem.what, problem.hint)
                else:
                    yield problem  # the file that it names has a problem of its own, at its own place


def operation_ids(view: View) -> Iterator[Problem]:
    """Every operation has an operationId of its own."""
    seen: dict[str, str] = {}
    for path, method, node in operations_of(view):
        name = mapping_at(node.value).get("operationId")
        spelled = f"{method.upper()} {path}"
        if not isinstance(name, str):
            yield view.problem(
                node,
                "operation-id",
                f"{spelled} has no operationId",
                "Add one: methods are named after it.",
                is_warning=True,
            )
        elif name in seen:
            place = Node(node.file, join_pointer(node.pointer, "operationId"), name)
            yield view.problem(
                place,
                "duplicate-operation-id",
                f"operationId {name!r} is taken by {seen[name]}",
                "Give each operation its own.",
            )
        else:
            seen[name] = spelled


def path_parameters(view: View) -> Iterator[Problem]:
    """Hold the placeholders of a path against its declared path parameters."""
    shapes: Counter[str] = Counter()
    for path in mapping_at(view.document(), "paths"):
        shape = _PLACEHOLDER.sub("{}", path)
        shapes[shape] += 1
        if shapes[shape] > 1:
            yield view.problem(
                Node(view.root, join_pointer("/paths", path), None),
                "duplicate-path",
                f"{path} differs from another path only in a parameter's name",
                "Merge the two: for OpenAPI they are one path.",
            )
    for path, method, node in operations_of(view):
        declared = {str(p.get("name")) for p in _parameters(view, path, node) if p.get("in") == "path"}
        wanted = set(_PLACEHOLDER.findall(path))
        for name in sorted(wanted - declared):
            yield view.problem(
                node,
                "path-parameter",
                f"{method.upper()} {path} does not declare {{{name}}}",
                f"Add a parameter {name} in: path.",
            )
        for name in sorted(declared - wanted):
            yield view.problem(
                node, "path-parameter", f"path parameter {name!r} is not in {path}", "Remove it, or add it to the path."
            )


def security_requirements(view: View) -> Iterator[Problem]:
    """Every security requirement names a scheme that exists."""
    schemes = mapping_at(view.document(), "components", "securitySchemes")
    places = [Node(view.root, "/security", view.document().get("security"))]
    places += [
        Node(node.file, join_pointer(node.pointer, "security"), mapping_at(node.value).get("security"))
        for _, _, node in operations_of(view)
    ]
    for place in places:
        for index, requirement in enumerate(place.value if isinstance(place.value, list) else ()):
            for name in mapping_at(requirement):
                if name not in schemes:
                    where = Node(place.file, join_pointer(place.pointer, index, name), None)
                    close = get_close_matches(name, list(schemes), 1)
                    hint = f"Did you mean {close[0]}?" if close else "Declare it in components."
                    yield view.problem(where, "security-scheme", f"no security scheme is named {name!r}", hint)


def _parameters(view: View, path: str, operation: Node) -> Iterator[dict[str, Json]]:
    item = view.follow(Node(view.root, join_pointer("/paths", path), mapping_at(view.document(), "paths").get(path)))
    for holder in (operation, item):
        if holder is None:
            continue
        parameters = mapping_at(holder.value).get("parameters")
        for index, parameter in enumerate(parameters if isinstance(parameters, list) else ()):
            found = view.follow(Node(holder.file, join_pointer(holder.pointer, "parameters", index), parameter))
            if found is not None and isinstance(found.value, dict):
                yield found.value
