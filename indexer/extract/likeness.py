"""When two lines say the same: titles, headlines and breadcrumbs repeat each other in other dress."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice

_SEPARATORS = re.compile(r"\s+[|–—·•»«:/\\-]{1,3}\s+|\s*[|»]\s*|\s+::\s+|\s+[-–—]{2}\s*")
_NO_LETTERS = re.compile(r"[\W_]+")
_LONGEST = 600
"""Characters; longer texts are compared exactly, for the likeness of long texts is dear to find, and are no titles."""
_MOST_CUTS = 20
"""Separators of a title that are looked at."""


def same(one: str, other: str) -> bool:
    """Whether two lines say the same but for case, marks and a few letters."""
    if 2 * min(len(one), len(other)) + 20 < max(len(one), len(other)):
        return False
    first, second = bare(one), bare(other)
    if first == second:
        return True
    longest = max(len(first), len(second))
    if longest > _LONGEST or abs(len(first) - len(second)) * 10 > longest:
        return False
    return longest > 12 and SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.92


def bare(text: str) -> str:
    """Only the letters and digits, in one case."""
    return _NO_LETTERS.sub("", text.casefold())


def title_parts(title: str) -> list[str]:
    """A title cut at its separators: the whole, then ever fewer parts from the front, then from the back."""
    backs = (title[cut.end() :].strip() for cut in _cuts(title))
    return [*fronts(title), *(part for part in backs if part)]


def fronts(title: str) -> list[str]:
    """The whole title, then ever fewer of its parts from the front."""
    cuts = (title[: cut.start()].strip() for cut in reversed(_cuts(title)))
    return [part for part in (title.strip(), *cuts) if part]


def _cuts(title: str) -> list[re.Match[str]]:
    """Where a title's separators stand; none in what is too long to be one, as where a title is never closed."""
    return list(islice(_SEPARATORS.finditer(title), _MOST_CUTS)) if len(title) <= _LONGEST else []
