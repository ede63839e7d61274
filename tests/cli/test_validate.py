"""Holds what ``specwright validate`` tells about documents."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from cli.order_store import GOOD, LATE, LONG, NONE, STORE, stock


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with one API and no documents yet."""
    monkeypatch.chdir(stock(tmp_path))
    return tmp_path


def verdicts(text: str) -> list[dict[str, Any]]:
    """Read verdicts that are written one a line."""
    return [json.loads(line) for line in text.splitlines()]


def test_valid_documents_end_with_zero(store: Path, run: Run) -> None:
    """Where nothing is wrong, people read how many documents there were."""
    Path("orders.ndjson").write_text(f"{GOOD}\n\n{GOOD}\r\n", "utf-8")
    Path("order.json").write_text(json.dumps(json.loads(GOOD), indent=2), "utf-8")

    told = run("validate", "store", "replaceOrder", "orders.ndjson", "order.json")

    assert (told.code, told.out, told.err) == (0, "3 documents: 3 valid, 0 invalid\n", "")


def test_people_read_each_violation_and_how_often_each_came(store: Path, run: Run) -> None:
    """Place, message, code, layer and id of each violation; then counts, the most frequent first."""
    Path("orders.ndjson").write_text(f"{LATE}\n{GOOD}\n{NONE}\n{LATE}\n{LONG}\noops\n", "utf-8")

    told = run("validate", "specs/store/openapi.yaml", "replaceOrder", "orders.ndjson")

    assert told.code == 1
    assert told.err == ""
    assert told.out.splitlines() == [
        "orders.ndjson:1: 1 violation",
        "  #: An order ends after it began. [DATES_WRONG rule dates-in-order]",
        "orders.ndjson:3: 2 violations",
        "  #/extra: A member of this name is not allowed. [schema additionalProperties]",
        "  #/quantity: Must be at least 1. [QUANTITY_WRONG schema minimum]",
        "orders.ndjson:4: 1 violation",
        "  #: An order ends after it began. [DATES_WRONG rule dates-in-order]",
        "orders.ndjson:5: 1 violation",
        "  #/number: A number is short. [rule number-is-short]",
        "orders.ndjson:6: 1 violation",
        "  #: line 6, column 1: Expecting value [json parse]",
        "6 documents: 1 valid, 5 invalid",
        "           2  DATES_WRONG     rule dates-in-order",
        "           1  -               json parse",
        "           1  -               rule number-is-short (assumed)",
        "           1  -               schema additionalProperties",
        "           1  QUANTITY_WRONG  schema minimum",
    ]


def test_programs_read_one_verdict_a_line(store: Path, run: Run) -> None:
    """JSON on standard output has one object a document, in order; the summary is a message."""
    Path("orders.ndjson").write_text(f"{GOOD}\n\n{LATE}\n{{\n", "utf-8")

    told = run("validate", "store", "replaceOrder", "orders.ndjson", "--format", "json")
    quiet = run("validate", "store", "replaceOrder", "orders.ndjson", "--format", "json", "--quiet")

    late = {
        "layer": "rule",
        "code": "DATES_WRONG",
        "id": "dates-in-order",
        "path": "",
        "message": "An order ends after it began.",
    }
    assert told.code == quiet.code == 1
    assert verdicts(told.out)[:2] == [
        {"file": "orders.ndjson", "line": 1, "valid": True, "violations": []},
        {"file": "orders.ndjson", "line": 3, "valid": False, "violations": [late]},
    ]
    parse = verdicts(told.out)[2]
    assert (parse["line"], parse["valid"]) == (4, False)
    assert [(each["layer"], each["id"]) for each in parse["violations"]] == [("json", "parse")]
    assert parse["violations"][0]["message"].startswith("line 4, column 2: ")
    assert told.err.startswith("3 documents: 1 valid, 2 invalid\n")
    assert (quiet.out, quiet.err) == (told.out, "")


def test_at_most_so_many_violations_are_told(store: Path, run: Run) -> None:
    """Of each document the first ones are told, and how many more there are."""
    Path("order.json").write_text(NONE, "utf-8")

    text = run("validate", "store", "replaceOrder", "order.json", "--max-violations", "1")
    data = run("validate", "store", "replaceOrder", "order.json", "--max-violations", "1", "--format", "json")

    assert text.out.splitlines()[:3] == [
        "order.json:1: 2 violations",
        "  #/extra: A member of this name is not allowed. [schema additionalProperties]",
        "  and 1 more",
    ]
    assert text.out.count("schema minimum") == 1
    assert [(each["omitted"], len(each["violations"])) for each in verdicts(data.out)] == [(1, 1)]


def test_rules_that_no_document_states_can_be_left_out(store: Path, run: Run) -> None:
    """With the option, what is only assumed makes no document invalid."""
    Path("order.json").write_text(LONG, "utf-8")

    assert run("validate", "store", "replaceOrder", "order.json").code == 1
    assert run("validate", "store", "replaceOrder", "order.json", "--documented-only").code == 0


@pytest.mark.parametrize("name", ["orders.ndjson.gz", "orders"])
def test_gzip_is_known_by_its_bytes(store: Path, run: Run, name: str) -> None:
    """Whatever its name, a packed file is judged as what is packed."""
    Path(name).write_bytes(gzip.compress(f"{GOOD}\n{LATE}\n".encode()))

    told = run("validate", "store", "replaceOrder", name)

    assert told.code == 1
    assert told.out.startswith(f"{name}:2: 1 violation\n")


def test_an_old_value_brings_transition_rules(store: Path, run: Run) -> None:
    """One old document is that of all; several are paired with the documents in order."""
    Path("orders.ndjson").write_text(f"{GOOD}\n\n{GOOD}\n{LATE}\n", "utf-8")
    Path("one.json").write_text('{\n  "number": "B2", "more": 1\n}', "utf-8")
    Path("each.ndjson").write_text('{"number": "A1"}\n{"number": "C3"}\n', "utf-8")

    none = run("validate", "store", "replaceOrder", "orders.ndjson", "--format", "json")
    one = run("validate", "store", "replaceOrder", "orders.ndjson", "--old", "one.json", "--format", "json")
    each = run("validate", "store", "replaceOrder", "orders.ndjson", "--old", "each.ndjson", "--format", "json")

    def ids(text: str) -> list[list[str]]:
        return [[found["id"] for found in verdict["violations"]] for verdict in verdicts(text)]

    assert ids(none.out) == [[], [], ["dates-in-order"]]
    assert ids(one.out) == [["number-stays"], ["number-stays"], ["dates-in-order", "number-stays"]]
    assert ids(each.out) == [[], ["number-stays"], ["old", "dates-in-order"]]
    assert "each.ndjson has no old value for this document." in each.out


def test_old_values_that_are_left_over_are_told(store: Path, run: Run) -> None:
    """Files that do not fit together are not passed over in silence."""
    Path("order.json").write_text(GOOD, "utf-8")
    Path("each.ndjson").write_text('{"number": "A1"}\n{"number": "C3"}\n', "utf-8")

    told = run("validate", "store", "replaceOrder", "order.json", "--old", "each.ndjson")

    assert told.code == 0
    assert "each.ndjson has more old values than there are documents." in told.err


def test_old_values_without_transition_rules_are_told(store: Path, run: Run) -> None:
    """Who gives an old value learns that nobody asks for it."""
    Path("order.json").write_text(GOOD, "utf-8")

    told = run("validate", "store", "readOrder", "order.json", "--response", "200", "--old", "order.json")

    assert told.code == 0
    assert "readOrder has no transition rules: order.json changes no verdict." in told.err


@pytest.mark.parametrize(
    ("status", "document", "code"),
    [
        ("400", '{"code": "X"}', 0),
        ("400", "{}", 1),
        ("404", '"text"', 0),
        ("404", '{"code": "X"}', 1),
        ("503", "null", 0),
        ("503", '"text"', 1),
    ],
)
def test_a_response_is_judged_by_the_status_that_documents_it(
    store: Path, run: Run, status: str, document: str, code: int
) -> None:
    """A status of its own comes before its range, and both before the default."""
    Path("answer.json").write_text(document, "utf-8")

    assert run("validate", "store", "replaceOrder", "answer.json", "--response", status).code == code


def test_a_response_is_judged_without_rules(store: Path, run: Run) -> None:
    """Rules bind who sends, so the same document is valid where it is received."""
    Path("order.json").write_text(LATE, "utf-8")

    assert run("validate", "store", "replaceOrder", "order.json").code == 1
    assert run("validate", "store", "readOrder", "order.json", "--response", "200").code == 0


def test_another_media_type_can_be_judged(store: Path, run: Run) -> None:
    """The JSON body is meant unless one is named."""
    Path("text.json").write_text('"abc"', "utf-8")

    assert run("validate", "store", "replaceOrder", "text.json").code == 1
    assert run("validate", "store", "replaceOrder", "text.json", "--media-type", "text/plain").code == 0


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["store", "replaceOrders", "o.json"], "no operation 'replaceOrders'\n  hint: Did you mean replaceOrder"),
        (["store", "zzz", "o.json"], "no operation 'zzz'\n  hint: Its operations: readOrder, replaceOrder."),
        (["store", "readOrder", "o.json"], "readOrder has no request body that can be judged"),
        (["store", "readOrder", "o.json", "--response", "404"], "There is one for: 200."),
        (["store", "replaceOrder", "o.json", "--media-type", "text/plan"], "Did you mean text/plain?"),
        (["store", "replaceOrder", "missing.json"], "missing.json: error: this file cannot be read: No such file"),
        (["store", "replaceOrder", "specs"], "specs: error: this file cannot be read: it is a folder"),
        (["store", "replaceOrder", "-", "-"], "standard input is named twice"),
        (
            ["store", "replaceOrder", "o.json", "--old", "bad.json"],
            "bad.json: error: the old value cannot be used: line 2",
        ),
        (
            ["store", "replaceOrder", "o.json", "o.json", "--old", "two.ndjson"],
            "two.ndjson: error: old values are paired",
        ),
        (["stroe", "replaceOrder", "o.json"], "'stroe' is neither a folder under specs/ nor a file"),
        (["store", "replaceOrder"], "Missing argument"),
        (["store", "replaceOrder", "o.json", "--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_arguments_end_with_two_and_say_what_to_do(
    store: Path, run: Run, arguments: list[str], what: str
) -> None:
    """No document is judged where the question is wrong."""
    Path("o.json").write_text(GOOD, "utf-8")
    Path("bad.json").write_text("{\n]", "utf-8")
    Path("two.ndjson").write_text("1\n2\n", "utf-8")

    told = run("validate", *arguments)

    assert (told.code, told.out) == (2, "")
    assert what in told.err


def test_rules_can_come_from_an_overlay(store: Path, run: Run) -> None:
    """Who may not edit a description judges by rules of their own beside it."""
    Path("order.json").write_text(GOOD, "utf-8")
    rule: dict[str, Any] = {"id": "many", "rule": "self.quantity > 2", "message": "More are ordered."}
    rule |= {"source": {"doc": "ours", "confidence": "documented"}}
    action = {"target": "$.components.schemas.Order", "update": {"x-validations": [rule]}}
    overlay = {"overlay": "1.0.0", "info": {"title": "Ours", "version": "1"}, "actions": [action]}
    Path("ours.yaml").write_text(json.dumps(overlay), "utf-8")

    told = run("validate", "store", "replaceOrder", "order.json", "--overlay", "ours.yaml")

    assert run("validate", "store", "replaceOrder", "order.json").code == 0
    assert told.code == 1
    assert "[rule many]" in told.out


def test_another_operation_that_is_wrong_does_not_matter(store: Path, run: Run) -> None:
    """Only the operation that is asked for has to be right."""
    path = store / "specs" / "store" / "openapi.yaml"
    path.write_text(
        STORE.replace("operationId: readOrder", "operationId: readOrder\n      x-streaming: nonsense"), "utf-8"
    )
    Path("order.json").write_text(GOOD, "utf-8")

    assert run("validate", "store", "replaceOrder", "order.json").code == 0


def test_damaged_gzip_ends_with_two_after_the_verdicts_before_it(store: Path, run: Run) -> None:
    """What could be read was judged; the file is named."""
    packed = gzip.compress("".join(f"{LATE}\n" for _ in range(20_000)).encode())
    Path("orders.ndjson.gz").write_bytes(packed[:-10])

    told = run("validate", "store", "replaceOrder", "orders.ndjson.gz")

    assert told.code == 2
    assert told.out.startswith("orders.ndjson.gz:1: 1 violation\n")
    assert "orders.ndjson.gz: error: the gzip of this file is damaged" in told.err


def test_a_large_line_is_a_verdict(store: Path, run: Run) -> None:
    """The limit is told with the option that changes it, and the next line is judged."""
    Path("orders.ndjson").write_text(f"{'9' * 5000}\n{GOOD}\n", "utf-8")

    told = run("validate", "store", "replaceOrder", "orders.ndjson", "--max-bytes", "100")

    assert told.out.splitlines() == [
        "orders.ndjson:1: 1 violation",
        "  #: A document has at most 100 bytes; --max-bytes sets another limit. [json size]",
        "2 documents: 1 valid, 1 invalid",
        "           1  -  json size",
    ]


def test_names_in_documents_cannot_steer_a_terminal(store: Path, run: Run) -> None:
    """Control characters in member names and file names are escaped for people and for programs."""
    name = "or\x1b[31mders.json"
    Path(name).write_text('{"number": "1", "quantity": 1, "\\u001b]0;owned\\u0007\\n": 1, "\\ud800": 2}', "utf-8")

    text = run("validate", "store", "replaceOrder", name)
    data = run("validate", "store", "replaceOrder", name, "--format", "json")

    assert "\\x1b]0;owned\\x07\\n" in text.out
    assert "\\ud800" in text.out
    assert all(line.isprintable() for told in (text, data) for line in told.out.splitlines())
    assert len(text.out.splitlines()) == 5
    assert {each["path"] for each in verdicts(data.out)[0]["violations"]} == {"/\x1b]0;owned\x07\n", "/\ud800"}
