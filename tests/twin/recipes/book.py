"""Turns the table of a page of recipes into calls that any HTTP client can make."""

import copy
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx2
import yaml

ROOT: Final = Path(__file__).parents[3]
PAGE: Final = ROOT / "specs" / "soget" / "RECIPES.md"
EXAMPLES: Final = yaml.safe_load((ROOT / "specs" / "soget" / "examples" / "orders.yaml").read_text("utf-8"))
USUAL: Final = {"Authorization": "Bearer sample-token", "Ocp-Apim-Subscription-Key": "sample-key"}

_CALL: Final = re.compile(r"`([A-Z]+) (\S+?)(?: (\{[^`]*\}))?`")


@dataclass(frozen=True)
class Call:
    """One call of a recipe."""

    method: str
    target: str
    goes_with: dict[str, Any]

    def send(self, client: httpx2.Client) -> httpx2.Response:
        """Make the call."""
        headers = {**USUAL, **self.goes_with.get("headers", {})}
        arguments: dict[str, Any] = {}
        if "order" in self.goes_with:
            order = self._spoilt(_example("create", self.goes_with["order"])["Order"])
            arguments["files"] = [("Order", (None, json.dumps(order).encode(), "application/json"))]
        elif "body" in self.goes_with:
            headers.setdefault("If-Match", "*")
            arguments["json"] = self._spoilt(_example("update", self.goes_with["body"]))
        elif "json" in self.goes_with:
            arguments["json"] = self.goes_with["json"]
        return client.request(self.method, self.target, headers=headers, **arguments)

    def _spoilt(self, value: Any) -> Any:
        made = copy.deepcopy(value)
        for pointer, new in self.goes_with.get("with", {}).items():
            *way, last = pointer.split("/")[1:]
            at: Any = made
            for name in way:
                at = at[int(name) if name.isdecimal() else name]
            at[int(last) if last.isdecimal() else last] = new
        return made


def recipes() -> dict[str, list[Call]]:
    """Read the page: codes with their calls, in order."""
    found: dict[str, list[Call]] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        match = re.match(r"\| ([A-Z][A-Z0-9_]+) \|(.*)", line)
        if match is not None:
            assert match[1] not in found, f"{match[1]} stands twice"
            calls = _CALL.findall(match[2])
            found[match[1]] = [Call(method, target, yaml.safe_load(given or "{}")) for method, target, given in calls]
    return found


def _example(kind: str, name: str) -> Any:
    return EXAMPLES[f"{kind}{name[0].upper()}{name[1:]}"]["value"]
