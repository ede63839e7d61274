"""A server for the depot, written by hand and sharing no code with the package; each fault makes it wrong in one way."""

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from specwright.conform.exchanges import Exchange, Request, Response

__all__ = ["KEY", "OBJECT", "DepotServer"]

KEY: Final = "depot-key"
# So that a type checker does not take what is inside for unknown.
OBJECT: Final[Any] = dict
ARRAY: Final[Any] = list
_JSON: Final = (("content-type", "application/json"),)
_METHODS: Final = {"crates": "GET, POST", "crate": "DELETE, GET"}


class RefusedError(Exception):
    """What is answered instead."""

    def __init__(self, status: int, code: str = "", **headers: str) -> None:
        super().__init__(status)
        self.status, self.code, self.headers = status, code, headers


class DepotServer:
    """Answers requests from memory."""

    def __init__(self, *faults: str) -> None:
        self._faults = frozenset(faults)
        self._crates: dict[str, dict[str, Any]] = {}
        self._number = 0

    def __call__(self, request: Request, /) -> Exchange:
        """Answer a request."""
        if "breaks-off" in self._faults and request.method == "DELETE" and request.target.count("/") > 1:
            return Exchange(number=0, request=request, response=None, broken="connection reset")
        return Exchange(number=0, request=request, response=self._answer(request))

    def has(self, fault: str) -> bool:
        """Say whether it is wrong in this way."""
        return fault in self._faults

    def _answer(self, request: Request) -> Response:
        try:
            return self._handle(request)
        except RefusedError as error:
            body: dict[str, str] = {"message": "no"}
            if error.code:
                body["code"] = error.code
            return _json(error.status, body, *((name.lower(), value) for name, value in error.headers.items()))

    def _handle(self, request: Request) -> Response:
        path, _, query = request.target.partition("?")
        headers = {name.lower(): value for name, value in request.headers}
        steps = path.strip("/").split("/")
        place = "crates" if len(steps) == 1 else "crate"
        if request.method not in _METHODS[place].split(", "):
            raise RefusedError(405, Allow="GET" if self.has("wrong-allow") else _METHODS[place])
        if request.method == "POST" and self.has("body-before-key"):
            self._body(request, headers)
        if headers.get("x-depot-key") != KEY and not (self.has("any-key") and "x-depot-key" in headers):
            raise RefusedError(401)
        if place == "crates":
            return self._add(self._body(request, headers)) if request.method == "POST" else self._list(query)
        return self._one(request.method, steps[1])

    def _body(self, request: Request, headers: dict[str, str]) -> dict[str, Any]:
        said = headers.get("content-type", "").replace(" ", "").lower()
        if said.partition(";")[0] != "application/json" and not self.has("any-media-type"):
            raise RefusedError(415)
        if "charset=" in said and "utf-8" not in said:
            raise RefusedError(415)
        try:
            value = json.loads(request.body.decode("utf-8"))
        except ValueError:
            if self.has("no-json-is-500"):
                raise RefusedError(500) from None
            raise RefusedError(400) from None
        self._check(value)
        crate: dict[str, Any] = value
        return crate

    def _check(self, value: Any) -> None:
        if not isinstance(value, OBJECT):
            raise RefusedError(400)
        known = {"label", "weight", "kind", "note", "tags"}
        is_open = self.has("open")
        if not {"label", "weight", "kind"} <= value.keys() or (value.keys() - known and not is_open):
            raise RefusedError(400)
        label, weight, kind = value["label"], value["weight"], value["kind"]
        if not isinstance(label, str):
            raise RefusedError(400)
        length = len(label.encode("utf-16-le")) // 2 if self.has("utf-16") else len(label)
        if length > 8:
            raise RefusedError(400, "TOO_HEAVY" if self.has("wrong-code") else "LABEL_TOO_LONG")
        if length < 2 or isinstance(weight, bool) or not isinstance(weight, (int, float)):
            raise RefusedError(400)
        if not (0 <= weight <= 100 if self.has("zero") else 0 < weight <= 100):
            raise RefusedError(400)
        if not isinstance(kind, str) or kind not in ({"box"} if self.has("no-bags") else {"box", "bag"}):
            raise RefusedError(400)
        if not isinstance(value.get("note"), (str, type(None))):
            raise RefusedError(400)
        if "tags" in value:
            self._check_tags(value["tags"])
        if kind == "bag" and weight > 20 and not self.has("no-rule"):
            raise RefusedError(404 if self.has("wrong-status") else 400, "TOO_HEAVY")

    def _check_tags(self, tags: Any) -> None:
        if not isinstance(tags, ARRAY) or not all(isinstance(tag, str) for tag in tags):
            raise RefusedError(400)
        if not 1 <= len(tags) <= 3 or (len(set(tags)) < len(tags) and not self.has("repeated-tags")):
            raise RefusedError(400)
        if len(tags) == 3 and self.has("fails-at-edge"):
            raise RefusedError(500)

    def _add(self, crate: dict[str, Any]) -> Response:
        self._number += 1
        stored = {"id": f"c{self._number}", **crate}
        self._crates[stored["id"]] = stored
        headers = () if self.has("no-location") else (("location", f"/crates/{stored['id']}"),)
        return _json(202 if self.has("other-success") else 201, stored, *headers)

    def _list(self, query: str) -> Response:
        given = dict(parse_qsl(query, keep_blank_values=True))
        limit = given.get("limit", "10")
        if not limit.lstrip("-").isdigit() or not limit.isascii() or int(limit) < 1 or str(int(limit)) != limit:
            raise RefusedError(400)
        if int(limit) > (51 if self.has("large-limit") else 50):
            raise RefusedError(400, "LIMIT_TOO_LARGE")
        if given.get("kind", "box") not in {"box", "bag"}:
            raise RefusedError(400)
        found = [crate for crate in self._crates.values() if crate["kind"] == given.get("kind", crate["kind"])]
        if self.has("html"):
            return Response(status=200, headers=(("content-type", "text/html"),), body=b"<p>crates</p>")
        return _json(200, found[: int(limit)])

    def _one(self, method: str, id_: str) -> Response:
        if not (id_[:1] == "c" and id_[1:].isdigit() and id_.isascii()):
            raise RefusedError(400)
        if id_ not in self._crates:
            raise RefusedError(404)
        if method == "DELETE":
            del self._crates[id_]
            return Response(status=204)
        crate = self._crates[id_]
        return _json(200, {**crate, "weight": str(crate["weight"])} if self.has("weight-as-text") else crate)


def _json(status: int, value: Any, *headers: tuple[str, str]) -> Response:
    return Response(status=status, headers=(*_JSON, *headers), body=json.dumps(value).encode("utf-8"))
