# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns choices into texts of the formats that descriptions name."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from .instants import date_text, date_time_text, time_text

__all__ = ["WRITERS"]

Below: TypeAlias = Callable[[int], int]

_OWNERS: Final = ("AAA", "CSQ", "CGM", "HLX", "MAE", "MED", "MSC", "MSK", "OOL", "TCL", "TEM", "TGH", "TOL", "ZIM")
_CATEGORIES: Final = "UUUUUUJZ"
_VALUES: Final[Mapping[str, int]] = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [value for value in range(10, 39) if value % 11], strict=True)
)
_NAMES: Final = ("a", "ab", "info", "desk", "gate", "sales", "night.shift", "o-neil", "x_1")
_HOSTS: Final = ("example.com", "example.org", "a.example.net", "north.dock.example.com")


def container_number(below: Below) -> str:
    """Write a container number of ISO 6346 with its check digit."""
    number = below(len(_OWNERS) * 8 * 1_000_000)
    number, serial = divmod(number, 1_000_000)
    owner, category = divmod(number, 8)
    prefix = _OWNERS[owner] + _CATEGORIES[category]
    head = sum(_VALUES[letter] << place for place, letter in enumerate(prefix))
    check = _sum_of(head, serial) % 11
    if check == 10:
        # Numbers whose check would be ten are not in use.
        serial = serial + 1 if serial % 10 < 9 else serial - 1
        check = _sum_of(head, serial) % 11
    return f"{prefix}{serial:06}{check % 10}"


def _sum_of(head: int, serial: int) -> int:
    total, place = head, 9
    while serial:
        serial, digit = divmod(serial, 10)
        total += digit << place
        place -= 1
    return total


def _bytes(below: Below) -> bytes:
    size = below(16)
    return below(256**size).to_bytes(size, "big") if size else b""


def _base64(below: Below) -> str:
    return base64.b64encode(_bytes(below)).decode()


def _base64url(below: Below) -> str:
    return base64.urlsafe_b64encode(_bytes(below)).decode()


def _un_number(below: Below) -> str:
    return f"{below(3600):04}"


def _email(below: Below) -> str:
    number = below(len(_NAMES) * len(_HOSTS) * 100)
    name, rest = divmod(number, len(_HOSTS) * 100)
    host, digits = divmod(rest, 100)
    return f"{_NAMES[name]}{digits or ''}@{_HOSTS[host]}"


def _host(below: Below) -> str:
    return _HOSTS[below(len(_HOSTS))]


def _uri(below: Below) -> str:
    number = below(len(_HOSTS) * 1000)
    return f"https://{_HOSTS[number % len(_HOSTS)]}/{number or ''}"


def _uuid(below: Below) -> str:
    return str(uuid.UUID(int=below(1 << 128), version=4))


def _ipv4(below: Below) -> str:
    return f"192.0.2.{below(256)}"


def _ipv6(below: Below) -> str:
    return f"2001:db8::{below(65536):x}"


def _duration(below: Below) -> str:
    number = below(240)
    return f"P{number // 24}DT{number % 24}H"


def _pointer(below: Below) -> str:
    number = below(64)
    return "" if not number else f"/{_NAMES[number % len(_NAMES)]}/{number}"


WRITERS: Final[Mapping[str, Callable[[Below], str]]] = {
    "base64": _base64,
    "base64url": _base64url,
    "byte": _base64,
    "date": date_text,
    "date-time": date_time_text,
    "duration": _duration,
    "email": _email,
    "hostname": _host,
    "idn-email": _email,
    "idn-hostname": _host,
    "ipv4": _ipv4,
    "ipv6": _ipv6,
    "iri": _uri,
    "iri-reference": _uri,
    "iso6346": container_number,
    "json-pointer": _pointer,
    "time": time_text,
    "un-number": _un_number,
    "uri": _uri,
    "uri-reference": _uri,
    "url": _uri,
    "uuid": _uuid,
}
