"""A Starlette application for garden.yaml that keeps dictionaries, with faults that can be switched on one by one."""

import json
import re
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

__all__ = ["FAULTS", "Garden"]

# So that a type checker does not take what is inside for unknown.
OBJECT: Final[Any] = dict
ARRAY: Final[Any] = list
# Each fault, and all causes of failure that it has.
FAULTS: Final[dict[str, set[str]]] = {
    "bare-beds": {f"{name} accepts what minItems at body /plants refuses" for name in ("digBed", "plantBed")},
    "forty-one": {f"{name} accepts what maximum at body /plants/[]/count refuses" for name in ("digBed", "plantBed")},
    # What is to be planted has to be dug first.
    "bytes-counted": {"digBed refuses what is acceptable with 422"},
    # An update that is answered as if it were kept, and is not: each member that was sent reads back as it was.
    "not-planted": {
        f"getBed tells something else than what should be there at {place}"
        for place in ("/name", "/plants/*/kind", "/plants/*/count")
    },
    "no-bed-is-wrong": {f"{name} answers 422 instead of 404" for name in ("getBed", "plantBed")},
    "weeds": {f"{name} accepts what additionalProperties at body refuses" for name in ("digBed", "plantBed")},
}
_PROBLEM: Final = "application/problem+json"


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Garden:
    """The application, as one that an ASGI server would serve."""

    def __init__(self, fault: str = "") -> None:
        self._fault = fault
        self._beds: dict[str, dict[str, Any]] = {}
        one = "/beds/{bed}"
        self.app = Starlette(
            routes=[Route("/beds", self._beds_of, methods=_ANY), Route(one, self._bed_of, methods=_ANY)]
        )

    async def _beds_of(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(status_code=405, headers={"Allow": "POST"})
        try:
            bed = await self._read(request)
        except _RefusedError as error:
            return _problem(error.status)
        name = f"b{len(self._beds) + 1}"
        self._beds[name] = {"id": name, **bed}
        return JSONResponse(self._beds[name], 201)

    async def _bed_of(self, request: Request) -> Response:
        if request.method not in {"GET", "PUT"}:
            return Response(status_code=405, headers={"Allow": "GET, PUT"})
        try:
            name = request.path_params["bed"]
            if not re.fullmatch("b[0-9]+", name, re.ASCII):
                return _problem(422)
            bed = await self._read(request) if request.method == "PUT" else {}
            if name not in self._beds:
                return _problem(422 if self._fault == "no-bed-is-wrong" else 404)
        except _RefusedError as error:
            return _problem(error.status)
        if bed and self._fault != "not-planted":
            self._beds[name] = {"id": name, **bed}
        return JSONResponse({"id": name, **bed} if bed else self._beds[name])

    async def _read(self, request: Request) -> dict[str, Any]:
        kind = request.headers.get("content-type", "").replace(" ", "").lower()
        if kind.split(";")[0] != "application/json" or ("charset" in kind and "utf-8" not in kind):
            raise _RefusedError(415)
        try:
            bed: Any = json.loads((await request.body()).decode())
        except ValueError:
            raise _RefusedError(422) from None
        if not isinstance(bed, OBJECT) or not self._is_bed(bed):
            raise _RefusedError(422)
        read: dict[str, Any] = bed
        return read

    def _is_bed(self, bed: dict[str, Any]) -> bool:
        if not {"name", "plants"} <= bed.keys() or (len(bed) > 2 and self._fault != "weeds"):
            return False
        name, plants = bed["name"], bed["plants"]
        if not isinstance(name, str) or not isinstance(plants, ARRAY):
            return False
        length = len(name.encode("utf-8", "surrogatepass")) if self._fault == "bytes-counted" else len(name)
        least = 0 if self._fault == "bare-beds" else 1
        return 1 <= length <= 12 and least <= len(plants) <= 4 and all(map(self._is_plant, plants))

    def _is_plant(self, plant: Any) -> bool:
        if not isinstance(plant, OBJECT) or not {"kind", "count"} <= plant.keys():
            return False
        kind, count = plant["kind"], plant["count"]
        if not isinstance(kind, str) or kind not in {"bean", "kale", "leek"}:
            return False
        if isinstance(count, bool) or not isinstance(count, (int, float)) or count != int(count):
            return False
        return 1 <= count <= (41 if self._fault == "forty-one" else 40)


_ANY: Final = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def _problem(status: int) -> Response:
    return JSONResponse({"title": "no", "status": status}, status, media_type=_PROBLEM)
