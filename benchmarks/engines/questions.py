"""What is asked: classes of questions whose words are chosen by how common they are in the corpus at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from benchmarks.engines.corpus import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, in a form that every engine can be asked."""

    kind: str
    every: tuple[str, ...] = ()
    """Stems that all must match."""
    some: tuple[str, ...] = ()
    """Stems of which any must match."""
    phrase: tuple[str, ...] = ()
    prefix: str = ""
    section: str = ""
    days: tuple[int, int] | None = field(default=None)
    """First and last day, as ordinals."""
    newest: bool = False
    """Sorted by day instead of relevance."""


def questions(documents: Sequence[Document], each: int) -> list[Question]:
    """``each`` questions of every class."""
    holders: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for document in documents[:: max(1, len(documents) // 5000)]:
        terms = [term for term in document.terms.split() if term.isascii() and term.isalpha()]
        holders.update(set(terms))
        pairs.update(pairwise(terms))
    size = max(1, min(len(documents), 5000))
    common = _between(holders, 0.25 * size, size, each + 5)
    middle = _between(holders, 0.03 * size, 0.1 * size, each + 5)
    rare = _between(holders, 2, 0.005 * size, each + 5)
    phrases = [pair for pair, _ in pairs.most_common(each)]
    seldom = [pair for pair, count in pairs.items() if count == max(2, size // 1000)][:each]
    first = min(document.article.date or date.max for document in documents).toordinal()
    asked: list[Question] = []
    for place in range(each):
        one, two, three = common[place], common[place + 1], middle[place]
        asked += [
            Question(kind="rare word", every=(rare[place],)),
            Question(kind="word of middling rank", every=(three,)),
            Question(kind="common word", every=(one,)),
            Question(kind="common AND middling", every=(one, three)),
            Question(kind="common AND common", every=(one, two)),
            Question(kind="2 words OR", some=(one, three)),
            Question(kind="5 words OR", some=(one, two, three, rare[place], middle[place + 1])),
            Question(kind="phrase, common", phrase=phrases[place]),
            Question(kind="phrase, rare", phrase=seldom[place % len(seldom)] if seldom else phrases[place]),
            Question(kind="prefix", prefix=three[:4]),
            Question(kind="word in 2 years", every=(one,), days=(first + 400, first + 1130)),
            Question(kind="word in a section", every=(one,), section=documents[place].article.section_path),
            Question(kind="no text", newest=True),
            Question(kind="word, newest first", every=(one,), newest=True),
        ]
    return asked


def _between(holders: Counter[str], least: float, most: float, count: int) -> list[str]:
    """Terms held by so many articles, spread evenly over the band, repeated when there are too few."""
    band = sorted(term for term, held in holders.items() if least <= held <= most) or [holders.most_common(1)[0][0]]
    step = max(1, len(band) // count)
    picked = band[::step][:count]
    return (picked * count)[:count]
