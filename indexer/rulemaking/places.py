"""Where on a page the values of its article stand: for each field groups of elements, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from bs4 import BeautifulSoup, Tag

from indexer.extract.address import absolute
from indexer.extract.calendar import days_in
from indexer.extract.likeness import bare
from indexer.extract.section import crumbs
from indexer.extract.tree import squeeze
from search.article import Article

_LONGEST = 700
"""Characters; what is longer holds a story and is no field's own element."""
_SLACK = 60
"""Characters that may stand around a value in its element: ``By``, a role, a time of day."""


class Places:
    """One page and the article on it."""

    def __init__(self, soup: BeautifulSoup, article: Article) -> None:
        self.soup = soup
        self.article = article

    def of(self, field: str) -> Iterator[list[Tag]]:
        """Groups of elements that may be what a selector for the field should find."""
        yield from _FINDERS[field](self)

    @cached_property
    def texts(self) -> list[tuple[Tag, str]]:
        """Every element with little text, innermost last, and that text."""
        found = ((tag, squeeze(tag.get_text(" "))) for tag in self.soup.find_all(True))
        return [(tag, text) for tag, text in found if 0 < len(text) <= _LONGEST and tag.name not in ("title", "head")]

    @cached_property
    def paragraphs(self) -> list[Tag]:
        """The innermost element of each paragraph; nothing when one of them has no element of its own."""
        found: list[Tag] = []
        by_text: dict[str, Tag] = {}
        for tag in self.soup.find_all(True):
            by_text.setdefault(squeeze(tag.get_text("")), tag)
        for text in self.article.body:
            if text not in by_text:
                return []
            found.append(by_text[text])
        return found

    @property
    def container(self) -> Tag | None:
        """The innermost element that holds the whole story."""
        wanted = [bare(each) for each in self.article.body]
        best = self.soup.body if wanted else None
        while best is not None:
            inner = next((each for each in best.find_all(True, recursive=False) if _holds(each, wanted)), None)
            if inner is None:
                return best
            best = inner
        return None

    def furniture(self, container: Tag) -> list[Tag]:
        """What stands in the container and is no part of the story: the outermost such elements."""
        story = "\n".join(bare(each) for each in self.article.body)
        return list(_foreign(container, story, [bare(each) for each in self.article.body]))


Finder: TypeAlias = Callable[[Places], Iterator[list[Tag]]]


def _holds(tag: Tag, wanted: list[str]) -> bool:
    text = bare(tag.get_text(""))
    return all(each in text for each in wanted)


def _foreign(tag: Tag, story: str, paragraphs: list[str]) -> Iterator[Tag]:
    for child in tag.find_all(True, recursive=False):
        text = bare(child.get_text(""))
        if text and text not in story:
            if any(each in text for each in paragraphs):
                yield from _foreign(child, story, paragraphs)
            else:
                yield child


def _same_text(field: str) -> Finder:
    """Elements that say nothing but the value, headings before others, inner ones before outer ones."""

    def find(places: Places) -> Iterator[list[Tag]]:
        wanted = bare(str(getattr(places.article, field)))
        found = [tag for tag, text in places.texts if bare(text) == wanted and tag.find_parent("nav") is None]
        yield from ([tag] for tag in sorted(found, key=lambda tag: tag.name not in ("h1", "h2", "h3")))

    return find


def _ending(field: str) -> Finder:
    """Elements that end with the value, the shortest first."""

    def find(places: Places) -> Iterator[list[Tag]]:
        value = str(getattr(places.article, field)).casefold()
        found = [(len(text), tag) for tag, text in places.texts if text.casefold().endswith(value)]
        yield from ([tag] for _, tag in sorted(found, key=lambda each: each[0]))

    return find


def _authors(places: Places) -> Iterator[list[Tag]]:
    names = [bare(each) for each in places.article.authors]
    room = sum(map(len, places.article.authors)) + _SLACK
    held = [tag for tag, text in places.texts if len(text) <= room and all(name in bare(text) for name in names)]
    yield from ([tag] for tag in sorted(held, key=lambda tag: len(tag.get_text())))
    single = [tag for tag, text in places.texts if bare(text) in names]
    yield [tag for tag in single if not any(inner in single for inner in tag.find_all(True))]


def _date(places: Places) -> Iterator[list[Tag]]:
    wanted, language = places.article.date, places.article.language
    held = [
        (len(text), tag)
        for tag, text in places.texts
        if len(text) <= 2 * _SLACK and any(each.day == wanted for each in days_in(text, language))
    ]
    yield from ([tag] for _, tag in sorted(held, key=lambda each: each[0]))


def _section(places: Places) -> Iterator[list[Tag]]:
    """One element with the whole trail, or the items of one."""
    wanted = [bare(each) for each in places.article.section]
    near = [(tag, text) for tag, text in places.texts if len(text) <= 4 * _SLACK]
    for tag, _ in near:
        for name in ("li", "a"):
            items = tag.find_all(name)
            if len(items) > 1 and [bare(each.get_text(" ")) for each in items][-len(wanted) :] == wanted:
                yield list(items)
    for tag, text in near:
        if [bare(each) for each in crumbs(text)][-len(wanted) :] == wanted:
            yield [tag]


def _body(places: Places) -> Iterator[list[Tag]]:
    if places.container is not None:
        yield [places.container]
    if places.paragraphs:
        yield places.paragraphs


def _related(places: Places) -> Iterator[list[Tag]]:
    wanted = {link.url for link in places.article.related}
    links = [
        tag for tag in places.soup.find_all("a", href=True) if absolute(places.article.url, str(tag["href"])) in wanted
    ]
    yield links
    yield links[-len(wanted) :]


_FINDERS: Mapping[str, Finder] = {
    "body": _body,
    "headline": _same_text("headline"),
    "dek": _same_text("dek"),
    "authors": _authors,
    "date": _date,
    "section": _section,
    "page": _ending("page"),
    "place": _same_text("place"),
    "related": _related,
}
"""The fields that a rule has selectors for, in the order in which they are looked for."""
FIELDS = tuple(_FINDERS)
