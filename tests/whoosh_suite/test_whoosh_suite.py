"""Whoosh's own tests pass with our codec as its default codec, but for those excluded below by name and with a reason.

They are not ours to keep: the variable names the folder ``tests`` of an unpacked source distribution of whoosh3.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

VARIABLE: Final = "NEWSARCHIVE_WHOOSH_TESTS"
ROOT: Final = Path(__file__).parents[2]
LEAST: Final = 860
"""Tests that must have passed: fewer would mean that the suite was not found or not run."""

EXACT: Final = "expects lengths rounded to one of 256 as Whoosh's codec keeps them; ours are exact"
OTHER_FILES: Final = "damages or counts blocks of Whoosh's own postings file, which our segments do not have"
TWO_LENGTHS: Final = "tells two lengths of the same field of the same document; ours has one"
NOT_SHIPPED: Final = "tests a script, an example or a page that the source distribution does not contain"

EXCLUDED: Final[Mapping[str, str]] = {
    "test_indexing.py::test_lengths": EXACT,
    "test_indexing.py::test_many_lengths": EXACT,
    "test_mpwriter.py::test_merge_serial": EXACT,
    "test_mpwriter.py::test_merge_multi": EXACT,
    "test_quality.py::test_max_field_length": EXACT,
    "test_quality.py::test_minmax_field_length": EXACT,
    "test_codecs.py::test_fieldwriter_two_terms": TWO_LENGTHS,
    "test_codecs.py::test_corrupt_postings_block_raises_clear_error": OTHER_FILES,
    "test_codecs.py::test_tiny_blocks_stored_uncompressed_round_trip": OTHER_FILES,
    "test_bump_version_script.py": NOT_SHIPPED,
    "test_examples_runnable.py": NOT_SHIPPED,
    "test_site_version_sync.py": NOT_SHIPPED,
    "test_example_acronyms.py": NOT_SHIPPED,
    "test_example_parallel_indexing.py": NOT_SHIPPED,
    "test_example_parallel_search.py": NOT_SHIPPED,
    "test_example_rag_retriever.py": NOT_SHIPPED,
    "test_example_signed_numbers.py": NOT_SHIPPED,
}
"""Test, or file of tests -> why it cannot apply."""


@pytest.fixture
def suite() -> Path:
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"Whoosh's own tests are not at hand: set {VARIABLE} to the tests of an unpacked whoosh3-*.tar.gz.")
    return Path(folder)


def test_whoosh_passes_its_own_tests(suite: Path, tmp_path: Path) -> None:
    shown = _run(suite, tmp_path, *(_without(suite, name) for name in EXCLUDED))
    counts = {what: int(count) for count, what in re.findall(r"(\d+) (passed|failed|error)", shown[-300:])}
    assert "failed" not in counts and "error" not in counts, shown[-4000:]
    assert counts["passed"] >= LEAST


def test_every_exclusion_names_a_test_that_exists(suite: Path) -> None:
    for name in EXCLUDED:
        file, _, function = name.partition("::")
        assert f"def {function}(" in (suite / file).read_text(encoding="utf-8") if function else (suite / file).exists()


def _without(suite: Path, name: str) -> str:
    return f"--deselect={suite.name}/{name}" if "::" in name else f"--ignore={suite / name}"


def _run(suite: Path, folder: Path, *options: str) -> str:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent / "site"), str(ROOT)])}
    plain = ["-q", "--tb=short", "--no-header", "--disable-warnings", "-c", os.devnull, "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *plain, f"--rootdir={suite.parent}", f"--basetemp={folder / 'whoosh'}"]
    done = subprocess.run(  # noqa: PLW1510 - its failures are read from what it shows
        [*command, str(suite), *options], cwd=suite.parent, env=environment, capture_output=True, text=True, timeout=600
    )
    return done.stdout + done.stderr
