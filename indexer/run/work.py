"""What is done to one page, in whichever process."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from indexer.extract import extract
from indexer.page import Page, Rejected
from indexer.readers.items import digest
from indexer.run import limit
from indexer.run.limit import OutOfTime, processor_time
from search.archive import Capture
from search.article import Article

COMPRESSION = 6
"""zlib's level for the originals: level 9 takes half as long again and saves less than a hundredth."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of one page: an article, or the reason why there is none."""

    capture: Capture
    article: Article | None
    reason: str = ""


def work(page: Page) -> Worked:
    """Extract the article. Never raises."""
    try:
        with processor_time(limit.SECONDS):
            found = extract(page)
    except OutOfTime:
        return refused(page, f"Reading the page takes more than {limit.SECONDS:g} seconds of the processor's time.")
    except MemoryError:
        return refused(page, "Reading the page takes more memory than one page may have.")
    except Exception as error:  # noqa: BLE001  one page never stops a batch
        return refused(page, f"Reading the page failed ({type(error).__name__}: {error}).")
    if isinstance(found, Rejected):
        return refused(page, found.reason)
    return Worked(capture(page, zlib.compress(page.html, COMPRESSION)), found)


def refused(page: Page, reason: str) -> Worked:
    """A page of which nothing came."""
    return Worked(capture(page), None, reason)


def capture(page: Page, original: bytes | None = None) -> Capture:
    """The page as the archive files it."""
    return Capture(
        origin=page.origin,
        url=page.url,
        digest=digest(page.html),
        fetched=page.fetched,
        original=original,
    )
