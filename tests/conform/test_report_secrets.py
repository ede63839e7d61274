"""Holds that no report and no output tells a secret, wherever it was planted, and that texts stay texts."""

import base64
import json
import os
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest

from conform.depot_server import KEY
from conform.reported import DEPOT, URL, Reported, reported
from conform.test_reports import elements
from specwright.cli.console import printable
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.replays import Replays
from specwright.conform.reports.subject import Subject
from specwright.loader import load
from specwright.loader.settings import default_config
from specwright.model.service import Service

# A credential that has to be spelled otherwise in URLs, in JSON and in XML.
SECRET: Final = 'hushed&"<key>/é+1'
PLANTED: Final = {
    "cookie": "planted-cookie-value",
    "unknown header": "planted-header-value",
    "token in a body": "planted-token-value",
    "nested in a body": "planted-nested-value",
    "told again in a message": "planted-token-value",
}
HOSTILE: Final = (
    "</title></pre></script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u2028\x1b[2J\x00]]>&amp;"
)


def everything(each: Reported) -> str:
    """Join all that anybody could read, decoded as far as it goes."""
    texts = list(each.texts.values())
    for text in (each.texts["report.json"], each.texts["report.sarif"], each.texts["traffic.har"]):
        texts += [json.dumps(json.loads(text), ensure_ascii=False)]
    return "\n".join(texts)


def planting(request: Request, response: Response) -> Response:
    """Put secrets wherever a service might."""
    if response.status != 200 or not response.body.startswith(b"{"):
        return response
    value: dict[str, Any] = json.loads(response.body)
    value |= {"weight": "no number", "access_token": PLANTED["token in a body"]}
    value["note"] = [{"clientSecret": PLANTED["nested in a body"]}, f"again {PLANTED['token in a body']}"]
    headers = (
        *response.headers,
        ("set-cookie", f"session={PLANTED['cookie']}"),
        ("x-internal", PLANTED["unknown header"]),
        ("www-authenticate", f"Basic realm={KEY}"),
    )
    return replace(response, headers=headers, body=json.dumps(value).encode())


def test_planted_secrets_are_in_no_report() -> None:
    """Credentials, cookies, unknown headers and tokens in bodies are hidden in every file and on the terminal."""
    told = reported("no-rule", "breaks-off", change=planting, max_requests=300)
    text = everything(told)

    assert told.document["failures"]
    for secret in {KEY, *PLANTED.values()}:
        assert secret not in text
        assert quote(secret, safe="") not in text
        assert base64.b64encode(secret.encode()).decode() not in text
    assert "$DEPOT_KEY" in text
    assert "[redacted]" in text


@pytest.mark.parametrize("place", ["header", "query", "cookie"])
def test_a_credential_is_hidden_in_every_spelling(tmp_path: Path, place: str) -> None:
    """Wherever a scheme puts its key, and however that spells it, no report has it."""
    written = DEPOT.read_text("utf-8").replace("in: header, name: X-Depot-Key", f"in: {place}, name: depot_key")
    (tmp_path / "depot.yaml").write_text(written, "utf-8")

    def adapt(request: Request) -> Request:
        spelled = request.target + str(request.headers)
        is_there = SECRET in spelled or quote(SECRET, safe="") in spelled
        target, _, query = request.target.partition("?")
        kept = "&".join(piece for piece in query.split("&") if piece and not piece.startswith("depot_key="))
        headers = (*request.headers, *((("X-Depot-Key", KEY),) if is_there else ()))
        return replace(request, headers=headers, target=f"{target}?{kept}" if kept else target)

    told = reported("no-rule", description=tmp_path / "depot.yaml", adapt=adapt, key=SECRET, max_requests=250)
    text = everything(told)

    assert any("bags-are-light" in failure["cause"] for failure in told.document["failures"])
    for spelling in (SECRET, quote(SECRET, safe=""), quote(SECRET), json.dumps(SECRET)[1:-1]):
        assert spelling not in text
    assert "hushed" not in text
    assert "$DEPOT_KEY" in text


@pytest.fixture(scope="module")
def service() -> Service:
    """Read the description once."""
    return load(DEPOT, keep_going=True)


def exchange(request: Request, response: Response | None = None) -> Exchange:
    """Make an exchange."""
    return Exchange(number=1, request=request, response=response, broken="" if response else "gone")


def test_forms_and_token_requests_are_hidden(service: Service) -> None:
    """Fields of forms that are named like secrets are hidden, urlencoded or in parts, and so are files' contents."""
    curtain = Curtain(service)
    body = b"grant_type=client_credentials&client_secret=plan%2Bted&scope=all"
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    told: Any = curtain.exchange(exchange(Request(operation="", method="POST", target="/", headers=headers, body=body)))
    assert told["request"]["body"]["text"] == "grant_type=client_credentials&client_secret=[redacted]&scope=all"

    parts = (
        b'--b\r\nContent-Disposition: form-data; name="apiKey"\r\n\r\nplanted-part\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nplanted-file\r\n--b--\r\n'
    )
    headers = (("Content-Type", "multipart/form-data; boundary=b"),)
    told = curtain.exchange(exchange(Request(operation="", method="POST", target="/", headers=headers, body=parts)))
    assert "planted" not in json.dumps(told)
    assert "a.txt" in json.dumps(told)


def test_what_others_sent_is_told_only_where_it_is_described(service: Service) -> None:
    """Of recorded traffic neither unknown headers nor unknown parameters are told."""
    request = Request(
        operation="",
        method="GET",
        target="/crates?limit=5&session=planted-session",
        headers=(("X-Own", "planted-own"), ("Accept", "application/json")),
    )
    told = json.dumps(Curtain(service, is_foreign=True).exchange(exchange(request)))
    assert "planted" not in told
    assert "limit=5" in told
    assert "application/json" in told


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """Report a service whose description and answers are full of markup and control characters."""
    path = tmp_path_factory.mktemp("hostile") / "depot.yaml"
    text = DEPOT.read_text("utf-8")
    named = json.dumps(HOSTILE)
    text = text.replace("title: Depot", f"title: {named}").replace("id: bags-are-light", f"id: {named}")
    text = text.replace("message: A bag holds 20 kg at most.", f"message: {named}")
    path.write_text(text, "utf-8")

    def change(_request: Request, response: Response) -> Response:
        if response.status != 201:
            return response
        value = {**json.loads(response.body), "label": HOSTILE, "weight": HOSTILE, HOSTILE: HOSTILE}
        return replace(response, headers=(*response.headers, ("etag", HOSTILE)), body=json.dumps(value).encode())

    return reported("no-rule", description=path, change=change, max_requests=250)


def test_hostile_texts_stay_texts_on_the_page(hostile: Reported) -> None:
    """Nothing that a description or an answer says becomes an element, and what cannot be seen is shown."""
    page = hostile.texts["index.html"]
    found = elements(page)
    assert (found.wrong, found.open) == ([], [])
    names = {name for name, _ in found.found}
    assert not names & {"script", "img"}
    assert not any("onerror" in attributes for _, attributes in found.found)
    assert "&lt;script&gt;alert(1)" in page
    for letter in "\u202e\u2028\x1b\x00":
        assert letter not in page


def test_hostile_texts_stay_texts_elsewhere(hostile: Reported) -> None:
    """XML and JSON can be read, the terminal gets no control characters."""
    root = ET.fromstring(hostile.texts["junit.xml"])  # noqa: S314  our own text
    assert "<script>alert(1)</script>" in (root.get("name") or "")
    for name in ("report.json", "report.sarif", "traffic.har"):
        json.loads(hostile.texts[name])
    assert all(letter.isprintable() or letter == "\n" for letter in printable(hostile.texts["terminal"]))


def test_a_line_of_curl_sends_what_was_sent(service: Service) -> None:
    """A shell makes of the line exactly the arguments that were meant, credentials filled in from the environment."""
    subject = Subject(
        service=service,
        config=default_config("depot"),
        url=URL,
        command=("specwright",),
        started="",
        credentials={"key": "depot-key"},
    )
    replays = Replays(subject, Curtain(service, known=subject.known_secrets))
    body = b"it's $HOME `id` \\ \x01\xff\n\t\"!"
    request = Request(
        operation="",
        method="POST",
        target="/crates/$(id)'\"%27;&x=$HOME",
        headers=(("X-Depot-Key", "depot-key"), ("X-Odd", 'a\'b "c" $PATH\x07é'), ("X-Empty", "")),
        body=body,
        secrets=frozenset({"x-depot-key"}),
    )

    line = replays.curl(request)
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}; {line}"
    environment = {"DEPOT_KEY": "real", "PATH": os.environ["PATH"]}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, check=True)  # noqa: S607

    words = done.stdout.split(b"\0")[:-1]
    assert words == [
        *[b"--path-as-is", b"-g", b"-i", b"-X", b"POST", f"{URL}/crates/$(id)'\"%27;&x=$HOME".encode()],
        *[b"-H", b"X-Depot-Key: real", b"-H", 'X-Odd: a\'b "c" $PATH\x07é'.encode(), b"-H", b"X-Empty;"],
        *[b"--data-binary", body],
    ]
    assert line.isprintable()
