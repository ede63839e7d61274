"""`specwright demo` plays scripts through generated clients, and says clearly what goes wrong."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from specwright.cli.demo_account import FailedStepError, Played
from specwright.cli.demo_player import imported, play
from specwright.cli.demo_script import read_script
from specwright.cli.pipeline import Generated, generate_client
from specwright.cli.sync import write
from specwright.loader import read_config
from specwright.model.errors import SpecwrightError
from specwright.twin import create_twin, serve

ROOT = Path(__file__).parents[2]

DESCRIPTION = """
openapi: 3.1.0
info: {title: Shelf, version: "1"}
servers: [{url: "https://shelf.example"}]
security: [{key: []}]
paths:
  /books:
    post:
      operationId: createBook
      tags: [books]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Book"}
            examples: {novel: {value: {id: b1, title: "\\e[31mRed"}}}
      responses:
        "201":
          description: Stored.
          content: {application/json: {schema: {$ref: "#/components/schemas/Book"}, examples: {novel: {value: {id: b1, title: "\\e[31mRed"}}}}}
        "409": {description: There already.}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key, x-credential: api_key}}
  schemas: {Book: {type: object, required: [id], properties: {id: {type: string}, title: {type: string}}}}
"""
SCRIPT = """
title: A book's life
credentials: {api_key: planted-secret}
steps:
  - title: Store a book
    call: books.create
    arguments: {body: {$example: novel}}
    bind: {book: parsed.id}
    show: [parsed.title, status_code]
"""


def run_demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, as a user does."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "specwright", "demo", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with one small API."""
    folder = tmp_path / "specs" / "shelf"
    folder.mkdir(parents=True)
    (folder / "openapi.yaml").write_text(DESCRIPTION, "utf-8")
    (folder / "demo.yaml").write_text(SCRIPT, "utf-8")
    return tmp_path


@pytest.mark.slow
def test_both_orders_are_shown_from_placing_to_removing(tmp_path: Path) -> None:
    """On the descriptions of this repository the demonstration writes both clients, plays every step and exits with 0."""
    (tmp_path / "specs").symlink_to(ROOT / "specs")

    done = run_demo(tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "generated" / "soget" / "soget_client" / "client.py").is_file()
    assert (tmp_path / "generated" / "transiteo" / "transiteo_client" / "client.py").is_file()
    for line in (
        "sent  POST /customer-orders, Content-Type: multipart/form-data",
        "parsed.id = 'CDE0000000001'",
        "sent  nothing: the client refused",
        "rule transfer-events, at /Order/containers/0/events: ",
        "gave  raised OrderDuplicated < BadRequest",
        "gave  raised ConflictError < PreconditionFailed",
        "sent  DELETE /customer-orders/CDE0000000001",
        "parsed.status = OrderStatus.CANCELLED",
        "parsed.products.0.amount_duty = 6.99",
        "sent  PUT /v1/customer/orders/MjAyNi0wMDA0MTc",
        "parsed.0.order_statut = 'CANCELLED'",
        "gave  raised MaxRequestsExceed < PermissionDenied",
        "gave  raised NotFound",
        "message = 'There is no order 2026-000417.'",
        "Where to look next",
    ):
        assert line in done.stdout
    # The twins know the credentials of the scripts, and the last call but one took the order away: nothing is forced here.
    assert done.stdout.count("Prefer: ") == 1
    assert "sample-" not in done.stdout + done.stderr


@pytest.mark.slow
def test_two_runs_differ_in_the_port_alone(project: Path) -> None:
    """What is shown is the same each time, and plain text with no secret where nobody watches."""
    first, second = (run_demo(project) for _ in range(2))

    def lasting(text: str) -> str:
        return re.sub(r"127\.0\.0\.1:\d+|\d+ changed", "…", text)

    assert first.returncode == 0, first.stderr
    assert lasting(first.stdout) == lasting(second.stdout)
    assert "0 changed" in second.stdout
    assert "\x1b" not in first.stdout
    assert "planted" not in first.stdout + first.stderr
    assert "parsed.title = '\\x1b[31mRed'" in first.stdout


def test_a_description_outside_of_a_project_leaves_no_client_behind(project: Path, tmp_path: Path) -> None:
    """A document elsewhere is played from a temporary folder, nothing is written beside it, and JSON is one document."""
    folder = tmp_path / "elsewhere"
    (project / "specs" / "shelf").rename(folder)
    before = sorted(folder.iterdir())

    done = run_demo(tmp_path, str(folder / "openapi.yaml"), "--format", "json")

    assert done.returncode == 0, done.stderr
    (shown,) = json.loads(done.stdout)
    assert [step["title"] for step in shown["steps"]] == ["Store a book"]
    assert shown["steps"][0]["shown"]["status_code"] == "201"
    assert sorted(folder.iterdir()) == before
    assert not (tmp_path / "generated").exists()


@pytest.mark.parametrize(
    ("before", "after", "code", "message"),
    [
        ("    bind:", "    raises: Conflict\n    bind:", 1, "it was to raise Conflict, but status 201 came back"),
        ("$example: novel", "$example: poem", 2, "hint: Known: novel."),
    ],
)
def test_what_goes_wrong_decides_the_exit_code(project: Path, before: str, after: str, code: int, message: str) -> None:
    """A step that fails exits with 1, a script that cannot be played with 2; both name the place, without a traceback."""
    script = project / "specs" / "shelf" / "demo.yaml"
    script.write_text(SCRIPT.replace(before, after), "utf-8")

    done = run_demo(project)

    assert done.returncode == code, done.stdout + done.stderr
    assert message in done.stderr
    assert "demo.yaml:5:" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_script_there_is_nothing_to_show(project: Path) -> None:
    """A project without any demo.yaml, and a named description without one, are told where to read on."""
    (project / "specs" / "shelf" / "demo.yaml").unlink()

    for arguments in ((), ("shelf",)):
        done = run_demo(project, *arguments)

        assert done.returncode == 2
        assert "docs/demo.md" in done.stderr


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Generated, Path]:
    """Generate the client of the small API once."""
    folder = tmp_path_factory.mktemp("shelf")
    description = folder / "openapi.yaml"
    description.write_text(DESCRIPTION, "utf-8")
    generated = generate_client(description, config=read_config(folder, name="shelf"))
    write(generated.files, folder / "client")
    return generated, folder / "client"


def play_text(text: str, shelf: tuple[Generated, Path], folder: Path) -> list[Played]:
    """Play a script of the small API in this process."""
    generated, client = shelf
    (folder / "demo.yaml").write_text(text, "utf-8")
    script = read_script(folder / "demo.yaml")
    with (
        serve(create_twin(generated.service)) as url,
        imported(generated.config.package, client) as module,
    ):
        return list(play(script, generated, module, url, folder))


def test_a_step_tells_what_was_sent_and_what_came(shelf: tuple[Generated, Path], tmp_path: Path) -> None:
    """Call, request, answer, type and the places asked for are told as short texts."""
    (played,) = play_text(SCRIPT, shelf, tmp_path)

    assert played.call == "books.create(body={id, title})"
    assert played.sent == "POST /books, Content-Type: application/json"
    assert played.came.startswith("201, Content-Type: application/json, ")
    assert played.outcome == "a Book"
    assert dict(played.shown) == {"parsed.title": "'\\x1b[31mRed'", "status_code": "201"}


def test_a_step_that_the_client_refuses_tells_why(shelf: tuple[Generated, Path], tmp_path: Path) -> None:
    """Where nothing was sent, the step says so and lists what is wrong with the request, place by place."""
    text = SCRIPT.replace("{$example: novel}", "{title: 1}").replace("    bind: {book: parsed.id}\n", "")
    text = text.replace("    show: [parsed.title, status_code]", "    raises: RuleViolation\n    show: [part]")

    (played,) = play_text(text, shelf, tmp_path)

    assert (played.sent, played.came) == ("nothing: the client refused", "nothing")
    assert played.outcome == "raised RuleViolation < ApiError < ValueError"
    assert len(played.violations) == 2
    assert {text.partition(": ")[0] for text in played.violations} == {
        "schema required, at the whole",
        "schema type, at /title",
    }
    assert dict(played.shown) == {"part": "'body'"}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("    bind: {book: parsed.id}\n", "    prefer: code=409\n", "failed: Conflict: POST /books answered 409"),
        ("    bind: {book: parsed.id}\n", "    prefer: code=409\n    raises: NotFound\n", "failed: Conflict"),
        ("parsed.title, status_code", "parsed.nothing", "the answer has nothing at 'parsed.nothing'"),
        ("parsed.title, status_code", "parsed.__class__", "the answer has nothing at 'parsed.__class__'"),
        ("{body: {$example: novel}}", "{book: 1}", "books.create takes body; wrong here: book"),
    ],
)
def test_a_step_that_does_not_do_what_it_says_fails(
    shelf: tuple[Generated, Path], tmp_path: Path, *, before: str, after: str, message: str
) -> None:
    """The failure names the script's line, the step and what happened instead."""
    with pytest.raises(FailedStepError, match=re.escape(message)) as caught:
        play_text(SCRIPT.replace(before, after), shelf, tmp_path)

    assert "demo.yaml:5:" in str(caught.value)
    assert "'Store a book'" in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("$example: novel", "$example: poem", "createBook has no request example 'poem'"),
        ("$example: novel", "$example: novel, at: /x", "the example 'novel' has nothing at '/x'"),
        ("$example: novel", "$bound: book", "no step before this one binds 'book'"),
        ("$example: novel", "$file: ../evil", "'../evil' is no plain file name"),
        ("books.create", "books.burn", "the client has no method 'books.burn'"),
        ("    show:", "    shows:", "the key 'shows' means nothing here"),
        ("[parsed.title, status_code]", "[1]", "show is no list of texts"),
        ("title: Store a book", "note: No title", "a step needs a title and a call"),
        ("credentials: {api_key: planted-secret}", "credentials: [1]", "credentials is no map"),
        ("credentials: {api_key: planted-secret}", "credentials: {api_key: 1}", "api_key is no text"),
        ("credentials: {", "credentials: [", "this is no YAML"),
        ("steps:", "step:", "the key 'step' means nothing here"),
    ],
)
def test_a_script_that_says_what_cannot_be_is_refused(
    shelf: tuple[Generated, Path], tmp_path: Path, *, before: str, after: str, message: str
) -> None:
    """Unknown keys, wrong types and references to nothing are told with file and line."""
    with pytest.raises(SpecwrightError, match=re.escape(message)) as caught:
        play_text(SCRIPT.replace(before, after), shelf, tmp_path)

    assert re.search(r"demo\.yaml:\d+:\d+", str(caught.value))
