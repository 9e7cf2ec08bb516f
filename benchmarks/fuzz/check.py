"""What is asked of reading any input at all: a value that can be kept, in bounded time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from time import process_time

from benchmarks.fuzz.inputs import Input
from indexer.extract import extract
from indexer.page import Page, Rejected
from indexer.readers import Ready
from indexer.readers.registry import read_source
from indexer.readers.source import Content, Source
from indexer.run.limit import SECONDS, OutOfTime, processor_time
from search.article import Article

OVERRUN = 2
"""How many times its limit a page may take before it counts as one that could not be stopped."""
STOPPED = "Reading the page takes too long."
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


def read(given: Input, seconds: float = SECONDS) -> Outcome:
    """Read one input and judge the outcome; after so many processor seconds it is stopped."""
    start = process_time()
    found: list[Article | str] = []
    try:
        with processor_time(seconds):
            found = list(_read(given))
        fault = next(filter(None, map(_fault, found)), "")
    except OutOfTime:
        found, fault = [STOPPED], ""
    except Exception as error:  # noqa: BLE001  an exception is what is looked for
        fault = f"{type(error).__name__}: {error}"[:200]
    taken = process_time() - start
    fault = fault or (f"a hang: {taken:.1f} seconds" if taken > OVERRUN * SECONDS else "")
    reasons = [each for each in found if isinstance(each, str)]
    return Outcome(given.kind, taken, "" if len(reasons) < len(found) else " ".join(reasons) or "Nothing.", fault)


def _read(given: Input) -> Iterator[Article | str]:
    """The articles of an input, or why there are none."""
    if given.name.endswith(".html"):
        yield _extracted(Page(origin=given.name, url=URL, html=given.data, charset=given.charset))
        return
    for item in read_source(Source(given.name, given.name, Content(BytesIO(given.data)))):
        if isinstance(item, Page):
            yield _extracted(item)
        else:
            yield item.article if isinstance(item, Ready) else f"{item.reason}."


def _extracted(page: Page) -> Article | str:
    found = extract(page)
    return found.reason if isinstance(found, Rejected) else found


def _fault(found: Article | str) -> str:
    if isinstance(found, str):
        if any(each in found for each in _FAULTS):
            return found[:200]
        return "" if found.endswith(".") else f"no sentence: {found[:100]!r}"
    if not found.headline or not found.body:
        return "an article without headline or body"
    if not all(each == each.strip() != "" for each in found.body):
        return "blank paragraphs"
    try:
        written = json.dumps(found.to_json(), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return f"text that cannot be stored: {error}"[:200]
    return "" if Article.from_json(json.loads(written)) == found else "an article that does not survive JSON"
