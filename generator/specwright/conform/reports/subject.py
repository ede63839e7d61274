"""What reports have to know beside the outcome of a campaign: what was tested, from where, and how to do it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from specwright.model.config import Config
from specwright.model.service import ApiKeyScheme, HttpScheme, Oauth2Scheme, Service
from specwright.passes import PASSES

__all__ = ["Subject"]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What was tested.

    ``url`` is where the service is; of a twin in this process, where one would listen. ``command`` is what ran, as it
    is typed. ``started`` is a time stamp. ``credentials`` are by security scheme; ``secrets`` are other texts that no
    report may tell.
    """

    service: Service
    config: Config
    url: str
    command: tuple[str, ...]
    started: str
    is_twin: bool = False
    credentials: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def known_secrets(self) -> Mapping[str, str]:
        """Give all secrets, each with what is shown in its place: of a credential, its environment variable."""
        known = dict.fromkeys(self.secrets, "[redacted]")
        for key, text in self.credentials.items():
            known[text] = f"${self.variable(key)}"
        return known

    @cached_property
    def named_service(self) -> Service:
        """Give the service under the names that its client has."""
        service = self.service
        for transform in PASSES:
            service = transform(service, self.config)
        return service

    def variable(self, scheme: str) -> str:
        """Name the environment variable that the client of this description reads a credential from."""
        declared = self.service.security_schemes.get(scheme)
        if isinstance(declared, ApiKeyScheme | HttpScheme | Oauth2Scheme):
            return f"{self.config.env_prefix}_{declared.credential.upper()}"
        return f"{self.config.env_prefix}_CREDENTIAL"
