"""Holds that docs/twin.md and the readers of declarations know the same words."""

import re
from pathlib import Path
from typing import Final

import pytest
import yaml

from specwright.loader import behaviour, behaviour_steps

PAGE: Final = (Path(__file__).parents[3] / "docs" / "twin.md").read_text("utf-8")


def section(title: str) -> str:
    """Cut one section of the page out."""
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def words(text: str) -> set[str]:
    """List the words that begin the rows of a section's first table."""
    return set(re.findall(r"^\| `(\w+): ", text, flags=re.MULTILINE))


def test_every_precondition_is_documented() -> None:
    """The table of preconditions lists what is read, and nothing else."""
    assert words(section("`x-preconditions`")) == set(vars(behaviour_steps)["_CHECKS"])


def test_every_effect_is_documented() -> None:
    """The table of effects lists what is read, and nothing else."""
    assert words(section("`x-effects`")) == set(vars(behaviour_steps)["_VERBS"])


@pytest.mark.parametrize("key", [*vars(behaviour)["_OF_ROOT"], *vars(behaviour)["_OF_OPERATIONS"]])
def test_every_key_has_a_section(key: str) -> None:
    """Each key that is read has a section of its own."""
    assert section(f"`{key}`").strip()


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL))
def test_examples_can_be_read(block: str) -> None:
    """Each example on the page is YAML; dots stand for what is left out."""
    for part in re.split(r"^(?=x-effects:)", block, flags=re.MULTILINE):
        assert part == "" or yaml.safe_load(part.replace("children: …", "children: {}")) is not None
