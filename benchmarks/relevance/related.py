"""``python -m benchmarks.relevance.related FILE...``: do related stories stand under the section of the story?

For 500 stories drawn from a collection the five most related are asked for; the figure is the share of them that share
a section with the story (topic precision at 5), beside the share that five stories drawn at random would reach.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import numpy as np

from benchmarks.relevance.collection import Document, read_documents
from search.engine import Change, Engine, Request
from search.engines.whoosh import WhooshEngine
from search.related import like

DRAWN: Final = 500
SHOWN: Final = 5
SEED: Final = 1


def main() -> int:
    """Measure each file named on the command line."""
    for path in map(Path, sys.argv[1:]):
        documents = list(read_documents(path))
        with TemporaryDirectory() as directory:
            engine = WhooshEngine(Path(directory))
            engine.apply(Change(number, number, each.article) for number, each in enumerate(documents, 1))
            _measure(path.stem, engine, documents)
            engine.close()
    return 0


def _measure(name: str, engine: Engine, documents: Sequence[Document]) -> None:
    random = np.random.default_rng(SEED)
    filed = [place for place, document in enumerate(documents) if document.sections]
    drawn = random.permutation(filed)[:DRAWN].tolist()
    shares, chances, times = [], [], []
    for place in drawn:
        start = perf_counter()
        found = _related(engine, documents, place)
        times.append(perf_counter() - start)
        shares.append(_alike(documents, place, found))
        chances.append(_alike(documents, place, random.choice(filed, SHOWN).tolist()))
    print(
        f"{name}: {len(drawn)} of {len(documents):,} stories, precision at {SHOWN} {fmean(shares):.3f}"
        f" (at random {fmean(chances):.3f}), {median(times) * 1000:.1f} ms"
    )


def _related(engine: Engine, documents: Sequence[Document], place: int) -> list[int]:
    tree = like(documents[place].article, engine)
    if tree is None:
        return []
    matches = engine.ask(Request(tree=tree, limit=SHOWN + 1, counts=False, refine=False)).matches
    return [match.id - 1 for match in matches if match.id - 1 != place][:SHOWN]


def _alike(documents: Sequence[Document], place: int, others: Sequence[int]) -> float:
    own = set(documents[place].sections)
    return sum(not own.isdisjoint(documents[other].sections) for other in others) / SHOWN


if __name__ == "__main__":
    sys.exit(main())
