"""New scores for the best documents of a query, from where its words stand in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from whoosh.query.qcore import Query

from search.arrays.postings import FieldPostings, Longs
from search.ranking import places
from search.ranking.asked import words
from search.ranking.weights import EARLY

Segment = tuple[Callable[[str], FieldPostings | None], Longs]
"""What gives a segment's field by name, and the documents of the segment to be looked at, ascending."""


def bonuses(tree: Query, segments: Sequence[Segment], idf: Callable[[str, bytes], float]) -> places.Bonus:
    """The bonus of each document, in the order given; ``idf`` is that of a field's term in the whole index."""
    total = np.zeros(sum(len(documents) for _, documents in segments))
    for fieldname, early in EARLY.items():
        if asked := words(tree, fieldname):
            parts = [(field(fieldname), documents) for field, documents in segments]
            idfs = [min(idf(fieldname, term.encode()) for term in word) for word in asked]
            total += places.bonus(places.gather(parts, asked), idfs, len(total), early)
    return total
