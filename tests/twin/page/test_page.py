"""The page shows what the twin holds and has heard, in words that belong to no API, and needs no script to do so."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from asgi import Got, call
from specwright.twin import create_twin
from specwright.twin.edge import Twin
from twin.page.hostile import pages_of
from twin.page.reading import read_page
from twin.recipes.book import recipes

Ask = Callable[..., Got]
Post = Callable[..., Got]
LIBRARY = Path(__file__).parents[1] / "library" / "openapi.yaml"


class InProcess:
    """What a recipe needs of an HTTP client, without a port."""

    def __init__(self, twin: Twin) -> None:
        self._twin = twin

    def request(self, method: str, target: str, *, headers: dict[str, str], json: Any = None, files: Any = ()) -> Got:
        """Send one request; of a form's parts the first is an order."""
        given, body = list(headers.items()), b""
        if files:
            _, (_, content, media_type) = files[0]
            head = f'--b\r\nContent-Disposition: form-data; name="Order"\r\nContent-Type: {media_type}\r\n\r\n'
            body = head.encode() + content + b"\r\n--b--\r\n"
            given.append(("content-type", "multipart/form-data; boundary=b"))
        return call(self._twin, method, target, headers=given, body=body, content=json)


def text_of(got: Got) -> str:
    """Give what is read on a page, in single spaces."""
    assert got.status < 500
    return re.sub(r"\s+", " ", read_page(got.body).text)


def cook(twin: Twin, *codes: str) -> None:
    """Make the calls of recipes, each on a twin as it is at the start."""
    client: Any = InProcess(twin)
    for code in codes:
        twin.engine.reset()
        for each in recipes()[code]:
            each.send(client)


def test_the_overview_tells_what_there_is(ask: Ask) -> None:
    """Documents by resource and status, the latest calls, the clock and the kept states stand on the first page."""
    ask("POST", "/papers", content={"title": "a"})
    ask("GET", "/papers?limit=99")
    ask("POST", "/__twin/snapshots", content={"name": "before"})
    text = text_of(ask("GET", "/__twin/"))

    assert "Kiosk twin · 1" in text
    assert "paper 1 New 1" in text
    assert "400 GET /papers?limit=99 LIMIT_WRONG" in text
    assert "201 POST /papers" in text
    assert "before Restore Forget" in text
    assert "2026-01-01 00:00:01 stepping" in text


def test_thousands_of_documents_come_in_pages(kiosk: Twin, ask: Ask) -> None:
    """Following `Older` from page to page shows every document once, newest first, and `Newer` leads back."""
    for number in range(3_060):
        kiosk.engine.control.put_document("paper", f"P{number}", {"id": f"P{number}", "status": "New"})
    address, found, pages = "/__twin/page/documents?of=paper", list[str](), 0
    while address:
        page = read_page(ask("GET", address).body)
        found += [link.partition("id=")[2] for link in page.links if "/document?" in link]
        older = re.search(r'rel="next" href="([^"]+)"', ask("GET", address).body.decode())
        address, pages = older[1].replace("&amp;", "&") if older else "", pages + 1
    last = text_of(ask("GET", "/__twin/page/documents?of=paper&offset=3050"))

    assert (pages, len(found)) == (62, 3_060)
    assert found == [f"P{number}" for number in reversed(range(3_060))]
    assert "3 051–3 060 of 3 060 Newer" in last
    assert "Older" not in last


def test_documents_are_found_by_status_and_text(kiosk: Twin, ask: Ask) -> None:
    """A status and a text each leave those that have it, wherever in the document the text stands."""
    for number, status in enumerate(("New", "Sold", "New")):
        kiosk.engine.control.put_document("paper", f"P{number}", {"id": f"P{number}", "status": status, "a": [{"b": f"Leaf {number}"}]})  # fmt: skip

    def shown(query: str) -> list[str]:
        page = read_page(ask("GET", f"/__twin/page/documents?of=paper&{query}").body)
        return [link.partition("id=")[2] for link in page.links if "/document?" in link]

    assert shown("") == ["P2", "P1", "P0"]
    assert shown("status=New") == ["P2", "P0"]
    assert shown("text=lEAF+1") == ["P1"]
    assert shown("text=leaf&status=New") == ["P2", "P0"]
    assert shown("text=nothing") == []
    assert ask("GET", "/__twin/page/documents?of=nothing").status == 404
    assert ask("GET", "/__twin/page/documents?of=%24token").status == 404


def test_a_life_stands_on_one_line_of_time(soget: Twin) -> None:
    """Calls, statuses, events and what is still ahead follow each other as they happened, with the present between."""
    cook(soget, "R0005")
    path = "/__twin/resources/order/CDE0000000001/moves"
    call(soget, "POST", f"{path}/accept")
    text = text_of(call(soget, "GET", "/__twin/page/document?of=order&id=CDE0000000001"))
    life = text[text.index("Life") : text.index("As it is kept")]

    marks = ["200 POST /customer-orders", "Valid", "LadingTransfer at · completed[0]", "400 PUT",
             "R0005", "Accepted", "now", "2026-03-03 07:00:00", "LadingTransfer start date", "DeliveryTransfer"]  # fmt: skip
    places = [life.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "54 days later" in life
    assert "4 still ahead" in life
    assert "version 3 Valid Accepted What may happen now" in text
    assert '"transportOrderNumber": "OT-2026-0031"' in text


def test_a_document_that_is_gone_is_told_by_its_calls(kiosk: Twin, ask: Ask) -> None:
    """After a document was removed, its life still shows who called about it; one that never was is 404."""
    ask("POST", "/papers", content={"title": "a"})
    kiosk.engine.control.remove_document("paper", "P001")
    text = text_of(ask("GET", "/__twin/page/document?of=paper&id=P001"))

    assert "removed" in text
    assert "201 POST /papers" in text
    assert ask("GET", "/__twin/page/document?of=paper&id=P002").status == 404
    assert ask("GET", "/__twin/page/document?of=%24edge&id=limits").status == 404
    assert ask("GET", "/__twin/page/document").status == 404


def test_the_journal_is_listed_newest_first_and_sieved(ask: Ask) -> None:
    """Calls come in pages of fifty; refused ones and those of one operation can be seen alone."""
    for number in range(60):
        ask("GET", f"/papers?limit={number % 12}")
    first = read_page(ask("GET", "/__twin/page/journal").body)
    numbers = [int(link.partition("number=")[2]) for link in first.links if "number=" in link]
    older = next(link for link in first.links if "before=" in link)
    rest = [link for link in read_page(ask("GET", older).body).links if "number=" in link]
    refused = text_of(ask("GET", "/__twin/page/journal?only=refused&operation=listPapers"))

    assert numbers == list(range(60, 10, -1))
    assert [int(link.partition("number=")[2]) for link in rest] == list(range(10, 0, -1))
    assert refused.count("LIMIT_WRONG") == 10
    assert "No call is like that" in text_of(ask("GET", "/__twin/page/journal?operation=addPaper"))


def test_a_call_is_shown_with_both_messages(ask: Ask) -> None:
    """Request and answer, headers without secrets, what was wrong and where, and the way to the document."""
    ask("POST", "/papers", content={"title": "Courant"})
    ask("POST", "/papers", content={"title": "", "isDaily": True})
    stored, refused = (ask("GET", f"/__twin/page/call?number={number}") for number in (1, 2))

    assert '{ "title": "Courant" }' in text_of(stored)
    assert '"id": "P001"' in text_of(stored)
    assert "/__twin/page/document?of=paper&id=P001" in read_page(stored.body).links
    assert b"ada-secret-token" not in stored.body
    assert "[redacted]" in text_of(stored)
    assert "TITLE_WRONG" in text_of(refused)
    assert "/title" in text_of(refused)
    for number in ("0", "3", "-1", "x", "9" * 30):
        assert ask("GET", f"/__twin/page/call?number={number}").status == 404


def test_secret_bodies_are_not_shown(ask: Ask) -> None:
    """Of a token request the page tells that there were bodies, and no more."""
    form = [("content-type", "application/x-www-form-urlencoded")]
    issued = ask("POST", "/token", headers=form, body=b"client_id=ada&client_secret=ada-client-secret").json
    got = ask("GET", "/__twin/page/call?number=1")

    assert "The body is a secret and was not kept." in text_of(got)
    assert issued["access_token"].encode() not in got.body
    assert b"ada-client-secret" not in got.body


def test_coverage_tells_forced_answers_from_provoked_ones(soget: Twin) -> None:
    """After all recipes thirty of 32 codes are provoked, and the two that only `Prefer` names stand apart."""
    cook(soget, *recipes())
    text = text_of(call(soget, "GET", "/__twin/page/coverage"))

    assert "codes 30 of 32 + 2 forced" in text
    assert "operations 5 of 5" in text
    assert "◐ ALREADY_JOINED_GROUP 1× forced" in text
    assert re.search(r"● ORDER_DUPLICATED \d+×", text)
    assert "○ 429 not yet" in text
    assert "● Draft 1×" in text
    assert "○ Refused not yet" in text


def test_every_rule_can_be_seen_to_be_provoked(ask: Ask) -> None:
    """Rules of bodies and preconditions stand by their ids at each operation, seen once they were broken."""
    ask("POST", "/papers", content={"title": "a", "isDaily": True})
    ask("GET", "/papers/P009")
    ask("GET", "/papers", headers=[("prefer", "code=429")])
    text = text_of(ask("GET", "/__twin/page/coverage"))

    assert text.count("● daily-price 1×") == 1
    assert text.count("○ daily-price not yet") == 2
    assert "● known 1×" in text
    assert "○ current not yet" in text
    assert "◐ 429 1× forced" in text


def test_any_description_has_the_page() -> None:
    """What a description without behaviour keeps is listed, lives and is told, by the names of its paths."""
    twin = create_twin(LIBRARY, seed=1)
    created = next(each for each in twin.engine.service.operations if each.method.upper() == "POST")
    assert call(twin, "GET", "/__twin/page/documents").status == 200
    path = re.sub(r"\{[^}]+\}", "1", created.path)
    assert call(twin, "POST", path, content={}, headers=[("authorization", "Bearer x")]).status < 500
    twin.engine.control.put_document("/shelves", "1", {"name": "A"})
    addresses = [address for address, got in pages_of(twin) if got.status == 200]

    assert "/__twin/page/document?of=%2Fshelves&id=1" in addresses
    assert "No move is declared" in text_of(call(twin, "GET", "/__twin/page/document?of=%2Fshelves&id=1"))


def test_many_collections_are_chosen_from_a_list() -> None:
    """Where paths make a collection for each document, the overview names a dozen, and a field offers all."""
    twin = create_twin(LIBRARY, seed=1)
    for number in range(40):
        twin.engine.control.put_document(f"/readers/{number:02}/wishes", "1", {"title": "t"})
    overview = text_of(call(twin, "GET", "/__twin/"))
    page = call(twin, "GET", "/__twin/page/documents?of=/readers/07/wishes")

    assert "/readers/05/wishes 1" in overview
    assert "/readers/30/wishes" not in overview
    assert re.search(r"\d+ more", overview)
    assert page.body.count(b"<option") >= 40
    assert b'<option selected value="/readers/07/wishes">' in page.body


def test_pages_lead_nowhere_else_and_run_nothing(soget: Twin) -> None:
    """Pages load nothing from elsewhere, run no script, are kept by no cache, and stand in no frame."""
    cook(soget, "CONFLICT")
    for _, got in pages_of(soget):
        page = read_page(got.body)
        policy = got.header("content-security-policy") or ""
        assert not {"script", "iframe", "object", "embed", "style", "base"} & page.elements
        assert {each for each in page.addresses if not each.startswith("/__twin/")} == {"#main"}
        assert "script" not in policy.replace("default-src 'none'", "")
        assert "frame-ancestors 'none'" in policy
        assert got.header("cache-control") == "no-store"
        assert got.header("referrer-policy") == "same-origin"
    for name in ("style.css", "icon.svg"):
        content = call(soget, "GET", f"/__twin/page/{name}").body
        assert content == files("specwright").joinpath("templates", "twin", name).read_bytes()
        assert b"url(" not in content
        assert b"@import" not in content
        assert content.count(b"http") == content.count(b"http://www.w3.org/2000/svg")
    assert call(soget, "GET", "/__twin/page/layout.html.jinja").status == 404
    assert call(soget, "GET", "/__twin/page/..%2fstyle.css").status == 404


def test_pages_are_made_for_everybody(soget: Twin) -> None:
    """Each page has one heading of the first rank, its landmarks, a name for every field and table, and no id twice."""
    cook(soget, "CONFLICT", "ALREADY_JOINED_GROUP")
    for address, got in pages_of(soget):
        text = got.body.decode()
        ids = re.findall(r'\bid="([^"]+)"', text)
        named = set(re.findall(r'<label for="([^"]+)"', text))
        fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", text)
        free = [field for field in fields if 'type="hidden"' not in field and 'type="checkbox"' not in field]
        assert len(ids) == len(set(ids)), address
        assert text.count("<h1") == text.count("<main") == text.count("<footer") == 1, address
        assert '<html lang="en">' in text
        assert all((re.search(r'id="([^"]+)"', field) or ["", ""])[1] in named for field in free), address
        assert text.count("<table") == text.count("<caption")
        assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= set(ids), address


@pytest.mark.parametrize(
    "arguments",
    [
        {"client": ("10.0.0.7", 1)},
        {"host": "evil.example"},
        {"headers": [("x-forwarded-for", "127.0.0.1")]},
    ],
)
def test_strangers_do_not_see_it(kiosk: Twin, arguments: dict[str, Any]) -> None:
    """The page is for whoever may use the admin API, each part of it."""
    for path in ("/__twin", "/__twin/", "/__twin/page/journal", "/__twin/page/style.css", "/__twin/page/nothing"):
        got = call(kiosk, "GET", path, **arguments)
        assert got.status == 403
        assert got.header("content-type") == "application/problem+json"


def test_the_page_is_where_people_look(ask: Ask) -> None:
    """Without the last slash the address leads there; HEAD tells the same without a body; what is not there is said."""
    assert (ask("GET", "/__twin").status, ask("GET", "/__twin").header("location")) == (303, "/__twin/")
    assert (ask("HEAD", "/__twin/").status, ask("HEAD", "/__twin/").body) == (200, b"")
    missing = ask("GET", "/__twin/page/nothing")
    assert (missing.status, missing.header("content-type")) == (404, "text/html; charset=utf-8")
    assert ask("GET", "/__twin/nothing").header("content-type") == "application/problem+json"
