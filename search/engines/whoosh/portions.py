"""Changes as segments of bounded size, made in this process or in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.arrays.bulk import write_segment
from search.arrays.postings import Longs
from search.engine import Change
from search.engines.whoosh.building import segment
from search.engines.whoosh.lexicon import Lexicon

CHANGES_A_PORTION: Final = 20_000
CHARACTERS_A_PORTION: Final = 16_000_000
"""About 2.7 million words, which take some 250 MB while they become a segment; one longer article stands alone."""
NAME: Final = "MAIN"
"""What Whoosh calls an index that was given no name."""
THINGS_REMEMBERED: Final = 2_000_000
"""Size of a lexicon, at most 400 MB, from which on a long run begins another."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Consecutive changes whose articles are a segment on disk that no reader knows yet."""

    segment: Any
    """Whoosh's entry for the segment; None when all changes are removals."""
    ids: Longs
    """Numbers of all articles that were changed, removed ones too."""
    changes: int
    number: int
    stamp: str
    """Of the last change."""


class Builder:
    """Makes portions, their files in a folder, and remembers words from one to the next."""

    def __init__(self, folder: Path) -> None:
        self._storage = FileStorage(str(folder))
        self._lexicon = Lexicon()

    def portions(self, changes: Iterable[Change]) -> Iterator[Portion]:
        """All changes, in order; of an article that is changed twice in a portion, the later change."""
        for several in _divided(changes):
            if self._lexicon.size > THINGS_REMEMBERED:
                self._lexicon = Lexicon()
            yield self._portion(several)

    def _portion(self, changes: list[Change]) -> Portion:
        latest = {change.id: change.article for change in changes}
        held = [(number, article) for number, article in latest.items() if article is not None]
        made = segment(held, self._lexicon) if held else None
        last = changes[-1]
        return Portion(
            made and write_segment(self._storage, NAME, made),
            np.array(list(latest), dtype=np.int64),
            len(changes),
            last.number,
            last.stamp,
        )


def _divided(changes: Iterable[Change]) -> Iterator[list[Change]]:
    portion: list[Change] = []
    characters = 0
    for change in changes:
        size = sum(map(len, change.article.body)) if change.article else 0
        if portion and (characters + size > CHARACTERS_A_PORTION or len(portion) == CHANGES_A_PORTION):
            yield portion
            portion, characters = [], 0
        portion.append(change)
        characters += size
    if portion:
        yield portion
