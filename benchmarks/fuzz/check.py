"""What is asked of reading any input at all: a value that can be kept, in bounded time."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time
from types import FrameType

from benchmarks.fuzz.inputs import Input
from indexer.extract import extract
from indexer.page import Page, Rejected
from search.article import Article

SECONDS = 2.0
"""Processor seconds that no page may exceed."""
PATIENCE = 20.0
"""Processor seconds after which reading is stopped and called a hang."""
URL = "https://www.paper.example/town/2012/05/09/story.html"
_FAULTS = ("could not be read", "Reading the page failed")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    kind: str
    seconds: float
    rejected: str
    """The reason, ``""`` for an article."""
    fault: str
    """What is wrong with the outcome, ``""`` when nothing is."""


class _Hang(BaseException):
    """Reading takes for ever; no Exception, so that nothing in between takes it for one page's fault."""


def read(given: Input) -> Outcome:
    """Read one input and judge the outcome."""
    start = process_time()
    try:
        with _patience(PATIENCE):
            found = extract(Page(origin="fuzz.html", url=URL, html=given.data, charset=given.charset))
    except _Hang:
        return Outcome(given.kind, process_time() - start, "", f"a hang: stopped after {PATIENCE:g} seconds")
    except Exception as error:  # noqa: BLE001  an exception is what is looked for
        return Outcome(given.kind, process_time() - start, "", f"{type(error).__name__}: {error}"[:200])
    seconds = process_time() - start
    reason = found.reason if isinstance(found, Rejected) else ""
    return Outcome(given.kind, seconds, reason, _fault(found) or _slowness(seconds))


def _slowness(seconds: float) -> str:
    return f"slow: {seconds:.1f} seconds" if seconds > SECONDS else ""


def _fault(found: Article | Rejected) -> str:
    if isinstance(found, Rejected):
        if any(each in found.reason for each in _FAULTS):
            return found.reason[:200]
        return "" if found.reason.endswith(".") else f"no sentence: {found.reason[:100]!r}"
    if not found.headline or not found.body:
        return "an article without headline or body"
    if not all(each == each.strip() != "" for each in found.body):
        return "blank paragraphs"
    try:
        written = json.dumps(found.to_json(), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return f"text that cannot be stored: {error}"[:200]
    return "" if Article.from_json(json.loads(written)) == found else "an article that does not survive JSON"


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Raises _Hang inside the block after so many processor seconds; where the system cannot, waits for ever."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise _Hang

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
