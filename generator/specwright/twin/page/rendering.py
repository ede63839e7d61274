"""Turns a template's name and values into a reply of HTML, in which every text of the twin stays a text."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound

from specwright.twin.edge.exchange import Reply
from specwright.twin.page.wording import spaced, words

__all__ = ["asset", "html", "page_url", "redirect", "render"]

_ROOT: Final = __name__.partition(".")[0]
_PREFIX: Final = "/__twin/"
# No script at all: even a text that was not escaped could not run. A form of a page without a referrer would come from
# the origin `null`, which the guard refuses, so the referrer stays for the own origin.
_POLICY: Final = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SAFETY: Final = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_ASSETS: Final = {"style.css": b"text/css; charset=utf-8", "icon.svg": b"image/svg+xml"}
# Letters that are not seen, or that make others be seen elsewhere than they stand, and halves of pairs.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"
)


def html(template: str, /, *, status: int = 200, **values: object) -> Reply:
    """Render a template as a whole answer."""
    body = render(template, **values).encode("utf-8")
    return _reply(status, body, b"text/html; charset=utf-8", b"no-store")


def redirect(url: str) -> Reply:
    """Send whoever posted a form to a page."""
    return Reply(303, [(b"location", url.encode("ascii")), (b"content-length", b"0"), *_SAFETY])


def asset(name: str) -> Reply | None:
    """Give a file that pages refer to; None where there is none of that name."""
    if name not in _ASSETS:
        return None
    return _reply(200, _read(name), _ASSETS[name], b"max-age=86400, immutable")


def render(template: str, /, **values: object) -> str:
    """Render one template, named by its path below ``templates/twin/``."""
    return _environment().get_template(template).render(**values)


def page_url(view: str, /, **query: object) -> str:
    """Spell the address of a page; whatever stands in the query cannot leave it."""
    given = {name: value for name, value in query.items() if value not in {None, ""}}
    path = _PREFIX if not view else f"{_PREFIX}page/{view}"
    return f"{path}?{urlencode(given, errors='backslashreplace')}" if given else path


@cache
def _environment() -> Environment:
    env = Environment(
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    functions: dict[str, Any] = {"url": page_url, "asset_url": _asset_url}
    env.globals.update(functions)
    env.filters.update({"words": words, "spaced": spaced})
    return env


def _seen(value: Any) -> Any:
    if value is None:
        return ""
    # What macros give is HTML already, and made of values that came along here.
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)


def _source(name: str) -> str:
    if name.rpartition(".")[2] != "jinja" or not _file(name).is_file():
        raise TemplateNotFound(name)
    return _read(name).decode("utf-8")


@cache
def _asset_url(name: str) -> str:
    # Another version of this program has other files, and a browser should not mix them.
    return page_url(name, v=hashlib.sha256(_read(name)).hexdigest()[:12])


def _read(name: str) -> bytes:
    return _file(name).read_bytes()


def _file(name: str) -> Traversable:
    return files(_ROOT).joinpath("templates", "twin", name)


def _reply(status: int, body: bytes, media_type: bytes, caching: bytes) -> Reply:
    headers = [
        (b"content-type", media_type),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", caching),
        *_SAFETY,
    ]
    return Reply(status, headers, body)
