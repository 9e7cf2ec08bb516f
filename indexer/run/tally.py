"""What came of a run, counted while it runs and said in words at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from indexer.readers.items import Unreadable
from search.archive import Outcome
from search.article import Article

_KIND = re.compile(r":| \(")
"""Where a reason turns from what happened to the details of one page."""

SHOWN = 20
"""How many troubles are remembered by name, and how many reasons are listed."""

_WORDS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.NEW, "new"),
    (Outcome.UPDATED, "updated: a later text of an article held before"),
    (Outcome.EARLIER, "earlier: an older text, filed behind the one held"),
    (Outcome.SAME, "unchanged: the page is new, the article in it is held"),
    (Outcome.DUPLICATE, "duplicates: a story held under another address"),
)


@dataclass(slots=True)
class Tally:
    """The counts of one run."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    """Of the pages that were rejected, without what differs from page to page."""
    skipped: int = 0
    """Pages that an earlier run read, byte for byte."""
    unreadable: int = 0
    troubles: list[Unreadable] = field(default_factory=list)
    """The first of what could not be read."""
    undated: int = 0
    doubtful: int = 0
    watch: Callable[[], None] = lambda: None
    """Called after each thing that is counted."""
    _start: float = field(default_factory=monotonic)
    _end: float = 0.0

    @property
    def rejected(self) -> int:
        """Pages that hold no article."""
        return self.reasons.total()

    @property
    def read(self) -> int:
        """Pages and ready-made articles read, whatever came of them."""
        return self.outcomes.total() + self.rejected + self.skipped

    @property
    def fruitless(self) -> bool:
        """Whether no article came of the whole run, and none had before."""
        return not self.outcomes and not self.skipped

    @property
    def seconds(self) -> float:
        """How long the run took, or has taken so far."""
        return (self._end or monotonic()) - self._start

    def kept(self, outcome: Outcome, article: Article) -> None:
        """Count an article that was filed."""
        self.outcomes[outcome] += 1
        self.undated += article.date is None
        self.doubtful += bool(article.doubts)
        self.watch()

    def skip(self) -> None:
        """Count a page that an earlier run read."""
        self.skipped += 1
        self.watch()

    def refused(self, reason: str) -> None:
        """Count a page that was rejected."""
        self.reasons[_KIND.split(reason, maxsplit=1)[0].rstrip(".") + "."] += 1
        self.watch()

    def missed(self, trouble: Unreadable) -> None:
        """Count something that could not be read."""
        self.unreadable += 1
        if len(self.troubles) < SHOWN:
            self.troubles.append(trouble)
        self.watch()

    def finish(self) -> None:
        """Stop the clock."""
        self._end = monotonic()

    def lines(self) -> Iterator[str]:
        """The summary."""
        rate = self.read / self.seconds if self.seconds else 0.0
        yield f"Read {_pages(self.read)} in {self.seconds:.1f} seconds, {rate:,.0f} a second."
        for outcome, words in _WORDS:
            if self.outcomes[outcome]:
                yield _row(self.outcomes[outcome], words)
        if self.skipped:
            yield _row(self.skipped, "unchanged: read by an earlier run, skipped")
        yield from self._refusals()
        if self.unreadable:
            yield _row(self.unreadable, "could not be read")
        if self.undated or self.doubtful:
            yield f"Of the articles filed, {self.undated:,} have no date and {self.doubtful:,} came with doubts."

    def _refusals(self) -> Iterator[str]:
        if not self.reasons:
            return
        yield _row(self.rejected, "rejected ('news-index rejected' lists them):")
        for reason, count in self.reasons.most_common(SHOWN):
            yield f"    {_row(count, reason)}"
        if len(self.reasons) > SHOWN:
            yield f"    {'':9}  … and {len(self.reasons) - SHOWN:,} more reasons"


def _row(count: int, words: str) -> str:
    return f"{count:9,}  {words}"


def _pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"
