"""The article page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import ClassVar

from flask import make_response, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from search.archive import Holding
from search.article import Article
from webui import linked, pdf, urls
from webui.citing import FORMS, STYLES, coins, mail_link
from webui.language import say
from webui.site import render, site
from webui.state import State, read
from webui.stories import Anchor, Story, crumbs, issue_anchor, language_tag, of_hit
from webui.text import Pieces, inside, long_date, marked

FEATURED = 6
"""Stories offered as related."""

MOST_HITS = 40
"""Places with a link of their own in the list of hits; all of them are marked."""


BREAK = "\n\n"
"""Between the parts of a story when its marks are asked for all at once: a query is parsed only once."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A story that the page itself linked; one that the archive does not hold leads away."""

    title: str
    href: str
    held: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one field was found."""

    field: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The story's text with the query's words marked; ``hits`` counts the marks."""

    headline: Pieces
    dek: Pieces
    body: tuple[Pieces, ...]
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How a story is sent, cited, and traced to where it came from."""

    permalink: str
    address: str
    address_is_web: bool
    saved: str
    other_addresses: int
    saved_text: str
    pdf: str
    versions: int
    citations: tuple[Anchor, ...]
    """How each style is called, and under ``href`` the citation itself."""
    coins: str
    references: tuple[Anchor, ...]
    mail: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One more thing that the page told of the story."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The story's place among the results and the ways to those before and after it."""

    place: int
    total: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One story with its ways onward."""

    template: ClassVar[str] = "article.html"
    number: int
    state: State
    back: str
    results: Turn | None
    unmarked: str
    text: Marked
    title: str
    description: str
    crumbs: tuple[Anchor, ...]
    authors: tuple[Anchor, ...]
    place: str
    day: date | None
    issue: Anchor | None
    folio: Anchor | None
    source: Anchor | None
    tags: tuple[str, ...]
    language: str
    added: date
    keeping: Keeping
    linked: tuple[Linked, ...]
    related: tuple[Story, ...]
    previous: Anchor | None
    next: Anchor | None
    evidence: tuple[Evidence, ...]
    doubts: tuple[str, ...]
    jumps: tuple[int, ...]
    linked_data: Markup
    facts: tuple[Fact, ...]
    corrections: tuple[str, ...]
    caption: str
    picture: str
    copies: tuple[Story, ...]
    versions: str


def view(number: int) -> ResponseReturnValue:
    """``/article/17``; with the parameters of a search, its words are marked and the way back is offered."""
    state = read(request.args.items(multi=True))
    held = site().catalogue.article(number)
    return linked.as_memento(make_response(render(_page(held, state))), held)


def _page(held: Holding, state: State) -> ArticlePage:
    article = held.article
    text = _marked(article, state.q)
    stories = _linked(article)
    before, after = _neighbours(held)
    asked = bool(state.q) or state.narrowed
    return ArticlePage(
        number=held.id,
        state=state,
        back=urls.search(_page_of(state)) if asked else "",
        results=_turn(held.id, state) if asked else None,
        unmarked=urls.article(held.id),
        text=text,
        title=article.headline or say("Untitled"),
        description=article.dek or (article.body[0] if article.body else ""),
        crumbs=crumbs(article.section),
        authors=tuple(Anchor(name, urls.facet("author", name)) for name in article.authors),
        place=article.place,
        day=article.date,
        issue=issue_anchor(article.date),
        folio=_folio(article),
        source=Anchor(article.source, urls.facet("source", article.source)) if article.source else None,
        tags=article.tags,
        language=language_tag(article.language),
        added=held.added.date(),
        keeping=_keeping(held),
        linked=stories,
        related=_related(held.id, stories),
        previous=before,
        next=after,
        evidence=tuple(Evidence(name, how) for name, how in article.found.items()),
        doubts=article.doubts,
        jumps=tuple(range(1, min(text.hits, MOST_HITS) + 1)),
        linked_data=linked.script(held),
        facts=_facts(article),
        corrections=article.corrections,
        caption=article.caption,
        picture=article.image if urls.is_web(article.image) else "",
        copies=tuple(of_hit(hit) for hit in site().catalogue.copies(held.id)),
        versions=urls.versions(held.id),
    )


FACTS: Mapping[str, Callable[[Article], str]] = {
    "Updated": lambda article: long_date(article.updated) if article.updated else "",
    "Edition": lambda article: article.edition,
    "Agency": lambda article: article.agency,
}
"""What stands beside page and day -> its value, empty where the page told nothing."""


def _facts(article: Article) -> tuple[Fact, ...]:
    values = ((say(label), value(article)) for label, value in FACTS.items())
    return tuple(Fact(label, value) for label, value in values if value)


def _page_of(state: State) -> State:
    """The page of results on which the story stands: an article's address holds its own place as ``offset``."""
    limit = state.limit or site().settings.page_size
    return state.at(state.offset - state.offset % limit)


def _turn(number: int, state: State) -> Turn | None:
    """None when the story does not stand where the address says, as in a link whose archive has grown since."""
    first = max(state.offset - 1, 0)
    found = site().catalogue.answer(state.question(), limit=3, offset=first, fold=state.fold)
    ids = [hit.id for hit in found.hits]
    at = state.offset - first
    if at >= len(ids) or ids[at] != number:
        return None
    return Turn(
        state.offset + 1,
        found.groups,
        urls.article(ids[at - 1], state.at(state.offset - 1)) if at else "",
        urls.article(ids[at + 1], state.at(state.offset + 1)) if at + 1 < len(ids) else "",
    )


def _folio(article: Article) -> Anchor | None:
    """The print page within its issue or, without a date, everything on pages of that name."""
    if not article.page:
        return None
    issue = urls.issue(article.date, article.page) if article.date else urls.facet("page", article.page)
    return Anchor(article.page, issue)


def _keeping(held: Holding) -> Keeping:
    article, archive = held.article, site().catalogue.archive
    permalink = urls.absolute(urls.article(held.id))
    return Keeping(
        permalink=permalink,
        address=article.url,
        address_is_web=urls.is_web(article.url),
        saved=urls.saved(held.id) if archive.original(held.id) is not None else "",
        other_addresses=max(len(archive.addresses(held.id)) - 1, 0),
        versions=len(archive.versions(held.id)),
        saved_text=urls.saved_text(held.id),
        pdf=urls.pdf(held.id) if pdf.available() else "",
        citations=tuple(Anchor(say(style), cite(article, permalink)) for style, cite in STYLES),
        coins=coins(article, permalink),
        references=tuple(Anchor(form.label, urls.reference(held.id, suffix)) for suffix, form in FORMS.items()),
        mail=mail_link(article, permalink),
    )


def _marked(article: Article, query: str) -> Marked:
    texts = (article.headline or say("Untitled"), article.dek, *article.body)
    whole = site().catalogue.marks(BREAK.join(texts), query) if query else ()
    numbers, start, parts = count(1), 0, []
    for each in texts:
        parts.append(marked(each, inside(whole, start, start + len(each)), numbers))
        start += len(each) + len(BREAK)
    headline, dek, *body = parts
    return Marked(headline=headline, dek=dek, body=tuple(body), hits=next(numbers) - 1)


def _linked(article: Article) -> tuple[Linked, ...]:
    """What the page linked, as far as it can be followed: to our own copy first, else to a web address."""
    held = site().catalogue.archive.ids([link.url for link in article.related])
    return tuple(
        Linked(link.title or link.url, urls.article(held[link.url]) if link.url in held else link.url, link.url in held)
        for link in article.related
        if link.url in held or urls.is_web(link.url)
    )


def _related(number: int, linked: tuple[Linked, ...]) -> tuple[Story, ...]:
    known = {link.href for link in linked}
    stories = (of_hit(hit) for hit in site().catalogue.related(number, limit=FEATURED))
    return tuple(story for story in stories if story.href not in known)


def _neighbours(held: Holding) -> tuple[Anchor | None, Anchor | None]:
    """The stories before and after this one in its issue."""
    if held.article.date is None:
        return None, None
    printed = site().catalogue.archive.issue(held.article.date)
    at = next((place for place, each in enumerate(printed) if each.id == held.id), None)
    if at is None:
        return None, None
    return (_neighbour(printed[at - 1]) if at else None), (
        _neighbour(printed[at + 1]) if at + 1 < len(printed) else None
    )


def _neighbour(held: Holding) -> Anchor:
    return Anchor(held.article.headline or say("Untitled"), urls.article(held.id))
