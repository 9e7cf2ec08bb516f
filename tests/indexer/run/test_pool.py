"""The pool with pages that do the worst to the process that reads them. The work stands in this module, for
another process finds it by name."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from itertools import count

import pytest

from indexer.page import Page
from indexer.readers import Item, Unreadable
from indexer.run.pool import LARGE_PAGE, Pool, in_this_process
from indexer.run.work import Worked, refused
from search.errors import NewsArchiveError


def page(name: str, html: bytes = b"") -> Page:
    return Page(origin=name, url="", html=html or name.encode())


def odd_work(page: Page) -> Worked:
    """Does what the page says, and gives its words back."""
    if page.html.startswith(b"die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if page.html.startswith(b"crash"):
        os._exit(7)
    if page.html.startswith(b"hang"):
        threading.Event().wait()
    if page.html.startswith(b"eat"):
        return refused(page, _eat())
    return refused(page, f"{page.origin} {len(page.html)}")


def _eat() -> str:
    try:
        return str(len(bytearray(8 << 30)))
    except MemoryError:
        return "too much"


class NeverReady:
    """Work that no process can be started with."""

    def __call__(self, page: Page) -> Worked:
        raise AssertionError

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def reasons(results: Iterator[tuple[Item, Worked | None]]) -> dict[str, str]:
    return {item.origin: worked.reason if worked else "passed" for item, worked in results}


@pytest.mark.parametrize("jobs", [1, 3])
def test_everything_comes_back_in_the_order_given(jobs: int) -> None:
    items: list[Item] = [page(f"p{number}") for number in range(100)]
    items.insert(50, Unreadable("broken", "it is damaged"))
    with Pool(jobs, work=odd_work) as pool:
        results = list(pool.map(items))
    assert [item for item, _ in results] == items
    assert results == list(in_this_process(items, odd_work))


def test_pages_larger_than_every_buffer_go_through() -> None:
    with Pool(2, work=odd_work) as pool:
        found = reasons(pool.map(page(f"p{number}", b"x" * (5 << 20)) for number in range(12)))
    assert found == {f"p{number}": f"p{number} {5 << 20}" for number in range(12)}


def test_a_page_that_kills_its_process_is_refused_alone() -> None:
    names = [f"p{number}" for number in range(40)]
    names[3], names[4], names[30] = "die 1", "crash", "die 2"
    with Pool(2, work=odd_work) as pool:
        found = reasons(pool.map(map(page, names)))
    assert list(found) == names
    assert "killed the process" in found.pop("die 1")
    assert "killed the process" in found.pop("die 2")
    assert "exit code 7" in found.pop("crash")
    assert all(reason == f"{name} {len(name)}" for name, reason in found.items())


def test_a_page_that_takes_too_long_is_refused_alone() -> None:
    names = ["a", "hang", "b", "c"]
    with Pool(2, work=odd_work, seconds=1) as pool:
        found = reasons(pool.map(map(page, names)))
    assert found.pop("hang") == "Reading the page took longer than 1 seconds."
    assert found == {"a": "a 1", "b": "b 1", "c": "c 1"}


def test_a_page_that_exhausts_the_memory_meets_the_limit_of_its_process() -> None:
    with Pool(1, work=odd_work) as pool:
        assert reasons(pool.map([page("eat"), page("a")])) == {"eat": "too much", "a": "a 1"}


def test_no_more_is_read_ahead_than_fits() -> None:
    taken: list[int] = []

    def endless() -> Iterator[Page]:
        for number in count():
            taken.append(number)
            yield page(f"p{number}", b"x" * (1 << 20))

    with Pool(2, work=odd_work) as pool:
        results = pool.map(endless())
        for _ in range(20):
            next(results)
    assert len(taken) < 20 + 160


def test_a_request_to_stop_ends_the_run_whatever_hangs() -> None:
    stop = threading.Event()
    with Pool(2, work=odd_work, stopped=stop.is_set) as pool:
        results = pool.map(map(page, ["a", "hang", "b"]))
        next(results)
        stop.set()
        assert list(results) == []


def test_processes_that_cannot_start_are_an_error_and_not_a_loop() -> None:
    with Pool(2, work=NeverReady()) as pool, pytest.raises(NewsArchiveError, match="--jobs 1"):
        list(pool.map([page("a")]))


def test_a_process_that_had_a_large_page_makes_room_for_another() -> None:
    pages = [page("large", b"x" * (LARGE_PAGE + 1)), *(page(f"p{number}") for number in range(20))]
    with Pool(1, work=name_process) as pool:
        large, *others = reasons(pool.map(pages)).values()
    assert large not in others
    assert len(set(others)) == 1


def name_process(page: Page) -> Worked:
    return refused(page, str(os.getpid()))
