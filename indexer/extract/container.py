"""Which element holds the story: the one whose lines weigh most, prose counted for it and furniture against it.

The text of each line is measured and not its tags, so that stories set in paragraphs, in table cells and in bare text
between breaks are found alike. The sum over a subtree with negative weights for links is the idea of *maximum
subsequence segmentation* (Pasternack and Roth, WWW 2009), taken over the tree instead of the token sequence.
"""

from __future__ import annotations

from indexer.extract.lines import Line, lines_of
from indexer.extract.noise import COMMENTS_HEADING, PROSE_END, STORY, is_noise
from indexer.extract.tree import Element, ancestors, marks_of

_LINK_COST = 1.5
_SHORT_COST = 12.0
_STORY_BONUS = 1.1
_NEARLY = 0.96


def container_of(page: Element) -> Element:
    """The element that holds the story; the page itself when nothing stands out."""
    weights: dict[Element, float] = {page: 0.0}
    for line in lines_of(page):
        weight = weight_of(line)
        for element in ancestors(line.element):
            weights[element] = weights.get(element, 0.0) + weight
            if element is page:
                break
    return _nearest(weights, max(weights, key=lambda each: _preference(each, weights[each])))


def _nearest(weights: dict[Element, float], best: Element) -> Element:
    """The innermost element within the best that loses hardly any of its weight: what it leaves out is fringe."""
    while True:
        inner = [each for each in best if weights.get(each, 0.0) >= _NEARLY * weights[best]]
        if not inner or weights[best] <= 0:
            return best
        best = inner[0]


def weight_of(line: Line) -> float:
    """What a line says for its being in a story: characters of prose, less what is furniture."""
    size = _size(line.text)
    linked = line.linked / max(1, len(line.text))
    if line.is_heading:
        return -_SHORT_COST if linked > 0.5 or COMMENTS_HEADING.match(line.text) else 0.0
    if linked > 0.5:
        return -_LINK_COST * size * linked
    if is_noise(line.text):
        return -_SHORT_COST
    if size >= 80 or (size >= 25 and PROSE_END.search(line.text)):
        return size * (1 - linked)
    return -_SHORT_COST if size < 25 else 0.0


def _size(text: str) -> float:
    """Length in Latin characters: an ideograph says as much as three."""
    return len(text) if text.isascii() else len(text) + 2 * sum("\u2e80" <= char <= "\uffef" for char in text)


def _preference(element: Element, weight: float) -> tuple[float, int]:
    bonus = _STORY_BONUS if weight > 0 and STORY.search(marks_of(element)) else 1.0
    return weight * bonus, sum(1 for _ in ancestors(element))
