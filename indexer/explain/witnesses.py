"""What a page says of each field in the places made for saying it, as far as it says anything.

A witness is read from the page by the simplest means and never weighed: deciding is the extraction's business. The
table names the usual places; https://schema.org/NewsArticle and https://ogp.me have the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from indexer.encoding import decode
from indexer.extract import LARGEST, jsonld
from indexer.extract.calendar import first_day, in_address
from indexer.extract.evidence import meta_of
from indexer.extract.names import people
from indexer.extract.tree import Element, parse, text_of
from indexer.page import Page

_LONGEST = 2000
"""Characters of what one witness may say; a body that is declared stays whole."""
_MOST = 4
"""Witnesses of one kind, such as the headings of a page."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement of a page on one field, and where it stands."""

    value: str
    how: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A page taken apart once for all fields."""

    page: Page
    root: Element
    story: jsonld.Node
    nodes: list[jsonld.Node]
    meta: Mapping[str, tuple[str, ...]]


Source: TypeAlias = Callable[[_Said], Iterator[Witness]]


def witnesses(page: Page) -> dict[str, tuple[Witness, ...]]:
    """Field -> what the page says of it, each statement once; nothing for bytes that are no page."""
    root = parse(decode(page.html, page.charset)) if len(page.html) <= LARGEST else None
    if root is None:
        return {}
    nodes = jsonld.nodes_of(root)
    said = _Said(page, root, jsonld.story_of(nodes), nodes, meta_of(root))
    return {field: _distinct(field, said, sources) for field, sources in _SOURCES.items()}


def _distinct(field: str, said: _Said, sources: tuple[Source, ...]) -> tuple[Witness, ...]:
    heard = (witness for source in sources for witness in source(said))
    readable = (Witness(text, each.how) for each in heard if (text := _READ.get(field, _as_it_is)(each.value)))
    return tuple(dict.fromkeys(readable))


def _story(*names: str) -> Source:
    def said(page: _Said) -> Iterator[Witness]:
        for name in names:
            values = [jsonld.text(each) for each in jsonld.listed(page.story.get(name))]
            if filled := [each for each in values if each]:
                yield Witness(", ".join(filled), f"JSON-LD {name}")

    return said


def _meta(*names: str) -> Source:
    def said(page: _Said) -> Iterator[Witness]:
        for name in names:
            if values := page.meta.get(name):
                yield Witness(", ".join(values), f"meta {name}")

    return said


def _elements(how: str, path: str, attribute: str = "") -> Source:
    """Elements that an XPath finds, by an attribute or by their text."""

    def said(page: _Said) -> Iterator[Witness]:
        for element in page.root.xpath(path)[:_MOST]:
            text = (element.get(attribute) or "") if attribute else ""
            yield Witness(text or text_of(element), how)

    return said


def _trail(page: _Said) -> Iterator[Witness]:
    for node in page.nodes:
        if "BreadcrumbList" in jsonld.kinds(node):
            items = [each for each in jsonld.listed(node.get("itemListElement")) if isinstance(each, dict)]
            names = [jsonld.text(each.get("name")) or jsonld.text(each.get("item")) for each in items]
            yield Witness(" / ".join(filter(None, names)), "JSON-LD breadcrumb")


def _day_in_address(page: _Said) -> Iterator[Witness]:
    try:
        day = in_address(urlsplit(page.page.url).path)
    except ValueError:
        return
    if day is not None:
        yield Witness(day.isoformat(), "URL")


def _saved_from(page: _Said) -> Iterator[Witness]:
    yield Witness(page.page.url, "where it was saved from")


def _as_it_is(text: str) -> str:
    return text[:_LONGEST]


def _day(text: str) -> str:
    written = first_day(text)
    return written.day.isoformat() if written and written.day else ""


def _names(text: str) -> str:
    return "" if text.startswith(("http", "//")) else ", ".join(people(text[:_LONGEST]))


_READ: Mapping[str, Callable[[str], str]] = {"date": _day, "updated": _day, "authors": _names, "body": str}

_SOURCES: Mapping[str, tuple[Source, ...]] = {
    "url": (_elements("canonical link", "//link[@rel='canonical']", "href"), _meta("og:url"), _saved_from),
    "headline": (
        _story("headline"),
        _meta("og:title", "twitter:title"),
        _elements("title", "//head/title"),
        _elements("h1", "//h1"),
    ),
    "dek": (_story("description", "alternativeHeadline"), _meta("og:description", "description")),
    "authors": (
        _story("author", "creator"),
        _meta("author", "article:author", "byl", "parsely-author", "dc.creator"),
        _elements("rel=author", "//a[contains(concat(' ', @rel, ' '), ' author ')]"),
        _elements("microdata author", "//*[@itemprop='author']"),
    ),
    "date": (
        _story("datePublished", "dateCreated"),
        _meta("article:published_time", "datepublished", "pubdate", "parsely-pub-date", "dc.date.issued", "date"),
        _elements("microdata datePublished", "//*[@itemprop='datePublished']", "datetime"),
        _elements("time element", "//time[@datetime][not(@itemprop)]", "datetime"),
        _day_in_address,
    ),
    "updated": (_story("dateModified"), _meta("article:modified_time", "og:updated_time")),
    "section": (_trail, _story("articleSection"), _meta("article:section", "parsely-section")),
    "source": (_story("publisher"), _meta("og:site_name", "application-name")),
    "language": (_elements("html lang", "/html[@lang]", "lang"), _meta("content-language", "og:locale")),
    "page": (_story("printPage", "pageStart", "pagination"), _meta("print_page_number", "printpage")),
    "tags": (_story("keywords"), _meta("article:tag", "news_keywords", "keywords")),
    "image": (_story("image"), _meta("og:image")),
    "body": (_story("articleBody"),),
}
"""Field -> the places where pages state it, the most deliberate ones first."""
