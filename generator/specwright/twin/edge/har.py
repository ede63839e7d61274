"""Turns journal entries into an HTTP archive (HAR 1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_plus

from specwright import __version__
from specwright.model.types import Json

__all__ = ["archive"]


def archive(entries: Iterable[tuple[int, dict[str, Json]]]) -> dict[str, Json]:
    """Make the archive; what hides in the entries stays hidden."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "specwright twin", "version": __version__},
            "entries": [_entry(number, entry) for number, entry in entries],
        }
    }


def _entry(number: int, entry: dict[str, Any]) -> Json:
    made: dict[str, Json] = {
        "startedDateTime": entry["started"],
        "time": entry["millis"],
        "request": _request(entry),
        "response": _response(entry),
        "cache": {},
        "timings": {"send": 0, "wait": entry["millis"], "receive": 0},
        "_number": number,
        "_operation": entry["operation"],
    }
    for name in ("code", "violations", "deviations", "forced", "fault"):
        if name in entry:
            made[f"_{name}"] = entry[name]
    return made


def _request(entry: dict[str, Any]) -> dict[str, Json]:
    query: str = entry["query"]
    address = f"{entry['scheme']}://{entry['host']}{entry['path']}"
    request: dict[str, Json] = {
        "method": entry["method"],
        "url": f"{address}?{query}" if query else address,
        "httpVersion": f"HTTP/{entry['version']}",
        "cookies": [],
        "headers": _named(entry["requestHeaders"]),
        "queryString": [
            {"name": unquote_plus(name), "value": unquote_plus(value)}
            for name, _, value in (piece.partition("=") for piece in query.split("&") if piece)
        ],
        "headersSize": -1,
        "bodySize": entry.get("requestSize", 0),
    }
    if "request" in entry:
        request["postData"] = _post_data(entry["request"], entry["requestHeaders"])
    return request


def _post_data(body: Any, headers: list[list[str]]) -> dict[str, Json]:
    media_type = next((value for name, value in headers if name == "content-type"), "")
    if isinstance(body, str):
        return {"mimeType": media_type, "text": body}
    if "parts" in body:
        return {"mimeType": media_type, "params": [_part(part) for part in body["parts"]], "text": ""}
    made: dict[str, Json] = {"mimeType": body["mediaType"], "text": body.get("text", body.get("base64", ""))}
    if "base64" in body:
        made["_encoding"] = "base64"
    return made


def _part(part: dict[str, Json]) -> Json:
    made = {"name": part["name"], "contentType": part["mediaType"]}
    return made | ({"fileName": part["fileName"]} if "fileName" in part else {"value": part["value"]})


def _response(entry: dict[str, Any]) -> Json:
    status: int = entry["status"]
    headers: list[list[str]] = entry["responseHeaders"]
    body: Any = entry.get("response", {})
    content: dict[str, Json] = {"size": entry.get("responseSize", 0), "mimeType": "", "text": ""}
    if isinstance(body, str):
        content |= {"mimeType": "application/json", "text": body}
    else:
        content |= {"mimeType": body.get("mediaType", ""), "text": body.get("text", body.get("base64", ""))}
        if "base64" in body:
            content["encoding"] = "base64"
    return {
        "status": status,
        "statusText": HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else "",
        "httpVersion": f"HTTP/{entry['version']}",
        "cookies": [],
        "headers": _named(headers),
        "content": content,
        "redirectURL": next((value for name, value in headers if name == "location"), ""),
        "headersSize": -1,
        "bodySize": entry.get("responseSize", 0),
    }


def _named(headers: list[list[str]]) -> list[Json]:
    return [{"name": name, "value": value} for name, value in headers]
