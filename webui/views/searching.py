"""The search page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.errors import BadRequest
from search.results import Bucket, Notice, Results, Sort
from webui import urls
from webui.charts import Chart, timeline
from webui.language import retell, say
from webui.narrowing import Chip, FacetBox, boxes, bucket_link, chips, presets
from webui.paging import Paging, paging
from webui.site import Site, render, site
from webui.state import State, read
from webui.stories import Anchor, Story, of_hit
from webui.text import number
from webui.tools import Bar, bars

HIDDEN = frozenset({"q", "after", "before", "sort", "around", "offset"})
"""What the form shows as fields, or starts anew; everything else travels in hidden ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, ready to be shown."""

    total: int
    listed: int
    """Entries in the list: fewer than ``total`` when near-copies are folded."""
    folded: str
    fold: tuple[Anchor, ...]
    stories: tuple[Story, ...]
    notices: tuple[Anchor, ...]
    facets: tuple[FacetBox, ...]
    chart: Chart | None
    units: tuple[Anchor, ...]
    measures: tuple[Anchor, ...]
    coarser: bool
    """Whether the bars asked for would have been too many."""
    undated: int
    paging: Paging
    several_sources: bool
    tools: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The form as it was filled in and, unless it could not be understood, the answer."""

    template: ClassVar[str] = "search.html"
    state: State
    hidden: tuple[tuple[str, str], ...]
    sorts: tuple[Sort, ...]
    chips: tuple[Chip, ...]
    clear: str
    advanced: str
    feed: str
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
        return render(_page(state, None, retell(str(error)))), 400


def ask(state: State, limit: int) -> Results:
    """The catalogue's answer to a question, with at most ``limit`` hits.

    Raises BadRequest for dates that cannot be understood.
    """
    return site().catalogue.answer(state.question(), limit=limit, offset=state.offset, by=state.by, fold=state.fold)


def _page(state: State, results: Results | None, complaint: str = "") -> SearchPage:
    here: Site = site()
    span = here.catalogue.archive.span()
    return SearchPage(
        state=state,
        hidden=tuple(pair for pair in state.parameters() if pair[0] not in HIDDEN),
        sorts=tuple(sort for sort in Sort if sort is not Sort.AROUND or state.sort is sort),
        chips=chips(state),
        clear=urls.search(State(q=state.q, sort=state.sort, around=state.around, limit=state.limit)),
        presets=presets(state, span[1] if span else None),
        advanced=urls.advanced(state),
        feed=urls.outside("feed", state),
        json=urls.api(state),
        answer=_answer(state, results) if results else None,
        complaint=complaint,
    )


def _answer(state: State, results: Results) -> Answer:
    stories = tuple(of_hit(hit, state.at(place)) for place, hit in enumerate(results.hits, results.offset))
    return Answer(
        total=results.total,
        listed=results.groups,
        folded=say("{number} without near-copies", number=number(results.groups)) if state.fold else "",
        fold=_folds(state) if results.total > 1 else (),
        stories=stories,
        notices=tuple(_notice(each, state) for each in results.notices),
        facets=boxes(results, state),
        chart=_chart(state, results.timeline),
        units=_units(state),
        measures=_measures(state),
        coarser=bool(state.by and results.timeline) and unit_of(results.timeline) != state.by,
        undated=results.undated,
        paging=paging(results.groups, results.offset, results.limit, lambda at: urls.search(state.at(at))),
        several_sources=len(results.facets.get("source", ())) > 1,
        tools=bars(state) if results.total else (),
    )


def _notice(each: Notice, state: State) -> Anchor:
    return Anchor(retell(each.text), urls.search(state.asked(q=each.query)) if each.query else "")


def _chart(state: State, buckets: tuple[Bucket, ...]) -> Chart | None:
    held = site().catalogue.held([(bucket.first, bucket.last) for bucket in buckets])
    return timeline(buckets, lambda bucket: bucket_link(state, bucket), held, share=state.share)


def _units(state: State) -> tuple[Anchor, ...]:
    """The lengths of a bar; the first leaves the choice to us."""
    names = {"": say("fitting"), "day": say("day"), "month": say("month"), "year": say("year")}
    return tuple(Anchor(name, urls.search(state.shown(by=by)), current=by == state.by) for by, name in names.items())


def _measures(state: State) -> tuple[Anchor, ...]:
    return (
        Anchor(say("number"), urls.search(state.shown(share=False)), current=not state.share),
        Anchor(say("share of all held"), urls.search(state.shown(share=True)), current=state.share),
    )


def _folds(state: State) -> tuple[Anchor, ...]:
    """Near-copies each by itself, or folded behind the first of them."""
    return (
        Anchor(say("each by itself"), urls.search(state.asked(fold=False)), current=not state.fold),
        Anchor(say("folded into one"), urls.search(state.asked(fold=True)), current=state.fold),
    )


def unit_of(buckets: Sequence[Bucket]) -> str:
    """The unit of a timeline's bars, told by how their periods are written."""
    return {4: "year", 7: "month", 10: "day"}[len(buckets[0].period)]
