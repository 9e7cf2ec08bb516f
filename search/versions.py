"""What changed between two versions of an article, word by word, as spans of both texts.

Paragraphs are matched first: those that stand in both versions, then those that have most words in common, in order.
Within a pair the words are compared with :class:`difflib.SequenceMatcher`, Ratcliff and Obershelp's gestalt matching
(Dr. Dobb's Journal, July 1988), whose long runs of equal words read better than the shortest list of edits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from search.archive import Holding
from search.article import SECTION_SEPARATOR, Article
from search.results import Span

FIELDS: Final = (
    *("headline", "dek", "authors", "agency", "date", "updated", "section", "page", "edition", "place", "source"),
    *("language", "tags", "caption", "corrections"),
)
"""Fields that are compared beside the body, in the order in which they are printed."""

ALIKE: Final = 0.4
"""Share of words in common from which on two paragraphs are one that was changed, and not one gone and another come."""
MOST_WORDS: Final = 2_000
"""Words and marks of a changed stretch that are matched one by one; matching takes time with their square."""
MOST_PARAGRAPHS: Final = 60
"""Changed paragraphs in a row that are matched by likeness; of more, equals in order are taken for each other."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Kind(StrEnum):
    """What became of a paragraph or a field."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a field's value as text, in both versions; ``""`` where it does not stand.

    What is left of ``before`` without the removed spans is what is left of ``after`` without the added ones.
    """

    kind: Kind
    before: str
    after: str
    removed: tuple[Span, ...] = ()
    """Spans of ``before``."""
    added: tuple[Span, ...] = ()
    """Spans of ``after``."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of an article, held against each other."""

    earlier: Holding
    later: Holding
    fields: dict[str, Passage]
    """The fields that differ."""
    body: tuple[Passage, ...]
    """Every paragraph of both versions, in reading order; what was removed stands before what came in its place."""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that a reader would see."""
        return not self.fields and all(each.kind is Kind.SAME for each in self.body)


def revision(earlier: Holding, later: Holding) -> Revision:
    """What changed from one version to another."""
    before, after = earlier.article, later.article
    fields = {name: passage(_text(before, name), _text(after, name)) for name in FIELDS}
    differing = {name: each for name, each in fields.items() if each.kind is not Kind.SAME}
    return Revision(earlier, later, differing, tuple(_body(before.body, after.body)))


def passage(before: str, after: str) -> Passage:
    """Two texts held against each other word by word."""
    if before == after:
        return Passage(Kind.SAME, before, after)
    if not before or not after:
        return _whole(before) if before else _whole(after, added=True)
    return Passage(Kind.CHANGED, before, after, *_spans(before, after))


def _whole(text: str, *, added: bool = False) -> Passage:
    span = ((0, len(text)),)
    return Passage(Kind.ADDED, "", text, added=span) if added else Passage(Kind.REMOVED, text, "", removed=span)


def _text(article: Article, name: str) -> str:
    value = getattr(article, name)
    if isinstance(value, tuple):
        return (SECTION_SEPARATOR if name == "section" else ", ").join(value)
    return str(value) if value else ""


def _body(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield from (Passage(Kind.SAME, text, text) for text in before[start:end])
        else:
            yield from _changed(before[start:end], after[other_start:other_end])


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Paragraphs in a row of which none stands in both versions."""
    at = other = 0
    for first, second in [*_pairs(before, after), (len(before), len(after))]:
        yield from (_whole(text) for text in before[at:first])
        yield from (_whole(text, added=True) for text in after[other:second])
        if first < len(before):
            yield passage(before[first], after[second])
        at, other = first + 1, second + 1


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which: the pairs, in order, that have most in common altogether."""
    if max(len(before), len(after)) > MOST_PARAGRAPHS:
        likely = zip(before, after, strict=False)
        return [(place, place) for place, (one, other) in enumerate(likely) if _likeness(one, other) >= ALIKE]
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(after) + 1)]
    for first, one in enumerate(before):
        row: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for second, other in enumerate(after):
            score, pairs = max(best[first][second + 1], row[second], key=lambda each: each[0])
            alike = _likeness(one, other)
            total = best[first][second][0] + alike
            if alike >= ALIKE and total > score:
                score, pairs = total, [*best[first][second][1], (first, second)]
            row.append((score, pairs))
        best.append(row)
    return best[-1][-1][1]


def _likeness(one: str, other: str) -> float:
    """Share of words that two paragraphs have in common, wherever they stand (the Dice coefficient)."""
    first, second = Counter(one.casefold().split()), Counter(other.casefold().split())
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _spans(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What was removed from one text and added in the other, whole words; blanks between two changes belong to them."""
    tokens, others = _TOKEN.findall(before), _TOKEN.findall(after)
    starts, other_starts = _starts(tokens), _starts(others)
    removed: list[Span] = []
    added: list[Span] = []
    for kind, first, last, other_first, other_last in _merged(_opcodes(tokens, others), tokens):
        if kind != "equal":
            removed += [(starts[first], starts[last])] if last > first else []
            added += [(other_starts[other_first], other_starts[other_last])] if other_last > other_first else []
    return tuple(removed), tuple(added)


_Opcode = tuple[str, int, int, int, int]


def _opcodes(tokens: list[str], others: list[str]) -> list[_Opcode]:
    """As SequenceMatcher gives them, with the beginning and the end that both texts share taken off before."""
    head = _shared(tokens, others)
    tail = min(_shared(tokens[::-1], others[::-1]), min(len(tokens), len(others)) - head)
    middle, other_middle = tokens[head : len(tokens) - tail], others[head : len(others) - tail]
    found: list[_Opcode] = [("replace", 0, len(middle), 0, len(other_middle))]
    if max(len(middle), len(other_middle)) <= MOST_WORDS:
        found = list(SequenceMatcher(None, middle, other_middle, autojunk=False).get_opcodes())
    return [(kind, head + a, head + b, head + c, head + d) for kind, a, b, c, d in found]


def _shared(tokens: list[str], others: list[str]) -> int:
    return next(
        (place for place, (one, other) in enumerate(zip(tokens, others, strict=False)) if one != other),
        min(len(tokens), len(others)),
    )


def _merged(found: list[_Opcode], tokens: list[str]) -> list[_Opcode]:
    """Two changes with nothing but a blank between them as one."""
    made: list[_Opcode] = []
    for number, each in enumerate(found):
        between = number + 1 < len(found) and "".join(tokens[each[1] : each[2]]).isspace()
        if made and made[-1][0] != "equal" and (between or each[0] != "equal"):
            made[-1] = ("replace", made[-1][1], each[2], made[-1][3], each[4])
        else:
            made.append(each)
    return made


def _starts(tokens: list[str]) -> list[int]:
    """Where each token begins, and where the last one ends."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
