# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""What all operations share: where the service is, how a caller proves who it is, what its error codes raise."""

from __future__ import annotations

from typing import Final

import transiteo_client as _client
from transiteo_client._runtime._operation import Credential, ErrorTable, SecurityScheme, ServiceInfo, TokenSource

SERVICE: Final = ServiceInfo(
    title="Transiteo orders",
    package="transiteo_client",
    version="0.1.0",
    env_prefix="TRANSITEO",
    servers=("https://api.transiteo.io",),
    credentials=(
        Credential(python="id_token", env="TRANSITEO_ID_TOKEN"),
        Credential(python="client_id", env="TRANSITEO_CLIENT_ID"),
        Credential(python="refresh_token", env="TRANSITEO_REFRESH_TOKEN"),
    ),
    schemes={
        "idToken": SecurityScheme(
            key="idToken",
            kind="header",
            credentials=("id_token",),
            parameter="Authorization",
            token_source=TokenSource(
                token_url="https://auth.transiteo.io/oauth2/token",
                form=(
                    ("grant_type", "refresh_token"),
                    ("client_id", "{client_id}"),
                    ("refresh_token", "{refresh_token}"),
                ),
                token="/id_token",
                expires_in="/expires_in",
                lifetime=3600.0,
            ),
        )
    },
    errors=ErrorTable(code="/code", classes=lambda: _client.errors.CODES),
    checks=lambda: _client.checks,
)
