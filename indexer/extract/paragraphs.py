"""Paragraphs from a story's soup, in reading order: blocks, list items, quotations, and text between double breaks."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from indexer.extract.tree import BLOCKS, squeeze

CELL = " | "
"""Between the cells of a row."""
_LONGEST_CELL = 80
"""Characters; longer cells are the columns of a page and not a table's."""


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


def _is_data(row: Tag) -> bool:
    """Whether a row belongs to a table of data: several short cells without blocks of their own."""
    cells = [cell for cell in row.find_all(["td", "th"], recursive=False) if isinstance(cell, Tag)]
    return len(cells) > 1 and all(cell.find(True) is None and len(cell.get_text()) <= _LONGEST_CELL for cell in cells)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self._pieces: list[str] = []
        self._breaks = 0
        self._tags: list[str] = ["div"]
        self._in_row = False

    def open(self, tag: Tag) -> None:
        if tag.name == "br":
            self._breaks += 1
            self._pieces.append("\n")
            if self._breaks == 2:
                self.end()
        elif self._in_row and tag.name in ("td", "th"):
            self._pieces.append(CELL)
        elif tag.name in BLOCKS:
            self.end()
            self._tags.append(tag.name)
            self._in_row = tag.name == "tr" and _is_data(tag)

    def close(self, tag: Tag) -> None:
        if tag.name in BLOCKS and tag.name != "br" and not (self._in_row and tag.name in ("td", "th")):
            self.end()
            self._tags.pop()
            self._in_row = False

    def text(self, string: str) -> None:
        self._pieces.append(string)
        if not string.isspace():
            self._breaks = 0

    def end(self) -> None:
        text = squeeze("".join(self._pieces)).strip(CELL) if self._pieces else ""
        if text:
            self.found.append(Paragraph(text, self._tags[-1]))
        self._pieces = []
