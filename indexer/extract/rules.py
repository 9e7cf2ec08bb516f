"""Reading a page by its newspaper's own rule; selectors are CSS, and the soup is their language."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup, Tag
from lxml import etree

from indexer.extract.paragraphs import Paragraph, paragraphs_of
from indexer.extract.tree import Element, squeeze
from indexer.sites import Rule, rules_for

_ESSENTIAL = ("headline", "body")


class Reading:
    """One page read by one rule."""

    def __init__(self, soup: BeautifulSoup, rule: Rule) -> None:
        self.rule = rule
        self._soup = soup

    def texts(self, field: str) -> list[str]:
        """The texts that a field's selector finds."""
        found = [squeeze(each.get_text(" ")) for each in self.tags(field)]
        return [text for text in found if text]

    def tags(self, field: str) -> list[Tag]:
        """The elements that a field's selector finds."""
        selector = getattr(self.rule, field)
        return list(self._soup.select(selector)) if selector else []

    def paragraphs(self) -> list[Paragraph]:
        """The story's paragraphs, without what the rule drops."""
        for tag in self.tags("drop"):
            tag.decompose()
        return [each for tag in self.tags("body") for each in paragraphs_of(tag)]


def reading_of(root: Element, host: str, day: date | None) -> Reading | None:
    """The page read by the first of its host's rules that fits it; None for pages of other newspapers."""
    rules = rules_for(host, day)
    if not rules:
        return None
    soup = BeautifulSoup(etree.tostring(root, method="html", encoding="unicode"), "lxml")
    readings = (Reading(soup, rule) for rule in rules)
    return next((each for each in readings if all(each.tags(field) for field in _ESSENTIAL)), None)
