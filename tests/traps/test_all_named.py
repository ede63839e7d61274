"""Each trap that peers fell into is a test of that name, or a row of the bench where it is a timing."""

import ast
from pathlib import Path
from typing import Final

import pytest

TESTS: Final = Path(__file__).parents[1]

# What the study of peers lists, and where it is held: file::test, or file::text for a row of the bench.
TRAPS: Final[dict[str, tuple[str, ...]]] = {
    "status 520 and 499 give a typed error": (
        "traps/test_error_statuses.py::test_a_status_that_python_does_not_know_is_a_typed_error",
        "traps/test_error_statuses.py::test_a_status_that_python_does_not_know_comes_over_real_http",
    ),
    "403 text/plain gives PermissionDenied with the text": (
        "traps/test_error_statuses.py::test_a_403_of_plain_text_is_permission_denied_with_that_text",
        "traps/test_error_statuses.py::test_a_403_of_plain_text_comes_over_real_http",
    ),
    "an unknown enum value reads, compares, prints and is sent back": (
        "traps/test_open_values.py::test_an_unknown_enum_value_is_read_compared_printed_and_sent_back",
    ),
    "an unknown union tag keeps the raw object": (
        "traps/test_open_values.py::test_an_unknown_tag_of_a_union_keeps_the_raw_object",
    ),
    "max_retries=2 makes exactly 3 attempts": (
        "traps/test_retries.py::test_max_retries_two_makes_three_attempts",
        "traps/test_retries.py::test_max_retries_two_makes_three_attempts_over_real_http",
    ),
    "retry-after-ms: 500 waits 0.5 s": ("traps/test_retries.py::test_retry_after_ms_500_waits_half_a_second",),
    "a Retry-After of 31 s is honoured or surfaced": (
        "traps/test_retries.py::test_a_retry_after_of_31_seconds_is_honoured",
        "traps/test_retries.py::test_a_retry_after_beyond_patience_is_the_callers_to_see",
    ),
    "the form body is present on attempt 2": (
        "traps/test_retries.py::test_the_form_is_there_on_the_second_attempt",
        "traps/test_retries.py::test_the_form_is_there_on_the_second_attempt_over_real_http",
    ),
    "a POST without a key is not repeated on 5xx": (
        "traps/test_retries.py::test_a_post_without_a_key_is_not_repeated_on_5xx",
    ),
    "a recursive schema imports without touching the recursion limit": (
        "traps/test_recursion.py::test_a_recursive_schema_is_imported_without_touching_the_recursion_limit",
    ),
    "two asyncio.run() calls work with one client": (
        "traps/test_lifetimes.py::test_one_client_serves_two_runs_of_asyncio",
    ),
    "10,000 short-lived clients do not grow memory": (
        "traps/test_lifetimes.py::test_ten_thousand_short_lived_clients_do_not_grow_memory",
        "traps/test_lifetimes.py::test_ten_thousand_short_lived_asynchronous_clients_do_not_grow_memory",
    ),
    "a read timeout in the middle of SSE raises our timeout error": (
        "traps/test_streams.py::test_a_read_timeout_amid_events_is_our_timeout",
        "traps/test_streams.py::test_a_server_that_falls_silent_amid_events_is_our_timeout",
    ),
    "debug logging never prints Authorization or bodies": (
        "traps/test_logs.py::test_debug_logging_never_prints_authorization_or_bodies",
        "traps/test_logs.py::test_debug_logging_never_prints_authorization_or_bodies_over_real_http",
    ),
    "hostile text in every position generates code of the same shape": (
        "properties/test_hostile_descriptions.py::test_no_text_becomes_code",
    ),
    "a multipart payload that contains any fixed boundary still uploads": (
        "traps/test_uploads.py::test_a_payload_with_any_fixed_boundary_is_uploaded_whole",
    ),
    "generating twice gives identical bytes": (
        "properties/test_determinism.py::test_both_clients_are_the_same_bytes_in_every_process",
    ),
    "removing an operation removes its files": (
        "traps/test_regenerating.py::test_removing_an_operation_removes_its_files",
    ),
    "1,000 operations import in less than 100 ms more than their dependencies": ("bench/startup.py::1,000 operations",),
    "1,000 operations install in less than 10 MB": (
        "traps/test_regenerating.py::test_a_client_of_a_thousand_operations_is_smaller_than_10_mb",
    ),
    "`.` and `..` as path values are rejected or encoded": (
        "traps/test_paths.py::test_a_path_value_of_dots_never_climbs",
    ),
}


def names(tree: ast.Module) -> set[str]:
    """Collect the functions and texts of a module."""
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return functions | texts


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_held_where_the_table_says(trap: str) -> None:
    """No trap loses its test by being renamed or removed."""
    for place in TRAPS[trap]:
        path, _, name = place.partition("::")
        assert name in names(ast.parse((TESTS / path).read_text("utf-8"))), place


def test_every_file_of_traps_is_in_the_table() -> None:
    """A new file of traps is entered above."""
    held = {place.partition("::")[0] for places in TRAPS.values() for place in places}

    assert {f"traps/{path.name}" for path in Path(__file__).parent.glob("test_*.py")} - held == {
        f"traps/{Path(__file__).name}"
    }
