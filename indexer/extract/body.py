"""The story's paragraphs: its container grown into a soup, and read with BeautifulSoup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from lxml import etree

from indexer.extract import jsonld
from indexer.extract.paragraphs import Paragraph, paragraphs_of
from indexer.extract.story import Place
from indexer.extract.tree import BLOCKS, Element, text_of
from indexer.extract.trim import sifted

_DECLARED_BREAK = re.compile(r"\n+|</p>|<br\s*/?>\s*<br\s*/?>", re.I)
_LONGEST_HEADING = 160
_ENOUGH = 250
"""Characters of a story that leave no doubt that it was found."""
_BOLD = frozenset(("b", "strong", "font", "big"))


def story_of(place: Place) -> list[Paragraph]:
    """The story's paragraphs; the page's tree stays as it is."""
    return sifted(paragraphs_of(soup_of(place)))


def declared_story(text: str) -> list[Paragraph]:
    """The paragraphs of a story that the page holds in its data alone."""
    pieces = map(jsonld.plain, _DECLARED_BREAK.split(text))
    return [Paragraph(piece, "p") for piece in pieces if piece]


def is_little(paragraphs: list[Paragraph]) -> bool:
    """Whether so little text was found that it may not be the story."""
    return sum(len(each.text) for each in paragraphs) < _ENOUGH


def soup_of(place: Place) -> BeautifulSoup:
    """The story's container as soup, without what was put into it and without inline markup.

    The soup is grown tag by tag from the tree that is there already: writing the container as HTML and parsing it
    again takes twice as long.
    """
    soup = BeautifulSoup("", "lxml")
    at: Tag = soup
    pieces: list[str] = []
    opened: dict[Element, Tag] = {}
    for element, begins in _walk(place):
        if (begins and (name := _name(element))) or element in opened:
            _pour(pieces, at)
            if begins:
                opened[element] = at
                child = Tag(name=name)
                at.append(child)
                at = child
            else:
                at = opened[element]
        text = element.text if begins else element.tail
        if text and (begins or element is not place.container):
            pieces.append(text)
    _pour(pieces, at)
    return soup


def _walk(place: Place) -> Iterator[tuple[Element, bool]]:
    """Elements at their beginnings (True) and ends, past what is no part of the story."""
    walk = etree.iterwalk(place.container, events=("start", "end"))
    for event, element in walk:
        if element in place.cut and event == "start":
            walk.skip_subtree()
            continue
        yield element, event == "start"


def _pour(pieces: list[str], into: Tag) -> None:
    if pieces:
        text = "".join(pieces)
        if not text.isspace():
            into.append(NavigableString(text))
        pieces.clear()


def _name(element: Element) -> str:
    """The tag that an element becomes in the soup, ``""`` for none: bold type alone on its line is a heading."""
    tag = element.tag
    if tag in BLOCKS:
        return str(tag)
    return "h4" if tag in _BOLD and _is_line(element) else ""


def _is_line(element: Element) -> bool:
    """Whether an element sets a short line apart, from one break (or the block's beginning) to the next."""
    after, before = element.getnext(), element.getprevious()
    if after is None or after.tag != "br" or (element.tail or "").strip():
        return False
    parent = element.getparent()
    opens = (parent.text if parent is not None else "") if before is None else before.tail
    begins = before is None or before.tag in BLOCKS
    text = text_of(element)
    return begins and not (opens or "").strip() and 0 < len(text) <= _LONGEST_HEADING and text[-1] not in '.!?"”,;:'
