"""Measures of a page's reading: shingles for the body, equality for headline and date, F1 for authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.extraction.labelled import Labelled
from benchmarks.extraction.peers import Reading

SHINGLE = 4


@dataclass(slots=True)
class Tally:
    """Scores of many pages; every mean is over the pages for which the truth is known."""

    body: list[float] = field(default_factory=list)
    pieces: Counter[str] = field(default_factory=Counter)
    headline: list[float] = field(default_factory=list)
    date: list[float] = field(default_factory=list)
    authors: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def add(self, page: Labelled, reading: Reading, seconds: float) -> None:
        """Count one page."""
        self.seconds.append(seconds)
        if page.body:
            self.body.append(shingle_f1(page.body, reading.body))
        self._add_pieces(page, reading)
        if page.headline:
            self.headline.append(float(_plain(page.headline) == _plain(reading.headline)))
        if page.date:
            self.date.append(float(page.date == reading.date))
        if page.authors:
            truth, found = {_plain(name) for name in page.authors}, {_plain(name) for name in reading.authors}
            self.authors += Counter(hit=len(truth & found), missed=len(truth - found), wrong=len(found - truth))

    def _add_pieces(self, page: Labelled, reading: Reading) -> None:
        text = _plain(reading.body)
        kept = sum(_plain(piece) in text for piece in page.wanted)
        noise = sum(_plain(piece) in text for piece in page.unwanted)
        self.pieces += Counter(hit=kept, missed=len(page.wanted) - kept, wrong=noise)

    def figures(self) -> dict[str, float | None]:
        """The means, by column; None where nothing was labelled."""
        return {
            "body F1": mean(self.body),
            "pieces F1": f1(self.pieces),
            "headline": mean(self.headline),
            "date": mean(self.date),
            "authors F1": f1(self.authors),
            "ms median": 1000 * sorted(self.seconds)[len(self.seconds) // 2] if self.seconds else None,
            "ms mean": 1000 * sum(self.seconds) / len(self.seconds) if self.seconds else None,
        }


def shingle_f1(truth: str, found: str) -> float:
    """F1 of the multisets of four-word shingles; texts shorter than a shingle count as one."""
    one, other = Counter(shingles(truth)), Counter(shingles(found))
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else float(not one and not other)


def shingles(text: str) -> list[tuple[str, ...]]:
    """Runs of four words; every ideograph is a word."""
    words = re.findall(r"[\u2e80-\u9fff]|[^\W_]+", text.lower())
    return [tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))] if words else []


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean, None of nothing."""
    return sum(values) / len(values) if values else None


def f1(counts: Counter[str]) -> float | None:
    """F1 of hits, misses and wrong finds."""
    total = 2 * counts["hit"] + counts["missed"] + counts["wrong"]
    return 2 * counts["hit"] / total if total else None


def table(rows: Iterable[tuple[str, str, Tally]]) -> str:
    """The figures as a table, one line a library and set."""
    lines: list[str] = []
    for name, part, tally in rows:
        figures = tally.figures()
        if not lines:
            lines.append(f"{'set':<12}{'library':<18}{'pages':>6}" + "".join(f"{column:>12}" for column in figures))
        cells = "".join(
            f"{'-' if value is None else format(value, '.3f' if value < 2 else '.1f'):>12}"
            for value in figures.values()
        )
        lines.append(f"{part:<12}{name:<18}{len(tally.seconds):>6}{cells}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
