"""The page as a reader sees it: its lines of text, and the boxes in which they stand, measured in one walk.

Boxes, breadcrumbs, bylines and footers look alike as lines whatever markup carries them: tables of 2001 and ``div``
soup of 2021 give the same list. A box is a run of lines, so that its text, its links and its pictures are differences
of running sums: asking how large an element is costs nothing, however often it is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from indexer.extract.furniture import PLAIN, sort_of
from indexer.extract.tree import BLOCKS, Element, squeeze

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TYPE = frozenset("b i u s em strong font big small sub sup tt code kbd samp var mark ins del wbr nobr".split())
"""Elements that say how letters look; nobody asks for their names."""
_LONGEST_LINK = 600
"""Characters; a longer one was not closed."""


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


@dataclass(slots=True, eq=False)
class Box:
    """One element that holds lines ``start`` to ``end`` (excluded); pictures and breaks are counted like lines."""

    element: Element
    tag: str
    marks: str
    sort: int
    depth: int
    start: int
    pictures: int
    """Before the walk has left the box: how many the page has above it."""
    breaks: int
    """Paragraphs and ``br``; counted as pictures are."""
    end: int = 0


@dataclass(slots=True)
class Outline:
    """A page's lines, its boxes in document order, and all elements that have a name (class, id or role)."""

    lines: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    named: list[tuple[Element, str]] = field(default_factory=list)
    """Each with its names in lower case."""
    items: dict[str, list[Element]] = field(default_factory=dict)
    """The elements that microdata mark as a property, by its name."""

    def sums(self, of: Callable[[Line], float]) -> list[float]:
        """Running sums of a measure: ``sums[end] - sums[start]`` is that of lines ``start`` to ``end``."""
        total = 0.0
        found = [total]
        for line in self.lines:
            total += of(line)
            found.append(total)
        return found


def outline_of(root: Element) -> Outline:
    """Every visible line under an element in reading order, and the boxes around them."""
    reader = _Reader()
    reader.begin(root, root.tag, "", PLAIN)
    reader.add(root.text)
    for child in root:
        _walk(child, reader)
    reader.finish()
    return reader.outline


def _walk(top: Element, reader: _Reader) -> None:
    """Lead the reader through an element and what follows it directly."""
    opened: set[Element] = set()
    for event, element in etree.iterwalk(top, events=("start", "end")):
        if event == "start":
            tag = element.tag
            if tag not in _TYPE and reader.open(element, tag):
                opened.add(element)
            text = element.text
        else:
            if element in opened:
                reader.close(element)
            text = element.tail
        if text:
            reader.add(text)


class _Reader:
    """Collects text into lines while the tree is walked."""

    __slots__ = (
        "_anchors",
        "_breaks",
        "_in_link",
        "_link_start",
        "_linked",
        "_open",
        "_pictures",
        "_pieces",
        "outline",
    )

    def __init__(self) -> None:
        self.outline = Outline()
        self._open: list[Box] = []
        self._pieces: list[str] = []
        self._anchors: list[Element] = []
        self._in_link = 0
        self._link_start = 0
        self._linked = 0
        self._pictures = 0
        self._breaks = 0

    def open(self, element: Element, tag: str) -> bool:
        """Begin an element; whether its end is wanted too."""
        if tag == "br":
            self._breaks += 1
            if self._pieces:
                self.end_line()
            return False
        if tag == "img":
            self._pictures += 1
            return False
        marks, sort, item = sort_of(element, tag)
        if marks:
            self.outline.named.append((element, marks))
        if item:
            for name in item.split():
                self.outline.items.setdefault(name, []).append(element)
        if tag == "a":
            self._in_link += 1
            self._anchors.append(element)
            self._link_start = len(self.outline.lines)
        if sort or tag in BLOCKS:
            self._breaks += tag == "p"
            self.begin(element, tag, marks, sort)
            return True
        return tag == "a"

    def begin(self, element: Element, tag: str, marks: str, sort: int) -> None:
        """Begin a box."""
        if self._pieces:
            self.end_line()
        outline = self.outline
        box = Box(element, tag, marks, sort, len(self._open), len(outline.lines), self._pictures, self._breaks)
        outline.boxes.append(box)
        self._open.append(box)

    def close(self, element: Element) -> None:
        """End a link or a box."""
        if element is self._open[-1].element:
            self.finish()
        if element.tag == "a":
            self._in_link -= 1
            if len(self.outline.lines) > self._link_start + 1:
                self._disown(element)

    def _disown(self, link: Element) -> None:
        """A link that nobody closed, and that so came to hold much of the page, is none."""
        held = self.outline.lines[self._link_start :]
        if sum(len(line.text) for line in held) > _LONGEST_LINK:
            for line in held:
                line.anchors = tuple(each for each in line.anchors if each is not link)
                line.linked = 0

    def finish(self) -> None:
        """End the innermost box."""
        if self._pieces:
            self.end_line()
        box = self._open.pop()
        box.end = len(self.outline.lines)
        box.pictures = self._pictures - box.pictures
        box.breaks = self._breaks - box.breaks

    def add(self, text: str | None) -> None:
        """Add text to the line."""
        if not text:
            return
        if text.isspace():
            if self._pieces:
                self._pieces.append(" ")
            return
        self._pieces.append(text)
        if self._in_link:
            self._linked += len(text.strip())

    def end_line(self) -> None:
        """End the line."""
        if text := squeeze("".join(self._pieces)):
            block = self._open[-1].element
            self.outline.lines.append(Line(text, block, tuple(self._anchors), min(self._linked, len(text))))
        if self._anchors:
            self._anchors = self._anchors[-self._in_link :] if self._in_link else []
        self._pieces = []
        self._linked = 0
