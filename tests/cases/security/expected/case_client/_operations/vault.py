# Made by specwright 0.1.0 from 'Security' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Operation, Response

READ_INHERITED: Final[Operation[None]] = Operation(
    id="readInherited",
    method="GET",
    path=("/inherited",),
    responses=(Response(status="204"),),
    security=(("bearer",),),
    is_idempotent=True,
)

READ_NONE: Final[Operation[None]] = Operation(
    id="readNone", method="GET", path=("/none",), responses=(Response(status="204"),), is_idempotent=True
)

READ_BOTH: Final[Operation[None]] = Operation(
    id="readBoth",
    method="GET",
    path=("/both",),
    responses=(Response(status="204"),),
    security=(("bearer", "subscription"),),
    is_idempotent=True,
)

READ_EITHER: Final[Operation[None]] = Operation(
    id="readEither",
    method="GET",
    path=("/either",),
    responses=(Response(status="204"),),
    security=(
        ("basic",),
        ("queryKey", "cookieKey"),
        ("oauth",),
        (),
    ),
    is_idempotent=True,
)

READ_CERTIFICATE: Final[Operation[None]] = Operation(
    id="readCertificate",
    method="GET",
    path=("/certificate",),
    responses=(Response(status="204"),),
    security=(("certificate",),),
    is_idempotent=True,
)
