"""Where the story stands: the box whose lines weigh most, and which of its lines are part of it.

The text of each line is measured and not its tags, so that stories set in paragraphs, in table cells and in bare text
between breaks are found alike. The sum over a box with negative weights for links is the idea of *maximum subsequence
segmentation* (Pasternack and Roth, WWW 2009), taken over the tree instead of the token sequence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from indexer.extract.furniture import FRAME, SUSPECT
from indexer.extract.noise import COMMENTS_HEADING, PROSE_END, STORY, is_noise
from indexer.extract.outline import Box, Line, Outline
from indexer.extract.tree import Element

_LINK_COST = 1.5
_SHORT_COST = 4.0
_STORY_BONUS = 1.1
_NEARLY = 0.96
_SHARE_KEPT = 0.4
"""A box with more of the page's text than this is not furniture, whatever it is called."""
_SMALL = 0.3
_CAPTION = 300
"""Characters; longer texts beside a picture are stories."""
_ENOUGH = 500
"""Characters of a story that leave no doubt that it was found."""
_IDEOGRAPH = re.compile("[\u2e80-\uffef]")


@dataclass(slots=True)
class Place:
    """Where a story stands: its container, what within it is no part of it, and the numbers of its lines."""

    container: Element
    cut: frozenset[Element] = frozenset()
    lines: list[int] = field(default_factory=list)
    size: float = 0
    """Characters of prose."""


def place_of(outline: Outline, root: Element) -> Place:
    """The place of the story. A page that seems to hold nothing is read again with less taken out: some call their
    very story a widget."""
    best = Place(root)
    for sort in (SUSPECT, FRAME):
        found = _Search(outline, sort).place()
        if found.size > 2 * best.size or not best.lines:
            best = found
        if best.size >= _ENOUGH:
            break
    return best


class _Search:
    """One search for a story, with what is as doubtful as ``sort``, or more, taken out."""

    def __init__(self, outline: Outline, sort: int) -> None:
        self._lines = outline.lines
        self._boxes = outline.boxes
        self._text = outline.sums(lambda line: len(line.text))
        self._linked = outline.sums(lambda line: line.linked)
        self._sort = sort

    def place(self) -> Place:
        page = self._boxes[0]
        cut = self._taken(self._boxes[1:], lambda box: box.sort >= self._sort, self._size(page) * _SHARE_KEPT)
        gone = self._mask(cut)
        weights = [0.0]
        for number, line in enumerate(self._lines):
            weights.append(weights[-1] + (0.0 if gone[number] else weight_of(line)))
        container = self._container(weights, gone)
        within = self._inside(container)
        size = sum(len(self._lines[n].text) for n in range(container.start, container.end) if not gone[n])
        inserted = self._taken(within, self._is_insertion, size * _SMALL, gone)
        cut = [*cut, *inserted]
        gone = self._mask(cut)
        kept = [n for n in range(container.start, container.end) if not gone[n]]
        return Place(
            container.element,
            frozenset(box.element for box in cut),
            kept,
            sum(max(0.0, weights[n + 1] - weights[n]) for n in kept),
        )

    def _size(self, box: Box) -> float:
        return self._text[box.end] - self._text[box.start]

    def _taken(
        self, boxes: Sequence[Box], wanted: Callable[[Box], bool], most: float, gone: Sequence[bool] = ()
    ) -> list[Box]:
        """The outermost boxes that are wanted away and hold no more text than ``most``."""
        found: list[Box] = []
        depth = 1 << 30
        for box in boxes:
            if box.depth <= depth:
                depth = 1 << 30
            if depth < 1 << 30 or box.start == box.end:
                continue
            if wanted(box) and self._size(box) <= most:
                found.append(box)
                depth = box.depth
        return found

    def _mask(self, boxes: Sequence[Box]) -> list[bool]:
        gone = [False] * len(self._lines)
        for box in boxes:
            gone[box.start : box.end] = [True] * (box.end - box.start)
        return gone

    def _container(self, weights: list[float], gone: list[bool]) -> Box:
        best, most = self._boxes[0], (0.0, 0)
        for box in self._boxes:
            if box.start == box.end:
                continue
            weight = weights[box.end] - weights[box.start]
            if weight > 0 and STORY.search(box.marks):
                weight *= _STORY_BONUS
            if (weight, box.depth) > most:
                best, most = box, (weight, box.depth)
        best = self._nearest(best, weights)
        while best.tag in _PIECES:
            best = self._parent(best)
        return best

    def _parent(self, box: Box) -> Box:
        place = self._boxes.index(box)
        while self._boxes[place].depth >= box.depth and place:
            place -= 1
        return self._boxes[place]

    def _nearest(self, best: Box, weights: list[float]) -> Box:
        """The innermost box within the best that loses hardly any of its weight: what it leaves out is fringe."""
        most = weights[best.end] - weights[best.start]
        if most <= 0:
            return best
        for box in self._inside(best):
            weight = weights[box.end] - weights[box.start]
            if weight >= _NEARLY * most and box.depth == best.depth + 1 and box.tag not in _PIECES:
                best, most = box, weight
        return best

    def _inside(self, box: Box) -> list[Box]:
        first = self._boxes.index(box) + 1
        last = first
        while last < len(self._boxes) and self._boxes[last].depth > box.depth:
            last += 1
        return self._boxes[first:last]

    def _is_insertion(self, box: Box) -> bool:
        tag = box.tag
        if box.end == box.start + 1 and _is_only_link(self._lines[box.start]):
            return True
        if tag in ("figcaption", "aside", "nav", "footer"):
            return True
        if tag == "figure":
            return next(box.element.iter("table", "blockquote", "pre"), None) is None
        if tag in ("table", "div", "td", "span", "dl") and self._is_picture(box):
            return True
        return tag in _LISTS and self._is_link_list(box)

    def _is_picture(self, box: Box) -> bool:
        """Whether a box holds a picture and nothing but a line or two under it: a caption and a credit."""
        return box.pictures > 0 and box.end - box.start <= 2 and 0 < self._size(box) < _CAPTION and box.breaks < 3

    def _is_link_list(self, box: Box) -> bool:
        size, linked = self._size(box), self._linked[box.end] - self._linked[box.start]
        if not linked or size >= 2000:
            return False
        links = sum(len(line.anchors) for line in self._lines[box.start : box.end])
        return linked > size * (0.6 if links > 2 else 0.8)


def _is_only_link(line: Line) -> bool:
    size = len(line.text)
    if line.linked * 10 <= size * 9 or size >= 200:
        return False
    return not (line.is_heading or PROSE_END.search(line.text))


_PIECES = frozenset("p li dt dd h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl tr figure figcaption summary".split())
"""Elements that a story may have many of, and that so hold none."""
_LISTS = frozenset(("ul", "ol", "dl", "table", "div", "section", "td", "p", "h2", "h3", "h4", "h5"))


def weight_of(line: Line) -> float:
    """What a line says for its being in a story: characters of prose, less what is furniture."""
    text = line.text
    size = letters(text)
    linked = line.linked / len(text)
    if line.is_heading:
        return -_SHORT_COST if linked > 0.5 or COMMENTS_HEADING.match(text) else 0.0
    if linked > 0.5:
        return -_LINK_COST * size * linked
    if is_noise(text):
        return -_SHORT_COST
    if size >= 80 or (size >= 25 and PROSE_END.search(text)):
        return size * (1 - linked)
    return -_SHORT_COST if size < 25 else 0.0


def letters(text: str) -> int:
    """Length in Latin characters: an ideograph says as much as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_IDEOGRAPH.findall(text))
