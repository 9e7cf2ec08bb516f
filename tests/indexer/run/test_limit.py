"""The processor's time of one page is bounded, and nothing else is the worse for it."""

from __future__ import annotations

import os
import re
import signal
import threading
from time import process_time

import pytest

from indexer.page import Page
from indexer.run import limit, work
from indexer.run.limit import OutOfTime, processor_time
from search.article import Article
from tests.indexer.samples import story

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timers of processor time")

PAGE = Page(origin="a.html", url="https://lantern.example/a", html=story())


def forever() -> None:
    while True:
        os.getpid()


def backtracking() -> None:
    re.match(r"(?:a+)+c", "a" * 40 + "b")  # 2**40 ways to fail


@pytest.mark.parametrize("hang", [forever, backtracking])
def test_what_takes_too_long_is_ended(hang: object) -> None:
    start = process_time()
    with pytest.raises(OutOfTime), processor_time(0.05):
        hang()  # type: ignore[operator]
    assert process_time() - start < 5


def test_what_is_done_in_time_is_left_alone_and_the_clock_is_stopped() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with processor_time(5):
        pass
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
    assert signal.getsignal(signal.SIGPROF) is before


def test_other_threads_have_no_limit() -> None:
    seen: list[bool] = []

    def run() -> None:
        with processor_time(0.01):
            seen.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [True]


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(_: Page) -> Article:
        while True:
            os.getpid()

    with monkeypatch.context() as patched:
        patched.setattr(work, "extract", hang)
        patched.setattr(limit, "SECONDS", 0.05)
        refused = work.work(PAGE)
    assert refused.article is None
    assert "more than 0.05 seconds" in refused.reason
    assert work.work(PAGE).article is not None
