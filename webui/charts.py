"""The timeline as numbers that an SVG takes as attributes: no style attribute, so the content policy holds.

Widths are percentages and heights pixels; the drawing stretches with the page while its lettering keeps its size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from search.results import Bucket
from webui.language import here
from webui.text import counted, long_date

HEIGHT = 88
"""Pixels of the tallest bar."""

WIDEST_BAR = 4.0
"""Percent of the drawing; a short timeline keeps narrow bars instead of filling the page with slabs."""

TICKS = 5
"""Labels under a long timeline; one that is not longer than twice as many bars labels each of them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period. ``left``, ``slot`` and ``width`` are percentages, ``top`` and ``height`` pixels."""

    href: str
    label: str
    count: int
    left: float
    slot: float
    inset: float
    width: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the bars; ``anchor`` is SVG's text-anchor."""

    text: str
    left: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline ready to be drawn."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    peak: int
    height: int
    caption: str


def timeline(buckets: Sequence[Bucket], link: Callable[[Bucket], str]) -> Chart | None:
    """A chart of the buckets whose bars lead to ``link(bucket)``; None when there is nothing to show."""
    if not buckets:
        return None
    peak = max(1, *(bucket.count for bucket in buckets))
    slot = 100 / len(buckets)
    bars = tuple(_bar(place, bucket, slot, peak, link) for place, bucket in enumerate(buckets))
    return Chart(bars, _ticks(buckets, slot), peak, HEIGHT, _caption(buckets))


def period_name(period: str) -> str:
    """``2012``, ``2012-05`` or ``2012-05-09`` as a reader says it: ``2012``, ``May 2012``, ``May 9, 2012``."""
    day, parts = _parsed(period)
    return f"{day.year}" if parts == 1 else here().month_year(day) if parts == 2 else long_date(day)


def _bar(place: int, bucket: Bucket, slot: float, peak: int, link: Callable[[Bucket], str]) -> Bar:
    height = max(round(HEIGHT * bucket.count / peak, 1), 1.5) if bucket.count else 0
    left, width = place * slot, min(slot * 0.8, WIDEST_BAR)
    return Bar(
        href=link(bucket) if bucket.count else "",
        label=f"{period_name(bucket.period)}: {counted(bucket.count, 'story', 'stories')}",
        count=bucket.count,
        left=round(left, 2),
        slot=round(slot, 2),
        inset=round(left + (slot - width) / 2, 2),
        width=round(width, 2),
        top=round(HEIGHT - height, 1),
        height=height,
    )


def _ticks(buckets: Sequence[Bucket], slot: float) -> tuple[Tick, ...]:
    last = len(buckets) - 1
    if last < 2 * TICKS:
        return tuple(_tick(buckets, at, slot) for at in range(last + 1))
    first, *between, final = (round(last * step / (TICKS - 1)) for step in range(TICKS))
    middle = (_tick(buckets, at, slot) for at in between)
    return (
        Tick(_short(buckets[first].period), 0, "start"),
        *middle,
        Tick(_short(buckets[final].period), 100, "end"),
    )


def _tick(buckets: Sequence[Bucket], at: int, slot: float) -> Tick:
    return Tick(_short(buckets[at].period), round((at + 0.5) * slot, 2), "middle")


def _short(period: str) -> str:
    day, parts = _parsed(period)
    return here().brief(day, parts)


def _parsed(period: str) -> tuple[date, int]:
    """The period's first day, and whether a year (1), a month (2) or a day (3) was named."""
    parts = [int(part) for part in period.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day), len(parts)


def _caption(buckets: Sequence[Bucket]) -> str:
    first, last = period_name(buckets[0].period), period_name(buckets[-1].period)
    return first if first == last else f"{first} – {last}"
