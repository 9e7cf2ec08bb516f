"""Up to five queries over time: one chart, the figures under it, and the same figures as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import Response, request
from flask.typing import ResponseReturnValue

from search.compare import MOST, Comparison, compare
from webui import urls
from webui.charts import Tick, percent, period_name, ticks
from webui.language import say
from webui.lines import Drawing, drawn
from webui.narrowing import Chip, chips
from webui.site import render, site
from webui.state import LONGEST_QUERY, State, read
from webui.stories import Anchor


@dataclass(frozen=True, slots=True)
class Cell:
    """One query in one period."""

    count: int
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One period."""

    period: str
    held: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of the comparison."""

    text: str
    total: int
    undated: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """The chart with its figures; without any query only the form."""

    template: ClassVar[str] = "compare.html"
    state: State
    hidden: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    boxes: tuple[str, ...]
    asked: tuple[Asked, ...]
    drawing: Drawing | None
    ticks: tuple[Tick, ...]
    units: tuple[Anchor, ...]
    measures: tuple[Anchor, ...]
    rows: tuple[Row, ...]
    csv: str


def view() -> ResponseReturnValue:
    """``/search/compare?q=ferry&q=tunnel``, with filters that hold for every query. Raises BadRequest."""
    state, queries = _asked()
    return render(_page(state, queries, _compared(state, queries) if any(queries) or state.narrowed else None))


def table() -> ResponseReturnValue:
    """``/search/compare.csv``: a line for each period, with what is held and what each query finds of it."""
    state, queries = _asked()
    lines = io.StringIO()
    csv.writer(lines).writerows(_lines(_compared(state, queries)))
    response = Response(lines.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="compare.csv"'
    return response


def _asked() -> tuple[State, tuple[str, ...]]:
    queries = tuple(each.strip()[:LONGEST_QUERY] for each in request.args.getlist("q") if each.strip())
    return read(request.args.items(multi=True)), queries[:MOST]


def _compared(state: State, queries: tuple[str, ...]) -> Comparison:
    questions = [replace(state, q=each).question() for each in queries or ("",)]
    return compare(site().catalogue, questions, state.by)


def _page(state: State, queries: tuple[str, ...], found: Comparison | None) -> ComparePage:
    there = replace(state, q="", offset=0)
    return ComparePage(
        state=state,
        hidden=tuple(there.parameters()),
        chips=chips(state),
        boxes=(*queries, *("",) * (MOST - len(queries))),
        asked=_summaries(state, found) if found else (),
        drawing=drawn(found, share=state.share) if found else None,
        ticks=ticks(found.periods) if found and found.periods else (),
        units=tuple(
            Anchor(say(name), urls.compare(there.shown(by=by), queries), current=by == state.by)
            for by, name in (("", "fitting"), ("day", "day"), ("month", "month"), ("year", "year"))
        ),
        measures=tuple(
            Anchor(say(name), urls.compare(there.shown(share=share), queries), current=share == state.share)
            for share, name in ((False, "number"), (True, "share of all held"))
        ),
        rows=tuple(_rows(state, found)) if found else (),
        csv=urls.compare(there, queries, as_file=True),
    )


def _summaries(state: State, found: Comparison) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            each.question.text or say("All stories"),
            each.total,
            each.undated,
            urls.search(state.asked(q=each.question.text)),
        )
        for each in found.series
    )


MOST_LINKS = 120
"""Figures that lead to their stories; a larger table is read, not clicked through."""


def _rows(state: State, found: Comparison) -> Iterator[Row]:
    linked = len(found.periods) * len(found.series) <= MOST_LINKS
    for place, period in enumerate(found.periods):
        cells = tuple(
            Cell(
                series.counts[place],
                percent(share) if (share := found.share(series, place)) is not None else "",
                urls.search(state.asked(q=series.question.text, after=period.period, before=period.period))
                if linked
                else "",
            )
            for series in found.series
        )
        yield Row(period_name(period.period), period.count, cells)


def _lines(found: Comparison) -> Iterator[list[object]]:
    names = [each.question.text or "everything" for each in found.series]
    yield ["period", "held", *(_safe(f"{name}{kind}") for name in names for kind in ("", " (share)"))]
    for place, period in enumerate(found.periods):
        yield [
            period.period,
            period.count,
            *(value for each in found.series for value in (each.counts[place], found.share(each, place))),
        ]


def _safe(text: str) -> str:
    """No spreadsheet takes a query for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
