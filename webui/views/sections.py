"""Section fronts and the index of sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from search.article import SECTION_SEPARATOR
from search.errors import NoSuchArticle
from search.results import FacetCount, Results, Sort
from webui import urls
from webui.charts import Chart, timeline
from webui.narrowing import bucket_link
from webui.paging import Paging, paging
from webui.site import render, site
from webui.state import State, read
from webui.stories import Anchor, Story, crumbs, of_hit

PER_FRONT = 21
"""Stories on a section front: one that leads and twenty below it."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A section and those directly or deeper under it, each with its number of stories."""

    section: Anchor
    under: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsPage:
    """The index of sections."""

    template: ClassVar[str] = "sections.html"
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """One section's front."""

    template: ClassVar[str] = "section.html"
    name: str
    crumbs: tuple[Anchor, ...]
    under: tuple[Anchor, ...]
    lead: Story | None
    stories: tuple[Story, ...]
    chart: Chart | None
    paging: Paging
    search: str
    inside: str
    """The section path as the search form sends it along."""


def index() -> ResponseReturnValue:
    """``/sections``."""
    counts = site().catalogue.values("section")
    return render(SectionsPage(branches=tuple(_branch(counts, name, n) for name, n in top_level(counts))))


def front(path: str) -> ResponseReturnValue:
    """``/section/World/Asia``."""
    names = urls.section_path(path)
    inside = SECTION_SEPARATOR.join(names)
    offset = read(request.args.items(multi=True)).offset
    results = site().catalogue.search("", section=inside, sort=Sort.NEWEST, limit=PER_FRONT, offset=offset)
    if not results.total:
        raise NoSuchArticle(f"The archive holds no section called {inside}.")
    return render(_front(names, inside, results))


def top_level(counts: Sequence[FacetCount]) -> list[tuple[str, int]]:
    """The sections that stand under no other one, and how many stories each holds."""
    return [(each.value, each.count) for each in counts if SECTION_SEPARATOR not in each.value]


def _branch(counts: Sequence[FacetCount], name: str, count: int) -> Branch:
    return Branch(Anchor(name, urls.section((name,)), count), _under(counts, (name,)))


def _under(counts: Sequence[FacetCount], path: tuple[str, ...]) -> tuple[Anchor, ...]:
    paths = [(tuple(each.value.split(SECTION_SEPARATOR)), each.count) for each in counts]
    depth = len(path)
    return tuple(
        Anchor(SECTION_SEPARATOR.join(each[depth:]), urls.section(each), count)
        for each, count in paths
        if len(each) > depth and each[:depth] == path
    )


def _front(names: tuple[str, ...], inside: str, results: Results) -> SectionPage:
    stories = tuple(of_hit(hit) for hit in results.hits)
    if results.hits:
        names = results.hits[0].article.section[: len(names)]  # as the paper writes it, whatever the address did
    first_page = not results.offset
    state = State(wanted=(("section", inside),))
    return SectionPage(
        name=names[-1],
        crumbs=crumbs(names[:-1]),
        under=_under(results.facets.get("section", ()), names),
        lead=stories[0] if first_page and stories else None,
        stories=stories[1:] if first_page else stories,
        chart=timeline(results.timeline, lambda bucket: bucket_link(state, bucket)),
        paging=paging(results.total, results.offset, PER_FRONT, lambda at: urls.section(names, at)),
        search=urls.search(state),
        inside=inside,
    )
