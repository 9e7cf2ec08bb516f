"""All that a page says of its story, read once; the fields choose from it.

A field is a list of ways to find it, best first. Each way yields candidates: a value, and in short words how it was
found, which the article keeps so that an admin can see why a date is what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import SplitResult, urlsplit

from indexer.extract import jsonld
from indexer.extract.likeness import bare, title_parts
from indexer.extract.outline import Line, Outline, outline_of
from indexer.extract.rules import Reading
from indexer.extract.tree import Element, squeeze, text_of
from indexer.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that a field may have, and how it was found."""

    value: T
    how: str


@dataclass(kw_only=True)
class Evidence:
    """One page's evidence; where the story stands among the lines is filled in once it has been found."""

    page: Page
    root: Element
    url: str
    meta: Mapping[str, tuple[str, ...]]
    nodes: list[jsonld.Node]
    rule: Reading | None = None
    body: tuple[str, ...] = ()
    how: str = ""
    """How the body was found."""
    language: str = ""
    source: str = ""
    numbers: list[int] = field(default_factory=list)
    """The numbers of the lines that belong to the story."""
    container: Element | None = None
    """What holds the story; None when a rule or the page's data gave it."""
    around: frozenset[Element] = frozenset()
    """The story's container and the elements around it: being in one of them says nothing against an element."""
    opening: int = 0
    """The number of the line with which the story opens."""
    ending: int = 0
    """The number of the line after the story."""
    doubts: list[str] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    """What one field found and another may need."""

    @cached_property
    def story(self) -> jsonld.Node:
        """The JSON-LD object of the story itself."""
        return jsonld.story_of(self.nodes)

    @cached_property
    def outline(self) -> Outline:
        """The page's visible lines and the boxes around them."""
        body = self.root.find("body")
        return outline_of(self.root if body is None else body)

    @property
    def lines(self) -> list[Line]:
        """The page's visible lines."""
        return self.outline.lines

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``."""
        found = next(self.root.iter("title"), None)
        return "" if found is None else text_of(found)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The story's title as the page's head gives it, in every version."""
        found = [candidate.value for candidate in self.metas("og:title", "twitter:title")]
        found += [self.title, jsonld.text(self.story.get("headline"))]
        return tuple(dict.fromkeys(title for title in found if title))

    @cached_property
    def bare_titles(self) -> frozenset[str]:
        """Those titles and their parts, letters alone."""
        return frozenset(bare(part) for title in self.titles for part in title_parts(title))

    @cached_property
    def summaries(self) -> tuple[Candidate[str], ...]:
        """What the page's head says the story is about."""
        described = jsonld.text(self.story.get("description"))
        said = [Candidate(described, "JSON-LD description")] if described else []
        return (*said, *self.metas("og:description", "description"))

    @cached_property
    def bare_summaries(self) -> frozenset[str]:
        """Those summaries, letters alone."""
        return frozenset(bare(each.value) for each in self.summaries)

    @property
    def host(self) -> str:
        """The host of the page's address, ``""`` when it has none."""
        return host_of(self.url)

    @cached_property
    def today(self) -> date:
        """The last day on which the story can have been printed."""
        return (self.page.fetched or datetime.now(UTC)).date()

    def doubt(self, sentence: str) -> None:
        """Keep a sentence on something that looked wrong."""
        if sentence not in self.doubts:
            self.doubts.append(sentence)

    def by_rule(self, name: str) -> Iterator[Candidate[str]]:
        """What the newspaper's own rule finds for a field, if there is a rule."""
        if self.rule is not None:
            for text in self.rule.texts(name):
                yield Candidate(text, f"site rule {self.host} {getattr(self.rule.rule, name)}")

    def metas(self, *names: str) -> Iterator[Candidate[str]]:
        """The values of meta elements, in the order of the names asked for."""
        for name in names:
            for value in self.meta.get(name, ()):
                yield Candidate(value, f"meta {name}")

    def items(self, name: str) -> Sequence[Element]:
        """The elements that microdata mark as a property of the story; links by their ``rel`` are ``rel=author``."""
        return self.outline.items.get(name, ())


Way: TypeAlias = Callable[[Evidence], Iterable[Candidate[T]]]


def candidates(ways: Iterable[Way[T]], evidence: Evidence) -> Iterator[Candidate[T]]:
    """What each way finds, the best way first; nothing is looked for before it is asked for."""
    for way in ways:
        yield from way(evidence)


def split(url: str) -> SplitResult:
    """The parts of an address, all empty when it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def host_of(url: str) -> str:
    """The host of an address in lower case, ``""`` when it has none or is none."""
    try:
        return (split(url).hostname or "").lower()
    except ValueError:
        return ""


def meta_of(root: Element) -> dict[str, tuple[str, ...]]:
    """The meta elements by lower-case name (``name``, ``property``, ``http-equiv`` or ``itemprop``)."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = squeeze(jsonld.plain(element.get("content") or element.get("value") or ""))
        for attribute in ("name", "property", "http-equiv", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                if value and value not in found.setdefault(name, []):
                    found[name].append(value)
    return {name: tuple(values) for name, values in found.items()}
