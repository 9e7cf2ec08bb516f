"""A rule that reads a page as general extraction does, every selector of it tried on that page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from indexer.extract import extract
from indexer.extract.evidence import host_of
from indexer.page import Page, Rejected
from indexer.rulemaking.places import FIELDS, Places
from indexer.rulemaking.selectors import numbered, selectors
from indexer.sites import Rule, reading_by
from search.article import Article

_TRIED = 8
"""Selectors that are tried for one group of elements, and groups for one field: each try reads the page once."""
_GROUPS = 5
_MOST_CUTS = 12
_ANYTHING = "html"
"""Finds something on every page, and nothing that is short enough for a headline."""
_ENOUGH = 0.5
"""Share of the story's paragraphs that a rule must read for it to be a beginning."""


def rule_of(page: Page, article: Article, soup: BeautifulSoup) -> Rule | None:
    """The rule, with selectors for what stands on the page in elements that can be told from others.

    ``soup`` is the page as rules see it. None when no selector finds the headline or most of the story.
    """
    trials = _Trials(page, article, Places(soup, article))
    made = trials.story()
    for field in FIELDS:
        if made is not None and field != "body" and getattr(article, field):
            made = trials.with_field(made, field) or (None if field == "headline" else made)
    return replace(made, source=article.source) if made else None


def read_by(page: Page, host: str, rule: Rule) -> Article | Rejected:
    """The page read by one rule alone."""
    with reading_by({host: (rule,)}):
        return extract(page)


class _Trials:
    def __init__(self, page: Page, article: Article, places: Places) -> None:
        self._page = page
        self._article = article
        self._places = places
        self._host = host_of(article.url)

    def story(self) -> Rule | None:
        """The rule that reads the same paragraphs, or the one that comes closest."""
        best, most = None, _ENOUGH
        for rule in self._stories():
            found = read_by(self._page, self._host, rule)
            share = 0.0 if isinstance(found, Rejected) else _share(found.body, self._article.body)
            if share > most:
                best, most = rule, share
            if share == 1:
                break
        return best

    def with_field(self, base: Rule, field: str) -> Rule | None:
        """The rule with a selector for one more field, when one gives the field's value."""
        wanted = getattr(self._article, field)
        for elements in islice(self._places.of(field), _GROUPS):
            for selector in islice(self._exact(elements, surely=field == "headline"), _TRIED):
                values: dict[str, Any] = {field: selector}
                rule = replace(base, **values)
                found = read_by(self._page, self._host, rule)
                if isinstance(found, Article) and getattr(found, field) == wanted and _by_rule(found, field):
                    return rule
        return None

    def _stories(self) -> Iterator[Rule]:
        groups = list(self._places.of("body"))
        for elements in groups:
            for selector in islice(self._exact(elements, surely=True), _TRIED):
                yield Rule(headline=_ANYTHING, body=selector)
        for elements in groups[:1]:
            for selector in islice(self._exact(elements, surely=True), _TRIED):
                yield Rule(headline=_ANYTHING, body=selector, drop=self._cuts(selector, elements[0]))

    def _cuts(self, body: str, container: Tag) -> str:
        """A selector for what stands in the story and is no part of it, never finding a part of it."""
        foreign = self._places.furniture(container)
        allowed = {id(inner) for each in foreign for inner in (each, *each.find_all(True))}
        cuts: dict[str, None] = {}
        for each in foreign:
            inside = (f"{body} {selector}" for selector in selectors([each]))
            cut = next((cut for cut in inside if self._finds_only(cut, each, allowed)), "")
            cuts |= {cut: None} if cut else {}
        return ", ".join(islice(cuts, _MOST_CUTS))

    def _finds_only(self, selector: str, wanted: Tag, allowed: set[int]) -> bool:
        found = [id(each) for each in self._select(selector)]
        return id(wanted) in found and allowed.issuperset(found)

    def _exact(self, elements: list[Tag], *, surely: bool) -> Iterator[str]:
        """Selectors that find these elements and no others; by numbers too when there ``surely`` must be one."""
        wanted = set(map(id, elements))
        tried = chain(selectors(elements), numbered(elements[0]) if surely and len(elements) == 1 else ())
        return (each for each in dict.fromkeys(tried) if set(map(id, self._select(each))) == wanted)

    def _select(self, selector: str) -> list[Tag]:
        try:
            return list(self._places.soup.select(selector))
        except SelectorSyntaxError:
            return []


def _by_rule(article: Article, field: str) -> bool:
    return article.found.get(field, "").startswith("site rule")


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much two lists of paragraphs have in common, 1 when they are the same."""
    return len(set(one) & set(other)) / max(1, len(set(one) | set(other)))
