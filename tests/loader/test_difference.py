"""The overlay that is written for two documents makes one of the other."""

import json
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specwright.loader import Limits, overlay_between
from specwright.loader.document import open_document
from specwright.model.types import Json

NAMES: Final = st.sampled_from(["a", "b", "x-c", "/d", "e~'", 'f"\\', "é\n", "$", ""])
LEAVES: Final = st.one_of(
    st.none(), st.booleans(), st.integers(0, 2), st.sampled_from([0.0, 1.0]), st.text("uv", max_size=2)
)
VALUES: Final = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=10,
)
MAPS: Final = st.dictionaries(NAMES, VALUES, max_size=4)
QUIET: Final = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def written(before: Json, after: Json) -> Any:
    """Write the overlay."""
    return overlay_between(before, after, title="Changes", version="1")


def applied(folder: Path, document: Json, overlay: Json) -> Json:
    """Apply an overlay as the loader does."""
    (folder / "openapi.json").write_text(json.dumps(document), "utf-8")
    (folder / "overlay.json").write_text(json.dumps(overlay), "utf-8")
    opened = open_document(folder / "openapi.json", overlays=[folder / "overlay.json"], limits=Limits())
    return opened.root.value


def spelled(value: Json) -> str:
    """Spell a document so that 1, 1.0 and true differ and the order of members does not count."""
    return json.dumps(value, sort_keys=True)


@QUIET
@given(before=MAPS, after=MAPS)
def test_it_leads_from_one_document_to_the_other(tmp_path: Path, before: Json, after: Json) -> None:
    """Whatever two documents have in common, the first with the overlay applied is the second."""
    overlay = written(before, after)

    if spelled(before) == spelled(after):
        assert overlay is None
    else:
        assert spelled(applied(tmp_path, before, overlay)) == spelled(after)


def test_what_is_added_is_all_that_it_says() -> None:
    """Where nothing gives way, one action holds the additions at their places and nothing that both documents have."""
    before: Json = {"info": {"title": "T"}, "paths": {"/a": {"get": {"summary": "s"}}}}
    after: Json = {"info": {"title": "T"}, "paths": {"/a": {"get": {"summary": "s", "x-e": [1]}}}, "x-r": {}}

    assert written(before, after)["actions"] == [
        {"target": "$", "update": {"paths": {"/a": {"get": {"x-e": [1]}}}, "x-r": {}}}
    ]


def test_what_gives_way_is_removed_first() -> None:
    """A list that changed is taken away before it is written anew, since an update would append to it."""
    assert written({"a": {"it's": [1]}}, {"a": {"it's": [2]}})["actions"] == [
        {"target": '$["a"]["it\'s"]', "remove": True},
        {"target": "$", "update": {"a": {"it's": [2]}}},
    ]
