"""Other spellings for words that the archive does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from search.engine import Engine

SHORTEST: Final = 4
"""Letters; shorter words have too many neighbours."""
LONGEST: Final = 40
"""Letters; longer runs are no words, and comparing them costs the square of their length."""
MOST_WORDS: Final = 20
"""Words of one query looked at; each is compared with every known word of its first letter."""
FAR_FROM: Final = 6
"""Letters from which on two edits are allowed."""
COMMONER: Final = 100
"""Times that a word must be commoner to be offered rather than one that is an edit nearer: archives hold misprints,
and names that nobody meant."""

FIELDS_OF_WORDS: Final = ("body_exact", "headline_exact", "author")


def edits(one: str, other: str) -> int:
    """Levenshtein's distance: letters inserted, left out or replaced to turn one word into the other."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for column, against in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != against)))
    return row[-1]


def did_you_mean(text: str, words: Iterable[str], engine: Engine) -> str | None:
    """The query with its unknown words replaced by known ones like them; None when there is nothing to offer."""
    corrected = text
    for word in islice(words, MOST_WORDS):
        if (better := _better(word, engine)) is not None:
            corrected = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, corrected, flags=re.IGNORECASE)
    return corrected if corrected != text else None


def _better(word: str, engine: Engine) -> str | None:
    """The nearest known word and, among equals, the one in most articles; a far commoner one may be an edit further."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return None
    if any(engine.frequency(name, word) for name in FIELDS_OF_WORDS):
        return None
    distance = 2 if len(word) >= FAR_FROM else 1
    found = [pair for name in FIELDS_OF_WORDS for pair in engine.similar(name, word, distance)]
    likely = [(count / COMMONER ** edits(word, term), term) for term, count in found]
    return max(likely)[1] if likely else None
