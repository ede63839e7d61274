"""Turns an operation, compiled once, and a call's arguments into requests that a transport can send as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx2

from ._bodies import Payload, choose_body, encode_body
from ._checking import ParameterValues, encoded_text
from ._errors import InvalidArgument
from ._operation import Body, Operation, Parameter
from ._override import override
from ._parameters import Encode, check_path, cookie_pair, encoder, header_value, query_pairs
from ._primitives import primitive
from ._unset import UNSET

if TYPE_CHECKING:
    from ._auth import Applied
    from ._checking import Judge
    from ._options import RequestOptions

__all__ = ["Draft", "Plan", "PreparedRequest", "Site", "site_of"]

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "DELETE", "CONNECT"})
_NO_CONTENT = httpx2.ByteStream(b"")


class Site:
    """A base URL, taken apart once."""

    __slots__ = ("host", "netloc", "origin", "port", "prefix", "scheme")

    def __init__(self, base_url: str) -> None:
        try:
            url = httpx2.URL(base_url.strip())
        except (httpx2.InvalidURL, ValueError):
            # Neither it nor the parser's words are shown: a password could stand in either.
            raise InvalidArgument("base_url is no URL") from None
        if url.userinfo:
            raise InvalidArgument("base_url must not carry a user or password: pass credentials as arguments")
        if url.scheme not in {"http", "https"} or not url.host:
            raise InvalidArgument(f"base_url {base_url!r} must begin with http:// or https:// and a host")
        if url.query or url.fragment:
            raise InvalidArgument(f"base_url {base_url!r} must not have a query or fragment")
        self.scheme = url.raw_scheme
        self.host = url.raw_host
        self.port = url.port
        self.netloc = url.netloc
        self.prefix = url.raw_path.decode("ascii").rstrip("/")
        self.origin = f"{url.scheme}://{url.netloc.decode('ascii')}"


@lru_cache(maxsize=256)
def site_of(base_url: str) -> Site:
    """Take a base URL apart, or remember it."""
    return Site(base_url)


class TargetURL(httpx2.URL):
    """A URL whose parts are known, parsed only if somebody asks for more than a transport does."""

    def __init__(self, site: Site, target: str) -> None:
        # The base class's own state comes with `__getattr__`: parsing would cost more than all the rest of a request.
        self._site = site
        self._target = target

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "_is_parsed" in self.__dict__:
            raise AttributeError(name)
        self.__dict__["_is_parsed"] = True
        super().__init__(self._site.origin + self._target)
        return getattr(self, name)

    @property
    @override
    def raw_scheme(self) -> bytes:
        return self._site.scheme

    @property
    @override
    def raw_host(self) -> bytes:
        return self._site.host

    @property
    @override
    def port(self) -> int | None:
        return self._site.port

    @property
    @override
    def raw_path(self) -> bytes:
        return self._target.encode("ascii")

    @override
    def __str__(self) -> str:
        return self._site.origin + self._target

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        return httpx2.URL, (str(self),)


class PreparedRequest(httpx2.Request):
    """A request whose URL and headers are complete, so that nothing of them is parsed or merged again."""

    def __init__(
        self, method: str, url: httpx2.URL, *, headers: httpx2.Headers, payload: Payload | None, timeout: dict[str, Any]
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.extensions = {"timeout": timeout}
        self.stream = _NO_CONTENT if payload is None else payload.stream()
        if payload is None or payload.upload is None:
            # Middleware and tests look at `content`.
            self.read()


class Plan:
    """One operation compiled for one base URL."""

    __slots__ = (
        "_authorized",
        "_cookies",
        "_headers",
        "_path",
        "_query",
        "fixed",
        "is_checked",
        "is_stream",
        "operation",
        "parameters",
        "site",
        "template",
    )

    def __init__(self, operation: Operation[Any], site: Site, fixed: Mapping[str, str]) -> None:
        self.operation = operation
        self.site = site
        self.fixed = {b"host": (b"Host", site.netloc)}
        for name, value in {"Accept": _accept(operation), **fixed}.items():
            self.fixed[name.lower().encode("ascii")] = _header(name, value)
        self.template = "".join(part if isinstance(part, str) else f"{{{part.wire}}}" for part in operation.path)
        self.is_stream = any(
            content.kind in {"json-lines", "event-stream"}
            for response in operation.responses
            if response.status.startswith("2") or response.status == "default"
            for content in response.contents
        )
        self._path = [_literal(part) if isinstance(part, str) else (part, _encoder(part)) for part in operation.path]
        self._query = _compiled(operation, "query")
        self._headers = _compiled(operation, "header")
        self._cookies = _compiled(operation, "cookie")
        self._authorized: tuple[Applied | None, httpx2.Headers] | None = None
        self.parameters = ParameterValues(operation) if operation.has_parameter_check else None
        self.is_checked = operation.has_parameter_check or any(body.has_check for body in operation.bodies)

    def target(self, arguments: Mapping[str, object], extra_query: Mapping[str, object] | None) -> str:
        """Spell path and query."""
        steps = [step if isinstance(step, str) else _spelled(step, arguments) for step in self._path]
        path = self.site.prefix + "".join(steps) or "/"
        if "." in path or "%2" in path:
            check_path(path)
        query = _all_spelled(self._query, arguments) if self._query else []
        if extra_query:
            query += query_pairs(extra_query)
        if not query:
            return path
        return f"{path}{'&' if '?' in path else '?'}{'&'.join(query)}"

    def own_headers(self, arguments: Mapping[str, object]) -> list[tuple[bytes, bytes]]:
        """Spell the header and cookie parameters."""
        headers = [
            (parameter.wire.encode("ascii"), text.encode("utf-8"))
            for parameter, text in _each_spelled(self._headers, arguments)
        ]
        if self._cookies and (cookies := _all_spelled(self._cookies, arguments)):
            headers.append((b"Cookie", "; ".join(cookies).encode("ascii")))
        return headers

    def headers(self, applied: Applied | None, own: list[tuple[bytes, bytes]]) -> httpx2.Headers:
        """Put the fixed headers, the credentials and a call's own headers together; the later ones win."""
        known = self._authorized
        if known is None or known[0] is not applied:
            merged = dict(self.fixed)
            if applied is not None:
                for name, value in applied.headers:
                    merged[name.lower().encode("ascii")] = _header(name, value)
                if applied.cookies:
                    text = "; ".join(cookie_pair(name, value) for name, value in applied.cookies)
                    merged[b"cookie"] = (b"Cookie", text.encode("ascii"))
            known = self._authorized = (applied, httpx2.Headers(list(merged.values())))
        if not own:
            return httpx2.Headers(known[1])
        return _merged(known[1].raw, own)


class Draft:
    """What all attempts of one call share: each attempt gets a request of its own, because middleware may change it."""

    __slots__ = ("_own", "method", "payload", "plan", "target")

    def __init__(
        self, plan: Plan, arguments: Mapping[str, object], options: RequestOptions, judge: Judge | None = None
    ) -> None:
        operation = plan.operation
        self.plan = plan
        self.method = operation.method
        self.target = plan.target(arguments, options.get("extra_query") if options else None)
        own = plan.own_headers(arguments)
        if judge is not None and plan.parameters is not None and (values := plan.parameters.of(arguments)) is not None:
            judge.parameters(values)
        self.payload = _payload(operation.bodies, arguments, options, judge)
        if self.payload is not None:
            own += _content_headers(self.payload)
        elif operation.method not in _WITHOUT_BODY:
            own.append((b"Content-Length", b"0"))
        if options:
            own += _option_headers(options)
        self._own = own

    @property
    def has_idempotency_key(self) -> bool:
        """Whether the service can tell a repeated request from a new one."""
        return any(name.lower() == b"idempotency-key" for name, _ in self._own)

    def request(self, applied: Applied | None, timeout: dict[str, Any]) -> PreparedRequest:
        """Make the request of one attempt."""
        target = self.target
        if applied is not None and applied.query:
            pairs = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in applied.query)
            target = f"{target}{'&' if '?' in target else '?'}{pairs}"
        return PreparedRequest(
            self.method,
            TargetURL(self.plan.site, target),
            headers=self.plan.headers(applied, self._own),
            payload=self.payload,
            timeout=timeout,
        )


def _payload(
    bodies: tuple[Body, ...], arguments: Mapping[str, object], options: RequestOptions, judge: Judge | None
) -> Payload | None:
    extra = options.get("extra_body") if options else None
    if not bodies:
        if extra is not None:
            raise InvalidArgument("extra_body: this operation has no body")
        return None
    body = bodies[0] if len(bodies) == 1 and "content_type" not in arguments else choose_body(bodies, arguments)
    if body is None:
        return None
    return encode_body(body, arguments, extra, judge.body(body) if judge is not None else None)


def _content_headers(payload: Payload) -> list[tuple[bytes, bytes]]:
    length = len(payload.content) if payload.upload is None else payload.upload.length
    size = (b"Transfer-Encoding", b"chunked") if length is None else (b"Content-Length", b"%d" % length)
    return [(b"Content-Type", header_value("Content-Type", payload.content_type).encode("utf-8")), size]


def _option_headers(options: RequestOptions) -> list[tuple[bytes, bytes]]:
    headers: list[tuple[bytes, bytes]] = []
    key = options.get("idempotency_key")
    if key is not None:
        headers.append(_header("Idempotency-Key", key))
    extra = options.get("extra_headers")
    if extra:
        headers += [_header(name, value) for name, value in extra.items()]
    return headers


def _merged(first: list[tuple[bytes, bytes]], own: list[tuple[bytes, bytes]]) -> httpx2.Headers:
    merged = {name.lower(): (name, value) for name, value in first}
    for name, value in own:
        key = name.lower()
        if key == b"cookie" and key in merged:
            value = merged[key][1] + b"; " + value  # noqa: PLW2901 - cookies of both places belong into one header
        merged[key] = (name, value)
    return httpx2.Headers(list(merged.values()))


def _header(name: str, value: str) -> tuple[bytes, bytes]:
    if not _TOKEN.fullmatch(name):
        raise InvalidArgument(f"{name!r} is no header name")
    return name.encode("ascii"), header_value(name, primitive(value)).encode("utf-8")


def _accept(operation: Operation[Any]) -> str:
    types = {
        content.media_type: None
        for response in operation.responses
        if response.status.startswith("2") or response.status == "default"
        for content in response.contents
    }
    return ", ".join(types) or "*/*"


def _literal(text: str) -> str:
    return quote(text, safe="/%:@!$&'()*+,;=-._~?")


def _encoder(parameter: Parameter) -> Encode:
    spell = encoder(parameter)
    if parameter.encoding != "base64url":
        return spell
    return lambda value: spell(encoded_text(value))


def _compiled(operation: Operation[Any], location: str) -> list[tuple[Parameter, Encode]]:
    return [(each, _encoder(each)) for each in operation.parameters if each.location == location]


def _spelled(step: tuple[Parameter, Encode], arguments: Mapping[str, object]) -> str:
    parameter, spell = step
    value = arguments.get(parameter.python, UNSET)
    if value is UNSET or value is None:
        raise InvalidArgument(f"{parameter.python} is required")
    return spell(value)


def _all_spelled(steps: list[tuple[Parameter, Encode]], arguments: Mapping[str, object]) -> list[str]:
    return [text for _, text in _each_spelled(steps, arguments) if text]


def _each_spelled(
    steps: list[tuple[Parameter, Encode]], arguments: Mapping[str, object]
) -> list[tuple[Parameter, str]]:
    spelled: list[tuple[Parameter, str]] = []
    for parameter, spell in steps:
        value = arguments.get(parameter.python, UNSET)
        if value is not UNSET and value is not None:
            spelled.append((parameter, spell(value)))
        elif parameter.is_required:
            raise InvalidArgument(f"{parameter.python} is required")
    return spelled
