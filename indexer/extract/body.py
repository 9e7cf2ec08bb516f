"""The story's paragraphs: prune, find what holds the story, read it with BeautifulSoup, trim both ends."""

from __future__ import annotations

import re
from copy import deepcopy

from bs4 import BeautifulSoup
from lxml import etree

from indexer.extract import jsonld
from indexer.extract.container import container_of
from indexer.extract.paragraphs import Paragraph, paragraphs_of
from indexer.extract.prune import CUTS, Cut, prune, prune_story
from indexer.extract.tree import BLOCKS, Element, text_of
from indexer.extract.trim import sifted

_DECLARED_BREAK = re.compile(r"\n+|</p>|<br\s*/?>\s*<br\s*/?>", re.I)
_LONGEST_HEADING = 160
_ENOUGH = 250
"""Characters of a story that leave no doubt that it was found."""

_INLINE = (
    *("span", "font", "b", "i", "em", "strong", "u", "s", "small", "big", "sub", "sup", "abbr", "cite", "code"),
    *("time", "mark", "ins", "del", "acronym", "tt", "kbd", "samp", "var", "label", "wbr", "nobr", "bdi", "bdo"),
    *("picture", "img", "source", "input", "q", "data", "hr", "amp-img", "spacer", "ruby", "rb"),
)


def story_of(root: Element) -> list[Paragraph]:
    """The story's paragraphs; ``root`` stays as it is.

    A page that seems to hold nothing is read again with less taken out: some call their very story a widget.
    """
    best: list[Paragraph] = []
    for cut in CUTS:
        found = _read(deepcopy(root), cut)
        if _size(found) > 2 * _size(best):
            best = found
        if _size(best) >= _ENOUGH:
            break
    return best


def _read(root: Element, cut: Cut) -> list[Paragraph]:
    body = root.find("body")
    page = root if body is None else body
    prune(page, cut)
    container = container_of(page)
    prune_story(container)
    return sifted(paragraphs_of(soup_of(container)))


def _size(paragraphs: list[Paragraph]) -> int:
    return sum(len(each.text) for each in paragraphs)


def declared_story(text: str) -> list[Paragraph]:
    """The paragraphs of a story that the page holds in its data alone."""
    pieces = map(jsonld.plain, _DECLARED_BREAK.split(text))
    return [Paragraph(piece, "p", 0) for piece in pieces if piece]


def is_little(paragraphs: list[Paragraph]) -> bool:
    """Whether so little text was found that it may not be the story."""
    return _size(paragraphs) < _ENOUGH


def soup_of(container: Element) -> BeautifulSoup:
    """The container as soup, without the inline markup and attributes that no paragraph depends on."""
    for element in [each for each in container.iter("b", "strong", "font", "big") if _is_line(each)]:
        element.tag = "h4"
    etree.strip_tags(container, *_INLINE)
    for element in container.iter():
        href = element.get("href") if element.tag == "a" else None
        element.attrib.clear()
        if href:
            element.set("href", "#")
    return BeautifulSoup(etree.tostring(container, method="html", encoding="unicode", with_tail=False), "lxml")


def _is_line(element: Element) -> bool:
    """Whether an element sets a short line apart, from one break (or the block's beginning) to the next."""
    after, before = element.getnext(), element.getprevious()
    if after is None or after.tag != "br" or (element.tail or "").strip():
        return False
    opens = element.getparent().text if before is None else before.tail
    begins = before is None or before.tag in BLOCKS
    text = text_of(element)
    return begins and not (opens or "").strip() and 0 < len(text) <= _LONGEST_HEADING and text[-1] not in '.!?"”,;:'
