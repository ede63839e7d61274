"""Nothing that an order contains becomes markup, an attribute or an address of the page, whoever stored it."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asgi import Got, call
from specwright.twin.edge import Twin
from twin.page.hostile import APIS, PAYLOADS, Api, free_texts, pages_of, stored_texts
from twin.page.reading import ATTRIBUTES, ELEMENTS, read_page

# Members whose values the rules of the two APIs know one by one, so that no other text gets in through the front door.
LOOKED_UP = {
    "soget": {
        "/Order/carrier/code",
        "/Order/containers/*/events/*/location/code",
        "/Order/containers/*/type",
        "/Order/contractor/code",
    },
    "transiteo": {
        "/agent_country",
        "/arrival_country",
        "/buyer_country",
        "/currency",
        "/customer_country",
        "/departure_country",
        "/products/*/unit_price_currency",
    },
}  # fmt: skip
HARMLESS = [f"text number {number}" for number in range(len(PAYLOADS))]


def seen(text: str) -> str:
    """Spell a text as a reader sees it inside JSON."""
    return re.sub("[\u202e\u2028\x00]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def haunt(api: Api, twin: Twin, texts: list[str]) -> None:
    """Bring each text in by every way that callers and the admin API have."""
    for number, text in enumerate(texts):
        body = api.hostile(twin, text)
        if api.name == "soget":
            # Two orders whose texts were all cut down to the short one would be duplicates.
            body["Order"]["transportOrderNumber"] = f"{number} {body['Order']['transportOrderNumber']}"[:60]
        else:
            body["order_id"] = f"{number} {text}"[:40]
        assert api.post(twin, body, file_name=text).status == 200
        raw = quote(text)
        call(
            twin,
            "GET",
            f"{api.create.path}/{raw}?limit={raw}&{raw}={raw}",
            headers=[("if-match", raw), ("prefer", raw)],
        )
        call(twin, "POST", f"/{raw}", headers=[("content-type", "text/plain")], body=text.encode())
        document: Any = {"id": text, "status": text, "histories": [{"status": text, "date": "2026-01-01T00:00:00Z", "by": text}],
                         text: text, "at": {text: "2026-01-02T00:00:00Z", "type": text}, "list": [{"name": text, "when": 1_767_225_600_000}]}  # fmt: skip
        assert call(twin, "PUT", f"/__twin/resources/order/{quote(text, safe='')}", content=document).status == 200


def check(got: Got) -> None:
    """Hold that a page is made of what its templates have, and leads nowhere else."""
    page = read_page(got.body)

    assert got.status == 200
    assert page.elements <= ELEMENTS
    assert page.attributes <= ATTRIBUTES
    assert "comment" not in page.skeleton
    assert all(address == "#main" or address.startswith("/__twin/") for address in page.addresses), page.addresses
    assert (got.header("content-security-policy") or "").startswith("default-src 'none';")


def test_an_order_holds_the_text_wherever_it_can(api: Api) -> None:
    """The create call stores the text in every member of the request that is free to hold one."""
    twin, text = api.twin(), PAYLOADS[-1]
    body = api.hostile(twin, text)
    places = set(free_texts(api.media_type.definition, api.service))

    assert places - set(stored_texts(body, text)) == LOOKED_UP[api.name]
    assert api.post(twin, body).status == 200
    kept = twin.engine.control.documents("order")[-1].document
    assert len(set(stored_texts(kept, text))) >= len(set(stored_texts(body, text)))


def test_no_text_becomes_anything_else(api: Api) -> None:
    """Every page is built from the elements, attributes and addresses of the templates, whatever was stored."""
    twin = api.twin()
    haunt(api, twin, list(PAYLOADS))
    pages = dict(pages_of(twin))

    assert len([address for address in pages if "page/document?" in address]) >= 2 * len(PAYLOADS)
    assert len([address for address in pages if "page/call?" in address]) >= len(PAYLOADS)
    for got in pages.values():
        check(got)


def test_pages_have_the_same_bones_as_with_plain_words(api: Api) -> None:
    """Where plain words stand in place of the hostile texts, not one element or attribute is another."""
    bones: list[list[list[str]]] = []
    for texts in (list(PAYLOADS)[::3], HARMLESS[::3]):
        twin = api.twin()
        haunt(api, twin, texts)
        ids = [quote(record.id, safe="") for record in twin.engine.control.documents("order")]
        views = ["page/documents?of=order", *(f"page/document?of=order&id={id_}" for id_ in ids)]
        bones.append([read_page(call(twin, "GET", f"/__twin/{view}").body).skeleton for view in views])

    assert sum(map(len, bones[0])) > 3_000
    for hostile, harmless in zip(*bones, strict=True):
        assert hostile == harmless


def test_texts_are_shown_as_they_are(api: Api) -> None:
    """What was stored can be read on the page of its life, with letters that nobody sees spelled out."""
    twin = api.twin()
    for number, text in enumerate(PAYLOADS):
        id_ = f"D{number}"
        twin.engine.control.put_document("order", id_, {"id": id_, "note": text, text: 1})
        got = call(twin, "GET", f"/__twin/page/document?of=order&id={id_}")

        assert read_page(got.body).text.count(seen(text)) == 2


@pytest.mark.parametrize("text", PAYLOADS)
def test_what_was_typed_comes_back_as_text(text: str, post_to: Callable[[Twin], Callable[..., Got]]) -> None:
    """A form that is refused shows what was typed, and queries what was sought, as values of fields only."""
    twin = APIS["soget"].twin()
    refused = post_to(twin)(
        "move", of="order", id="CDE9000000001", move="completeEvent", with__container=text, with__event=text
    )
    sought = call(twin, "GET", f"/__twin/page/documents?of=order&text={quote(text)}&status={quote(text)}")
    missing = call(twin, "GET", f"/__twin/page/document?of={quote(text)}&id={quote(text)}")

    assert (refused.status, sought.status, missing.status) == (400, 200, 404)
    for got in (refused, sought, missing):
        check(Got(200, got.headers, got.body))


# To make one takes longer than to look at it.
TWINS: dict[str, Twin] = {}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=settings.get_profile(settings.get_current_profile_name()).max_examples // 5)
@given(
    document=st.dictionaries(st.sampled_from(["id", "status", "histories", "completed", "x"]) | st.text(), JSON_VALUES),
    id_=st.text(min_size=1),
)
def test_any_document_has_a_life(document: dict[str, Any], id_: str) -> None:
    """Whatever JSON the admin API stores, under whatever id, its pages can be made."""
    twin = TWINS.get("soget") or TWINS.setdefault("soget", APIS["soget"].twin())
    twin.engine.reset()
    twin.engine.control.put_document("order", id_, copy.deepcopy(document))
    address = quote(id_, safe="", errors="surrogatepass")
    for view in (f"page/document?of=order&id={address}", "page/documents"):
        check(call(twin, "GET", f"/__twin/{view}"))
