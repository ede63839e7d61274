"""Describes a small store with rules, and documents that keep or break them, for tests of ``specwright validate``."""

from pathlib import Path

STORE = """\
openapi: 3.1.0
info: {title: Store, version: "1"}
servers: [{url: "https://store.example"}]
paths:
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    put:
      operationId: replaceOrder
      tags: [orders]
      requestBody:
        required: true
        content:
          text/plain: {schema: {type: string, maxLength: 3}}
          application/json: {schema: {$ref: "#/components/schemas/Order"}}
      responses:
        "204": {description: Done.}
        "400":
          description: Refused.
          x-error-codes: [QUANTITY_WRONG, DATES_WRONG]
          content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}
        4XX: {description: Refused., content: {application/json: {schema: {type: string}}}}
        default: {description: Other., content: {application/json: {schema: {type: "null"}}}}
    get:
      operationId: readOrder
      tags: [orders]
      responses: {"200": {description: It., content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
components:
  schemas:
    Error: {type: object, required: [code], properties: {code: {type: string}}}
    Order:
      type: object
      required: [number, quantity]
      additionalProperties: false
      properties:
        number: {type: string}
        quantity: {type: integer, minimum: 1, x-error-code: {minimum: QUANTITY_WRONG}}
        from: {type: string, format: date-time}
        to: {type: string, format: date-time}
      x-validations:
        - id: dates-in-order
          code: DATES_WRONG
          when: has(self.from) && has(self.to)
          rule: timestamp(self.from) <= timestamp(self.to)
          message: An order ends after it began.
          source: {doc: handbook, confidence: documented}
          examples: {valid: [{}], invalid: [{from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z"}]}
        - id: number-is-short
          rule: size(self.number) <= 5
          message: A number is short.
          source: {doc: handbook, confidence: assumed}
          examples: {valid: [{}], invalid: [{number: "123456"}]}
        - id: number-stays
          rule: self.number == oldSelf.number
          message: The number never changes.
          source: {doc: handbook, confidence: documented}
      examples: [{number: "1", quantity: 2}]
"""
GOOD = '{"number": "A1", "quantity": 2}'
LATE = '{"number": "A1", "quantity": 2, "from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}'
LONG = '{"number": "A12345", "quantity": 2}'
NONE = '{"number": "A1", "quantity": 0, "extra": true}'


def stock(folder: Path) -> Path:
    """Make a project with this one API."""
    (folder / "specs" / "store").mkdir(parents=True)
    (folder / "specs" / "store" / "openapi.yaml").write_text(STORE, "utf-8")
    return folder
