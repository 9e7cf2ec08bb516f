"""What is left of the paragraphs when furniture, repetitions and both loose ends are gone."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.extract.likeness import same
from indexer.extract.names import people
from indexer.extract.noise import COMMENTS_HEADING, PROSE_END, RELATED_HEADING, is_noise
from indexer.extract.outline import HEADINGS
from indexer.extract.paragraphs import Paragraph
from indexer.extract.section import is_trail

_HEAD = 6
"""So many paragraphs may repeat headline, byline and date before the story begins."""
_SHORT = 90
_CELLS = frozenset(("td", "th", "tr", "dd", "dt"))
_SCRAP = 25
_BOXES = frozenset(("div", "section", "article", "header", "main", "body", "form", "fieldset"))


def sifted(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without furniture: what is no story whatever its headline is."""
    kept: list[Paragraph] = []
    size = 0
    whole = sum(len(each.text) for each in paragraphs)
    for paragraph in paragraphs:
        if 2 * size >= whole and paragraph.tag not in _CELLS and COMMENTS_HEADING.match(paragraph.text):
            break
        size += len(paragraph.text)
        if not (_scrap(paragraph) or is_noise(paragraph.text) or RELATED_HEADING.match(paragraph.text)):
            kept.append(paragraph)
    return kept


def trimmed(paragraphs: Sequence[Paragraph], printed: Sequence[str], opening: str) -> tuple[str, ...]:
    """The paragraphs without what is a field of its own (headline, dek, byline, date) and without loose ends.

    ``opening`` is the line with which the story opens: of what stands before it, only prose stays.
    """
    start = next((n for n, each in enumerate(paragraphs[:_HEAD]) if opening and each.text[:40] == opening[:40]), 0)
    head = [
        each
        for number, each in enumerate(paragraphs[:_HEAD])
        if not _repeats(each, printed)
        and (number >= start or len(each.text) >= _SHORT or _is_subheading(paragraphs[number:]))
    ]
    kept = [*head, *paragraphs[_HEAD:]]
    while len(kept) > 1 and _loose(kept[0]) and kept[0].tag != "li" and not _is_subheading(kept):
        kept.pop(0)
    while len(kept) > 1 and ((_loose(kept[-1]) and kept[-1].tag != "li") or kept[-1].tag in HEADINGS):
        kept.pop()
    return tuple(each.text for each in kept)


def _is_subheading(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph is a heading like others that follow: the first of a story's parts."""
    first = paragraphs[0].tag
    return first in HEADINGS and any(each.tag == first for each in paragraphs[1:])


def _scrap(paragraph: Paragraph) -> bool:
    """A word or two that stand in no element of text: a label, a button, a counter."""
    return paragraph.tag in _BOXES and len(paragraph.text) < _SCRAP and not PROSE_END.search(paragraph.text)


def _repeats(paragraph: Paragraph, printed: Sequence[str]) -> bool:
    text = paragraph.text
    if any(same(text, line) for line in printed if line):
        return True
    return is_trail(text) or (
        len(text) < 80 and bool(people(text)) and text.lower().startswith(("by ", "von ", "par ", "por "))
    )


def _loose(paragraph: Paragraph) -> bool:
    """A short line that is no sentence."""
    return (
        len(paragraph.text) < _SHORT
        and not PROSE_END.search(paragraph.text)
        and paragraph.text.isascii()
        | (len(paragraph.text) > 40 or paragraph.tag in HEADINGS or len(paragraph.text) < 25)
    )
