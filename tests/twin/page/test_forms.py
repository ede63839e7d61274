"""What the buttons of the page do, and whom they obey."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from asgi import Got, call
from specwright.model.types import Json
from specwright.twin.edge import Options, Twin
from specwright.twin.page.actions import ACTIONS
from specwright.twin.page.move_forms import WrongFieldError, arguments_of, fields_of
from twin.page.hostile import pages_of
from twin.page.reading import read_page

Ask = Callable[..., Got]
Post = Callable[..., Got]
PostTo = Callable[[Twin], Post]
DRAFT = {"of": "order", "id": "CDE9000000001"}


def state_of(twin: Twin) -> Any:
    """Give all that a form may change."""
    store = twin.engine.store
    documents = {info.name: [(r.id, r.version, r.document) for r in twin.engine.control.documents(info.name)] for info in twin.engine.control.resources()}  # fmt: skip
    return documents, store.snapshots(), twin.engine.clock_state(), store.last_entry(), len(store.journal())


def test_a_move_is_a_button(soget: Twin, post_to: PostTo) -> None:
    """Each move that is possible now has a form; sending it makes the move and leads back to the life."""
    life = "/__twin/page/document?of=order&id=CDE9000000001"
    before = [form["move"] for form in read_page(call(soget, "GET", life).body).forms if "move" in form]
    got = post_to(soget)("move", **DRAFT, move="validate")
    after = [form["move"] for form in read_page(call(soget, "GET", life).body).forms if "move" in form]

    assert before == ["validate"]
    assert (got.status, got.header("location")) == (303, f"{life}&done=moved")
    assert soget.engine.control.document("order", "CDE9000000001").document["status"] == "Valid"  # type: ignore[union-attr]
    assert after == ["submit", "reject", "process", "accept", "refuse", "completeEvent", "associateContainer"]
    assert b"Done." in call(soget, "GET", f"{life}&done=moved").body


def test_arguments_are_fields_of_the_schema(soget: Twin, post_to: PostTo) -> None:
    """Numbers, choices and requirements of the schema become those of the form, and what is typed becomes the argument."""
    post = post_to(soget)
    post("move", **DRAFT, move="validate")
    page = call(soget, "GET", "/__twin/page/document?of=order&id=CDE9000000001").body.decode()
    form = page[page.index('value="completeEvent"') :]
    form = form[: form.index("</form>")]

    assert 'name="with.container" type="number" step="1" min="0" max="" value="" required' in form
    assert '<select id="completeEvent-2" name="with.event" required>' in form
    assert form.count("<option") == 17
    assert "Index of the container." in form
    assert post("move", **DRAFT, move="completeEvent", with__container="0", with__event="LadingTransfer").status == 303
    completed: Any = soget.engine.control.documents("order")[0].document["completed"]
    assert [(each["container"], each["event"]) for each in completed] == [(0, "LadingTransfer")]


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"with__container": "x", "with__event": "LadingTransfer"}, 400, "container: a number is wanted"),
        ({"with__container": "", "with__event": "LadingTransfer"}, 400, "container: a value is wanted"),
        ({"with__container": "-1", "with__event": "LadingTransfer"}, 400, "container: "),
        ({"with__container": "0.5", "with__event": "LadingTransfer"}, 400, "container: "),
        ({"with__container": "0", "with__event": "Nothing"}, 400, "event: none of the choices"),
        ({"with__container": "0"}, 400, "event: a value is wanted"),
        ({"with__container": "7", "with__event": "LadingTransfer"}, 409, "The order has no such container."),
    ],
)
def test_a_wrong_argument_is_told_beside_its_form(
    soget: Twin, post_to: PostTo, fields: dict[str, str], status: int, reason: str
) -> None:
    """What cannot be done is said on the same page, where what was typed still stands, and changes nothing."""
    post = post_to(soget)
    post("move", **DRAFT, move="validate")
    before = state_of(soget)
    got = post("move", **DRAFT, move="completeEvent", **fields)
    page = read_page(got.body)
    form = next(form for form in page.forms if form.get("move") == "completeEvent")

    assert got.status == status
    assert reason in page.text
    assert form["with.container"] == fields["with__container"]
    assert state_of(soget) == before


def test_a_move_that_is_impossible_now_is_a_conflict(soget: Twin, post_to: PostTo) -> None:
    """A button of an old page does not do what the status forbids by now, or to what is not there."""
    post = post_to(soget)

    assert post("move", **DRAFT, move="accept").status == 409
    assert post("move", **DRAFT, move="burn").status == 404
    assert post("move", of="order", id="CDE1", move="accept").status == 404
    assert post("move", of="$token", id="x", move="accept").status == 404
    assert post("move").status == 404


def test_states_are_kept_and_come_back(kiosk: Twin, ask: Ask, post: Post) -> None:
    """A state is kept under a name, comes back, is forgotten; the reset leads to the beginning."""
    ask("POST", "/papers", content={"title": "a"})
    assert post("snapshot", name="one").header("location") == "/__twin/?done=kept"
    ask("POST", "/papers", content={"title": "b"})
    assert post("restore", name="one").status == 303
    assert [paper["id"] for paper in ask("GET", "/papers").json] == ["P001"]
    assert post("forget", name="one").status == 303
    assert kiosk.engine.snapshots() == []
    assert post("restore", name="one").status == post("forget", name="$start").status == 404
    assert post("snapshot", name="../x").status == 400
    assert post("reset").header("location") == "/__twin/?done=reset"
    assert ask("GET", "/papers").json == []


@pytest.mark.parametrize(
    ("fields", "now", "mode"),
    [
        ({"advance": "3600"}, "2026-01-01T01:00:00Z", "stepping"),
        ({"advance": "-0.5"}, "2025-12-31T23:59:59.500Z", "stepping"),
        ({"now": "2030-05-06T07:08:09"}, "2030-05-06T07:08:09Z", "stepping"),
        ({"now": "2030-05-06T07:08:09+02:00"}, "2030-05-06T05:08:09Z", "stepping"),
        ({"now": "1970-01-01T00:00:00"}, "1970-01-01T00:00:00Z", "stepping"),
        ({"state": "frozen"}, "2026-01-01T00:00:00Z", "frozen"),
    ],
)
def test_the_clock_obeys(kiosk: Twin, post: Post, fields: dict[str, str], now: str, mode: str) -> None:
    """The clock moves, is set in the browser's own spelling or with an offset, and stops."""
    assert post("clock", **fields).status == 303
    assert (kiosk.engine.clock_state()["now"], kiosk.engine.clock_state()["mode"]) == (now, mode)


def test_a_clock_that_was_stopped_starts_again(kiosk: Twin, post: Post) -> None:
    """The button beside a clock that stands lets it go on."""
    post("clock", state="frozen")
    post("clock", state="running")

    assert kiosk.engine.clock_state()["mode"] == "stepping"


@pytest.mark.parametrize("fields", [{"advance": "soon"}, {"advance": "nan"}, {"advance": "1e13"}, {"now": "today"}, {}])
def test_a_wrong_time_changes_nothing(kiosk: Twin, post: Post, fields: dict[str, str]) -> None:
    """What is no time is told on the overview."""
    before = state_of(kiosk)
    got = post("clock", **fields)

    assert got.status == 400
    assert b'role="alert"' in got.body
    assert state_of(kiosk) == before


def test_the_journal_is_emptied(kiosk: Twin, ask: Ask, post: Post) -> None:
    """After the button was pressed no call is known."""
    ask("GET", "/papers")
    assert post("clear").header("location") == "/__twin/page/journal?done=cleared"
    assert kiosk.engine.store.journal() == []


def test_looking_changes_nothing(soget: Twin) -> None:
    """No address does anything when it is only opened."""
    soget.engine.snapshot("one")
    before = state_of(soget)
    for action in ACTIONS:
        got = call(soget, "GET", f"/__twin/page/{action}?name=one&advance=60&of=order&id=CDE9000000001&move=validate")
        assert (got.status, got.header("allow")) == (405, "POST"), action

    assert state_of(soget) == before


def test_following_every_link_changes_nothing(soget: Twin) -> None:
    """Whoever follows all links, like a crawler or a browser that reads ahead, leaves the twin as it was."""
    before = state_of(soget)

    assert len(list(pages_of(soget))) > 5
    assert state_of(soget) == before


FORM = ("content-type", "application/x-www-form-urlencoded")
OWN = ("origin", "http://127.0.0.1")


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        ([FORM, OWN], "", 403),
        ([FORM, OWN], "guessed", 403),
        ([FORM, OWN], "é", 403),
        ([FORM], "", 403),
        ([FORM, ("origin", "https://evil.example")], "own", 403),
        ([FORM, ("origin", "null")], "own", 403),
        ([FORM, ("origin", "http://127.0.0.1:81")], "own", 403),
        ([FORM, ("sec-fetch-site", "cross-site")], "own", 403),
        ([FORM, ("sec-fetch-site", "same-site")], "own", 403),
        ([FORM, ("host", "evil.example")], "own", 403),
        ([("content-type", "text/plain"), OWN], "own", 415),
        ([("content-type", "multipart/form-data; boundary=b"), OWN], "own", 415),
        ([("content-type", "application/json"), OWN], "own", 415),
        ([OWN], "own", 415),
    ],
)
def test_foreign_pages_press_no_button(soget: Twin, headers: list[tuple[str, str]], token: str, status: int) -> None:
    """A form counts only with the token of this twin's own pages, from its own origin, as a plain form."""
    soget.engine.snapshot("one")
    before = state_of(soget)
    given = {"name": "one", "advance": "60", **DRAFT, "move": "validate"}
    given["token"] = soget.options.form_token if token == "own" else token
    for action in ACTIONS:
        got = call(soget, "POST", f"/__twin/page/{action}", headers=headers, body=urlencode(given).encode())
        assert got.status == status, action

    assert state_of(soget) == before


@pytest.mark.parametrize("body", [b"token=%FF", b"\xff=1", b"&".join([b"a=1"] * 300)])
def test_a_form_that_cannot_be_read_is_told(kiosk: Twin, body: bytes) -> None:
    """Bytes that are no form, and forms without end, are a mistake and no failure."""
    assert call(kiosk, "POST", "/__twin/page/reset", headers=[FORM, OWN], body=body).status == 400


def test_every_twin_has_a_token_of_its_own_that_its_workers_share() -> None:
    """Two twins have two tokens; options that are handed to another process, or changed, keep theirs; none is shown."""
    options = Options()

    assert len({Options().form_token for _ in range(50)}) == 50
    assert min(len(Options().form_token) for _ in range(50)) >= 32
    assert pickle.loads(pickle.dumps(options)).form_token == options.form_token  # noqa: S301
    assert replace(options, is_strict=False).form_token == options.form_token
    assert options.form_token not in repr(options)


def fields(schema: Json, **given: str) -> Any:
    """Read what was typed into the fields of a schema."""
    typed = {f"with.{name}".rstrip("_"): value for name, value in given.items()}
    return arguments_of(fields_of(schema, {}, {}), typed)


def test_fields_read_what_was_typed() -> None:
    """Each type of the schema is read as itself; what is left empty and optional is left out."""
    kinds: Json = {
        "type": "object",
        "required": ["text", "list"],
        "properties": {
            "text": {"type": "string"},
            "number": {"type": ["number", "null"]},
            "flag": {"type": "boolean"},
            "level": {"enum": [1, "two", None]},
            "list": {"type": "array", "items": {"type": "integer"}},
            "at": {"type": "string", "format": "date-time"},
        },
    }

    assert fields(kinds, text="", list="[1, 2]") == {"text": "", "list": [1, 2]}
    assert fields(kinds, text="1", number="1.5", flag="false", level="null", list="{}", at="2026-01-01T00:00:00Z") == {
        "text": "1", "number": 1.5, "flag": False, "level": None, "list": {}, "at": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    assert [field.kind for field in fields_of(kinds, {}, {})] == ["text", "number", "choice", "choice", "json", "date"]
    assert fields_of(True, {}, {}) == []
    assert arguments_of([], {"with.stray": "1"}) == {}
    assert arguments_of(fields_of({"type": "integer"}, {}, {}), {"with.": "7"}) == 7
    for wrong in ({"text": "a"}, {"text": "a", "list": "[1"}, {"text": "a", "list": "[NaN]"}):
        with pytest.raises(WrongFieldError):
            fields(kinds, **wrong)
