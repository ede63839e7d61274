"""Holds that the hand-written documents name only what exists, and that the commands they give are the ones that run."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "generator" / "specwright"
DECISIONS: Final = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS: Final = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "tests" / "README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
    *sorted(ROOT.glob("specs/*.md")),
    *sorted(ROOT.glob("specs/*/*.md")),
]
FENCE: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE_SPAN: Final = re.compile(r"`([^`\n]+)`")
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
PATH: Final = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")
SUFFIXES: Final = (".md", ".toml", ".py", ".yaml", ".txt")
# Made by a session, so absent from a fresh checkout.
MADE: Final = ("dist/", ".venv/", "reports/")


def spelled(path: Path) -> str:
    """Spell a document's path as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def named_paths(document: Path) -> list[str]:
    """Find what a document names in backticks that reads as a path of this repository."""
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()}
    found: list[str] = []
    for span in CODE_SPAN.findall(FENCE.sub("", document.read_text("utf-8"))):
        # NAME stands for whatever the reader chooses, and so does the made-up API `parcels`.
        text = re.sub(r"\b[A-Z]{3,}\b(?!\.md)|parcels", "*", span)
        is_path = "/" in text and text.partition("/")[0] in tops and not text.startswith(MADE)
        is_root_file = "/" not in text and text.endswith(SUFFIXES) and document.parent == ROOT
        if PATH.fullmatch(text) and (is_path or is_root_file):
            found.append(text)
    return found


def stands(text: str, *, beside: Path) -> bool:
    """Tell whether a path or pattern matches something from the root, or for a bare name anywhere under specs/."""
    pattern = text.rstrip("/")
    return (
        any(ROOT.glob(pattern))
        or any(beside.glob(pattern))
        or ("/" not in pattern and any((ROOT / "specs").rglob(pattern)))
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=spelled)
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    """A map that names what has moved is worse than none."""
    missing = [text for text in named_paths(document) if not stands(text, beside=document.parent)]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=spelled)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    """A relative link opens a file of this repository."""
    links = [link.partition("#")[0] for link in LINK.findall(FENCE.sub("", document.read_text("utf-8")))]
    broken = [link for link in links if link and "://" not in link and not (document.parent / link).exists()]

    assert broken == []


def sessions() -> list[str]:
    """List the sessions of noxfile.py, by the names that they are called with."""
    text = (ROOT / "noxfile.py").read_text("utf-8")
    found = re.findall(r'^@nox\.session(?:\(.*?name="([\w-]+)".*\))?.*\ndef (\w+)', text, re.MULTILINE)
    return [given or function for given, function in found]


@pytest.mark.parametrize("document", DOCUMENTS, ids=spelled)
def test_every_session_that_a_document_names_exists(document: Path) -> None:
    """`nox -s NAME` in a document is a session of noxfile.py."""
    named = set(re.findall(r"nox -s (\w[\w-]*)", document.read_text("utf-8"))) - {"NAME"}

    assert sessions()
    assert named - set(sessions()) == set()


def test_the_readme_lists_every_session() -> None:
    """Who reads the table of sessions has seen them all."""
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [name for name in sessions() if f"| `{name}` |" not in readme] == []


def test_the_readme_has_two_set_up_commands_and_ci_runs_the_second() -> None:
    """What a newcomer types is what is checked for every change."""
    commands = re.findall(r"^```sh\n(.+)\n```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    set_up = "python3 -m venv .venv && .venv/bin/pip install -q nox && .venv/bin/nox -s"

    assert commands == [f"{set_up} demo", f"{set_up} tests"]
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("decision", DECISIONS, ids=spelled)
def test_a_decision_fits_on_one_page(decision: Path) -> None:
    """A decision has a number, a context, a choice and a cost, in 10 to 40 lines."""
    text = decision.read_text("utf-8")
    number, _, _ = decision.name.partition("-")

    assert 10 <= len(text.splitlines()) <= 40
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", decision.name)
    assert text.startswith(f"# {int(number)}. ")
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == ["Context", "Choice", "Cost"]


def test_decisions_are_numbered_without_gaps() -> None:
    """A number names one decision."""
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_architecture_names_every_floor() -> None:
    """The one page about the whole has a word for each folder of the package."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    folders = sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__")

    assert [name for name in folders if f"`{name}`" not in page] == []
