# Made by specwright 0.1.0 from 'Files' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Body, Operation, Parameter, Part, Response, ResponseContent

UPLOAD_FILES: Final[Operation[None]] = Operation(
    id="uploadFiles",
    method="POST",
    path=("/files",),
    bodies=(
        Body(
            media_type="multipart/form-data",
            kind="multipart",
            is_required=True,
            parts=(
                Part(python="meta", wire="meta", is_required=True, content_type="application/json"),
                Part(python="files", wire="files", is_required=True, is_file=True, is_repeated=True),
                Part(python="cover", wire="cover", is_file=True),
                Part(python="note", wire="note", type="string"),
            ),
            has_check=True,
        ),
    ),
    responses=(Response(status="204"),),
)

DOWNLOAD_FILE: Final[Operation[bytes]] = Operation(
    id="downloadFile",
    method="GET",
    path=(
        "/files/",
        Parameter(
            python="name",
            wire="name",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/pdf", kind="binary", type=lambda: bytes),
                ResponseContent(media_type="image/png", kind="binary", type=lambda: bytes),
            ),
        ),
    ),
    is_idempotent=True,
    has_parameter_check=True,
)

REPLACE_FILE: Final[Operation[None]] = Operation(
    id="replaceFile",
    method="PUT",
    path=(
        "/files/",
        Parameter(
            python="name",
            wire="name",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    bodies=(Body(media_type="application/octet-stream", kind="binary", is_required=True),),
    responses=(Response(status="204"),),
    is_idempotent=True,
    has_parameter_check=True,
)
