"""Many queries at once: a line for each in, a row for each out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from flask import Response, request
from flask.typing import ResponseReturnValue

from search.batch import COLUMNS, Row, batch
from search.exports import table
from webui import urls
from webui.site import render, site
from webui.state import State

MOST = 500
"""Queries answered for one form; the command line takes any number."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One line's answer, and the ways to its stories and to the best of them."""

    row: Row
    href: str
    best: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """The form as it was filled in, and a row for each line."""

    template: ClassVar[str] = "batch.html"
    queries: str
    most: int
    rows: tuple[Answered, ...]
    cut: bool
    """Whether there were more lines than are answered."""


def view() -> ResponseReturnValue:
    """``/batch``: the empty form."""
    return render(BatchPage(queries="", most=MOST, rows=(), cut=False))


def answer() -> ResponseReturnValue:
    """POST ``/batch``: the rows as a page or, with ``format=csv``, as a file. A bad line says so in its row."""
    lines = _lines()
    rows = list(islice(batch(site().catalogue, lines), MOST + 1))
    if request.form.get("format") == "csv":
        return _csv(rows[:MOST])
    return render(
        BatchPage(
            queries="\n".join(lines),
            most=MOST,
            rows=tuple(_answered(row) for row in rows[:MOST]),
            cut=len(rows) > MOST,
        )
    )


def _lines() -> list[str]:
    sent = request.files.get("file")
    text = sent.read().decode("utf-8", "replace") if sent and sent.filename else request.form.get("queries", "")
    return text.splitlines()


def _answered(row: Row) -> Answered:
    plain = not row.query.startswith("{") and not row.error
    return Answered(
        row,
        urls.search(State(q=row.query)) if plain else "",
        urls.article(row.best, State(q=row.query) if plain else None) if row.best is not None else "",
    )


def _csv(rows: list[Row]) -> Response:
    told = (["" if value is None else str(value) for value in row.to_json().values()] for row in rows)
    text = table.MARK + "".join(table.row(cells) for cells in [list(COLUMNS), *told])
    response = Response(text.encode("utf-8", "replace"), content_type=table.FORMAT.content_type)
    response.headers["Content-Disposition"] = 'attachment; filename="batch.csv"'
    return response
