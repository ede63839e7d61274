# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""A twin of SOGET customer orders for tests: a local stand-in that remembers. Needs the extra `twin`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specwright.twin.bundled import create_bundled_twin
from specwright.twin.handle import IN_PROCESS, TwinHandle

from soget_client.client import AsyncSogetClient, SogetClient

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from soget_client._runtime._calls import ClientChanges

__all__ = ["SogetTwin"]

# Credentials of the client by security scheme.
_SCHEMES: Final[Mapping[str, Sequence[str]]] = {"bearerAuth": ["access_token"], "subscriptionKey": ["subscription_key"]}


class SogetTwin(TwinHandle):
    """The twin of SOGET customer orders. It begins with its fixtures, and remembers what is done to it."""

    def __init__(self, *, seed: int | None = 1, store: str = "memory:", strict: bool = True) -> None:
        super().__init__(create_bundled_twin("soget_client", error_code="/code", seed=seed, store=store, strict=strict))

    @property
    def credentials(self) -> dict[str, str]:
        """Arguments of a client that the twin knows."""
        return self.arguments(_SCHEMES)

    def client(self, *, credentials: Mapping[str, str] | None = None, **options: Unpack[ClientChanges]) -> SogetClient:
        """Make a client that calls the twin in process and repeats no failed calls, unless it is told to.

        ``credentials`` are arguments that stand in place of the sample ones.
        """
        given: dict[str, Any] = {**self.credentials} if credentials is None else {**credentials}
        client = SogetClient(**given, base_url=IN_PROCESS, max_retries=0, transport=self.transport)
        return client.with_options(**options) if options else client

    def async_client(
        self, *, credentials: Mapping[str, str] | None = None, **options: Unpack[ClientChanges]
    ) -> AsyncSogetClient:
        """Make an asynchronous client that calls the twin in process and repeats no failed calls, unless it is told to.

        ``credentials`` are arguments that stand in place of the sample ones.
        """
        given: dict[str, Any] = {**self.credentials} if credentials is None else {**credentials}
        client = AsyncSogetClient(**given, base_url=IN_PROCESS, max_retries=0, transport=self.async_transport)
        return client.with_options(**options) if options else client
