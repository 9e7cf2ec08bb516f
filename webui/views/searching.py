"""The search page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.errors import BadRequest
from search.results import Results, Sort
from webui import urls
from webui.charts import Chart, timeline
from webui.narrowing import Chip, FacetBox, boxes, bucket_link, chips, presets
from webui.paging import Paging, paging
from webui.site import Site, render, site
from webui.state import State, read
from webui.stories import Anchor, Story, of_hit

HIDDEN = frozenset({"q", "after", "before", "sort", "offset"})
"""What the form shows as fields, or starts anew; everything else travels in hidden ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, ready to be shown."""

    total: int
    stories: tuple[Story, ...]
    notices: tuple[Anchor, ...]
    facets: tuple[FacetBox, ...]
    chart: Chart | None
    undated: int
    paging: Paging
    several_sources: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The form as it was filled in and, unless it could not be understood, the answer."""

    template: ClassVar[str] = "search.html"
    state: State
    hidden: tuple[tuple[str, str], ...]
    sorts: tuple[Sort, ...]
    chips: tuple[Chip, ...]
    clear: str
    presets: tuple[Anchor, ...]
    json: str
    answer: Answer | None
    complaint: str = ""


def view() -> ResponseReturnValue:
    """``/search``: without words everything is shown, newest first."""
    state = read(request.args.items(multi=True))
    try:
        return render(_page(state, ask(state, state.limit or site().settings.page_size)))
    except BadRequest as error:
        return render(_page(state, None, str(error))), 400


def ask(state: State, limit: int) -> Results:
    """The catalogue's answer to a question, with at most ``limit`` hits.

    Raises BadRequest for dates that cannot be understood.
    """
    return site().catalogue.search(
        state.q,
        section=state.values("section"),
        source=state.values("source"),
        author=state.values("author"),
        year=state.values("year"),
        page=state.values("page"),
        exclude=state.excluded(),
        after=state.after or None,
        before=state.before or None,
        sort=state.sort,
        limit=limit,
        offset=state.offset,
    )


def _page(state: State, results: Results | None, complaint: str = "") -> SearchPage:
    here: Site = site()
    return SearchPage(
        state=state,
        hidden=tuple(pair for pair in state.parameters() if pair[0] not in HIDDEN),
        sorts=tuple(Sort),
        chips=chips(state),
        clear=urls.search(State(q=state.q, sort=state.sort, limit=state.limit)),
        presets=presets(state, here.catalogue.archive.status().last),
        json=urls.api(state),
        answer=_answer(state, results) if results else None,
        complaint=complaint,
    )


def _answer(state: State, results: Results) -> Answer:
    stories = tuple(of_hit(hit, state) for hit in results.hits)
    return Answer(
        total=results.total,
        stories=stories,
        notices=tuple(
            Anchor(each.text, urls.search(state.asked(q=each.query)) if each.query else "") for each in results.notices
        ),
        facets=boxes(results, state),
        chart=timeline(results.timeline, lambda bucket: bucket_link(state, bucket)),
        undated=results.undated,
        paging=paging(results.total, results.offset, results.limit, lambda at: urls.search(state.at(at))),
        several_sources=len(results.facets.get("source", ())) > 1,
    )
