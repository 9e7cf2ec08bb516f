"""A process that builds, commits and merges is killed at any instant; the index then holds one whole commit."""

import multiprocessing
import random
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.index import create_in, open_dir
from whoosh.query import Term

from search.arrays.bulk import BulkWriter
from search.arrays.merge import merge
from search.arrays.searcher import ArraySearcher
from tests.search.arrays.bulk_segments import IDS, SCHEMA, segment, sources

KILLS: Final = 250
COMMITS: Final = 5
"""A process lives for the time of up to so many commits."""
KEPT: Final = 6
"""Commits after which documents are deleted again, so that the index stays small."""

FORK: Final = multiprocessing.get_context("fork")


def expected(generation: int) -> set[int]:
    """What a generation holds: every odd one adds two documents, every sixth merges all segments."""
    newest = (generation + 1) // 2
    return {2 * step + which for step in range(max(0, newest - KEPT), newest) for which in (0, 1)}


def write_on(folder: Path) -> None:
    """Goes on where the last process was killed, until it is killed itself."""
    index = open_dir(str(folder))
    while True:
        with BulkWriter(index) as writer:
            held = sources(index)
            if writer.generation % 2:
                step = writer.generation // 2
                old = [2 * (step - KEPT) + which for which in (0, 1)]
                writer.delete({name: np.flatnonzero(np.isin(each.documents[IDS], old)) for name, each in held.items()})
                writer.add(segment({2 * step + which: f"common word{which}" for which in (0, 1)}))
            elif writer.generation % 3 == 0 and held:
                writer.replace(held, merge(list(held.values())))


def assert_whole(folder: Path) -> int:
    """The index opens, at a generation of which everything is there and nothing else; returns its number."""
    index = open_dir(str(folder))
    generation = int(index.latest_generation())
    held = sources(index)
    for each in held.values():
        each.inverted.verify()
        each.documents.verify()
    numbers = [number for each in held.values() for number in each.documents[IDS][each.live].tolist()]
    assert sorted(numbers) == sorted(expected(generation))
    with index.searcher() as searcher:
        assert len(ArraySearcher(searcher).documents(Term("text", "common"))) == len(numbers)
    return generation


def seconds_of_a_commit(folder: Path) -> float:
    """What a commit takes here and now; disks differ by a hundred times."""
    create_in(str(folder), SCHEMA)
    start = time.perf_counter()
    for number in range(8):
        with BulkWriter(open_dir(str(folder))) as writer:
            writer.add(segment({number: "common"}))
    return (time.perf_counter() - start) / 8


def run_and_kill(folder: Path, seconds: float) -> None:
    process: Any = FORK.Process(target=write_on, args=(folder,), daemon=True)
    process.start()
    time.sleep(seconds)  # the instant of the kill is what is tried, nothing is waited for
    process.kill()
    process.join()


def test_killed_at_any_instant(tmp_path: Path) -> None:
    folder, trial = tmp_path / "index", tmp_path / "trial"
    folder.mkdir()
    trial.mkdir()
    longest = COMMITS * seconds_of_a_commit(trial)
    create_in(str(folder), SCHEMA)
    instants, generations = random.Random(7), [0]
    for _ in range(KILLS):
        run_and_kill(folder, instants.uniform(0.001, longest))
        generations.append(assert_whole(folder))
    assert generations == sorted(generations)
    assert generations[-1] > KILLS / 10
    with BulkWriter(open_dir(str(folder))) as writer:
        held = sources(open_dir(str(folder)))
        writer.replace(held, merge(list(held.values())))
    assert len(list(folder.iterdir())) == len(["lock", "table of contents", "postings", "documents"])
