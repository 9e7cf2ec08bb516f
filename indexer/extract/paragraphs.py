"""Paragraphs from a story's soup, in reading order: blocks, list items, quotations, and text between double breaks."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from indexer.extract.tree import BLOCKS, squeeze


@dataclass(slots=True)
class Paragraph:
    """One paragraph, and the block that it stood in."""

    text: str
    tag: str


def paragraphs_of(soup: BeautifulSoup | Tag) -> list[Paragraph]:
    """Every paragraph of the soup. One break is a space, two are the end of a paragraph."""
    reader = _Reader()
    open_tags: list[Tag] = [soup]
    for element in soup.descendants:
        while element.parent is not open_tags[-1]:
            reader.close(open_tags.pop())
        if isinstance(element, Tag):
            reader.open(element)
            open_tags.append(element)
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            reader.text(element)
    reader.end()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self._pieces: list[str] = []
        self._breaks = 0
        self._tags: list[str] = ["div"]

    def open(self, tag: Tag) -> None:
        if tag.name == "br":
            self._breaks += 1
            self._pieces.append("\n")
            if self._breaks == 2:
                self.end()
        elif tag.name in BLOCKS:
            self.end()
            self._tags.append(tag.name)

    def close(self, tag: Tag) -> None:
        if tag.name in BLOCKS and tag.name != "br":
            self.end()
            self._tags.pop()

    def text(self, string: str) -> None:
        self._pieces.append(string)
        if not string.isspace():
            self._breaks = 0

    def end(self) -> None:
        text = squeeze("".join(self._pieces)) if self._pieces else ""
        if text:
            self.found.append(Paragraph(text, self._tags[-1]))
        self._pieces = []
