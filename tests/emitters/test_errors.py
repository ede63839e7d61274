"""errors.py has the runtime's tree and one class for each documented code."""

import ast
from pathlib import Path
from types import ModuleType

from specwright.emitters.statuses import STATUS_CLASSES, status_class
from specwright.passes.reserved import ERRORS
from specwright.runtime import _errors, _raising, _violations


def test_a_code_is_the_services_or_a_checks(package: ModuleType) -> None:
    """The class of a code promises no answer, because a check raises it before anything was sent."""
    assert package.errors.TitleMissing.__bases__ == (package.errors.DocumentedError,)
    assert not issubclass(package.errors.TitleMissing, package.errors.StatusError)
    assert package.errors.TitleMissing.CODE == "TITLE_MISSING"
    assert package.errors.TitleMissing.__doc__.startswith("The book has no title")


def test_the_class_of_a_code_tells_what_an_answer_with_it_is(package: ModuleType) -> None:
    """A reader of the class learns which statuses the code comes with, and as which classes."""
    assert "status 400: an answer with it is a `BadRequest` as well" in " ".join(
        package.errors.TitleMissing.__doc__.split()
    )
    assert "400, 404: an answer with it is a `BadRequest` or `NotFound` as well" in " ".join(
        package.errors.CODES["NOT_FOUND"].__doc__.split()
    )


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
        status: kind.__name__ for status, kind in _raising._BY_STATUS.items()
    }
    assert {status_class(status) for status in ("499", "4XX", "503", "5XX", "304", "default")} == {
        "ClientError",
        "ServerError",
        "UnexpectedStatus",
        "StatusError",
    }


def test_the_tree_is_the_runtimes() -> None:
    """Every error class of the runtime is exported, with what errors and warnings carry, and nothing else."""
    classes = {
        node.name
        for module in (_errors, _violations)
        for node in ast.parse(Path(str(module.__file__)).read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }

    assert classes == ERRORS - {"Deviation"}
