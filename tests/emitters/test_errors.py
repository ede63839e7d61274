"""errors.py has the runtime's tree and one class for each documented code."""

import ast
from pathlib import Path
from types import ModuleType

from specwright.emitters.statuses import STATUS_CLASSES, status_class
from specwright.passes.reserved import ERRORS
from specwright.runtime import _errors


def test_a_code_of_one_status_stands_below_its_class(package: ModuleType) -> None:
    """`except BadRequest` also catches a code that is documented with status 400 alone."""
    assert issubclass(package.errors.TitleMissing, package.errors.BadRequest)
    assert package.errors.TitleMissing.CODE == "TITLE_MISSING"
    assert package.errors.TitleMissing.__doc__.startswith("The book has no title")


def test_a_code_of_several_statuses_stands_below_their_root(package: ModuleType) -> None:
    """A code that comes with 400 and 404 promises neither."""
    code = package.errors.CODES["NOT_FOUND"]

    assert code.__bases__ == (package.errors.StatusError,)
    assert "400, 404" in code.__doc__


def test_a_code_never_replaces_a_class_of_the_tree(package: ModuleType) -> None:
    """A code spelled like a status keeps its own class beside that of the status."""
    assert package.errors.CODES["NOT_FOUND"] is not package.errors.NotFound
    assert package.errors.NotFound.__name__ == "NotFound"


def test_everything_is_exported_once_and_sorted(package: ModuleType) -> None:
    """`__all__` is sorted, complete and without repetition."""
    names = package.errors.__all__

    assert names == sorted(set(names))
    assert {"TitleMissing", "CODES", "ApiError", "Deviation"} <= set(names)
    assert all(hasattr(package.errors, name) for name in names)


def test_the_table_of_statuses_is_the_runtimes() -> None:
    """What a docstring says is raised is what the runtime raises."""
    assert {int(status): name for status, name in STATUS_CLASSES.items()} == {
        status: kind.__name__ for status, kind in _errors._BY_STATUS.items()
    }
    assert {status_class(status) for status in ("499", "4XX", "503", "5XX", "304", "default")} == {
        "ClientError",
        "ServerError",
        "UnexpectedStatus",
        "StatusError",
    }


def test_the_tree_is_the_runtimes() -> None:
    """Every error class of the runtime is exported, and none that it does not have."""
    tree = ast.parse(Path(str(_errors.__file__)).read_text("utf-8"))
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}

    assert classes == ERRORS - {"Deviation"}
