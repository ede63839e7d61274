"""Turns exchanges into an HTTP archive (HAR 1.2), piece by piece, so that a long campaign fills no memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import unquote_plus

from specwright import __version__
from specwright.conform.exchanges import Exchange
from specwright.conform.reports.curtain import Curtain
from specwright.model.types import Json

__all__ = ["HarWriter"]

_PHRASES: Final = {status.value: status.phrase for status in HTTPStatus}


class HarWriter:
    """Writes an archive of what it is given; ``end`` completes it."""

    def __init__(self, write: Callable[[str], object], curtain: Curtain, *, url: str, started: datetime) -> None:
        self._write = write
        self._curtain = curtain
        self._url = url.rstrip("/")
        self._started = started
        self._count = 0
        creator = json.dumps({"name": "specwright", "version": __version__})
        write(f'{{"log": {{"version": "1.2", "creator": {creator}, "entries": [')

    def add(self, exchange: Exchange) -> None:
        """Append one exchange."""
        told = self._curtain.exchange(exchange)
        moment = self._started.astimezone(UTC) + timedelta(seconds=exchange.started)
        self._write(("," if self._count else "") + "\n" + json.dumps(entry(told, url=self._url, moment=moment)))
        self._count += 1

    def end(self) -> None:
        """Close the brackets."""
        self._write("\n]}}\n")


def entry(told: dict[str, Any], *, url: str, moment: datetime) -> dict[str, Json]:
    """Make an entry of an exchange as it may be told."""
    millis = round(told["seconds"] * 1_000, 3)
    made: dict[str, Json] = {
        "startedDateTime": moment.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "time": millis,
        "request": _request(told["request"], url),
        "response": _response(told.get("response")),
        "cache": {},
        "timings": {"send": 0, "wait": millis, "receive": 0},
        "_number": told["number"],
        "_operation": told["operation"],
    }
    if "broken" in told:
        made["_error"] = told["broken"]
    return made


def _request(told: dict[str, Any], url: str) -> dict[str, Json]:
    query = told["target"].partition("?")[2]
    request: dict[str, Json] = {
        "method": told["method"],
        "url": url + told["target"],
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(told["headers"]),
        "queryString": [
            {"name": unquote_plus(name), "value": unquote_plus(value)}
            for name, _, value in (piece.partition("=") for piece in query.split("&") if piece)
        ],
        "headersSize": -1,
        "bodySize": told.get("size", 0),
    }
    body = told.get("body")
    if body is not None:
        post: dict[str, Json] = {"mimeType": body["mediaType"], "text": body.get("text", body.get("base64", ""))}
        if "base64" in body:
            post["_encoding"] = "base64"
        if body.get("isCut"):
            post["_isCut"] = True
        if "parts" in body:
            post["params"] = [_part(part) for part in body["parts"]]
        request["postData"] = post
    return request


def _part(part: dict[str, Any]) -> Json:
    told: dict[str, Json] = {"name": part["name"], "contentType": part["mediaType"]}
    return told | ({"fileName": part["fileName"]} if "fileName" in part else {"value": part["value"]})


def _response(told: dict[str, Any] | None) -> Json:
    if told is None:
        told = {"status": 0, "headers": []}
    body: dict[str, Any] = told.get("body", {})
    content: dict[str, Json] = {
        "size": told.get("size", 0),
        "mimeType": body.get("mediaType", ""),
        "text": body.get("text", body.get("base64", "")),
    }
    if "base64" in body:
        content["encoding"] = "base64"
    if body.get("isCut"):
        content["_isCut"] = True
    return {
        "status": told["status"],
        "statusText": _PHRASES.get(told["status"], ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(told["headers"]),
        "content": content,
        "redirectURL": next((value for name, value in told["headers"] if name == "location"), ""),
        "headersSize": -1,
        "bodySize": told.get("size", 0),
    }


def _headers(headers: list[list[str]]) -> list[Json]:
    return [{"name": name, "value": value} for name, value in headers]
