"""How any text becomes a name: unit claims on spellings, and properties that hold for every text."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.passes.spelling import Style, allot, identifier, is_identifier, singular, words

TEXTS = st.text() | st.from_regex(r"[A-Za-z0-9_.+\- /]{0,12}", fullmatch=True) | st.sampled_from(keyword.kwlist)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("customsFlag", "customs_flag"),
        ("HTTPServer", "http_server"),
        ("userIDs", "user_ids"),
        ("OAuth2Token", "oauth2_token"),
        ("IPv4Address", "ipv4_address"),
        ("X-Request-ID", "x_request_id"),
        ("sha256Hash", "sha256_hash"),
        ("a.b.c", "a_b_c"),
        ("__init__", "init"),
        ("class", "class_"),
        ("2fa", "field_2fa"),
        ("", "field"),
        ("...", "dot_dot_dot"),
        ("größe", "grosse"),
        ("naïve café", "naive_cafe"),
        ("名前", "u540d_u524d"),
        ("🎉", "u1f389"),
        ("+1", "plus_1"),
        ("-1", "minus_1"),
    ],
)
def test_snake_case_reads_as_a_person_would_write_it(text: str, expected: str) -> None:
    """Acronyms stay whole, accents fall, other letters become their number, and nothing is ever empty."""
    assert identifier(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORDER_NOT_FOUND", "OrderNotFound"),
        ("HTTPServer", "HTTPServer"),
        ("customer-orders", "CustomerOrders"),
        ("UUID", "Uuid"),
        ("3DSecure", "Schema3DSecure"),
        ("None", "None_"),
        ("order.line item", "OrderLineItem"),
    ],
)
def test_pascal_case_keeps_acronyms_and_lowers_shouting(text: str, expected: str) -> None:
    """A class is found under the name that its schema has, unless that was all capitals."""
    assert identifier(text, Style.PASCAL) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Import", "IMPORT"), ("2fa", "VALUE_2FA"), ("", "VALUE"), (">=", "GREATER_EQUAL")]
)
def test_constants_are_capitals(text: str, expected: str) -> None:
    """Members of enumerations are constants whatever their value looks like."""
    assert identifier(text, "constant") == expected


@given(text=TEXTS, style=st.sampled_from(Style))
def test_every_text_becomes_an_identifier(text: str, style: Style) -> None:
    """No text gives something that Python would not take as a name, or a name that classes treat in a special way."""
    name = identifier(text, style)

    assert is_identifier(name)
    assert not name.startswith("_")


@given(texts=st.lists(TEXTS, max_size=12), style=st.sampled_from(Style))
def test_names_that_are_given_together_differ(texts: list[str], style: Style) -> None:
    """Whatever the wire names, no two of them share an identifier and none takes a reserved one."""
    reserved = {identifier(text, style) for text in texts[:2]}
    names = allot(texts, style, reserved=reserved)

    assert len({*names}) == len(texts)
    assert not reserved & {*names}
    assert all(is_identifier(name) for name in names)


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("text", ["a" * 3000, "\\" * 300, "long words " * 300, "9" * 3000])
def test_a_long_text_becomes_a_name_that_a_file_can_bear(text: str, style: Style) -> None:
    """A resource names its module, and file systems end at 255 bytes."""
    name = identifier(text, style)

    assert is_identifier(name)
    assert len(name) <= 120


def test_a_name_that_needs_no_change_keeps_it() -> None:
    """Where several names fall together, the one that already reads like Python is not the one that is numbered."""
    assert allot(["orderId", "order_id", "OrderID"], Style.SNAKE) == ("order_id_2", "order_id", "order_id_3")


def test_a_reserved_name_gets_an_underscore() -> None:
    """PEP 8's way to dodge a name, before numbers."""
    assert allot(["copy", "copy_"], Style.SNAKE, reserved={"copy"}) == ("copy_", "copy_2")


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("orders", "order"),
        ("Companies", "company"),
        ("addresses", "address"),
        ("boxes", "box"),
        ("status", "status"),
        ("address", "address"),
        ("analysis", "analysis"),
    ],
)
def test_singular_undoes_regular_plurals(plural: str, one: str) -> None:
    """A word and its plural compare as equal; words that only look like a plural stay."""
    assert singular(plural) == one


def test_words_keep_their_capitals() -> None:
    """How a word was written decides later about acronyms."""
    assert words("parseHTTPRequest2x") == ("parse", "HTTP", "Request2", "x")
