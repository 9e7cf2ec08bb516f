"""The story's paragraphs: prune, find what holds the story, read it with BeautifulSoup, trim both ends."""

from __future__ import annotations

from bs4 import BeautifulSoup
from lxml import etree

from indexer.extract.container import container_of
from indexer.extract.paragraphs import Paragraph, paragraphs_of
from indexer.extract.prune import prune, prune_story
from indexer.extract.tree import Element

_INLINE = (
    *("span", "font", "b", "i", "em", "strong", "u", "s", "small", "big", "sub", "sup", "abbr", "cite", "code"),
    *("time", "mark", "ins", "del", "acronym", "tt", "kbd", "samp", "var", "label", "wbr", "nobr", "bdi", "bdo"),
    *("picture", "img", "source", "input", "q", "data", "hr", "amp-img", "spacer", "ruby", "rb"),
)


def story_of(root: Element) -> list[Paragraph]:
    """The story's paragraphs; the tree is pruned on the way."""
    body = root.find("body")
    page = root if body is None else body
    prune(page)
    container = container_of(page)
    prune_story(container)
    return paragraphs_of(soup_of(container))


def soup_of(container: Element) -> BeautifulSoup:
    """The container as soup, without the inline markup and attributes that no paragraph depends on."""
    etree.strip_tags(container, *_INLINE)
    for element in container.iter():
        href = element.get("href") if element.tag == "a" else None
        element.attrib.clear()
        if href:
            element.set("href", "#")
    return BeautifulSoup(etree.tostring(container, method="html", encoding="unicode", with_tail=False), "lxml")
