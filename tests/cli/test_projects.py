"""Holds the life of a generated folder: made, made again, changed with its description, held against it, never half done."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import SHOP, Run, snapshot, spawn

ROOT = Path(__file__).parents[2]


def edit(path: Path) -> None:
    """Change a file by hand."""
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")


def test_a_new_api_works_at_once(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The starting point lints without a finding, generates without a warning, checks, and its client imports."""
    monkeypatch.chdir(tmp_path)

    made, linted = run("new", "my-shop"), run("lint", "my-shop")
    generated, checked = run("generate", "my-shop"), run("check", "my-shop")

    assert [told.code for told in (made, linted, generated, checked)] == [0, 0, 0, 0]
    assert linted.out == "specs/my-shop/openapi.yaml: 0 errors, 0 warnings\n"
    assert generated.err == ""
    assert "next: edit them, then specwright lint my-shop" in made.err
    assert (tmp_path / "generated/my-shop/my_shop_client/resources/things.py").is_file()


def test_a_second_run_changes_nothing(project: Path, run: Run) -> None:
    """Not even a time stamp: files that are right already are left alone."""
    run("generate")
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()}

    told = run("generate")

    assert told.out.endswith(" 0 changed\n")
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.is_file()} == before


def test_what_leaves_the_description_leaves_the_client(project: Path, run: Run) -> None:
    """Removing the only operation of a tag removes its files; files that were never generated stay."""
    run("generate")
    client = project / "generated/shop/shop_client"
    (client.parent / "notes.txt").write_text("mine", "utf-8")
    start = SHOP.index("  /parcels")
    (project / "specs/shop/openapi.yaml").write_text(SHOP[:start] + SHOP[SHOP.index("components:") :], "utf-8")

    run("generate")

    assert [path.name for path in client.rglob("parcels.py")] == []
    assert "parcels" not in (client / "client.py").read_text("utf-8")
    assert (client.parent / "notes.txt").read_text("utf-8") == "mine"


DAMAGES: list[tuple[Callable[[Path], object], str]] = [
    (lambda client: edit(client / "models.py"), "  changed  shop_client/models.py"),
    (lambda client: (client / "models.py").unlink(), "  missing  shop_client/models.py"),
    (lambda client: edit(client / "_runtime/_sender.py"), "  changed  shop_client/_runtime/_sender.py"),
    (
        lambda client: (client / "extra.py").write_text("", "utf-8"),
        "  foreign  shop_client/extra.py (not made by specwright: delete it, or move it elsewhere)",
    ),
    (lambda client: (client.parent / "specwright.lock.json").unlink(), "  missing  specwright.lock.json"),
]


@pytest.mark.parametrize(
    ("damage", "line"), DAMAGES, ids=["edited", "deleted", "runtime edited", "added", "lock deleted"]
)
def test_every_touch_is_reported(project: Path, run: Run, damage: Callable[[Path], object], line: str) -> None:
    """The answer names each file that was edited, deleted or added, and nothing that it was not."""
    run("generate")
    damage(project / "generated/shop/shop_client")

    told = run("check")
    kinds = ("  changed ", "  missing ", "  orphaned ", "  foreign ")

    assert told.code == 1
    assert [text for text in told.out.splitlines() if text.startswith(kinds)] == [line]
    assert told.out.endswith("repair with: specwright generate shop\n")


def test_the_difference_is_shown(project: Path, run: Run) -> None:
    """What was edited by hand stands in the difference as what generate would take away."""
    run("generate")
    edit(project / "generated/shop/shop_client/models.py")

    assert "\n-# mine\n" in run("check").out


def test_the_repair_repairs(project: Path, run: Run) -> None:
    """Running the command that check prints makes check content."""
    run("generate", "--spec", "specs/shop/openapi.yaml", "--out", "my out", "--package", "my_shop")
    edit(project / "my out/my_shop/models.py")
    options = ("--spec", "specs/shop/openapi.yaml", "--out", "my out", "--package", "my_shop")
    repair = run("check", *options).out.splitlines()[-1]

    assert repair == "repair with: specwright generate --spec specs/shop/openapi.yaml --out 'my out' --package my_shop"
    assert run("generate", *options).code == 0
    assert run("check", *options).code == 0


def test_where_one_description_is_wrong_all_clients_stay(project: Path, run: Run) -> None:
    """A run over several APIs writes all of their clients or none."""
    run("generate")
    before = snapshot(project / "generated")
    (project / "specs/shop/openapi.yaml").write_text(SHOP.replace("All orders.", "Every order."), "utf-8")
    (project / "specs/wrong").mkdir()
    (project / "specs/wrong/openapi.yaml").write_text("- wrong\n", "utf-8")

    assert run("generate").code == 2
    assert snapshot(project / "generated") == before


def test_a_write_that_fails_half_way_leaves_the_old_client(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk refuses in the middle, every file is afterwards what it was, and nothing lies beside them."""
    run("generate")
    before = snapshot(project)
    description = SHOP.replace("listOrders", "findOrders").replace("parcels", "packets")
    (project / "specs/shop/openapi.yaml").write_text(description, "utf-8")
    real, moves = Path.replace, iter(range(1000))

    def flaky(source: Path, target: Path) -> Path:
        if next(moves) == 5:
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", flaky)
    told = run("generate")
    monkeypatch.undo()

    assert (told.code, "No space left on device" in told.err) == (2, True)
    assert snapshot(project) == before | {"specs/shop/openapi.yaml": description.encode()}


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two processes with other hash seeds, in other folders, at another depth, write the same files."""
    folders = [tmp_path / "one", tmp_path / "another" / "much" / "deeper"]
    for seed, folder in enumerate(folders, 1):
        shutil.copytree(ROOT / "specs", folder / "specs")
        done = spawn("generate", folder=folder, environment={"PYTHONHASHSEED": str(seed)})
        assert done.returncode == 0, done.stderr
    first, second = (snapshot(folder / "generated") for folder in folders)

    assert len(first) > 100
    assert first == second
    assert [name for name, content in first.items() if str(tmp_path).encode() in content] == []


def test_a_description_may_stand_anywhere(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder below, a project's APIs are found by name, and messages spell paths as they are seen from there."""
    below = project / "specs" / "shop"
    monkeypatch.chdir(below)

    assert run("generate", "shop").code == 0
    assert run("lint", "shop").out == "openapi.yaml: 0 errors, 0 warnings\n"
    assert (project / "generated/shop/shop_client/client.py").is_file()


def test_the_module_runs_as_the_command_does(project: Path) -> None:
    """`python -m specwright` is the same command, under the same name."""
    done = spawn("nonsense", folder=project)

    assert done.returncode == 2
    assert done.stderr == (
        "command line: error: No such command 'nonsense'.\n  hint: specwright --help tells what there is.\n"
    )
    assert sys.executable not in done.stderr
