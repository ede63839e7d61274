"""What a description calls a password stands in no entry of the journal, whatever carries it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from asgi import Got
from specwright.loader import load
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options, Twin

Ask = Callable[..., Got]
AskOf = Callable[[Twin], Ask]

SECRET: Final = {"type": "string", "format": "password"}
LOGIN: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["user", "password"],
    "properties": {
        "user": {"type": "string", "maxLength": 20},
        "password": {"$ref": "#/components/schemas/Secret"},
        "former": {"type": "array", "items": {"$ref": "#/components/schemas/Secret"}},
        "deeper": {"type": "object", "properties": {"pin": {"anyOf": [SECRET, {"type": "null"}]}}},
    },
}
LOGINS: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {"title": "Logins", "version": "1"},
    "paths": {
        "/logins": {
            "post": {
                "operationId": "addLogin",
                "parameters": [
                    {"name": "again", "in": "query", "schema": SECRET},
                    {"name": "X-Old", "in": "header", "schema": SECRET},
                ],
                "requestBody": {
                    "content": {
                        media_type: {"schema": {"$ref": "#/components/schemas/Login"}}
                        for media_type in (
                            "application/json",
                            "application/x-www-form-urlencoded",
                            "multipart/form-data",
                        )
                    }
                },
                "responses": {
                    "201": {
                        "description": "Added.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Login"}}},
                    }
                },
            }
        },
        "/notes": {
            "post": {
                "operationId": "addNote",
                "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                "responses": {"204": {"description": "Added."}},
            }
        },
    },
    "components": {"schemas": {"Login": LOGIN, "Secret": SECRET}},
}
BODY: Final[dict[str, Any]] = {
    "user": "ada",
    "password": "hush-1",
    "former": ["hush-2"],
    "deeper": {"pin": "hush-3"},
}
FORM: Final = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'


@pytest.fixture
def ask(tmp_path: Path, ask_of: AskOf) -> Ask:
    """Give a way to ask a twin that keeps logins."""
    path = tmp_path / "logins.json"
    path.write_text(json.dumps(LOGINS), "utf-8")
    return ask_of(create_twin(load(path), seed=1, options=Options(max_logged=1_000)))


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/json", json.dumps(BODY).encode()),
        ("application/json", json.dumps({**BODY, "user": "x" * 30}).encode()),
        ("application/json", b'{"password": "hush-4"'),
        ("application/json", json.dumps({**BODY, "note": "x" * 2_000}).encode()),
        ("application/x-www-form-urlencoded", b"user=ada&password=hush-5"),
        ("application/x-www-form-urlencoded", b"user=ada&password=hush-5&user=ada"),
        (
            "multipart/form-data; boundary=b",
            FORM % (b"user", b"ada")
            + FORM % (b"password", b"hush-6")
            + FORM % (b"deeper", b'{"pin": "hush-7"}')
            + b"--b--",
        ),
        ("text/unknown", b"hush-8"),
    ],
)
def test_no_password_is_told(ask: Ask, media_type: str, body: bytes) -> None:
    """Whether the request is right, wrong, cut or no JSON at all, the journal has all but the passwords."""
    ask("POST", "/logins?again=hush-9", headers=[("content-type", media_type), ("x-old", "hush-10")], body=body)
    journal, archive = ask("GET", "/__twin/journal"), ask("GET", "/__twin/journal.har")

    assert b"hush" not in journal.body
    assert b"hush" not in archive.body
    assert journal.json["entries"][0]["operation"] == "addLogin"


def test_the_rest_of_the_body_is_told(ask: Ask) -> None:
    """Other members are kept, in the request as in the answer, and bodies without passwords to the byte."""
    ask("POST", "/logins", content=BODY)
    ask("POST", "/notes", headers=[("content-type", "application/json")], body=b'{"password":  "no secret here"}')
    login, note = ask("GET", "/__twin/journal").json["entries"]
    known = {"user": "ada", "password": "[redacted]", "former": "[redacted]", "deeper": {"pin": "[redacted]"}}

    assert json.loads(login["request"]["text"]) == known
    answered = json.loads(login["response"]["text"])
    assert (answered["user"], answered["password"]) == ("text", "[redacted]")
    assert note["request"]["text"] == '{"password":  "no secret here"}'
