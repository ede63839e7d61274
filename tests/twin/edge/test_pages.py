"""A refusal that is documented as a page is told as that page, and not in JSON."""

from pathlib import Path
from typing import Final

from specwright.conform.exchanges import Request
from specwright.conform.transports.asgi import AsgiTransport
from specwright.loader import load
from specwright.twin import create_twin

DOCUMENT: Final = """
openapi: 3.1.0
info: {title: Board, version: "1"}
paths:
  /squares/{row}:
    get:
      operationId: getSquare
      parameters: [{name: row, in: path, required: true, schema: {type: integer, maximum: 3}}]
      responses:
        "200": {description: A square., content: {application/json: {schema: {type: string}}}}
        "400": {description: No such square., content: {text/html: {schema: {type: string}, example: "<p>no</p>"}}}
"""


def test_a_refusal_that_is_documented_as_a_page_is_one(tmp_path: Path) -> None:
    """Its media type and its text are those of the description."""
    (tmp_path / "board.yaml").write_text(DOCUMENT, "utf-8")
    with AsgiTransport(create_twin(load(tmp_path / "board.yaml"), seed=1)) as send:
        answer = send(Request(operation="getSquare", method="GET", target="/squares/4")).response

    assert answer is not None
    assert answer.status == 400
    assert answer.fields["content-type"].startswith("text/html")
    assert answer.body == b"<p>no</p>"
