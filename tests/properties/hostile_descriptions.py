"""A description that has every kind of place where a text can stand, and takes the texts from a hand that deals them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from properties.hostile_texts import Texts

__all__ = ["VERSIONS", "describe"]

VERSIONS = ("3.0.3", "3.1.0")

Json = dict[str, Any]
NO_SCOPES: list[str] = []
SYNTAX = re.compile(r"[][\\^$.*+?(){}|/]")


def describe(texts: Texts, version: str) -> Json:
    """Build the description; its structure depends on the version alone."""
    return _Description(texts, is_modern=version != "3.0.3").build(version)


class _Description:
    def __init__(self, texts: Texts, *, is_modern: bool) -> None:
        self.any = texts.any
        self.key = texts.key
        self.name = texts.name
        self.texts = texts
        self.is_modern = is_modern
        self.order, self.flags, self.cat, self.dog, self.pet, self.tree = (texts.name("schemas") for _ in range(6))
        self.codes = [texts.name("codes") for _ in range(3)]
        # Tags that are spelled alike in Python are one resource, which is another structure.
        self.tags = [texts.name("tags"), f"other {texts.name('tags')}"]
        self.schemes = [texts.name("schemes") for _ in range(5)]

    def build(self, version: str) -> Json:
        """Put everything together."""
        whole: Json = {
            "openapi": version,
            "info": self.info(),
            "servers": [
                self.server(),
                {"url": f"https://a.example:8443/{self.texts.url()}", "description": self.any()},
            ],
            "tags": [
                {"name": tag, "description": self.any(), "externalDocs": self.external()} | self.extensions()
                for tag in self.tags
            ],
            "externalDocs": self.external(),
            "paths": self.paths(),
            "components": {
                "schemas": self.schemas(),
                "securitySchemes": self.security_schemes(),
                "examples": {"Shown": {"summary": self.any(), "value": self.any()}},
            },
            "security": [dict.fromkeys([scheme], NO_SCOPES) for scheme in self.schemes],
        }
        return whole | self.extensions()

    def extensions(self) -> Json:
        """Give keys that nobody knows."""
        keys = [f"x-{self.key('x')}" for _ in range(2)]
        return dict(zip(keys, (self.any(), {self.any(): [self.any()]}), strict=True))

    def words(self) -> Json:
        """Give what schemas say about themselves."""
        return {
            "title": self.any(),
            "description": self.any(),
            "x-unit": self.any(),
            "x-source": {"doc": self.any(), "confidence": "assumed"},
            "externalDocs": self.external(),
            "xml": {"name": self.any(), "prefix": self.any()},
        }

    def external(self) -> Json:
        return {"url": self.any(), "description": self.any()}

    def info(self) -> Json:
        return {
            "title": self.any(),
            "version": self.any(),
            "summary": self.any(),
            "description": self.any(),
            "termsOfService": self.any(),
            "contact": {"name": self.any(), "url": self.any(), "email": self.any()},
            "license": {"name": self.any(), "url": self.any()},
        } | self.extensions()

    def server(self) -> Json:
        variable = self.texts.segment("variables")
        return {
            "url": f"https://{{{variable}}}.example/{self.texts.url()}",
            "description": self.any(),
            "variables": {
                variable: {"default": self.texts.url(), "enum": [self.any(), self.any()], "description": self.any()}
            },
        }

    # Schemas.

    def ref(self, key: str) -> Json:
        """Refer to a schema."""
        return {"$ref": self.pointer(key)}

    def pointer(self, key: str) -> str:
        return "#/components/schemas/" + quote(key.replace("~", "~0").replace("/", "~1"), safe="~")

    def schemas(self) -> Json:
        tag = self.name("tag property")
        variant = {"type": "object", "required": [tag]}
        return {
            self.order: self.order_schema(),
            self.flags: self.enum() | self.words(),
            self.cat: {
                **variant,
                "properties": {tag: {"type": "string"}, self.name("tag property"): {"type": "string"}},
                **self.words(),
            },
            self.dog: {**variant, "properties": {tag: {"type": "string"}}, "description": self.any()},
            self.pet: {
                "oneOf": [self.ref(self.cat), self.ref(self.dog)],
                "discriminator": {
                    "propertyName": tag,
                    "mapping": {
                        self.name("mapping"): self.pointer(self.cat),
                        self.name("mapping"): self.pointer(self.dog),
                    },
                },
                **self.words(),
            },
            self.tree: {
                "oneOf": [{"type": "string"}, {"type": "array", "items": self.ref(self.tree)}],
                "description": self.any(),
            },
            "Problem": {
                "type": "object",
                "required": ["code"],
                "properties": {
                    "code": {"type": "string", "enum": self.codes, "x-enum-descriptions": [self.any(), self.any()]},
                    self.name("problem"): {"type": "string", "description": self.any()},
                },
                "example": {"code": self.codes[0], self.any(): self.any()},
            },
        }

    def enum(self) -> Json:
        values = [self.key(f"enum {id(self)}") for _ in range(3)]
        named = {"x-enum-varnames": [self.any(), self.any(), self.any()]}
        return {"type": "string", "enum": values, "x-enum-descriptions": [self.any() for _ in values], **named}

    def pattern(self) -> str:
        """Give a pattern: one that is none costs a body its check, which is another structure."""
        return SYNTAX.sub(r"\\\g<0>", self.any())

    def order_schema(self) -> Json:
        required = self.name("order")
        nullable: Json = {"type": ["string", "null"]} if self.is_modern else {"type": "string", "nullable": True}
        inner = {
            "type": "object",
            "required": [first := self.name("inner")],
            "properties": {first: {"type": "string", **self.words()}, self.name("inner"): self.ref(self.order)},
            "additionalProperties": {"type": "string", "description": self.any()},
        }
        texts = {"type": "string", "format": f"a{self.any()}", "pattern": self.pattern(), "default": self.any()}
        members: list[Json] = [
            {**texts, "example": self.any(), **self.words()},
            self.enum() | self.words(),
            {"type": "integer", "default": 3, **self.words()},
            {"type": "array", "items": self.ref(self.flags), "default": [self.any()]},
            self.ref(self.pet),
            {**inner, "default": {self.any(): self.any()}, **self.words()},
            {"type": "object", "additionalProperties": self.ref(self.tree)},
            {"type": "string", "enum": [self.any()]} if not self.is_modern else {"const": self.any()},
            {**nullable, "deprecated": True, "readOnly": True, "x-unverified": True, "description": self.any()},
            {"type": "string", "writeOnly": True, "description": self.any()},
            {"type": "string", "contentEncoding": "base64", "contentMediaType": self.any(), "description": self.any()},
        ]
        if self.is_modern:
            constants = [{"const": self.key("constants"), "title": self.any(), **self.extensions()} for _ in range(2)]
            members += [{"oneOf": constants}, {"type": "string", "examples": [self.any()], "$comment": self.any()}]
        return {
            "type": "object",
            "required": [required],
            "properties": {required: {"type": "string"}} | {self.name("order"): member for member in members},
            "additionalProperties": {"type": "number"},
            "example": {required: self.any(), f"{self.any()}y": self.any()},
            **self.words(),
            **self.extensions(),
        }

    # Security.

    def security_schemes(self) -> Json:
        """Describe one scheme of each kind."""
        key, bearer, word, flow, source = self.schemes
        # In braces a scope would name a credential.
        scopes = {self.texts.segment("scopes"): self.any(), self.texts.segment("scopes"): self.any()}
        address = f"https://b.example/{self.any()}"
        return {
            key: {"type": "apiKey", "in": "header", "name": f"a{self.any()}", "description": self.any()},
            bearer: {"type": "http", "scheme": "bearer", "bearerFormat": self.any(), "x-credential": "a_token"},
            word: {"type": "http", "scheme": f"a{self.any()}", "x-credential": "a_word", "description": self.any()},
            flow: {
                "type": "oauth2",
                "x-credential": "a_flow",
                "flows": {"clientCredentials": {"tokenUrl": address, "scopes": scopes}},
            },
            source: {
                "type": "apiKey",
                "in": "query",
                "name": f"a{self.any()}",
                "x-credential": "a_source",
                "x-token-source": {
                    "tokenUrl": f"https://c.example/{self.any()}",
                    "form": {
                        self.key("form"): self.texts.url(),
                        # A credential of the same name would be the same credential.
                        self.key("form"): f"{{in {self.texts.segment('in')}}}",
                    },
                    "token": f"/{self.any()}",
                    "expiresIn": f"/{self.any()}",
                },
            },
        }

    # Operations.

    def paths(self) -> Json:
        item, first = self.texts.segment("paths"), self.texts.segment("path parameters")
        second = self.texts.segment("path parameters")
        return {
            f"/{item}/{{{first}}}/{{{second}}}": {
                "summary": self.any(),
                "description": self.any(),
                # No enumeration: operations whose names are spelled alike would share it.
                "parameters": [self.parameter(first, "path", style="label", required=True, schema={"type": "string"})],
                "get": self.operation(self.get(second), tags=self.tags),
                "delete": self.operation({"responses": {"204": {"description": self.any()}}}, tags=self.tags[1:]),
            },
            f"/{self.texts.segment('paths')}": {
                "post": self.operation(self.post(), tags=self.tags),
                "put": self.operation({"requestBody": self.form("multipart/form-data")}, tags=self.tags),
                "patch": self.operation(
                    {"requestBody": self.form("application/x-www-form-urlencoded")}, tags=self.tags
                ),
                "get": self.operation(self.list(), tags=self.tags[1:]),
            },
            f"/{self.texts.segment('paths')}/raw": {
                "post": self.operation(self.raw(), tags=self.tags),
                "get": self.operation(self.streams(), tags=self.tags[1:]),
            },
        }

    def operation(self, members: Json, *, tags: list[str]) -> Json:
        """Add to an operation what all have."""
        return (
            {"operationId": self.name("operations"), "summary": self.any(), "description": self.any(), "tags": tags}
            | {"externalDocs": self.external(), "x-source": self.any(), "x-unverified": True, "responses": {}}
            | self.extensions()
            | members
        )

    def parameter(self, name: str, place: str, **members: Any) -> Json:
        """Describe a parameter of texts."""
        return {
            "name": name,
            "in": place,
            "description": self.any(),
            "schema": {"type": "string", "default": self.any(), "enum": [self.key(name), self.key(name)]},
            "example": self.any(),
            "x-unit": self.any(),
            **self.extensions(),
            **members,
        }

    def get(self, second: str) -> Json:
        array = {"type": "array", "items": {"type": "string"}, "description": self.any()}
        item = {"type": "object", "properties": {self.name("deep"): {"type": "string"}}}
        return {
            "parameters": [
                self.parameter(second, "path", required=True, style="matrix", explode=True),
                *(
                    self.parameter(self.name("query"), "query", schema=array, style=style)
                    for style in ("form", "spaceDelimited", "pipeDelimited")
                ),
                self.parameter(self.name("query"), "query", schema=item, style="deepObject", explode=True),
                self.parameter(self.name("query"), "query", required=True, allowReserved=True),
                self.parameter(f"a{self.name('header')}", "header"),
                self.parameter(self.name("cookie"), "cookie", schema=self.ref(self.flags)),
            ],
            "responses": {
                "200": self.answer(self.ref(self.order)),
                "404": self.answer(self.ref("Problem")) | {"x-error-codes": self.codes[:2]},
                "default": {"description": self.any(), "content": {f"text/a{self.any()}": {"example": self.any()}}},
            },
            "callbacks": {self.any(): {self.any(): {}}},
        }

    def answer(self, schema: Json) -> Json:
        """Describe an answer with headers, named examples and links."""
        return {
            "description": self.any(),
            "headers": {self.name("headers"): {"description": self.any(), "schema": {"type": "string"}}},
            "content": {
                f"application/json; a={self.any()}": {
                    "schema": schema,
                    "examples": {
                        self.name("examples"): {"summary": self.any(), "value": {self.any(): self.any()}},
                        self.name("examples"): {"$ref": "#/components/examples/Shown"},
                    },
                }
            },
            "links": {self.any(): {"operationId": self.any(), "description": self.any()}},
        }

    def post(self) -> Json:
        body = {
            "description": self.any(),
            "required": True,
            "content": {"application/json": {"schema": self.ref(self.order)}},
        }
        return {"requestBody": body, "responses": {"201": self.answer(self.ref(self.order))}}

    def form(self, media_type: str) -> Json:
        first, second = self.name("form"), self.name("form")
        file = {"type": "string", "description": self.any()}
        if media_type.startswith("multipart"):
            file |= {"format": "binary"}
        encoding = {first: {"contentType": f"application/json; a={self.any()}"}, second: {"contentType": "image/png"}}
        return {
            "description": self.any(),
            "content": {
                media_type: {
                    "schema": {
                        "type": "object",
                        "required": [first],
                        "properties": {
                            first: {"type": "object", "properties": {self.name("part"): {"type": "string"}}},
                            second: file,
                            self.name("form"): self.enum(),
                        },
                    },
                    "encoding": encoding if media_type.startswith("multipart") else {},
                }
            },
        }

    def list(self) -> Json:
        """Describe an operation that pages."""
        whole = [
            {"name": name, "in": "query", "schema": {"type": "integer"}, "description": self.any()}
            for name in ("offset", "limit")
        ]
        listed = {
            "type": "object",
            "properties": {self.name("list"): {"type": "array", "items": self.ref(self.order)}},
            "description": self.any(),
        }
        answer = {"description": self.any(), "content": {"application/json": {"schema": listed}}}
        return {"parameters": whole, "responses": {"200": answer}}

    def raw(self) -> Json:
        contents = {f"image/a{self.any()}": {}, f"text/a{self.any()}": {"schema": {"type": "string"}}}
        return {"requestBody": {"content": contents}, "responses": {"200": {"description": "", "content": contents}}}

    def streams(self) -> Json:
        content = {"text/event-stream": {"schema": self.ref(self.pet)}}
        return {"responses": {"200": {"description": self.any(), "content": content}}}
