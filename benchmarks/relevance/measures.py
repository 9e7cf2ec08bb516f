"""Measures of one ranked list: each takes the documents in order and the judgements, and gives 0 to 1.

Definitions as in TREC's trec_eval: C. Buckley and E. Voorhees, *Retrieval System Evaluation*, MIT Press 2005.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Final

from benchmarks.relevance.collection import Judgements

TOP: Final = 10
DEPTH: Final = 1000
"""Documents that a system gives for a topic."""


def average_precision(ranked: Sequence[str], relevant: Judgements) -> float:
    """Mean over the relevant documents of the precision at the rank of each; 0 for those not found."""
    hits = [document in relevant for document in ranked]
    precisions = (found / rank for rank, (hit, found) in enumerate(zip(hits, accumulate(hits), strict=True), 1) if hit)
    return math.fsum(precisions) / len(relevant) if relevant else 0.0


def ndcg(ranked: Sequence[str], relevant: Judgements) -> float:
    """Discounted gain of the first ten over the greatest possible, the gain being the degree of relevance.

    K. Järvelin and J. Kekäläinen, *Cumulated gain-based evaluation of IR techniques*, TOIS 20(4), 2002, with the
    discount log2(1 + rank).
    """
    ideal = _gain(sorted(relevant.values(), reverse=True))
    return _gain([relevant.get(document, 0) for document in ranked]) / ideal if ideal else 0.0


def _gain(degrees: Sequence[int]) -> float:
    return math.fsum(degree / math.log2(1 + rank) for rank, degree in enumerate(degrees[:TOP], 1))


def reciprocal_rank(ranked: Sequence[str], relevant: Judgements) -> float:
    """One over the rank of the first relevant document, 0 beyond ten (Voorhees, *TREC-8 Question Answering*, 1999)."""
    return next((1 / rank for rank, document in enumerate(ranked[:TOP], 1) if document in relevant), 0.0)


def hit(ranked: Sequence[str], relevant: Judgements) -> float:
    """Whether a relevant document is among the first ten."""
    return float(any(document in relevant for document in ranked[:TOP]))


MEASURES: Final[Mapping[str, Callable[[Sequence[str], Judgements], float]]] = {
    "MAP": average_precision,
    "nDCG@10": ndcg,
    "MRR@10": reciprocal_rank,
    "hit@10": hit,
}
"""Name of the mean over all topics -> the measure of one of them."""
