"""The timeline as numbers that an SVG takes as attributes: no style attribute, so the content policy holds.

Widths are percentages and heights pixels; the drawing stretches with the page while its lettering keeps its size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from search.results import Bucket
from webui.language import here, say
from webui.text import counted, long_date, number

HEIGHT = 88
"""Pixels of the tallest bar."""

WIDEST_BAR = 4.0
"""Percent of the drawing; a short timeline keeps narrow bars instead of filling the page with slabs."""

TICKS = 5
"""Labels under a long timeline; one that is not longer than twice as many bars labels each of them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period. ``left``, ``slot`` and ``width`` are percentages, ``top`` and ``height`` pixels."""

    label: str
    count: int
    left: float
    slot: float
    inset: float
    width: float
    top: float
    height: float
    href: str = ""
    silent: bool = False
    """Whether the archive holds this period and found nothing in it."""

    @property
    def middle(self) -> float:
        """Where its middle stands, in percent."""
        return round(self.left + self.slot / 2, 2)


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring periods of which the archive holds nothing at all."""

    label: str
    left: float
    width: float


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
    peak: str
    height: int
    caption: str
    gaps: tuple[Gap, ...] = ()

    @property
    def silences(self) -> int:
        """Periods that the archive holds and in which nothing was found."""
        return sum(bar.silent for bar in self.bars)


def timeline(
    buckets: Sequence[Bucket], link: Callable[[Bucket], str], held: Sequence[int] = (), *, share: bool = False
) -> Chart | None:
    """A chart of the buckets whose bars lead to ``link(bucket)``; None when there is nothing to show.

    ``held`` is how much the archive holds in each bucket: with it gaps and silences are told apart, and with ``share``
    the bars show what part of it was found.
    """
    if not buckets:
        return None
    heights = [_share(bucket, all_of_it) for bucket, all_of_it in zip(buckets, held, strict=True)] if share else []
    drawn = heights or [bucket.count for bucket in buckets]
    peak, slot = max(drawn) or 1, 100 / len(buckets)
    bars = tuple(
        replace(
            _bar(bucket, place, slot, drawn[place] / peak, held[place] if held else None),
            href=link(bucket) if bucket.count else "",
        )
        for place, bucket in enumerate(buckets)
    )
    most = percent(peak) if share else number(max(1, int(peak)))
    return Chart(bars, _ticks(buckets, slot), most, HEIGHT, _caption(buckets), tuple(_gaps(buckets, held, slot)))


def percent(part: float) -> str:
    """``2.5 %``, with as many digits as tell small shares apart."""
    shown = f"{part * 100:.3g}" if part >= 0.00001 else "0"
    return shown.replace(".", here().decimal) + " %"


def _share(bucket: Bucket, held: int) -> float:
    return bucket.count / held if held else 0.0


def period_name(period: str) -> str:
    """``2012``, ``2012-05`` or ``2012-05-09`` as a reader says it: ``2012``, ``May 2012``, ``May 9, 2012``."""
    day, parts = _parsed(period)
    return f"{day.year}" if parts == 1 else here().month_year(day) if parts == 2 else long_date(day)


def _bar(bucket: Bucket, place: int, slot: float, part: float, held: int | None) -> Bar:
    height = max(round(HEIGHT * part, 1), 1.5) if bucket.count else 0
    left, width = place * slot, min(slot * 0.8, WIDEST_BAR)
    return Bar(
        label=_label(bucket, held),
        count=bucket.count,
        left=round(left, 2),
        slot=round(slot, 2),
        inset=round(left + (slot - width) / 2, 2),
        width=round(width, 2),
        top=round(HEIGHT - height, 1),
        height=height,
        silent=bool(held) and not bucket.count,
    )


def _label(bucket: Bucket, held: int | None) -> str:
    stories = counted(bucket.count, "story", "stories")
    if not held or not bucket.count:
        return f"{period_name(bucket.period)}: {stories}"
    return say(
        "{period}: {stories}, {share} of {held} held",
        period=period_name(bucket.period),
        stories=stories,
        share=percent(bucket.count / held),
        held=number(held),
    )


def _gaps(buckets: Sequence[Bucket], held: Sequence[int], slot: float) -> Iterator[Gap]:
    """Runs of periods of which nothing is held."""
    for empty, run in groupby(range(len(held)), key=lambda place: not held[place]):
        places = list(run)
        if empty:
            left, width = round(places[0] * slot, 2), round(len(places) * slot, 2)
            yield Gap(_caption([buckets[place] for place in places]), left, width)


def ticks(buckets: Sequence[Bucket]) -> tuple[Tick, ...]:
    """Labels for an axis of these periods."""
    return _ticks(buckets, 100 / len(buckets))


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
