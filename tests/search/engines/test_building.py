"""Building by several processes, in one commit and in bounded memory, gives what building piece by piece gives."""

from __future__ import annotations

import os
import random
import select
import signal
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final
from unittest.mock import patch

import pytest
from whoosh.query import Every, Term

from search.archive import changes
from search.arrays import joined
from search.engine import Answer, Change, Engine, Request
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine, portions
from search.errors import EngineError
from tests.search.factory import article, capture, catalogue
from tests.search.processes import PATIENCE, child

KILLS: Final = 8


@dataclass(frozen=True, slots=True)
class Parts:
    """Changes in parts, each of which another process can be sent."""

    several: Sequence[Sequence[Change]]

    def __iter__(self) -> Iterator[Change]:
        return (change for part in self.several for change in part)

    def parts(self) -> Iterator[Iterable[Change]]:
        return iter(self.several)


@dataclass(frozen=True, slots=True)
class Deadly:
    """A part that costs the life of the process that reads it, as too little memory does."""

    def __iter__(self) -> Iterator[Change]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield from ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A part that leaves the number of the process that reads it in a folder."""

    changes: Sequence[Change]
    folder: Path

    def __iter__(self) -> Iterator[Change]:
        (self.folder / str(os.getpid())).touch()
        return iter(self.changes)


def change(number: int, id: int, text: str | None) -> Change:
    made = None if text is None else article(f"Story {id}", text, date=f"2012-05-{1 + id % 28:02}", section=("City",))
    return Change(number, id, made, f"stamp {number}")


HISTORY = Parts(
    [
        [change(1, 1, "ash oak"), change(2, 2, "oak"), change(3, 3, "elm")],
        [change(4, 1, "ash elm"), change(5, 4, None), change(6, 2, None)],
        [change(7, 5, "oak oak"), change(8, 6, "ash"), change(9, 5, "bay")],
        [change(10, 3, None), change(11, 3, "oak bay"), change(12, 7, "oak")],
    ]
)
"""Articles that are changed and removed, in the same part and in different ones."""


def answers(engine: Engine) -> list[Answer]:
    trees = [Every(), *(Term("body", word) for word in ("ash", "oak", "elm", "bay"))]
    return [engine.ask(Request(tree=tree)) for tree in trees]


def assert_same(engine: Engine, oracle: Engine) -> None:
    assert (engine.count, engine.seen, engine.stamp) == (oracle.count, oracle.seen, oracle.stamp)
    for answer, truth in zip(answers(engine), answers(oracle), strict=True):
        assert {match.id for match in answer.matches} == {match.id for match in truth.matches}
        assert answer.facets == truth.facets


def segments(engine_home: Path) -> int:
    return len(list(engine_home.glob("index/*/*.inv")))


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_all_at_once_by_any_number_of_processes(tmp_path: Path, jobs: int) -> None:
    engine, oracle = WhooshEngine(tmp_path), MemoryEngine()
    with patch.object(portions, "CHANGES_A_PORTION", 2):
        engine.rebuild(HISTORY, jobs=jobs)
    oracle.rebuild(HISTORY)
    assert_same(engine, oracle)
    assert segments(tmp_path) == 1
    assert not list(tmp_path.glob("index/*/made"))
    engine.close()


@pytest.mark.parametrize("jobs", [1, 3])
def test_catching_up_by_any_number_of_processes(tmp_path: Path, jobs: int) -> None:
    engine, oracle = WhooshEngine(tmp_path), MemoryEngine()
    first = [change(1, 3, "ash"), change(2, 8, "oak")]
    more = Parts([[change(each.number + 2, each.id, each.article.body[0] if each.article else None) for each in part]
                  for part in HISTORY.several])  # fmt: skip
    for each in (engine, oracle):
        each.apply(first)
        each.apply(more, jobs=jobs)
    assert_same(engine, oracle)
    engine.close()


def test_progress_counts_every_change(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    for jobs in (1, 2):
        done: list[int] = []
        engine.rebuild(HISTORY, done.append, jobs)
        assert sum(done) == 12
    engine.close()


@pytest.mark.parametrize("work", ["apply", "rebuild"])
def test_when_a_process_dies_what_was_searchable_still_is(tmp_path: Path, work: str) -> None:
    engine = WhooshEngine(tmp_path)
    engine.apply([change(1, 1, "ash")])
    with pytest.raises(EngineError, match="--jobs 1"):
        getattr(engine, work)(Parts([[change(2, 2, "ash")], Deadly(), [change(3, 3, "ash")]]), jobs=2)  # type: ignore[list-item]
    found = {match.id for match in engine.ask(Request(tree=Term("body", "ash"))).matches}
    assert found == ({1} if work == "rebuild" else set(range(1, engine.seen + 1)))
    engine.rebuild(HISTORY)
    assert engine.seen == 12
    engine.close()


def rebuild_on(connection: Connection, directory: Path, folder: Path) -> None:
    """Rebuild by two processes again and again, telling when each time is done."""
    engine = WhooshEngine(directory)
    while True:
        engine.rebuild(Parts([Noted(part, folder) for part in HISTORY.several]), jobs=2)  # type: ignore[misc]
        connection.send(engine.seen)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when a process that is no child ends")
def test_killed_while_others_work_for_it_it_leaves_the_index_whole_and_nobody_behind(tmp_path: Path) -> None:
    chance, folder = random.Random(5), tmp_path / "workers"
    folder.mkdir()
    engine = WhooshEngine(tmp_path)
    engine.apply([change(1, 1, "ash")])
    for kill in range(KILLS):
        with child(rebuild_on, tmp_path, folder) as other:
            if kill % 2:
                other.hear()
            other.kill(after=chance.uniform(0.01, 1))
        for worker in folder.iterdir():
            assert ended(int(worker.name))
            worker.unlink()
        assert (engine.seen, engine.count) in {(1, 1), (12, 5)}
        assert engine.verify() == ()
    assert engine.seen == 12
    engine.apply([change(13, 9, "ash")])
    assert engine.count == 6
    assert [path.name for path in tmp_path.glob("index/*/made")] == []
    engine.close()


def ended(process: int) -> bool:
    """Whether a process ends, now or in a while."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], PATIENCE)[0])
    finally:
        os.close(descriptor)


def test_an_archive_is_indexed_by_processes_that_read_it_themselves(tmp_path: Path) -> None:
    with catalogue(tmp_path / "archive", []) as made, patch.object(changes, "ENTRIES_A_PART", 7):
        with made.archive.writer() as writer:
            for number in range(30):
                writer.keep(capture(f"{number}"), article(f"Story {number}", f"tunnel w{number}"))
        with made.archive.writer() as writer:
            writer.remove(12)
            writer.keep(capture("3 again"), article("Story 3", "bridge w3"))
        assert made.catch_up(jobs=2) == 30  # articles that were touched twice come once
        assert made.engine.seen == made.archive.last_change()
        assert made.search("tunnel", limit=0).total == made.engine.count - 1
        assert made.search("bridge").total == 1


def test_memory_does_not_grow_with_the_number_of_portions(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        engine = WhooshEngine(tmp_path / str(count))
        words = " ".join(f"w{number}" for number in range(400))
        several = (change(number, number, words) for number in range(1, count + 1))
        tracemalloc.start()
        engine.rebuild(several)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        engine.close()
        return most

    with patch.object(portions, "CHANGES_A_PORTION", 40), patch.object(joined, "PLACES_AT_A_TIME", 20_000):
        peak(40)  # what is loaded and remembered once
        assert peak(1600) < 1.6 * peak(200)
