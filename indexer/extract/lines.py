"""The page as a reader sees it: one visible line of text after another.

Boxes, breadcrumbs, bylines and footers look alike as lines whatever markup carries them: tables of 2001 and
``div`` soup of 2021 give the same list. Fields that are printed on the page are looked for here.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from indexer.extract.tree import BLOCKS, Element, squeeze

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True, eq=False)
class Line:
    """One line: its text, the innermost block that holds it, and the links that stand in it."""

    text: str
    element: Element
    anchors: tuple[Element, ...]
    linked: int
    """How many of its characters are link text."""

    @property
    def is_link(self) -> bool:
        """Whether the line is (nearly) nothing but a link."""
        return bool(self.anchors) and self.linked * 10 >= len(self.text) * 8

    @property
    def is_heading(self) -> bool:
        """Whether the line is marked up as a heading."""
        return self.element.tag in HEADINGS


def lines_of(root: Element) -> list[Line]:
    """Every visible line under an element, in reading order."""
    reader = _Reader(root)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            reader.open(element)
        else:
            reader.close(element)
    reader.end_line()
    return reader.lines


class _Reader:
    """Collects text into lines while the tree is walked."""

    def __init__(self, root: Element) -> None:
        self.lines: list[Line] = []
        self._root = root
        self._blocks: list[Element] = [root]
        self._pieces: list[str] = []
        self._anchors: list[Element] = []
        self._in_link = 0
        self._linked = 0

    def open(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.end_line()
            self._blocks.append(element)
        elif tag == "a":
            self._in_link += 1
            self._anchors.append(element)
        self._add(element.text)

    def close(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.end_line()
            self._blocks.pop()
        elif tag == "a":
            self._in_link -= 1
        if element is not self._root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._in_link:
                self._linked += len(text.strip())

    def end_line(self) -> None:
        text = squeeze("".join(self._pieces)) if self._pieces else ""
        if text:
            self.lines.append(Line(text, self._blocks[-1], tuple(self._anchors), min(self._linked, len(text))))
        if text or not self._in_link:
            self._anchors = self._anchors[-self._in_link :] if self._in_link else []
        self._pieces = []
        self._linked = 0
