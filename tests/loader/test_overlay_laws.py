"""Holds laws of overlays for any document and any actions: places tell the truth, and nothing but messages comes out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st

from specwright.loader import Limits
from specwright.loader.document import Document, open_document
from specwright.loader.source import split_pointer
from specwright.model.errors import DescriptionError, Problem, SpecwrightError
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json

NAMES: Final = st.sampled_from(["a", "b", "x-c", "/d", "e~'"])
LEAVES: Final = st.one_of(st.none(), st.booleans(), st.integers(0, 9), st.text("uv", max_size=2))
VALUES: Final = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)
MAPS: Final = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)
STEPS: Final = st.one_of(
    NAMES.map(lambda name: "[" + json.dumps(name) + "]"),
    st.sampled_from(["[0]", "[-1]", "[1:]", ".*", "..*", "..a", "[?@.a]", "[?@ == 1]", "[?length(@) > 1]"]),
)
QUERIES: Final = st.lists(STEPS, max_size=3).map(lambda steps: "$" + "".join(steps))
ACTIONS: Final = st.one_of(
    st.fixed_dictionaries({"target": QUERIES, "update": VALUES}),
    st.fixed_dictionaries({"target": QUERIES, "copy": QUERIES}),
    st.fixed_dictionaries({"target": QUERIES, "remove": st.just(True)}),
)
FRAME: Final[dict[str, Any]] = {"overlay": "1.1.0", "info": {"title": "O", "version": "1"}}
QUIET: Final = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def opened(folder: Path, document: Json, *overlays: Json) -> Document:
    """Write a document and overlays, and read them together."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")
    paths = [folder / f"{number}.json" for number in range(len(overlays))]
    for overlay, written in zip(overlays, paths, strict=True):
        written.write_text(json.dumps(overlay), "utf-8")
    return open_document(path, overlays=paths, limits=Limits(nodes=100_000, steps=5_000))


def leaves(value: Json, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """List the plain values inside a value with their pointers."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, join_pointer(pointer, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, join_pointer(pointer, index))
    else:
        yield pointer, value


def at(value: Json, pointer: str) -> Json:
    """Give what a pointer leads to."""
    for token in split_pointer(pointer):
        if isinstance(value, list):
            value = value[int(token)]
        else:
            assert isinstance(value, dict)
            value = value[token]
    return value


@QUIET
@given(document=MAPS, actions=st.lists(ACTIONS, min_size=2, max_size=8))
def test_places_tell_the_truth(tmp_path: Path, document: Json, actions: list[Json]) -> None:
    """Each plain value of a patched document stands, as it is, where its place says that it was written."""
    patched = opened(tmp_path, document)
    files: dict[str, Json] = {str(tmp_path / "openapi.json"): document}
    refused = 0
    for number, action in enumerate(actions):
        path = tmp_path / f"{number}.json"
        files[str(path)] = {**FRAME, "actions": [action]}
        path.write_text(json.dumps(files[str(path)]), "utf-8")
        before = json.dumps(patched.root.value)
        try:
            patched.apply(path)
        except DescriptionError:
            refused += 1
            assert json.dumps(patched.root.value) == before
    event(f"actions that changed something: {sum(not effect.idle for effect in patched.effects)}")
    event(f"actions that were refused: {refused}")

    for pointer, value in leaves(patched.root.value):
        where = patched.place(Location("openapi.json", pointer))
        written = at(files[where.file], where.pointer)
        assert (type(written), written) == (type(value), value)
        assert where.line > 0


@QUIET
@given(document=MAPS, update=MAPS)
def test_an_update_of_the_root_keeps_what_it_does_not_name(tmp_path: Path, document: Json, update: Json) -> None:
    """Merging changes nothing outside what it names, and brings all that it names."""
    try:
        patched: Any = opened(tmp_path, document, {**FRAME, "actions": [{"target": "$", "update": update}]}).root.value
    except DescriptionError:
        reject()
    assert isinstance(document, dict)
    assert isinstance(update, dict)
    assert list(patched) == [*document, *(key for key in update if key not in document)]
    for key, value in document.items():
        assert key in update or patched[key] == value
    for pointer, value in leaves(update):
        assert value in [found for _, found in leaves(patched)], pointer


ANYTHING: Final = st.one_of(VALUES, QUERIES, st.text(max_size=5))
SLIPS: Final = st.dictionaries(
    st.sampled_from(["target", "update", "copy", "remove", "description", "x-a", "b"]), ANYTHING, max_size=4
)
DOCUMENTS: Final = st.dictionaries(
    st.sampled_from(["overlay", "info", "extends", "actions", "x-a", "b"]),
    st.one_of(ANYTHING, st.lists(SLIPS, max_size=3), st.sampled_from(["1.0.0", "1.1.0", "1.2.0"])),
)


@QUIET
@given(overlay=st.one_of(VALUES, DOCUMENTS, DOCUMENTS.map(lambda made: {**FRAME, **made})))
def test_whatever_an_overlay_is_it_is_answered(tmp_path: Path, overlay: Json) -> None:
    """Any JSON is applied or refused with place and advice; no other exception leaves the loader."""
    told: tuple[Problem, ...] = ()
    try:
        opened(tmp_path, {"openapi": "3.1.0", "a": {"b": [1]}}, overlay)
    except SpecwrightError as error:
        told = error.problems

    assert all(problem.where.file and problem.what and problem.hint for problem in told)
