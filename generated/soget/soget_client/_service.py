# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""What all operations share: where the service is, how a caller proves who it is, what its error codes raise."""

from __future__ import annotations

from typing import Final

import soget_client as _client
from soget_client._runtime._operation import Credential, ErrorTable, SecurityScheme, ServiceInfo, TokenSource

SERVICE: Final = ServiceInfo(
    title="SOGET customer orders",
    package="soget_client",
    version="0.1.0",
    env_prefix="SOGET",
    servers=("https://soget-api-integration.azure-api.net/customer-orders/v1",),
    credentials=(
        Credential(python="access_token", env="SOGET_ACCESS_TOKEN"),
        Credential(python="client_id", env="SOGET_CLIENT_ID"),
        Credential(python="client_secret", env="SOGET_CLIENT_SECRET"),
        Credential(python="subscription_key", env="SOGET_SUBSCRIPTION_KEY"),
    ),
    schemes={
        "bearerAuth": SecurityScheme(
            key="bearerAuth",
            kind="bearer",
            credentials=("access_token",),
            token_source=TokenSource(
                token_url="https://soget-api-integration.azure-api.net/soget-connect/v1/openid-connect/token",
                form=(
                    ("client_id", "{client_id}"),
                    ("client_secret", "{client_secret}"),
                ),
                token="/access_token",
                expires_in="/expires_in",
                lifetime=600.0,
            ),
        ),
        "subscriptionKey": SecurityScheme(
            key="subscriptionKey",
            kind="header",
            credentials=("subscription_key",),
            parameter="Ocp-Apim-Subscription-Key",
        ),
    },
    errors=ErrorTable(code="/code", classes=lambda: _client.errors.CODES),
    checks=lambda: _client.checks,
)
