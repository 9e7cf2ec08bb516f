"""What a bonus is made of. Chosen on half of the topics of ``benchmarks/relevance`` and confirmed on the other half.

The first RERANKED articles by BM25 gain a bonus for the query's words standing together and standing early, in units of
their inverse document frequency, so that it is in proportion to their scores:

- every two neighbouring words of the query gain ``(ADJACENT * c / (c + 1) + NEAR * n / (n + 1))`` times the mean of
  their idf: c counts the places where the second stands right behind the first, n the places of the first with the
  second fewer than WINDOW words away. The pairs and the window are those of the sequential dependence model (D. Metzler
  and W. B. Croft, *A Markov random field model for term dependencies*, SIGIR 2005), saturated as BM25 saturates
  (Y. Rasolofo and J. Savoy, *Term proximity scoring for keyword-based retrieval systems*, ECIR 2003).
- every word gains ``EARLY[field] * LEAD / (LEAD + p)`` times its idf, p being its first position, for news begin with
  what matters.

A bonus is never negative, so articles past the first RERANKED keep their places behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RERANKED: Final = 100
ADJACENT: Final = 0.5
NEAR: Final = 0.75
WINDOW: Final = 8
LEAD: Final = 100
EARLY: Final[Mapping[str, float]] = {"headline": 0.0, "body": 0.2}
"""Field in which places count -> the weight of standing early; a headline is all beginning."""
