"""Turns Server Objects into base URLs with their variables."""

from __future__ import annotations

import re
from typing import Final

from specwright.loader.context import Context
from specwright.loader.source import Node
from specwright.model.service import Server, ServerVariable

__all__ = ["read_servers"]

_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


def read_servers(holder: Node, context: Context) -> tuple[Server, ...]:
    """Read the servers of a description, path item or operation; a relative URL stays as it is written."""
    listed = holder.get("servers")
    found: list[Server] = []
    for node in listed.items() if listed else []:
        url = node.text("url")
        if not url:
            context.findings.warn(node, "a server has no url and is left out", "Write its url.", rule="server")
            continue
        variables = _variables(node)
        for name in _VARIABLE.findall(url):
            if name not in {variable.name for variable in variables}:
                context.findings.warn(
                    node, f"{{{name}}} in {url} is no declared variable", "Declare it with a default.", rule="server"
                )
        found.append(Server(url=url, description=node.text("description"), variables=variables))
    return tuple(found)


def _variables(node: Node) -> tuple[ServerVariable, ...]:
    listed = node.get("variables")
    found: list[ServerVariable] = []
    for name, variable in listed.children() if listed else []:
        values = variable.members.get("enum")
        enum = tuple(_spell(value) for value in values) if isinstance(values, list) else ()
        default = variable.members.get("default")
        first = enum[0] if enum else ""
        spelled = first if default is None else _spell(default)
        found.append(ServerVariable(name=name, default=spelled, enum=enum, description=variable.text("description")))
    return tuple(found)


def _spell(value: object) -> str:
    # YAML reads `default: 8443` as a number; the URL needs its text.
    return str(value).lower() if isinstance(value, bool) else str(value)
