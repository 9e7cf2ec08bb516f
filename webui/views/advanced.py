"""The form that writes a query, and how that query is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.facets import FACETS
from search.fields import FIELDS
from search.query.outline import KINDS, outline
from webui import urls
from webui.composing import BOXES, Box, compose
from webui.language import retell, say
from webui.site import render, site
from webui.state import LONGEST_QUERY, State, read

OWN = frozenset(FACETS) & {box.name for box in BOXES} | {"after", "before"}
"""Names that mean a box here and a filter elsewhere."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of how the query was understood."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvancedPage:
    """The boxes as they were filled in, and what they came to."""

    template: ClassVar[str] = "advanced.html"
    boxes: tuple[Box, ...]
    filled: dict[str, str]
    typed: str
    query: str
    told: tuple[Told, ...]
    notices: tuple[str, ...]
    total: int
    href: str


def view() -> ResponseReturnValue:
    """``/advanced``: what was typed before stands first, and the boxes add to it."""
    state = read((name, value) for name, value in request.args.items(multi=True) if name not in OWN)
    filled = {box.name: request.args.get(box.name, "").strip()[:LONGEST_QUERY] for box in BOXES}
    query = f"{state.q} {compose(filled)}".strip()
    asked = State(q=query)
    results = site().catalogue.answer(asked.question(), limit=0)
    return render(
        AdvancedPage(
            boxes=BOXES,
            filled=filled,
            typed=state.q,
            query=query,
            told=understood(query),
            notices=tuple(retell(each.text) for each in results.notices),
            total=results.total,
            href=urls.search(replace(asked, q=query)),
        )
    )


def understood(query: str) -> tuple[Told, ...]:
    """How a query is read, in the words of the request's language."""
    lines = outline(query, site().catalogue.engine.frequency)
    return tuple(
        Told(
            line.depth,
            (f"{say(FIELDS[line.field].help)}: " if line.field else "")
            + say(KINDS[line.kind], text=line.text, number=line.number),
        )
        for line in lines
    )
