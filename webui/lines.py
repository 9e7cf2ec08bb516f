"""A comparison as lines: points in a drawing of fixed proportions that stretches, while strokes keep their width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.compare import Comparison, Series
from webui.charts import percent
from webui.text import number

WIDTH, HEIGHT = 1000, 220
"""Units of the drawing."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One query: its runs of points (a period of which nothing is held breaks the line) and its marks."""

    name: str
    runs: tuple[str, ...]
    marks: tuple[tuple[float, float], ...]
    """Percent from the left and units from the top."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of them, and the scale at its top, its middle and its foot."""

    curves: tuple[Curve, ...]
    scale: tuple[str, str, str]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(found: Comparison, *, share: bool) -> Drawing | None:
    """The drawing, of counts or of shares; None when nothing with a date was found."""
    values = [_values(found, series, share=share) for series in found.series]
    peak = max((value for line in values for value in line if value is not None), default=0)
    if not found.periods or not peak:
        return None
    curves = tuple(_curve(series.question.text, line, peak) for series, line in zip(found.series, values, strict=True))
    top, middle = (percent(peak), percent(peak / 2)) if share else (number(int(peak)), f"{peak / 2:g}")
    return Drawing(curves, (top, middle, "0"))


def _values(found: Comparison, series: Series, *, share: bool) -> list[float | None]:
    """A value for each period; None where nothing is held."""
    places = range(len(found.periods))
    if share:
        return [found.share(series, place) for place in places]
    return [float(series.counts[place]) if found.periods[place].count else None for place in places]


def _curve(name: str, values: Sequence[float | None], peak: float) -> Curve:
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(_point(place, len(values), value / peak))
    marks = tuple((round(x * 100 / WIDTH, 2), y) for run in runs for x, y in run)
    return Curve(name, tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1), marks)


def _point(place: int, places: int, part: float) -> tuple[float, float]:
    return round((place + 0.5) * WIDTH / places, 1), round(HEIGHT * (1 - part), 1)
