"""Parameters are read as OpenAPI's styles spell them, and typed as their schemas say."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asgi import Got, scope_of
from services import INTEGER, NUMBER, STRING, enum, member, objects, operation, parameter
from specwright.model.service import Parameter, ParameterLocation, ParameterStyle
from specwright.model.types import Array, Const, Map, Nullable, Scalar, ScalarKind, Type, Union
from specwright.runtime._operation import Parameter as Sent
from specwright.runtime._parameters import encoder
from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.parameters import ParameterReader
from specwright.twin.edge.texts import text_reader
from specwright.twin.refusals import RefusalError

Ask = Callable[..., Got]
BOOLEAN = Scalar(ScalarKind.BOOLEAN)
LISTED = Array(INTEGER)
POINT = objects(member("x", INTEGER), member("y", INTEGER), member("names", Array(STRING)))


def with_style(type_: Type, location: ParameterLocation, style: ParameterStyle, *, explode: bool) -> Parameter:
    """Make a parameter called ``p``."""
    from dataclasses import replace

    return replace(parameter("p", location, type_), style=style, explode=explode)


def read(wanted: Parameter, *, path: str = "", query: str = "", headers: Any = ()) -> Any:
    """Read one parameter of a request."""
    reader = ParameterReader(operation("op", parameters=(wanted,)), {}, max_depth=20)
    exchange = Exchange(scope_of("GET", f"/?{query}", headers))
    values, _ = reader.read(exchange, {"p": path} if path else {})
    return values[wanted.location.value].get("p")


@pytest.mark.parametrize(
    ("style", "explode", "location", "spelled", "type_", "value"),
    [
        ("simple", False, "path", "1,2", LISTED, [1, 2]),
        ("simple", False, "path", "x,1,y,2", POINT, {"x": 1, "y": 2}),
        ("simple", True, "path", "x=1,y=2", POINT, {"x": 1, "y": 2}),
        ("label", False, "path", ".1,2", LISTED, [1, 2]),
        ("label", True, "path", ".1.2", LISTED, [1, 2]),
        ("label", True, "path", ".x=1.y=2", POINT, {"x": 1, "y": 2}),
        ("matrix", False, "path", ";p=1,2", LISTED, [1, 2]),
        ("matrix", True, "path", ";p=1;p=2", LISTED, [1, 2]),
        ("matrix", True, "path", ";x=1;y=2", POINT, {"x": 1, "y": 2}),
        ("matrix", False, "path", ";p=7", INTEGER, 7),
        ("form", True, "query", "p=1&p=2", LISTED, [1, 2]),
        ("form", False, "query", "p=1,2", LISTED, [1, 2]),
        ("form", False, "query", "p=", LISTED, []),
        ("form", False, "query", "p=a%2Cb,c", Array(STRING), ["a,b", "c"]),
        ("form", True, "query", "x=1&y=2&names=a&names=b", POINT, {"x": 1, "y": 2, "names": ["a", "b"]}),
        ("form", True, "query", "other=1", Map(INTEGER), {"other": 1}),
        ("form", False, "query", "p=x,1,y,2", POINT, {"x": 1, "y": 2}),
        ("spaceDelimited", False, "query", "p=1%202+3", LISTED, [1, 2, 3]),
        ("pipeDelimited", False, "query", "p=1|2%7C3", LISTED, [1, 2, 3]),
        ("deepObject", True, "query", "p[x]=1&p%5By%5D=2", POINT, {"x": 1, "y": 2}),
        ("deepObject", True, "query", "p[names]=a", POINT, {"names": ["a"]}),
        ("deepObject", True, "query", "p[a][b]=c", Map(STRING), {"a": {"b": "c"}}),
        ("form", True, "query", "p=1&p=2", INTEGER, [1, 2]),
        ("form", True, "query", "p=a+b%20c", STRING, "a b c"),
        ("form", True, "query", "q=1", INTEGER, None),
    ],
)
def test_styles_are_undone(style: str, explode: bool, location: str, spelled: str, type_: Type, value: Any) -> None:
    """Each style of lists and objects is read back; a single value that is given twice stays two."""
    wanted = with_style(type_, ParameterLocation(location), ParameterStyle(style), explode=explode)

    assert read(wanted, **{location: spelled}) == value


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (INTEGER, "7", 7),
        (INTEGER, "-0", 0),
        (INTEGER, "07", "07"),
        (INTEGER, "+7", "+7"),
        (INTEGER, "7.0", 7.0),
        (INTEGER, "1" * 400, "1" * 400),
        (NUMBER, "1e3", 1000.0),
        (NUMBER, "1e999", "1e999"),
        (NUMBER, "NaN", "NaN"),
        (NUMBER, "٣", "٣"),
        (BOOLEAN, "true", True),
        (BOOLEAN, "True", "True"),
        (BOOLEAN, "1", "1"),
        (STRING, "7", "7"),
        (Nullable(INTEGER), "null", None),
        (Nullable(STRING), "null", "null"),
        (enum("a", "7"), "7", "7"),
        (enum(7, 8, kind=ScalarKind.INTEGER), "7", 7),
        (enum(7, 8, kind=ScalarKind.INTEGER), "9", 9),
        (Const(False), "false", False),
        (Union((INTEGER, STRING)), "7", 7),
        (Union((INTEGER, STRING)), "x", "x"),
        (POINT, '{"x": 1}', {"x": 1}),
        (POINT, "{", "{"),
        (Scalar(ScalarKind.NULL), "", None),
    ],
)
def test_texts_get_their_types(type_: Type, text: str, value: Any) -> None:
    """A text becomes a value of its type where it is one exactly, and stays a text for the check to refuse."""
    found = text_reader(type_, {})(text)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("query", ["p=%ff", "p=%C3%28", "p=\xe9", "&".join(["p=1"] * 1_001), "p[a=1&p[a]b]=2"])
def test_what_cannot_be_decoded_is_refused(query: str) -> None:
    """Bytes that are no UTF-8, far too many pairs and names in half brackets are refusals, not guesses."""
    wanted = with_style(STRING, ParameterLocation.QUERY, ParameterStyle.FORM, explode=True)
    deep = with_style(POINT, ParameterLocation.QUERY, ParameterStyle.DEEP_OBJECT, explode=True)

    with pytest.raises(RefusalError):
        read(deep if "[" in query else wanted, query=query)


def test_headers_and_cookies_are_read() -> None:
    """Lists in headers are split at commas over all lines; a cookie's value may be quoted and keeps its plus signs."""
    header = with_style(LISTED, ParameterLocation.HEADER, ParameterStyle.SIMPLE, explode=False)
    cookie = with_style(STRING, ParameterLocation.COOKIE, ParameterStyle.FORM, explode=False)

    assert read(header, headers=[("p", "1, 2"), ("p", "3")]) == [1, 2, 3]
    assert read(cookie, headers=[("cookie", 'q=1; p="a+b%20c"')]) == "a+b c"


@pytest.mark.parametrize(
    ("sent", "value"),
    [("w4l0w6k", "Été"), ("w4l0w6k%3D", "Été"), ("%C3%89t%C3%A9", "Été"), ("abcde", "abcde"), ("_w", "_w")],
)
def test_base64url_is_undone_where_it_is_one(sent: str, value: str) -> None:
    """A value that the API wants in Base64 is decoded; what is none, or no text, stays as it was sent."""
    from dataclasses import replace

    wanted = replace(
        with_style(STRING, ParameterLocation.PATH, ParameterStyle.SIMPLE, explode=False), encoding="base64url"
    )

    assert read(wanted, path=sent) == value


_SCALARS = st.text(min_size=1, max_size=20)
_STYLES = st.sampled_from(
    [
        ("path", "simple", False),
        ("path", "label", False),
        ("path", "matrix", False),
        ("path", "matrix", True),
        ("query", "form", True),
        ("query", "form", False),
        ("query", "pipeDelimited", False),
        ("query", "spaceDelimited", False),
    ]
)


@given(style=_STYLES, value=st.lists(_SCALARS, min_size=1, max_size=5))
def test_what_a_client_spells_is_read_back(style: tuple[str, str, bool], value: list[str]) -> None:
    """For every style, a list of texts that a generated client writes is read as the same list.

    Blanks and bars are spelled alike as letters and as delimiters, so the styles that part by them cannot carry them.
    """
    location, name, explode = style
    if name.endswith("Delimited"):
        value = [text.replace(" ", "_").replace("|", "_") for text in value]
    spell = encoder(Sent(python="p", wire="p", location=location, style=name, explode=explode))  # type: ignore[arg-type]
    wanted = with_style(Array(STRING), ParameterLocation(location), ParameterStyle(name), explode=explode)
    try:
        spelled = spell(value)
    except UnicodeEncodeError:
        return

    assert read(wanted, **{location: spelled}) == value


def test_parameters_are_judged_in_a_call(ask: Ask) -> None:
    """Wrong parameters are refused with the code that the description gives them; unknown ones are passed over."""
    limit = ask("GET", "/papers?limit=11")
    word = ask("GET", "/papers?limit=five")
    path = ask("GET", "/papers/X1")
    twice = ask("GET", "/papers?limit=1&limit=2")

    assert limit.json == {"code": "LIMIT_WRONG", "message": "/query/limit: Must be at most 10."}
    assert word.json["code"] == twice.json["code"] == "LIMIT_WRONG"
    assert (path.status, path.json["code"]) == (400, "ID_WRONG")
    assert ask("GET", "/papers?limit=%ff").status == 400
    assert ask("GET", "/papers?only[year]=2026&tags=a,b&unknown=1").status == 200
    assert ask("GET", "/papers?only[year]=x").status == 400


def test_a_missing_header_is_told(ask: Ask) -> None:
    """A change that does not name its version is refused before anything else happens."""
    got = ask("PUT", "/papers/P001", content={"title": "a"})

    assert (got.status, got.json) == (400, {"message": "/header: The member 'If-Match' is missing."})
