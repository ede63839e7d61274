"""Holds what `specwright.toml` may say, what stands in for it, and how slips are told."""

from pathlib import Path

import pytest

from specwright.loader.settings import read_config
from specwright.model.config import Config
from specwright.model.errors import ConfigError


def test_names_come_from_the_folder(tmp_path: Path) -> None:
    """Without settings, everything is named after the folder."""
    folder = tmp_path / "my-api v2"
    folder.mkdir()

    assert read_config(folder) == Config(
        name="my-api v2",
        distribution="my-api-v2-client",
        package="my_api_v2_client",
        client_class="MyApiV2Client",
        env_prefix="MY_API_V2",
    )


@pytest.mark.parametrize(
    ("name", "is_loose", "package"),
    [
        ("openapi", True, "folder_client"),
        ("openapi", False, "openapi_client"),
        ("stripe", True, "stripe_client"),
        ("3d", True, "api_3d_client"),
        ("é", True, "api_client"),
    ],
)
def test_a_loose_file_gives_its_name(tmp_path: Path, name: str, is_loose: bool, package: str) -> None:
    """A file alone is named after itself, unless its name says nothing."""
    folder = tmp_path / "folder"
    folder.mkdir()

    assert read_config(folder, name=name, is_loose=is_loose).package == package


def test_every_setting_is_read(tmp_path: Path) -> None:
    """What is written wins over what would be made up."""
    (tmp_path / "specwright.toml").write_text(
        '[client]\ndistribution = "d"\npackage = "p"\nclass = "C"\nenv_prefix = "E"\nversion = "1.2"\nskip = ["x"]\n'
        '[client.methods]\ncreateA = "as.create"\n[errors]\ncode = "/e"\n[description]\npath = "a.yaml"\noverlays = ["o.yaml"]\n'
        '[test]\nhosts = ["a.example:8443", "[::1]"]\n[fixtures."*"]\n"/a/*/b" = [1, "x", [true]]\n'
    )

    assert read_config(tmp_path, name="n") == Config(
        name="n",
        distribution="d",
        package="p",
        client_class="C",
        env_prefix="E",
        version="1.2",
        skip=("x",),
        methods={"createA": "as.create"},
        error_code="/e",
        description_path="a.yaml",
        overlays=("o.yaml",),
        test_hosts=("a.example:8443", "[::1]"),
        fixtures={"*": {"/a/*/b": (1, "x", [True])}},
    )


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("[client]\npakage = 'x'", "client.pakage is no setting", 2),
        ("\n[clients]\nx = 1", "'clients' is no table", 2),
        ("client = 3", "'client' is no table", 1),
        ("[client]\npackage = 3", "client.package is no text", 2),
        ("[client]\npackage = 'a-b'", "'a-b' is no Python name", 2),
        ("[client]\nclass = 'class'", "'class' is no Python name", 2),
        ("[client]\ndistribution = '../x'", "is no name of a distribution", 2),
        ("[client]\nenv_prefix = 'a b'", "is no prefix", 2),
        ("[client]\nversion = 'new'", "is no version", 2),
        ("[client]\nskip = [1]", "an item is no text", 2),
        ("[client.methods]\na = 'Not A Method'", "'a' is given no 'resource.method'", 1),
        ("[errors]\ncode = 'code'", "no JSON pointer", 2),
        ("[description]\npath = '../x.yaml'", "leaves the folder", 2),
        ("[description]\noverlays = ['/x.yaml']", "leaves the folder", 2),
        ("[description]\noverlays = ['twin.overlay.yaml']", "no client is made from it", 2),
        ("[test]\nhosts = ['https://a.example']", "is no host", 2),
        ("[test]\nhosts = ['*.example']", "is no host", 2),
        ("fixtures = 3", "'fixtures' is no table", 1),
        ("[fixtures]\ngetA = 3", "fixtures.getA is no table of an operation's values", 2),
        ("[fixtures.getA]\nid = 'x'", "fixtures.getA.id is no list", 2),
        ("[fixtures.getA]\nid = []", "fixtures.getA.id is no list", 2),
        ("[fixtures.getA]\nid = [2026-01-01]", "a value that JSON does not know", 2),
        ("[fixtures.getA]\nid = [nan]", "a value that JSON does not know", 2),
        ("[client\n", "no TOML", 1),
    ],
)
def test_slips_are_told_with_their_line(tmp_path: Path, text: str, what: str, line: int) -> None:
    """Unknown keys and impossible values name file, line and the way out."""
    (tmp_path / "specwright.toml").write_text(text)

    with pytest.raises(ConfigError, match=what) as caught:
        read_config(tmp_path)
    (problem,) = caught.value.problems
    assert problem.where.file.endswith("specwright.toml")
    assert problem.where.line == line
    assert problem.hint


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    """A user repairs the file in one go."""
    (tmp_path / "specwright.toml").write_text("[client]\na = 1\nb = 2\n")

    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path)
    assert len(caught.value.problems) == 2


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    """Settings that are no text end in one message."""
    (tmp_path / "specwright.toml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigError, match="no UTF-8 text"):
        read_config(tmp_path)
