# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns an operation that answers page by page into one sequence of its items."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, Self, TypeAlias, TypeVar, cast
from urllib.parse import parse_qsl, urljoin, urlsplit

from pydantic import BaseModel

from ._errors import InvalidArgument, StreamError
from ._headers import link_target
from ._operation import Operation, Paging, Parameter
from ._options import RequestOptions
from ._override import override
from ._unset import UNSET

if TYPE_CHECKING:
    import httpx2

    from ._response import Response

__all__ = ["AsyncPages", "Pages", "Position"]

Envelope = TypeVar("Envelope")
Item = TypeVar("Item")
Position: TypeAlias = str | int | None

# No argument of an operation can be called so.
_LINK: Final = "/link"


class Send(Protocol):
    """What asks for one page: a client's own ``send_raw``."""

    def send_raw(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions, /
    ) -> Response[Any]: ...

    def build(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions, /
    ) -> httpx2.Request: ...


class AsyncSend(Protocol):
    """The asynchronous twin of ``Send``."""

    async def send_raw(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions, /
    ) -> Response[Any]: ...

    async def build(
        self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions, /
    ) -> httpx2.Request: ...


class _Course:
    """What both kinds of pages do: it knows what to ask for next, and when to stop."""

    def __init__(self, operation: Operation[Any], arguments: Mapping[str, object], options: RequestOptions) -> None:
        if operation.paging is None:
            raise InvalidArgument(f"{operation.id} does not answer page by page")
        self._operation = operation
        self._paging: Paging = operation.paging
        self._arguments = arguments
        self._options = options
        self._max_pages: int | None = None
        self._start: Position = None
        self._position: Position = None
        self._is_finished = False

    @property
    def position(self) -> Position:
        """Where the page begins whose items are being given, for ``resumed`` on another day.

        After the last item it is where a further page would begin; None stands for the first page, and where
        ``is_finished`` is true for the end.
        """
        return self._position

    @property
    def is_finished(self) -> bool:
        """Whether the last page was given in whole."""
        return self._is_finished

    def limited(self, *, max_pages: int) -> Self:
        """Give the same pages, at most so many of them."""
        if max_pages < 0:
            raise InvalidArgument("max_pages must not be negative")
        return self._changed(max_pages, self._start)

    def resumed(self, position: Position) -> Self:
        """Give the pages from a position on that an earlier run left in ``position``."""
        return self._changed(self._max_pages, position)

    def _changed(self, max_pages: int | None, start: Position) -> Self:
        changed = copy(self)
        changed.__dict__.update(_max_pages=max_pages, _start=start, _position=start, _is_finished=False)
        return changed

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._operation.id}>"

    def _request(self, position: Position, base: str) -> tuple[Operation[Any], Mapping[str, object], RequestOptions]:
        """Say what asks for the page at a position; ``base`` is the URL of the page before."""
        if position is None:
            return self._operation, self._arguments, self._options
        if self._paging.style == "link":
            return self._following(str(position), base)
        return self._operation, {**self._arguments, self._python_name(): position}, self._options

    def _following(self, target: str, base: str) -> tuple[Operation[Any], Mapping[str, object], RequestOptions]:
        url, here = urlsplit(urljoin(base, target)), urlsplit(base)
        if (url.scheme, url.netloc) != (here.scheme, here.netloc):
            # Credentials go along with each request, so a page of another host is not asked for.
            raise StreamError(f"{self._operation.id}: the next page is said to be at another host, {url.netloc}")
        query: dict[str, list[str]] = {}
        for name, value in parse_qsl(url.query, keep_blank_values=True):
            query.setdefault(name, []).append(value)
        options: RequestOptions = {
            **self._options,
            "base_url": f"{url.scheme}://{url.netloc}",
            "extra_query": query,
        }
        return _linked(self._operation), {**self._arguments, _LINK: url.path}, options

    @property
    def _needs_base(self) -> bool:
        return self._start is not None and self._paging.style == "link"

    def _first_seen(self) -> set[Position]:
        if self._start is not None or self._paging.style != "cursor":
            return {self._start}
        given = self._arguments.get(self._python_name(), UNSET)
        return {given} if isinstance(given, str | int) else set()

    def _after(self, position: Position, response: Response[Any], seen: set[Position]) -> tuple[list[Any], Position]:
        """Take a page apart: its items, and where the next one begins."""
        items = _items(value_at(response.parsed, self._paging.items))
        following = self._following_position(position, response, len(items))
        if following in seen:
            return items, None
        seen.add(following)
        return items, following

    def _following_position(self, position: Position, response: Response[Any], count: int) -> Position:
        match self._paging.style:
            # Where pages are counted, an empty one is the end. Where the service leads on, it may be one of many:
            # what was filtered out of it is no item.
            case "offset" | "page" if not count:
                return None
            case "offset":
                return self._number(position, 0) + count
            case "page":
                return self._number(position, self._paging.first) + 1
            case "cursor":
                found = value_at(response.parsed, self._paging.next)
                return found if isinstance(found, str | int) and not isinstance(found, bool) and found != "" else None
            case "link":
                if self._paging.next:
                    found = value_at(response.parsed, self._paging.next)
                else:
                    found = link_target(response.headers.get_list("link"), "next")
                return found if isinstance(found, str) and found else None

    def _number(self, position: Position, first: int) -> int:
        number = self._arguments.get(self._python_name(), UNSET) if position is None else position
        return number if isinstance(number, int) else first

    def _python_name(self) -> str:
        for parameter in self._operation.parameters:
            if parameter.wire == self._paging.request:
                return parameter.python
        raise InvalidArgument(f"{self._operation.id} has no parameter {self._paging.request!r} to ask for a page with")


class Pages(_Course, Generic[Envelope, Item]):
    """The items of all pages, asked for as they are needed; ``pages`` gives the answers themselves."""

    def __init__(
        self,
        send: Send,
        operation: Operation[Envelope],
        arguments: Mapping[str, object],
        options: RequestOptions,
    ) -> None:
        super().__init__(operation, arguments, options)
        self._send = send

    def __iter__(self) -> Iterator[Item]:
        for _, items in self._walk():
            yield from items

    def pages(self) -> Iterator[Envelope]:
        """Give one answer after the other."""
        for envelope, _ in self._walk():
            yield envelope

    def _walk(self) -> Iterator[tuple[Envelope, list[Item]]]:
        position, seen = self._start, self._first_seen()
        self._position, self._is_finished = position, False
        base = str((self._send.build(self._operation, self._arguments, self._options)).url) if self._needs_base else ""
        count = 0
        while self._max_pages is None or count < self._max_pages:
            response = self._send.send_raw(*self._request(position, base))
            items, position = self._after(position, response, seen)
            base = str(response.request.url)
            count += 1
            yield response.parsed, items
            # Only now: who breaks off amid a page finds it again.
            self._position, self._is_finished = position, position is None
            if position is None:
                return


class AsyncPages(_Course, Generic[Envelope, Item]):
    """The items of all pages, asked for as they are needed; ``pages`` gives the answers themselves."""

    def __init__(
        self,
        send: AsyncSend,
        operation: Operation[Envelope],
        arguments: Mapping[str, object],
        options: RequestOptions,
    ) -> None:
        super().__init__(operation, arguments, options)
        self._send = send

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for _, items in self._walk():
            for item in items:
                yield item

    async def pages(self) -> AsyncIterator[Envelope]:
        """Give one answer after the other."""
        async for envelope, _ in self._walk():
            yield envelope

    async def _walk(self) -> AsyncIterator[tuple[Envelope, list[Item]]]:
        position, seen = self._start, self._first_seen()
        self._position, self._is_finished = position, False
        base = (
            str((await self._send.build(self._operation, self._arguments, self._options)).url)
            if self._needs_base
            else ""
        )
        count = 0
        while self._max_pages is None or count < self._max_pages:
            response = await self._send.send_raw(*self._request(position, base))
            items, position = self._after(position, response, seen)
            base = str(response.request.url)
            count += 1
            yield response.parsed, items
            # Only now: who breaks off amid a page finds it again.
            self._position, self._is_finished = position, position is None
            if position is None:
                return


@cache
def _linked(operation: Operation[Any]) -> Operation[Any]:
    """Make the operation that follows links: they are complete, so of the parameters only the headers are left."""
    target = Parameter(
        python=_LINK, wire="link", location="path", is_required=True, style="simple", explode=False, allow_reserved=True
    )
    others = tuple(each for each in operation.parameters if each.location not in {"path", "query"})
    return operation.replaced(path=(target,), parameters=others, has_parameter_check=False)


def value_at(value: Any, pointer: str) -> Any:
    """Follow a JSON pointer through models as well as plain values; UNSET where it leads nowhere."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, BaseModel):
            value = _member(value, key)
        elif isinstance(value, dict):
            value = cast("dict[str, Any]", value).get(key, UNSET)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(cast("list[object]", value)):
            value = cast("list[object]", value)[int(key)]
        else:
            return UNSET
    return value


def _member(model: BaseModel, wire: str) -> Any:
    for name, field in type(model).__pydantic_fields__.items():
        if (field.validation_alias or name) == wire:
            return model.__dict__.get(name, UNSET)
    return (model.model_extra or {}).get(wire, UNSET)


def _items(value: Any) -> list[Any]:
    return cast("list[object]", value) if isinstance(value, list) else []
