"""The front page: the latest issue, the sections, and how much is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import ClassVar

from flask.typing import ResponseReturnValue

from search.archive import Holding
from search.article import Article
from search.question import Question
from search.results import Results, Sort
from webui import urls
from webui.charts import Chart, timeline
from webui.narrowing import bucket_link
from webui.site import render, site
from webui.state import State
from webui.stories import Anchor, Story, of_article, of_hit
from webui.views.sections import top_level

SECONDS, BRIEFS, BLOCKS, BLOCK_STORIES = 3, 6, 6, 3
"""How much of the latest issue, and how many sections with how many stories each, the front page shows."""

LEAD_LENGTH = 1200
"""Characters of the leading story, whole paragraphs as far as they fit."""


@dataclass(frozen=True, slots=True)
class Block:
    """A section's corner of the front page."""

    section: Anchor
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """The story that opens the page, with as much of its beginning as fills its columns."""

    story: Story
    dek: str
    beginning: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The front page of the archive; everything is empty for an archive that holds nothing yet."""

    template: ClassVar[str] = "home.html"
    issue: Anchor | None
    day: date | None
    lead: Lead | None
    seconds: tuple[Story, ...]
    briefs: tuple[Story, ...]
    blocks: tuple[Block, ...]
    chart: Chart | None
    articles: int
    first: date | None
    last: date | None
    examples: tuple[Anchor, ...]


EXAMPLES = (("author", 'author:"{}"'), ("section", 'section:"{}"'), ("year", "on:{}"))
"""Queries to begin with: for each of these facets one that asks for its most frequent value, and so finds something."""


def view() -> ResponseReturnValue:
    """``/``."""
    held = site().catalogue.search("", limit=SECONDS + BRIEFS + 1)
    first, last = site().catalogue.archive.span() or (None, None)
    printed = site().catalogue.archive.issue(last) if last else ()
    stories = tuple(_newest(printed, held))
    return render(
        HomePage(
            issue=Anchor("", urls.issue(last), len(printed)) if last else None,
            day=last,
            lead=_lead(printed, held),
            seconds=stories[1 : 1 + SECONDS],
            briefs=stories[1 + SECONDS : 1 + SECONDS + BRIEFS],
            blocks=_blocks(held),
            chart=timeline(held.timeline, lambda bucket: bucket_link(State(), bucket)),
            articles=held.total,
            first=first,
            last=last,
            examples=_examples(held),
        )
    )


def _examples(held: Results) -> tuple[Anchor, ...]:
    values = ((form, held.facets.get(facet, ())) for facet, form in EXAMPLES)
    queries = [form.format(counts[0].value.replace('"', " ")) for form, counts in values if counts]
    return tuple(Anchor(each, urls.search(State(q=each))) for each in queries)


def _newest(printed: Sequence[Holding], held: Results) -> Iterator[Story]:
    """The latest issue in the order of its pages and then, where it is thin, what was printed before it."""
    seen = {each.id for each in printed}
    yield from (of_article(each.id, each.article) for each in printed[: SECONDS + BRIEFS + 1])
    yield from (of_hit(hit) for hit in held.hits if hit.id not in seen)


def _lead(printed: Sequence[Holding], held: Results) -> Lead | None:
    first = next(chain(((each.id, each.article) for each in printed), ((h.id, h.article) for h in held.hits)), None)
    return Lead(of_article(*first), first[1].dek, _beginning(first[1])) if first else None


def _beginning(article: Article) -> tuple[str, ...]:
    paragraphs, length = [], 0
    for paragraph in article.body:
        length += len(paragraph)
        if length > LEAD_LENGTH:
            break
        paragraphs.append(paragraph)
    return tuple(paragraphs)


def _blocks(held: Results) -> tuple[Block, ...]:
    return tuple(_block(name, count) for name, count in top_level(held.facets.get("section", ()))[:BLOCKS])


def _block(name: str, count: int) -> Block:
    question = Question.of("", section=name, sort=Sort.NEWEST)
    newest = site().catalogue.answer(question, limit=BLOCK_STORIES, counts=False)
    return Block(Anchor(name, urls.section((name,)), count), tuple(of_hit(hit) for hit in newest.hits))
