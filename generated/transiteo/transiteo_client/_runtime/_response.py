# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a whole answer into what a caller who asks for more than its value gets to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic_core import from_json

from ._answer import Answer
from ._errors import ResponseDecodeError
from ._headers import charset_text
from ._streamed import AsyncStreamedResponse, StreamedResponse

if TYPE_CHECKING:
    import httpx2

    from ._deviations import Deviation

__all__ = ["AsyncStreamedResponse", "Response", "StreamedResponse"]

T_co = TypeVar("T_co", covariant=True)


class Response(Answer, Generic[T_co]):
    """A whole answer: its value in ``parsed``, and all that came with it."""

    __slots__ = ("content", "deviations", "elapsed", "parsed")

    def __init__(
        self,
        *,
        parsed: T_co,
        status_code: int,
        headers: httpx2.Headers,
        content: bytes,
        request: httpx2.Request,
        deviations: tuple[Deviation, ...] = (),
        elapsed: float = 0.0,
        retries: int = 0,
    ) -> None:
        super().__init__(status_code=status_code, headers=headers, request=request, retries=retries)
        self.parsed = parsed
        self.content = content
        self.deviations = deviations
        """Where the answer differs from its description."""
        self.elapsed = elapsed
        """Seconds from sending the last attempt to the end of its answer."""

    @property
    def text(self) -> str:
        """The body as text, in the charset that it declares or else UTF-8; what does not decode is replaced."""
        return charset_text(self.content, self.headers.get("content-type", ""))

    def json(self) -> Any:
        """Parse the body as plain JSON values.

        Raises: ResponseDecodeError.
        """
        try:
            return from_json(self.content)
        except ValueError as error:
            raise ResponseDecodeError(
                f"the answer is no JSON: {error}",
                status_code=self.status_code,
                content_type=self.headers.get("content-type", ""),
                content=self.content,
                response=self,
            ) from None
